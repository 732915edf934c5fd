package org.innoledger.ledger.hightech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.innoledger.ledger.hightech.HighTechCheck.Figures;
import org.innoledger.ledger.hightech.HighTechCheck.Judged;
import org.innoledger.ledger.hightech.HighTechCheck.Verdict;
import org.innoledger.ledger.hightech.HighTechRules.Criterion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The criteria at their thresholds, without a service.
class HighTechCheckRulesTest {
    private static final LocalDate ON = LocalDate.of(2026, 11, 22);
    private static final Figures GOOD =
            new Figures(36_000_000L, 2_100_000L, 2_100_000L, 25_000_000L, 180, 22, 6, false);

    private static Figures research(Long revenue, Long expense) {
        return new Figures(revenue, expense, expense, revenue, 100, 10, 1, false);
    }

    private static HighTechCheck check(String version, LocalDate established, Map<Integer, Figures> figures) {
        return new HighTechCheck(HighTechRules.version(version).orElseThrow(), 2025, ON, established, figures);
    }

    private static Judged judged(Criterion criterion, HighTechCheck check) {
        return check.judged().stream()
                .filter(judged -> judged.criterion() == criterion)
                .findFirst()
                .orElseThrow();
    }

    /// Of an enterprise that was established in the last year, so that only one year counts.
    private static Judged ofOneYear(Criterion criterion, Figures figures) {
        return judged(criterion, check("2016", LocalDate.of(2025, 1, 1), Map.of(2025, figures)));
    }

    @ParameterizedTest(name = "rules {0}, sales {1}, expense {2} → {3} at {4} %, shown as {5} %")
    @CsvSource({
        "2016, 50000000, 2500000, PASSED, 5, 5.00",
        "2016, 50000000, 2499999, FAILED, 5, 4.99",
        "2016, 50000001, 2000001, PASSED, 4, 4.00",
        "2016, 50000001, 2000000, FAILED, 4, 3.99",
        "2016, 200000000, 8000000, PASSED, 4, 4.00",
        "2016, 200000000, 7999999, FAILED, 4, 3.99",
        "2016, 200000001, 6000001, PASSED, 3, 3.00",
        "2016, 200000001, 6000000, FAILED, 3, 2.99",
        "2008, 49999999, 3000000, PASSED, 6, 6.00",
        "2008, 49999999, 2999999, FAILED, 6, 5.99",
        "2008, 50000000, 2000000, PASSED, 4, 4.00",
        "2008, 50000000, 1999999, FAILED, 4, 3.99",
        "2008, 200000001, 6000001, PASSED, 3, 3.00"
    })
    void intensity(String version, long sales, long expense, Verdict verdict, long threshold, BigDecimal shown) {
        var figures = Map.of(2025, research(sales, expense));
        var judged = judged(Criterion.RD_INTENSITY, check(version, LocalDate.of(2025, 1, 1), figures));
        assertEquals(verdict, judged.verdict());
        assertEquals(threshold, judged.threshold());
        assertEquals(shown, judged.figure());
    }

    @ParameterizedTest(name = "expense of the first year {0} → {1}")
    @CsvSource({"500000, PASSED", "499999, FAILED"})
    void threeYearsAreSummedUpAndTheLastChoosesTheThreshold(long expense, Verdict verdict) {
        var figures = Map.of(
                2023, research(10_000_000L, expense),
                2024, research(20_000_000L, 1_000_000L),
                2025, research(50_000_000L, 2_500_000L));
        var judged = judged(Criterion.RD_INTENSITY, check("2016", LocalDate.of(2010, 1, 1), figures));
        assertEquals(verdict, judged.verdict());
        assertEquals(5, judged.threshold());
        assertEquals(80_000_000L, judged.denominator());
    }

    @ParameterizedTest
    @CsvSource({"10, 100, PASSED", "9, 100, FAILED", "10, 101, FAILED", "0, 0, FAILED"})
    void technologyStaff(int technology, int staff, Verdict verdict) {
        var figures = new Figures(1L, 1L, 1L, 1L, staff, technology, 1, false);
        assertEquals(verdict, ofOneYear(Criterion.TECHNOLOGY_STAFF, figures).verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "600000, 1000000, PASSED",
        "599999, 1000000, FAILED",
        "600001, 1000001, PASSED",
        "600000, 1000001, FAILED"
    })
    void sixtyPercent(long part, long whole, Verdict verdict) {
        var figures = new Figures(whole, whole, part, part, 100, 10, 1, false);
        assertEquals(verdict, ofOneYear(Criterion.RD_IN_CHINA, figures).verdict());
        assertEquals(verdict, ofOneYear(Criterion.HIGH_TECH_INCOME, figures).verdict());
    }

