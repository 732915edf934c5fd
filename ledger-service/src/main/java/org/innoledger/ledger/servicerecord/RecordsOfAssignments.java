package org.innoledger.ledger.servicerecord;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Writing;
import org.innoledger.ledger.assignment.AssignmentUse;

/// Service records keep the assignment that they came after.
@ApplicationScoped
class RecordsOfAssignments implements AssignmentUse {
    private static final RecordSet<Changed> CHANGED = RecordSet.as("d", Changed.class);

    /// Assignments of one enterprise to one group never overlap, so a service record rests on one alone.
    private static final String STRANDED = """
            select d.id, count(*) as records
            from %s
            join service_record s on s.enterprise = d.enterprise and s.work_group = d.work_group
                and s.withdrawn_at is null and s.served_on >= d.since and s.served_on <= coalesce(d.until, 'infinity')
            where d.gone
               or not (s.enterprise = d.next_enterprise and s.work_group = d.next_work_group
                       and s.served_on >= d.next_since and s.served_on <= coalesce(d.next_until, 'infinity'))
            group by d.id""".formatted(CHANGED);

    @Override
    public Map<String, Long> stranded(Writing writing, List<Changed> changed) {
        return writing.query(session -> CHANGED.query(session, STRANDED, Tuple.class, changed).stream()
                .collect(Collectors.toMap(row -> row.get("id", String.class), row -> row.get("records", Long.class))));
    }
}
