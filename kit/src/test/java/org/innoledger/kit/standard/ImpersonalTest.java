package org.innoledger.kit.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.Optional;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.Value.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpersonalTest {
    private static boolean passes(String text) {
        return new Impersonal.Validator().isValid(text, null);
    }

    /// The numbers are made up; the last character of each citizen number fits the others.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                "tel13800138000",
                "电话：138 0013 8000。",
                "008613800138000",
                "013800138000",
                "0 138 0013 8000",
                "+86 (0)138-0013-8000",
                "+86-138-0013-8000",
                "138.0013.8000",
                "138\u00a00013\u00a08000",
                "138\u200b0013\u200b8000",
                "１３８００１３８０００",
                "1 3 8 0 0 1 3 8 0 0 0",
                "13800 138000",
                "138－0013－8000转",
                "11010519491231002X",
                "ID11010519491231002x",
                "身份证110105 19491231 002X",
                "110105.1949.1231.002X",
                "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
                "编号1 11010519491231002X",
                "810000199408230021",
                "830000199201300022"
            })
    void tellsWhatIsPersonal(String text) {
        assertFalse(passes(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91140602MA0T000111",
                "911406021380013800",
                "专利号 ZL202110123456.7",
                "合同金额 15,000,000,000 元",
                "2021-01-01 至 2022-12-31",
                "1500 2000 300",
                "150,1200,3400",
                "138,001,380,000",
                "电话 010-38001380",
                "0351-3800138",
                "晋发改〔2024〕138号 0351-0000000",
                "订单 2026112213800138000"
            })
    void letsOtherNumbersPass(String text) {
        assertTrue(passes(text), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"810000199408230021", "820000199102280036", "830000199201300022"})
    void residencePermitsAreNumbersLikeCitizens(String number) {
        var fits = number.substring(0, 17) + CitizenNumber.check(number);
        assertEquals(Optional.empty(), CitizenNumber.fault(fits, Clock.systemUTC()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"91184019900101001", "91415619851231123"})
    void foreignersHaveNumbersThatBeginWithNine(String first) {
        var number = first + CitizenNumber.check(first);
        assertEquals(Optional.empty(), CitizenNumber.fault(number, Clock.systemUTC()));
        assertFalse(passes("证件" + number));
    }

    @Test
    void noProvinceTakesTheirApplication() {
        var first = "99984019900101001";
        var fault = CitizenNumber.fault(first + CitizenNumber.check(first), Clock.systemUTC());
        assertEquals(Optional.of(FaultCode.CITIZEN_NUMBER_DIVISION), fault.map(Fault::code));
    }
}
