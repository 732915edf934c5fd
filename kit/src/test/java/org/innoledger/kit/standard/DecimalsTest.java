package org.innoledger.kit.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @DisplayName("numbers within bounds are what they say")
    @ValueSource(strings = {"0", "-0", "7", "120.0", "1e3", "1E-3", "-99999999999999999999", "0.00000000000000000001"})
    void taken(String text) {
        assertEquals(Optional.of(new BigDecimal(text)), Decimals.of(text));
    }

    @ParameterizedTest
    @DisplayName("numbers out of bounds, and what is no number, are none")
    @ValueSource(
            strings = {
                "100000000000000000000",
                "1e20",
                "1e-41",
                "1e200000",
                "1e-30000000",
                "1e1000000000",
                "1e",
                ".5",
                "5.",
                "+5",
                "NaN",
                "0x10",
                "１２",
                "",
                " 1"
            })
    void refused(String text) {
        assertEquals(Optional.empty(), Decimals.of(text));
    }
}
