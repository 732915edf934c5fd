package org.innoledger.ledger.target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.innoledger.ledger.indicator.Figure.Goal;
import org.innoledger.ledger.indicator.Goals;
import org.innoledger.ledger.indicator.Indicator;

/// The targets of divisions, without those of their departments.
@ApplicationScoped
class TargetGoals implements Goals {
    /// A supervised item past its day that was not reported on is overdue 超期.
    private static final String GOALS = """
            select region, indicator, target, floor, weight,
                   case when supervised then case when status = 'OPEN' and due_on < :today then 'OVERDUE' else status end
                   end as supervision
            from target
            where withdrawn_at is null and department is null and year = :year and region = any (:regions)""";

    private final Clock clock;

    TargetGoals(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Map<String, Map<Indicator, Goal>> of(StatelessSession session, int year, Collection<String> regions) {
        var goals = new HashMap<String, Map<Indicator, Goal>>();
        session.createNativeQuery(GOALS, Tuple.class)
                .setParameter("today", LocalDate.now(clock))
                .setParameter("year", year)
                .setParameter("regions", regions.toArray(String[]::new), String[].class)
                .getResultList()
                .forEach(row -> goals.computeIfAbsent(row.get("region", String.class), region -> new HashMap<>())
                        .put(
                                Indicator.valueOf(row.get("indicator", String.class)),
                                new Goal(
                                        row.get("target", BigDecimal.class),
                                        row.get("floor", BigDecimal.class),
                                        row.get("weight", Integer.class),
                                        row.get("supervision", String.class))));
        return goals;
    }
}
