package org.innoledger.ledger.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.coverage.Figures;
import org.innoledger.ledger.coverage.Recomputation;
import org.innoledger.ledger.coverage.Recomputation.Point;
import org.innoledger.ledger.report.MonthlyReport.MonthlyReportFacts;
import org.innoledger.ledger.report.MonthlyReport.Part;

/// Computes a report again: down to the counties and the positions at which their figures were frozen.
@ApplicationScoped
public class ReportRecomputation {
    private final Journal journal;
    private final Recomputation recomputation;

    ReportRecomputation(Journal journal, Recomputation recomputation) {
        this.journal = journal;
        this.recomputation = recomputation;
    }

    /// What a recomputation came to.
    @Schema(
            name = "MonthlyReportRecomputation",
            description = "重算结果 What the recomputation came to",
            requiredProperties = {"position", "agrees", "figures", "differences"})
    public record Recomputed(
            @Schema(description = "重算到的流水位置 Position up to which the journal was read", examples = "20480")
            long position,

            @Schema(description = "是否逐项一致 Whether every figure agrees", examples = "true")
            boolean agrees,

            @Schema(description = "重算所得指标 Figures as computed again")
            Figures figures,

            @Schema(description = "不一致之处 Where they differ") List<Difference> differences) {}

    /// A division whose figures differ.
    @Schema(
            name = "FiguresDifference",
            description = "一处不一致 A division whose figures differ",
            requiredProperties = {"region", "frozen", "recomputed"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            @Schema(description = "区划 Division", examples = "140602")
            String region,

            @Schema(description = "冻结的指标 Frozen") Figures frozen,

            @Schema(description = "重算的指标 Computed again") Figures recomputed) {}

    /// The points that the figures of one division rest on.
    ///
    /// @param frozen its figures as they were frozen
    public record Rests(String region, Figures frozen, List<Point> points) {}

    /// Computes the report again.
    ///
    /// @throws Problem 409 when it has never been submitted
    Recomputed of(Filed<MonthlyReportFacts> report) {
        var facts = report.facts();
        if (facts.figures() == null) {
            throw Problem.illegalState(
                    Text.of("月报尚未提交，没有可重算的指标。", "The report has not been submitted and has no figures yet."),
                    report.status(),
                    List.of("SUBMITTED"));
        }
        var rests = new ArrayList<>(rests(facts));
        rests.add(new Rests(
                facts.region().value(),
                facts.figures(),
                rests.stream().flatMap(rest -> rest.points().stream()).toList()));
        return compared(facts.region().value(), rests);
    }

    /// Compares what was frozen with what the journal says; the last of `rests` is the whole.
    public Recomputed compared(String region, List<Rests> rests) {
        var points = rests.stream()
                .flatMap(rest -> rest.points().stream())
                .distinct()
                .toList();
        var figures = recomputation.at(region.substring(0, 2), points).figures();
        var again = new HashMap<String, Figures>();
        var differences = new ArrayList<Difference>();
        for (var rest : rests) {
            var sum = rest.points().stream().map(figures::get).reduce(Figures.NONE, Figures::plus);
            again.put(rest.region(), sum);
            if (!sum.equals(rest.frozen())) {
                differences.add(new Difference(rest.region(), rest.frozen(), sum));
            }
        }
        return new Recomputed(
                points.stream().mapToLong(Point::position).max().orElse(0),
                differences.isEmpty(),
                again.get(rests.getLast().region()),
                differences);
    }

    /// What each part of a report rests on; of a county's report, the county itself.
    public List<Rests> rests(MonthlyReportFacts facts) {
        if (facts.parts() == null) {
            var region = facts.region().value();
            return List.of(new Rests(region, facts.figures(), List.of(point(region, facts.month(), facts.position()))));
        }
        return facts.parts().stream()
                .map(part -> new Rests(part.region(), part.figures(), points(part, facts.month())))
                .toList();
    }

    private List<Point> points(Part part, Month month) {
        if (!part.reported() || !part.region().endsWith("00")) {
            return List.of(point(part.region(), month, part.position()));
        }
        return rests(journal.read(MonthlyReport.class, part.report()).facts()).stream()
                .flatMap(rest -> rest.points().stream())
                .toList();
    }

    private static Point point(String region, Month month, long position) {
        return new Point(Submissions.prefix(region), month, position);
    }
}
