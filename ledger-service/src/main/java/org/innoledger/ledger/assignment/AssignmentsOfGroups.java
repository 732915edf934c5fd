package org.innoledger.ledger.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Writing;
import org.innoledger.ledger.workgroup.GroupUse;

/// Enterprises are assigned to work groups, which must not lose each other unnoticed.
@ApplicationScoped
class AssignmentsOfGroups implements GroupUse {
    private static final RecordSet<Moved> MOVED = RecordSet.as("d", Moved.class);

    private static final String LEFT_BEHIND = """
            select d.id, count(*) as enterprises
            from %s
            join assignment a on a.work_group = d.id and a.withdrawn_at is null
            where not starts_with(a.region, division_prefix(d.region))
            group by d.id""".formatted(MOVED);

    private static final String SERVED = """
            select work_group as id, count(*) as enterprises
            from assignment where work_group = any (:ids) and withdrawn_at is null
            group by work_group""";

    @Override
    public Map<String, Long> leftBehind(Writing writing, List<Moved> moved) {
        return writing.query(session -> {
            keepAssignmentsOut(session);
            return counts(MOVED.query(session, LEFT_BEHIND, Tuple.class, moved).stream());
        });
    }

    @Override
    public Map<String, Long> served(Writing writing, Collection<String> groups) {
        return writing.query(session -> {
            keepAssignmentsOut(session);
            return counts(session.createNativeQuery(SERVED, Tuple.class)
                    .setParameter("ids", groups.toArray(String[]::new), String[].class)
                    .getResultStream());
        });
    }

    private static Map<String, Long> counts(Stream<Tuple> rows) {
        return rows.collect(
                Collectors.toMap(row -> row.get("id", String.class), row -> row.get("enterprises", Long.class)));
    }

    /// Waits for assignments under way and holds up new ones until this transaction ends. A county may not
    /// lock the row of its city's group, so assignments take the shared side of this lock in its place.
    private static void keepAssignmentsOut(StatelessSession session) {
        session.doWork(connection -> {
            try (var lock = connection.prepareStatement(
                    "select pg_advisory_xact_lock(hashtextextended('work-group assignments', 0))")) {
                lock.execute();
            }
        });
    }
}
