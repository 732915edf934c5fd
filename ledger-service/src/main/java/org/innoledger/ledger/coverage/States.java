package org.innoledger.ledger.coverage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/// The coverage states that follow from what is on record now, in one query for any number of enterprises.
@ApplicationScoped
public class States {
    private static final String TRACES = "select * from coverage_traces(:ids)";

    private final Clock clock;

    States(Clock clock) {
        this.clock = clock;
    }

    /// The state of each of these enterprises today.
    public Map<String, CoverageState> today(StatelessSession session, Collection<String> enterprises) {
        var day = LocalDate.now(clock);
        var traces = session.createNativeQuery(TRACES, Tuple.class)
                .setParameter("ids", enterprises.toArray(String[]::new), String[].class)
                .getResultStream()
                .map(States::trace)
                .collect(Collectors.groupingBy(Trace::enterprise));
        var states = new HashMap<String, CoverageState>();
        enterprises.forEach(id -> states.put(id, new Standing(traces.getOrDefault(id, List.of())).state(day)));
        return states;
    }

    private static Trace trace(Tuple row) {
        return new Trace(
                row.get("register", String.class),
                row.get("id", String.class),
                row.get("enterprise", String.class),
                row.get("status", String.class),
                row.get("kind", String.class),
                row.get("from_day", LocalDate.class),
                row.get("until_day", LocalDate.class),
                row.get("decided", LocalDate.class),
                row.get("reopened", LocalDate.class),
                row.get("carrier", String.class),
                null);
    }
}
