package org.innoledger.kit.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.region.DivisionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StandardTest {
    /// The vectors of GB 32100 in data/vectors.csv.
    static Stream<List<String>> creditCodes() throws IOException {
        try (var in = StandardTest.class.getResourceAsStream("/vectors.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith("GB32100"))
                            .map(line -> List.of(line.split(",")))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("creditCodes")
    void creditCodeVectors(List<String> vector) {
        var code = new CreditCode(vector.get(1));
        assertEquals(Boolean.valueOf(vector.get(2)), code.fault().isEmpty(), code + " " + code.fault());
    }

    @Test
    void creditCodeIsNormalised() {
        assertEquals("91350100M000100Y43", new CreditCode(" ９1350100m000100y43").value());
    }

    @Test
    void organisationCodeIsOnlyRemarkedUpon() {
        assertEquals(
                "organisation-code-check",
                new CreditCode("91140100MA0T000000").remark().orElse("none"));
        assertTrue(new CreditCode("91350100M000100Y43").remark().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "C3031, ''",
        "c30, ''",
        "B06, ''",
        "C0610, industry-section",
        "C4711, industry-section",
        "Z30, industry-form",
        "C3, industry-form",
        "C98, industry-unknown"
    })
    void industries(String code, String fault) {
        assertEquals(fault, new Industry(code).fault().map(Value.Fault::code).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "140602, ''",
        "140171, ''",
        "140202, division-retired",
        "140211, division-retired",
        "149999, division-unknown",
        "14, division-unknown"
    })
    void divisions(String code, String fault) {
        assertEquals(
                fault, new DivisionCode(code).fault().map(Value.Fault::code).orElse(""));
    }

    @Test
    void retiredDivisionsNameTheirSuccessors() {
        var fault = new DivisionCode("140211").fault().orElseThrow();
        assertTrue(
                fault.message().en().contains("140213 平城区 / 140214 云冈区"),
                fault.message().en());
    }

    @Test
    void shanxiHas11CitiesAnd117Counties() {
        var shanxi = Division.all().stream()
                .filter(division -> division.code().startsWith("14") && division.status() == Division.Status.CURRENT)
                .toList();
        assertEquals(
                11,
                shanxi.stream().filter(d -> d.level() == Division.Level.CITY).count());
        assertEquals(
                117,
                shanxi.stream().filter(d -> d.level() == Division.Level.COUNTY).count());
    }

    @Test
    void statisticalZonesAreRemarkedUpon() {
        assertEquals("division-statistical", new DivisionCode("140171").remark().orElse("none"));
    }
}
