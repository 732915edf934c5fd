package org.innoledger.ledger.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.StatelessSession;
import org.innoledger.ledger.coverage.Trace;
import org.innoledger.ledger.coverage.Traces;

/// The records of the campaign that a state of coverage follows from, of all registers by one query.
@ApplicationScoped
class CampaignTraces implements Traces {
    private static final String TRACES = "select * from coverage_traces(:ids)";

    @Override
    public List<Trace> of(StatelessSession session, Collection<String> enterprises) {
        return session.createNativeQuery(TRACES, Tuple.class)
                .setParameter("ids", enterprises.toArray(String[]::new), String[].class)
                .getResultStream()
                .map(CampaignTraces::trace)
                .toList();
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
