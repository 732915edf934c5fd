package org.innoledger.ledger.coverage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.StatelessSession;
import org.innoledger.kit.feed.Projection;
import org.innoledger.kit.feed.Projections;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.standard.Month;

/// The figures of coverage for those who freeze them: reports and bulletins.
@ApplicationScoped
public class Coverage {
    /// Up to which position of the journal the rollups count.
    public static final String POSITION = "select seq from projection where name = '" + CampaignRollups.NAME + "'";

    private static final String BY_COUNTY = "select r.region, " + Figures.SUMS
            + " as figures, (" + POSITION + ") as position from coverage_run r"
            + " where r.from_month <= :month and r.to_month > :month and r.region >= :from and r.region <= :to"
            + " group by r.region";

    private final Projection rollups;

    Coverage(Projections projections) {
        this.rollups = projections.of(CampaignRollups.NAME);
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
        rollups.mustBeWhole();
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
    /// @throws Problem 503 when that takes longer than fifteen seconds, or an entry stands aside that the
    ///     figures would have to count
    public void catchUp() {
        rollups.catchUp();
    }

    /// What operators must know: how far the rollups are behind, and entries that stand aside.
    @Produces
    @Readiness
    HealthCheck health() {
        return rollups.health();
    }
}
