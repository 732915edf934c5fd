package org.innoledger.ledger.coverage;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.innoledger.kit.journal.Canonical;
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

    /// Rows that the driver takes at a time; the largest entries come to 12 MiB then.
    private static final int FETCH = 50;

    private static final String ENTRIES = """
            select s.seq, case when j.register = any (?) then j.body end from journal_seal s join journal j using (entry)
            where s.seq <= ? and j.region >= ? and j.region <= ? order by s.seq""";

    private final Semaphore turns = new Semaphore(AT_ONCE_MAX);
    private final AgroalDataSource system;
    private final Coverage coverage;

    Recomputation(@DataSource("system") AgroalDataSource system, Coverage coverage) {
        this.system = system;
        this.coverage = coverage;
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
        coverage.mustBeWhole();
        if (!turns.tryAcquire()) {
            throw Problem.of(
                    ProblemType.UNAVAILABLE,
                    Text.of("已有 %d 项重算在进行，请稍后重试。", "%d recomputations are running; try again shortly.", AT_ONCE_MAX));
        }
        var open = new ArrayList<>(points);
        open.sort(Comparator.comparingLong(Point::position));
        try (var connection = system.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return fold(connection, province, open);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw Problem.of(
                    ProblemType.UNAVAILABLE, Text.of("数据库暂时不可达，请稍后重试。", "The database is away; try again shortly."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turns.release();
        }
    }

    private Recomputed fold(Connection connection, String province, List<Point> open) throws SQLException, IOException {
        var figures = new HashMap<Point, Figures>();
        var corrections = new ArrayList<Corrected>();
        var fold = new Fold();
        int next = 0;
        try (var query = connection.prepareStatement(ENTRIES)) {
            query.setFetchSize(FETCH);
            query.setArray(1, connection.createArrayOf("text", Fold.CONCERNED.toArray()));
            query.setLong(2, open.isEmpty() ? 0 : open.getLast().position());
            query.setString(3, province);
            query.setString(4, province + "9999");
            for (var rows = query.executeQuery(); rows.next(); ) {
                for (; open.get(next).position() < rows.getLong(1); next++) {
                    figures.put(open.get(next), figures(fold, open.get(next)));
                }
                var body = rows.getBytes(2);
                if (body != null) {
                    fold.take(rows.getLong(1), Canonical.read(body));
                    fold.newlyFrozen()
                            .forEach(part -> corrections.removeIf(each -> part.holds(each.region(), each.month())));
                    fold.newlyFrozen().clear();
                    fold.corrections()
                            .forEach(each -> corrections.add(new Corrected(
                                    each.seq(), each.month(), each.enterprise(), each.region(), each.formerRegion())));
                    fold.corrections().clear();
                }
            }
        }
        for (; next < open.size(); next++) {
            figures.put(open.get(next), figures(fold, open.get(next)));
        }
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
