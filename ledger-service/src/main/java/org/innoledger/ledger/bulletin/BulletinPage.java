package org.innoledger.ledger.bulletin;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.time.Clocks;
import org.innoledger.ledger.bulletin.Bulletin.BulletinFacts;
import org.innoledger.ledger.bulletin.Bulletin.Rank;
import org.innoledger.ledger.coverage.Figures.ProblemFigures;

/// A bulletin as a person hands it round: one page of HTML to print, without script, with its charts inside
/// it.
@ApplicationScoped
class BulletinPage {
    /// Corrections, and close-outs, that the page shows; the JSON has all of them.
    private static final int SHOWN_MAX = 60;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA).withZone(Clocks.ZONE);

    private final Template template;

    BulletinPage(@Location("bulletin.html") Template template) {
        this.template = template;
    }

    /// A line of the ranking, with its bar.
    public record Line(Rank rank, String change, int y, double width) {}

    /// A point of the year's course.
    public record Dot(String month, String percent, double x, double y) {}

    String of(Filed<BulletinFacts> bulletin) {
        var facts = bulletin.facts();
        var closeOuts = Objects.requireNonNullElse(facts.closeOuts(), List.<Bulletin.ClosedOut>of());
        var corrections = Objects.requireNonNullElse(facts.corrections(), List.<Bulletin.Correction>of());
        var dots = dots(facts);
        return template.data("id", bulletin.id())
                .data("facts", facts)
                .data("draft", facts.publishedAt() == null)
                .data("publisher", name(facts.region().value()))
                .data("month", facts.month().yearMonth().format(DateTimeFormatter.ofPattern("yyyy年M月", Locale.CHINA)))
                .data("published", facts.publishedAt() == null ? "" : day(facts.publishedAt()))
                .data("change", signed(facts.changePercentagePoints()))
                .data("lines", lines(facts))
                .data("chartHeight", 26 * size(facts.ranking()) + 10)
                .data("dots", dots)
                .data(
                        "course",
                        dots.stream()
                                .map(dot -> String.format(Locale.ROOT, "%.1f,%.1f", dot.x(), dot.y()))
                                .collect(Collectors.joining(" ")))
                .data("late", Objects.requireNonNullElse(facts.late(), List.<Bulletin.Late>of()))
                .data("closeOuts", closeOuts.stream().limit(SHOWN_MAX).toList())
                .data("closeOutsMore", Math.max(0, closeOuts.size() - SHOWN_MAX))
                .data("corrections", corrections.stream().limit(SHOWN_MAX).toList())
                .data("correctionsMore", Math.max(0, corrections.size() - SHOWN_MAX))
                .data("government", problems(facts.figures().governmentProblems()))
                .data("own", problems(facts.figures().enterpriseProblems()))
                .render();
    }

    private static int size(List<?> list) {
        return list == null ? 0 : list.size();
    }

    private static List<Line> lines(BulletinFacts facts) {
        var lines = new ArrayList<Line>();
        for (var rank : Objects.requireNonNullElse(facts.ranking(), List.<Rank>of())) {
            var width = rank.figures().coverageRatePercent().doubleValue() * 4;
            lines.add(new Line(rank, signed(rank.changePercentagePoints()), 26 * lines.size() + 8, width));
        }
        return lines;
    }

    private static List<Dot> dots(BulletinFacts facts) {
        var dots = new ArrayList<Dot>();
        for (var each : Objects.requireNonNullElse(facts.trend(), List.<Bulletin.Trend>of())) {
            var month = Integer.parseInt(each.month().substring(5));
            dots.add(new Dot(
                    month + "月",
                    two(each.coverageRatePercent()),
                    30 + 46.0 * (month - 1),
                    150 - 1.3 * each.coverageRatePercent().doubleValue()));
        }
        return dots;
    }

    /// Problems of one class: all, settled, overdue.
    public record Problems(long all, long settled, long overdue) {}

    private static Problems problems(ProblemFigures figures) {
        var open =
                figures.open() + figures.dispatched() + figures.inProgress() + figures.reopened() + figures.escalated();
        var settled = figures.resolved() + figures.confirmed();
        return new Problems(open + settled, settled, figures.overdue());
    }

    private static String name(String region) {
        return Division.find(region).map(Division::name).orElse(region);
    }

    private static String day(Instant at) {
        return DAY.format(at);
    }

    /// With the two decimals that JSON numbers lose where they are zero.
    private static String two(BigDecimal number) {
        return number.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /// A change as people read it: with its sign, a dash where there is nothing to compare with.
    private static String signed(BigDecimal change) {
        return change == null ? "—" : (change.signum() > 0 ? "+" : "") + two(change);
    }
}