    @Test
    void nothingSpentAndNothingSoldIsNoShare() {
        var figures = new Figures(0L, 0L, 0L, 0L, 100, 10, 1, false);
        for (var criterion :
                new Criterion[] {Criterion.RD_INTENSITY, Criterion.RD_IN_CHINA, Criterion.HIGH_TECH_INCOME}) {
            var judged = ofOneYear(criterion, figures);
            assertEquals(Verdict.FAILED, judged.verdict());
            assertNull(judged.figure());
        }
    }

    @ParameterizedTest(name = "established on {0} → {1}, checked on 2026-11-22")
    @CsvSource({"2025-11-22, PASSED", "2025-11-23, FAILED", "2009-05-18, PASSED", "2027-01-01, FAILED"})
    void age(LocalDate established, Verdict verdict) {
        assertEquals(
                verdict,
                judged(Criterion.AGE, check("2016", established, Map.of())).verdict());
    }

    @Test
    void propertiesAndMajorCases() {
        assertEquals(
                Verdict.PASSED,
                ofOneYear(Criterion.CORE_INTELLECTUAL_PROPERTY, research(1L, 1L))
                        .verdict());
        assertEquals(
                Verdict.PASSED,
                ofOneYear(Criterion.NO_MAJOR_CASE, research(1L, 1L)).verdict());
        var bad = new Figures(1L, 1L, 1L, 1L, 1, 1, 0, true);
        assertEquals(
                Verdict.FAILED,
                ofOneYear(Criterion.CORE_INTELLECTUAL_PROPERTY, bad).verdict());
        assertEquals(Verdict.FAILED, ofOneYear(Criterion.NO_MAJOR_CASE, bad).verdict());
    }

    @Test
    @DisplayName(
            "a year that is missing → UNKNOWN, and the text names year and figure; none is needed from before it was established")
    void missing() {
        var figures = Map.of(2024, GOOD, 2025, new Figures(36_000_000L, null, null, 25_000_000L, 180, 22, 6, false));
        var intensity = judged(Criterion.RD_INTENSITY, check("2016", LocalDate.of(2020, 1, 1), figures));
        assertEquals(Verdict.UNKNOWN, intensity.verdict());
        assertEquals(5, intensity.threshold());
        assertTrue(
                intensity.text().zh().contains("2023 rdExpenseYuan, revenueYuan; 2025 rdExpenseYuan"),
                intensity.text().zh());
        assertTrue(
                intensity.text().en().contains("file them at /v1/annual-figures"),
                intensity.text().en());
        var unsold = judged(Criterion.RD_INTENSITY, check("2016", LocalDate.of(2020, 1, 1), Map.of()));
        assertEquals(Verdict.UNKNOWN, unsold.verdict());
        assertNull(unsold.threshold());
        var young = check("2016", LocalDate.of(2024, 3, 1), Map.of(2024, GOOD, 2025, GOOD));
        assertEquals(Verdict.PASSED, judged(Criterion.RD_INTENSITY, young).verdict());
        assertEquals(
                Verdict.UNKNOWN,
                judged(Criterion.AGE, check("2016", null, Map.of())).verdict());
    }

    @Test
    @DisplayName("all passed → PASSED; one unknown → UNKNOWN; one failed → FAILED, whatever is unknown")
    void overall() {
        var years = Map.of(2023, GOOD, 2024, GOOD, 2025, GOOD);
        assertEquals(
                Verdict.PASSED,
                HighTechCheck.overall(
                        check("2016", LocalDate.of(2009, 5, 18), years).judged()));
        assertEquals(
                Verdict.UNKNOWN,
                HighTechCheck.overall(check("2016", null, years).judged()));
        assertEquals(
                Verdict.FAILED,
                HighTechCheck.overall(check("2016", ON, Map.of(2025, GOOD)).judged()));
    }

    @Test
    void versionsAreInForceFromTheirDay() {
        assertEquals("2008", HighTechRules.inForce(LocalDate.of(2015, 12, 31)).version());
        assertEquals("2016", HighTechRules.inForce(LocalDate.of(2016, 1, 1)).version());
    }
}
