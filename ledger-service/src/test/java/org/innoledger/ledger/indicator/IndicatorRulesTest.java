package org.innoledger.ledger.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How sums, shares and scores are computed, without a service.
class IndicatorRulesTest {
    /// Published for Shanxi 2021 (DOMAIN 4.9): R&D in 亿元, intensity in percent.
    private record Published(String city, String spend, String intensity) {
        /// Its spend in yuan, and the yuan that it is measured by, as far as the rounded intensity tells.
        Tally tally() {
            var yuan = new BigDecimal(spend).movePointRight(8);
            var base = yuan.movePointRight(2).divide(new BigDecimal(intensity), 0, RoundingMode.HALF_UP);
            return new Tally(0, 0, 0, yuan, base, 0);
        }

        Figure figure() {
            return Indicator.RD_INTENSITY.of(tally(), null);
        }
    }

    private static final List<Published> CITIES = List.of(
            new Published("太原", "114.7", "2.24"),
            new Published("大同", "6.8", "0.40"),
            new Published("阳泉", "7.0", "0.76"),
            new Published("长治", "22.5", "0.97"),
            new Published("晋城", "15.4", "0.81"),
            new Published("朔州", "2.6", "0.18"),
            new Published("晋中", "20.1", "1.09"),
            new Published("运城", "19.6", "0.96"),
            new Published("忻州", "2.8", "0.21"),
            new Published("临汾", "25.1", "1.31"),
            new Published("吕梁", "15.3", "0.74"));

    @Test
    @DisplayName("the published table → cities sum to the whole, four are over 20, two above the average intensity")
    void published() {
        var tallies = CITIES.stream().map(Published::tally).toList();
        var whole = Indicator.RD_INTENSITY.of(
                new Tally(
                        0,
                        0,
                        0,
                        tallies.stream().map(Tally::spendYuan).reduce(BigDecimal.ZERO, BigDecimal::add),
                        tallies.stream().map(Tally::revenueYuan).reduce(BigDecimal.ZERO, BigDecimal::add),
                        0),
                null);
        assertEquals(new BigInteger("25190000000"), whole.numerator());
        // What the whole is divided by is known only through rounded intensities.
        assertTrue(whole.value().subtract(new BigDecimal("1.12")).abs().compareTo(new BigDecimal("0.01")) <= 0);
        CITIES.forEach(city -> assertEquals(
                0, new BigDecimal(city.intensity()).compareTo(city.figure().value()), city.city()));
        assertEquals(
                List.of("太原", "临汾", "长治", "晋中"),
                CITIES.stream()
                        .filter(city -> city.figure().numerator().compareTo(new BigInteger("2000000000")) > 0)
                        .sorted(Comparator.comparing(
                                        (Published city) -> city.figure().numerator())
                                .reversed())
                        .map(Published::city)
                        .toList());
        assertEquals(
                List.of("太原", "临汾"),
                CITIES.stream()
                        .filter(city -> city.figure().above(whole))
                        .map(Published::city)
                        .toList());
    }

    @Test
    @DisplayName("score → 0 at the floor, 100 at the target, in proportion between them, never beyond")
    void score() {
        assertScore("50", "20", "40", null);
        assertScore("0", "10", "40", "10");
        assertScore("0", "3", "40", "10");
        assertScore("33.33", "20", "40", "10");
        assertScore("100", "40", "40", "10");
        assertScore("100", "77", "40", "10");
        assertScore("100", "0", "0", null);
        assertScore("100", "5", "5", "5");
        assertScore("0", "4.99", "5", "5");
    }

    private static void assertScore(String expected, String actual, String target, String floor) {
        assertEquals(
                0,
                new BigDecimal(expected)
                        .compareTo(Indicator.score(
                                new BigDecimal(actual),
                                new BigDecimal(target),
                                floor == null ? null : new BigDecimal(floor))));
    }

    @Test
    @DisplayName(
            "figures → percent with two decimals, half up; nothing of nothing; counts as they are; equal when read again")
    void figures() {
        var tally = new Tally(3, 2, 1, BigDecimal.ONE, BigDecimal.ZERO, 5);
        var goal = new Figure.Goal(new BigDecimal("50.00"), null, 25, null);
        var figures =
                Indicators.figures(tally, Map.of(Indicator.RD_ACTIVITY_SHARE, goal, Indicator.RD_INTENSITY, goal));
        assertEquals(
                List.of(Indicator.values()), figures.stream().map(Figure::name).toList());
        assertEquals(new BigDecimal("5"), figures.get(0).value());
        assertEquals(BigInteger.valueOf(14), figures.get(0).denominator());
        assertEquals(new BigDecimal("66.67"), figures.get(1).value());
        assertNull(figures.get(1).score());
        assertEquals(new BigDecimal("33.33"), figures.get(2).value());
        assertEquals(new BigDecimal("66.66"), figures.get(2).score());
        assertEquals(new BigDecimal("50"), figures.get(2).target());
        assertNull(figures.get(3).value());
        assertNull(figures.get(3).score());
    }
}
