package org.innoledger.ledger.coverage;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.Tuple;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Month;

/// The figures of coverage for those who freeze them: reports and bulletins.
@ApplicationScoped
public class Coverage {
    /// How long a report waits for the rollups to take in what has been committed before it.
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofMillis(50);

    private static final String BY_COUNTY = "select r.region, " + Figures.SUMS
            + " as figures, (select seq from coverage_position) as position from coverage_run r"
            + " where r.from_month <= :month and r.to_month > :month and r.region >= :from and r.region <= :to"
            + " group by r.region";

    private static final String ASIDE = "select count(*) from coverage_aside";

    private static final String POSITION = "select seq from coverage_position";

    private final AgroalDataSource system;
    private final Projector projector;

    Coverage(@DataSource("system") AgroalDataSource system, Projector projector) {
        this.system = system;
        this.projector = projector;
    }

    /// Figures of counties at one position.
    ///
    /// @param position of the journal, up to which everything is counted and nothing beyond
    public record Counted(long position, Map<String, Figures> byCounty) {
        /// Figures of one county; those of one without enterprises are all zero.
        public Figures of(String county) {
            return byCounty.getOrDefault(county, Figures.NONE);
        }
    }

    /// The figures of all counties of an area at one moment, by one statement, so that they are of one
    /// position.
    ///
    /// @param prefix of division codes; the caller's regions must hold it
    ///
    /// @throws Problem 503 where an entry stands aside that they would have to count
    public Counted count(Writing writing, String prefix, Month month) {
        mustBeWhole();
        return writing.query(session -> count(session, prefix, month));
    }

    /// The same for readers.
    public Counted count(StatelessSession session, String prefix, Month month) {
        var counted = new LinkedHashMap<String, Figures>();
        // Read first: where there is no row to bring a position, nothing can have been counted since.
        var before = session.createNativeQuery(POSITION, Long.class).getSingleResult();
        var rows = session.createNativeQuery(BY_COUNTY, Tuple.class)
                .setParameter("month", month.value())
                .setParameter("from", prefix)
                .setParameter("to", prefix + "999999")
                .getResultList();
        rows.forEach(row -> counted.put(row.get("region", String.class), figures(row, "figures")));
        var position = rows.isEmpty() ? before : rows.getFirst().get("position", Long.class);
        return new Counted(position, counted);
    }

    static Figures figures(Tuple row, String column) {
        var array = (Long[]) row.get(column);
        var figures = new long[array.length];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = array[i];
        }
        return Figures.of(figures);
    }

    /// Waits until the rollups hold everything that was committed before this call: whoever verifies an
    /// activity and then submits a report finds it counted.
    ///
    /// @throws Problem 503 when that takes longer than fifteen seconds, or an entry stands aside that the figures
    ///     would have to count
    public void catchUp() {
        mustBeWhole();
        var until = Instant.now().plus(WAIT_MAX);
        var pending = number("select coalesce(max(entry), 0) from journal_pending");
        var target = -1L;
        while (Instant.now().isBefore(until)) {
            var seen = projector.projected().count();
            if (target < 0 && number("select count(*) from journal_pending where entry <= " + pending) == 0) {
                target = number("select coalesce(max(seq), 0) from journal_seal");
            }
            if (target >= 0 && number(POSITION) >= target) {
                mustBeWhole();
                return;
            }
            projector.projected().await(seen, LOOK);
        }
        throw behind();
    }

    /// Refuses figures while an entry stands aside that they would have to count.
    ///
    /// @throws Problem 503
    void mustBeWhole() {
        if (number(ASIDE) > 0) {
            throw incomplete();
        }
    }

    private static Problem incomplete() {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                Text.of(
                        "有登记未能计入覆盖统计，查明之前不冻结任何数据；请联系运维人员（/health 中的 coverage）。",
                        "Some entries could not be counted in the coverage figures, and none are frozen until that is mended: tell the operators (`coverage` in /health)."));
    }

    /// What operators must know: entries that stand aside.
    @Produces
    @Readiness
    HealthCheck health() {
        return () -> {
            var answer = HealthCheckResponse.named("coverage").up();
            try {
                var aside = number(ASIDE);
                return answer.withData("setAside", aside)
                        .withData("state", aside == 0 ? "UP" : "DEGRADED")
                        .build();
            } catch (Problem unreachable) {
                return answer.withData("state", "UNKNOWN").build();
            }
        };
    }

    private static Problem behind() {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                Text.of(
                        "覆盖统计尚未跟上最近的登记，请稍后重试。",
                        "The coverage figures have not yet caught up with the latest records; try again shortly."));
    }

    /// Each look borrows a connection of its own, so that nobody who waits keeps one from those who work.
    private long number(String sql) {
        try (var connection = system.getConnection();
                var query = connection.prepareStatement(sql);
                var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw behind();
        }
    }
}
