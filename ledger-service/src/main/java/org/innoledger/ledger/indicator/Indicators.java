package org.innoledger.ledger.indicator;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.Month;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.ledger.indicator.Figure.Goal;

/// Computes the indicators from what is in the ledger now. What a row of a numerator is stands here once, for
/// the figures and for the rows behind them.
@ApplicationScoped
public class Indicators {
    private static final String FIRST_OF_YEAR = "date_trunc('year', cast(:month as timestamp))";

    private static final String NEXT_MONTH = "cast(:month as timestamp) + interval '1 month'";

    /// The roster 名录 of a month: industry (sections B, C, D) above designated size on the month's last day.
    static final String ROSTER = """
            e.withdrawn_at is null and e.region between :from and :to and e.industry >= 'B' and e.industry < 'E'
            and e.above_scale_since < %1$s
            and (e.above_scale_until is null or e.above_scale_until + 1 >= %1$s)""".formatted(NEXT_MONTH);

    /// R&D institutions of an enterprise: platforms of class TECHNOLOGY, by the types that platform-service
    /// counts as such. A type that is new there counts here once it is named here.
    static final String INSTITUTION = """
            from known_institution p
            where p.host = e.id and p.register = 'platform' and not p.withdrawn and p.status in ('APPROVED', 'OPERATING')
              and p.type in ('STATE_KEY_LABORATORY', 'PROVINCIAL_LABORATORY', 'KEY_LABORATORY', 'CULTIVATION_BASE', 'ENGINEERING_CENTRE',
                             'ENTERPRISE_CENTRE', 'INDUSTRY_CENTRE', 'MANUFACTURING_CENTRE', 'PILOT_BASE',
                             'ACADEMICIAN_STATION', 'ORIGINAL_TECHNOLOGY_SOURCE', 'OTHER_RESEARCH')""";

    /// R&D activities of an enterprise that ran or ended in the year up to the end of the month.
    static final String ACTIVITY = """
            from known_activity a
            where a.enterprise = e.id and a.withdrawn_at is null and a.status = 'VERIFIED'
              and a.kind in ('RD_PROJECT', 'NEW_PRODUCT', 'NEW_PROCESS')
              and a.started_on < %s and (a.ended_on is null or a.ended_on >= %s)""".formatted(NEXT_MONTH, FIRST_OF_YEAR);

    /// An enterprise's figures of the last full year before the month.
    static final String ANNUAL = """
            from known_annual_figures f
            where f.enterprise = e.id and f.withdrawn_at is null
              and f.year = cast(extract(year from cast(:month as timestamp)) as int) - 1""";

    /// Enterprises of the roster and alliances that count.
    private static final String ROWS = """
            select e.region, 1 as roster, exists (select %s) as institution, exists (select %s) as active,
                   (select sum(f.rd_internal_spend_yuan) %s) as spend_yuan, (select sum(f.revenue_yuan) %3$s) as revenue_yuan,
                   0 as alliances
            from known_enterprise e
            where %s
            union all
            select region, 0, false, false, null, null, 1
            from counted_alliance
            where region between :from and :to""".formatted(INSTITUTION, ACTIVITY, ANNUAL, ROSTER);

    /// One statement, so one snapshot: what clerks write meanwhile stands in all of its sums or in none.
    static final Statistic<Tally> TALLY = Statistic.of(ROWS, Tally.class)
            .ofMonth()
            .measure("roster", "sum(roster)")
            .measure("institutions", "count(*) filter (where institution)")
            .measure("active", "count(*) filter (where active)")
            .measure("spendYuan", "coalesce(sum(spend_yuan), 0)")
            .measure("revenueYuan", "coalesce(sum(revenue_yuan), 0)")
            .measure("alliances", "sum(alliances)");

    private final Caller.Current caller;
    private final Goals goals;

    Indicators(Caller.Current caller, Goals goals) {
        this.caller = caller;
        this.goals = goals;
    }

    /// The figures of one division at the end of a month.
    ///
    /// @param division six digits
    public List<Figure> of(StatelessSession session, String division, Month month) {
        var area = Area.of(prefix(division), caller.get());
        var sums = String.join(", ", TALLY.sums().values());
        var row = query(session, "select " + sums + " from (" + ROWS + ") r", area, month, Object[].class)
                .getSingleResult();
        var whole =
                new Tally(whole(row[0]), whole(row[1]), whole(row[2]), number(row[3]), number(row[4]), whole(row[5]));
        return figures(whole, goals.of(session, month.year(), List.of(division)).getOrDefault(division, Map.of()));
    }

    private static long whole(Object sum) {
        return sum == null ? 0 : ((Number) sum).longValue();
    }

    private static BigDecimal number(Object sum) {
        return new BigDecimal(sum.toString());
    }

    static List<Figure> figures(Tally tally, Map<Indicator, Goal> goals) {
        return Arrays.stream(Indicator.values())
                .map(indicator -> indicator.of(tally, goals.get(indicator)))
                .toList();
    }

    /// A query about the roster of a month.
    static <T> NativeQuery<T> query(StatelessSession session, String sql, Area area, Month month, Class<T> row) {
        var query = session.createNativeQuery(sql, row)
                .setParameter("from", area.from())
                .setParameter("to", area.to());
        return sql.contains(":month") ? query.setParameter("month", month.first()) : query;
    }

    /// The part of a code that tells its division: `14`, `1406` or `140602`.
    static String prefix(String division) {
        return division.replaceFirst("^(..)0000$|^(....)00$", "$1$2");
    }
}
