package org.innoledger.ledger.bulletin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.region.Caller;
import org.innoledger.ledger.bulletin.Bulletin.BulletinFacts;
import org.innoledger.ledger.bulletin.BulletinResource.Recomputed;
import org.innoledger.ledger.coverage.Figures;
import org.innoledger.ledger.coverage.Recomputation;
import org.innoledger.ledger.coverage.Recomputation.Corrected;
import org.innoledger.ledger.coverage.Recomputation.Point;
import org.innoledger.ledger.report.FrozenReports;
import org.innoledger.ledger.report.ReportRecomputation.Difference;
import org.innoledger.ledger.report.ReportRecomputation.Rests;

/// Computes a bulletin again from the journal alone: each line of its ranking, the whole, and which
/// corrections there were.
@ApplicationScoped
class BulletinRecomputation {
    private final FrozenReports reports;
    private final Recomputation recomputation;

    BulletinRecomputation(FrozenReports reports, Recomputation recomputation) {
        this.reports = reports;
        this.recomputation = recomputation;
    }

    Recomputed of(Filed<BulletinFacts> bulletin) {
        var facts = bulletin.facts();
        var region = facts.region().value();
        // Whoever may read the bulletin may have it checked, also below, where the reports behind it are not
        // seen.
        var rests = Caller.asService("ledger", () -> reports.rests(facts.report()));
        var points = new HashSet<Point>();
        rests.forEach(rest -> points.addAll(rest.points()));
        // The bulletin's own position, up to which it tells of corrections.
        points.add(new Point(region, facts.month(), facts.position()));
        var again = recomputation.at(region.substring(0, 2), points);
        var differences = differences(facts, rests, again.figures());
        var agree = told(facts).equals(corrected(facts, again.corrections()));
        return new Recomputed(facts.position(), differences.isEmpty() && agree, differences, agree);
    }

    private static List<Difference> differences(BulletinFacts facts, List<Rests> rests, Map<Point, Figures> figures) {
        var sums = new HashMap<String, Figures>();
        var whole = Figures.NONE;
        for (var rest : rests) {
            var sum = rest.points().stream().map(figures::get).reduce(Figures.NONE, Figures::plus);
            sums.put(rest.region(), sum);
            whole = whole.plus(sum);
        }
        var ranks = Figures.ranks(sums);
        var differences = new ArrayList<Difference>();
        for (var rank : Objects.requireNonNullElse(facts.ranking(), List.<Bulletin.Rank>of())) {
            if (!rank.figures().equals(sums.get(rank.region())) || rank.rank() != ranks.get(rank.region())) {
                differences.add(new Difference(rank.region(), rank.figures(), sums.get(rank.region())));
            }
        }
        if (!whole.equals(facts.figures())) {
            differences.add(new Difference(facts.region().value(), facts.figures(), whole));
        }
        return differences;
    }

    private static Set<String> told(BulletinFacts facts) {
        return Objects.requireNonNullElse(facts.corrections(), List.<Bulletin.Correction>of()).stream()
                .map(each -> each.position() + "/" + each.month() + "/" + each.enterprise())
                .collect(Collectors.toSet());
    }

    private static Set<String> corrected(BulletinFacts facts, List<Corrected> corrections) {
        var prefix = Generation.prefix(facts.region().value());
        return corrections.stream()
                .filter(each -> each.seq() > facts.correctionsAfter()
                        || each.month().compareTo(facts.correctionsAfterMonth()) > 0)
                .filter(each -> each.month().compareTo(facts.month()) <= 0 && each.concerns(prefix))
                .map(Corrected::key)
                .collect(Collectors.toSet());
    }
}
