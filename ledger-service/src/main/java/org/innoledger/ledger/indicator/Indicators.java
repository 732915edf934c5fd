package org.innoledger.ledger.indicator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.indicator.Figure.Goal;

/// Computes the indicators from what is in the ledger now. What a row of a numerator is stands here once, for
/// the figures and for the rows behind them.
@ApplicationScoped
public class Indicators {
    /// The roster 名录 of a month: industry (sections B, C, D) above designated size on the month's last day.
    static final String ROSTER = """
            e.withdrawn_at is null and e.region between :from and :to and e.industry >= 'B' and e.industry < 'E'
            and e.above_scale_since <= :last and (e.above_scale_until is null or e.above_scale_until >= :last)""";

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
              and a.started_on <= :last and (a.ended_on is null or a.ended_on >= :first)""";

    /// An enterprise's figures of the last full year before the month.
    static final String ANNUAL =
            "from known_annual_figures f where f.enterprise = e.id and f.year = :year and f.withdrawn_at is null";

    /// One statement, so one snapshot: what clerks write meanwhile stands in all of its sums or in none. A
    /// division is counted as finely as records have it, and added up to cities and province from there.
    private static final String TALLIES = """
            select e.region, cast(count(*) as numeric) as roster,
                   cast(count(*) filter (where exists (select %s)) as numeric) as institutions,
                   cast(count(*) filter (where exists (select %s)) as numeric) as active,
                   coalesce(sum((select sum(f.rd_internal_spend_yuan) %s)), 0) as spend_yuan,
                   coalesce(sum((select sum(f.revenue_yuan) %3$s)), 0) as revenue_yuan,
                   cast(0 as numeric) as alliances
            from known_enterprise e
            where %s
            group by e.region
            union all
            select region, 0, 0, 0, 0, 0, count(*)
            from counted_alliance
            where region between :from and :to
            group by region""".formatted(INSTITUTION, ACTIVITY, ANNUAL, ROSTER);

    private final Caller.Current caller;
    private final Clock clock;
    private final Goals goals;

    Indicators(Caller.Current caller, Clock clock, Goals goals) {
        this.caller = caller;
        this.clock = clock;
        this.goals = goals;
    }

    /// The figures of one division at the end of a month.
    ///
    /// @param division six digits
    public List<Figure> of(StatelessSession session, String division, Month month) {
        var area = Area.of(prefix(division), caller.get());
        var whole = tallies(session, area, month).values().stream().reduce(Tally.NOTHING, Tally::plus);
        return figures(whole, goals(session, month.year(), List.of(division)).getOrDefault(division, Map.of()));
    }

    static List<Figure> figures(Tally tally, Map<Indicator, Goal> goals) {
        return Arrays.stream(Indicator.values())
                .map(indicator -> indicator.of(tally, goals.get(indicator)))
                .toList();
    }

    /// What is counted in each division of the area that any record is filed under.
    SortedMap<String, Tally> tallies(StatelessSession session, Area area, Month month) {
        var tallies = new TreeMap<String, Tally>();
        query(session, TALLIES, area, month)
                .getResultList()
                .forEach(row -> tallies.merge(
                        row.get("region", String.class),
                        new Tally(
                                whole(row, "roster"),
                                whole(row, "institutions"),
                                whole(row, "active"),
                                whole(row, "spend_yuan"),
                                whole(row, "revenue_yuan"),
                                whole(row, "alliances")),
                        Tally::plus));
        return tallies;
    }

    /// A query about the roster with those of its parameters that the statement has.
    static NativeQuery<Tuple> query(StatelessSession session, String sql, Area area, Month month) {
        var query = session.createNativeQuery(sql, Tuple.class);
        var values = Map.of(
                "from", area.from(),
                "to", area.to(),
                "first", LocalDate.of(month.year(), 1, 1),
                "last", month.last(),
                "year", month.year() - 1);
        values.forEach((name, value) -> {
            if (sql.contains(":" + name)) {
                query.setParameter(name, value);
            }
        });
        return query;
    }

    /// The targets of these divisions themselves, not of their departments.
    Map<String, Map<Indicator, Goal>> goals(StatelessSession session, int year, Collection<String> regions) {
        return goals.of(session, year, regions);
    }

    /// The part of a code that tells its division: `14`, `1406` or `140602`.
    static String prefix(String division) {
        return division.replaceFirst("^(..)0000$|^(....)00$", "$1$2");
    }

    private static BigInteger whole(Tuple row, String column) {
        return row.get(column, BigDecimal.class).toBigInteger();
    }
}
