package org.innoledger.ledger.coverage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.innoledger.kit.feed.Projection;
import org.innoledger.kit.feed.Projections;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Month;

/// Computes figures again as they were at positions of the journal: from its first entry on, with nothing but
/// the entries, in one pass for any number of positions. It reads no rollup, so what agrees with it was not
/// made up.
@ApplicationScoped
public class Recomputation {
    /// Recomputations that run at the same time; each holds the whole campaign in memory.
    private static final int AT_ONCE_MAX = 2;

    private final Semaphore turns = new Semaphore(AT_ONCE_MAX);
    private final Projection rollups;

    Recomputation(Projections projections) {
        this.rollups = projections.of(CampaignRollups.NAME);
    }

    /// Figures wanted: of an area, for a month, as of a position.
    ///
    /// @param prefix of division codes
    public record Point(String prefix, Month month, long position) {}

    /// What a month was corrected by after it had been closed.
    public record Corrected(long seq, Month month, String enterprise, String region, String formerRegion) {
        /// What tells one correction from another.
        public String key() {
            return seq + "/" + month + "/" + enterprise;
        }

        /// Whether it concerns divisions with this prefix.
        public boolean concerns(String prefix) {
            return region.startsWith(prefix) || formerRegion != null && formerRegion.startsWith(prefix);
        }
    }

    /// The figures at these points, and what was corrected on the way.
    ///
    /// @param province first two digits of the division codes
    public record Recomputed(Map<Point, Figures> figures, List<Corrected> corrections) {}

    /// Computes these points again. All of them must lie in one province.
    ///
    /// @throws Problem 503 while two others run, or an entry stands aside that cannot be folded
    public Recomputed at(String province, Collection<Point> points) {
        rollups.mustBeWhole();
        if (!turns.tryAcquire()) {
            throw Problem.of(
                    ProblemType.UNAVAILABLE,
                    Text.of("已有 %d 项重算在进行，请稍后重试。", "%d recomputations are running; try again shortly.", AT_ONCE_MAX));
        }
        var open = new ArrayList<>(points);
        open.sort(Comparator.comparingLong(Point::position));
        try {
            return fold(province, open);
        } finally {
            turns.release();
        }
    }

    private Recomputed fold(String province, List<Point> points) {
        var figures = new HashMap<Point, Figures>();
        var corrections = new ArrayList<Corrected>();
        var fold = new Fold();
        var open = new ArrayDeque<>(points);
        rollups.replay(province, points.isEmpty() ? 0 : points.getLast().position(), (seq, entry) -> {
            for (; open.getFirst().position() < seq; open.removeFirst()) {
                figures.put(open.getFirst(), figures(fold, open.getFirst()));
            }
            fold.take(seq, entry);
            fold.newlyFrozen().forEach(part -> corrections.removeIf(each -> part.holds(each.region(), each.month())));
            fold.newlyFrozen().clear();
            fold.corrections()
                    .forEach(each -> corrections.add(new Corrected(
                            each.seq(), each.month(), each.enterprise(), each.region(), each.formerRegion())));
            fold.corrections().clear();
        });
        open.forEach(point -> figures.put(point, figures(fold, point)));
        return new Recomputed(figures, corrections);
    }

    private static Figures figures(Fold fold, Point point) {
        var sum = Figures.NONE;
        for (var id : fold.enterprises()) {
            var member = fold.member(id);
            if (member.region().startsWith(point.prefix())) {
                var figures = member.figures(point.month(), fold.standing(id));
                sum = figures == null ? sum : sum.plus(figures);
            }
        }
        return sum;
    }
}
