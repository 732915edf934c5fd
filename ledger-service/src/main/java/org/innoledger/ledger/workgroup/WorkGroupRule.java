package org.innoledger.ledger.workgroup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.workgroup.WorkGroup.WorkGroupFacts;

/// Enterprises that are assigned to a group must not lose it unnoticed: a group neither moves away from them
/// nor is it withdrawn.
@ApplicationScoped
class WorkGroupRule implements Rule<WorkGroupFacts> {
    private static final String MOVED = """
            select g.id
            from unnest(cast(:ids as text[]), cast(:regions as text[])) as d(id, region)
            join work_group g on g.id = d.id and g.region <> d.region""";

    private static final String LEFT_BEHIND = """
            select d.id, count(*) as enterprises
            from unnest(cast(:ids as text[]), cast(:regions as text[])) as d(id, region)
            join assignment a on a.work_group = d.id and a.withdrawn_at is null
            where not starts_with(a.region, division_prefix(d.region))
            group by d.id""";

    private static final String ASSIGNED =
            "select count(*) from assignment where work_group = :id and withdrawn_at is null";

    @Override
    public Class<WorkGroupFacts> about() {
        return WorkGroupFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Filed<WorkGroupFacts>> drafts) {
        var ids = drafts.stream().map(Filed::id).toArray(String[]::new);
        var regions = drafts.stream().map(Filed::region).toArray(String[]::new);
        return writing.query(session -> {
            var moved = session.createNativeQuery(MOVED, String.class)
                    .setParameter("ids", ids, String[].class)
                    .setParameter("regions", regions, String[].class)
                    .getResultList();
            var refusals = new HashMap<String, Problem>();
            if (moved.isEmpty()) {
                return refusals;
            }
            keepAssignmentsOut(session);
            session.createNativeQuery(LEFT_BEHIND, Tuple.class)
                    .setParameter("ids", ids, String[].class)
                    .setParameter("regions", regions, String[].class)
                    .getResultStream()
                    .filter(row -> moved.contains(row.get("id", String.class)))
                    .forEach(row ->
                            refusals.put(row.get("id", String.class), leftBehind(row.get("enterprises", Long.class))));
            return refusals;
        });
    }

    /// Refuses to withdraw a group to which enterprises are assigned.
    ///
    /// @throws Problem 409 that says how many there are
    void mustBeUnused(Writing writing, Filed<WorkGroupFacts> group) {
        var assigned = writing.query(session -> {
            keepAssignmentsOut(session);
            return session.createNativeQuery(ASSIGNED, Long.class)
                    .setParameter("id", group.id())
                    .getSingleResult();
        });
        if (assigned > 0) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "该工作组名下还有 %d 条对接分派，请先撤回或改派；工作已结束的工作组请填写 until。",
                            "%d assignments name this work group; withdraw them or give them to another group first. A group that has done its work is given an `until`.",
                            assigned),
                    Map.of("rule", "work_group_unused"));
        }
    }

    /// Waits for assignments under way and holds up new ones until this transaction ends. A county may not lock
    /// the row of its city's group, so assignments take the shared side of this lock in its place.
    private static void keepAssignmentsOut(StatelessSession session) {
        session.doWork(connection -> {
            try (var lock = connection.prepareStatement(
                    "select pg_advisory_xact_lock(hashtextextended('work-group assignments', 0))")) {
                lock.execute();
            }
        });
    }

    private static Problem leftBehind(long enterprises) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "该工作组名下有 %d 家企业不在新区划内，请先撤回或改派。",
                        "%d enterprises assigned to this work group lie outside the new division; withdraw those assignments or give them to another group first.",
                        enterprises),
                Map.of("rule", "work_group_region"));
    }
}
