package org.innoledger.kit.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.region.DivisionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StandardTest {
    /// The vectors of GB 32100 in data/vectors.csv.
    static Stream<List<String>> creditCodes() throws IOException {
        return vectors("GB32100");
    }

    /// The vectors of GB 11643 in data/vectors.csv.
    static Stream<List<String>> citizenNumbers() throws IOException {
        return vectors("GB11643");
    }

    private static Stream<List<String>> vectors(String standard) throws IOException {
        try (var in = StandardTest.class.getResourceAsStream("/vectors.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith(standard))
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

    @ParameterizedTest
    @MethodSource("citizenNumbers")
    void citizenNumberVectors(List<String> vector) {
        var fault = CitizenNumber.fault(vector.get(1), Clock.systemUTC());
        assertEquals(Boolean.valueOf(vector.get(2)), fault.isEmpty(), vector + " " + fault);
    }

    @ParameterizedTest
    @CsvSource({
        "110105491231002, citizen-number-form",
        "00010519491231002X, citizen-number-form",
        "99010519491231002X, citizen-number-division",
        "110105299912310026, citizen-number-birth-date",
        "110105194902290023, citizen-number-birth-date"
    })
    void citizenNumberFaults(String number, String code) {
        var fault = CitizenNumber.fault(number, Clock.systemUTC()).orElseThrow();
        assertEquals(code, fault.code().code());
        assertFalse(
                fault.message().zh().contains(number) || fault.message().en().contains(number));
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y4, credit-code-length",
        "'', credit-code-length",
        "91350100M000100Y4I, credit-code-character",
        "91350100M0001O0Y43, credit-code-character",
        "9135 100M000100Y43, credit-code-character",
        "91350100M000100Y44, credit-code-check-character"
    })
    void creditCodeFaults(String code, String fault) {
        assertEquals(fault, new CreditCode(code).fault().orElseThrow().code().code());
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
        assertEquals(
                fault,
                new Industry(code).fault().map(found -> found.code().code()).orElse(""));
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
                fault,
                new DivisionCode(code).fault().map(found -> found.code().code()).orElse(""));
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

    @Test
    void names() {
        assertEquals(new Text("太原市", "Taiyuan"), Division.named("140100"));
        assertEquals(new Text("朔城区", "Shuocheng District"), Division.named("140602"));
        assertEquals("999999", Division.named("999999").en());
        assertEquals(new Text("采矿业", "Mining"), Industry.named("B"));
        assertEquals(new Text("非金属矿物制品业", "Manufacture of non-metallic mineral products"), Industry.named("C30"));
        Division.all().stream()
                .filter(division -> division.code().startsWith("14"))
                .forEach(division ->
                        assertNotEquals(division.name(), division.named().en()));
    }
}
