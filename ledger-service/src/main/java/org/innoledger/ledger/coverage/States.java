package org.innoledger.ledger.coverage;

import jakarta.enterprise.context.ApplicationScoped;
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
    private final Traces traces;
    private final Clock clock;

    States(Traces traces, Clock clock) {
        this.traces = traces;
        this.clock = clock;
    }

    /// The state of each of these enterprises today.
    public Map<String, CoverageState> today(StatelessSession session, Collection<String> enterprises) {
        var day = LocalDate.now(clock);
        var traced = traces.of(session, enterprises).stream().collect(Collectors.groupingBy(Trace::enterprise));
        var states = new HashMap<String, CoverageState>();
        enterprises.forEach(id -> states.put(id, new Standing(traced.getOrDefault(id, List.of())).state(day)));
        return states;
    }
}
