package org.innoledger.ledger.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.assignment.Assignment.AssignmentFacts;

/// What an assignment rests on and what rests on it: its work group is there for the enterprise's region, and
/// service records keep the assignment that they came after.
@ApplicationScoped
class AssignmentRule implements Rule<AssignmentFacts> {
    private static final String DRAFTS = """
            unnest(cast(:ids as text[]), cast(:regions as text[]), cast(:enterprises as text[]),
                   cast(:groups as text[]), cast(:since as date[]), cast(:until as date[]))
                as d(id, region, enterprise, work_group, since, until)
            """;

    /// An assignment that only follows its enterprise to another region, or ends, is not asked for its group
    /// anew.
    private static final String VERDICTS = """
            select d.id,
                   case when g.id is null then 'UNKNOWN'
                        when g.withdrawn_at is not null then 'WITHDRAWN'
                        when not starts_with(d.region, division_prefix(g.region)) then 'ELSEWHERE'
                        when g.until < d.since then 'OVER' end as verdict
            from %s left join work_group g on g.id = d.work_group
            where not exists (select from assignment p
                              where p.id = d.id and p.enterprise = d.enterprise and p.work_group = d.work_group
                                and p.since = d.since)""".formatted(DRAFTS);

    /// Assignments of one enterprise to one group never overlap, so a service record rests on one alone.
    private static final String STRANDED = """
            select p.id, count(*) as records
            from %s join assignment p on p.id = d.id
            join service_record s on s.enterprise = p.enterprise and s.work_group = p.work_group
                and s.withdrawn_at is null and s.service_date >= p.since and s.service_date <= coalesce(p.until, 'infinity')
            where p.withdrawn_at is not null
               or not (s.enterprise = d.enterprise and s.work_group = d.work_group
                       and s.service_date >= d.since and s.service_date <= coalesce(d.until, 'infinity'))
            group by p.id""".formatted(DRAFTS);

    @Override
    public Class<AssignmentFacts> about() {
        return AssignmentFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Filed<AssignmentFacts>> drafts) {
        return writing.query(session -> {
            keepGroups(session);
            var refusals = new HashMap<String, Problem>();
            if (drafts.stream().anyMatch(draft -> draft.version() > 1)) {
                stranded(session, drafts).forEach((id, records) -> refusals.put(id, stranded(records)));
            }
            var byId = drafts.stream().collect(Collectors.toMap(Filed::id, Function.identity()));
            for (var row : bound(session.createNativeQuery(VERDICTS, Tuple.class), drafts)
                    .getResultList()) {
                var verdict = row.get("verdict", String.class);
                if (verdict != null) {
                    var id = row.get("id", String.class);
                    refusals.put(id, refusal(verdict, byId.get(id)));
                }
            }
            return refusals;
        });
    }

    /// Refuses to withdraw an assignment on which service records rest.
    ///
    /// @param withdrawn the assignment, whose row is marked as withdrawn already
    /// @throws Problem 409 that says how many there are
    void mustBeUnused(Writing writing, Filed<AssignmentFacts> withdrawn) {
        var records = writing.query(session -> stranded(session, List.of(withdrawn)));
        if (!records.isEmpty()) {
            throw stranded(records.get(withdrawn.id()));
        }
    }

    private static Map<String, Long> stranded(StatelessSession session, List<Filed<AssignmentFacts>> drafts) {
        return bound(session.createNativeQuery(STRANDED, Tuple.class), drafts)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.get("id", String.class), row -> row.get("records", Long.class)));
    }

    private static <T> NativeQuery<T> bound(NativeQuery<T> query, List<Filed<AssignmentFacts>> drafts) {
        return query.setParameter("ids", column(drafts, Filed::id), String[].class)
                .setParameter("regions", column(drafts, Filed::region), String[].class)
                .setParameter(
                        "enterprises",
                        column(drafts, draft -> draft.facts().enterprise().value()),
                        String[].class)
                .setParameter("groups", column(drafts, draft -> draft.facts().group()), String[].class)
                .setParameter("since", column(drafts, draft -> draft.facts().since()), String[].class)
                .setParameter("until", column(drafts, draft -> draft.facts().until()), String[].class);
    }

    private static String[] column(
            List<Filed<AssignmentFacts>> drafts, Function<Filed<AssignmentFacts>, Object> value) {
        return drafts.stream()
                .map(value)
                .map(each -> each == null ? null : each.toString())
                .toArray(String[]::new);
    }

    /// Holds up the withdrawal and the moving of work groups until this transaction ends. A county may not
    /// lock the row of its city's group; the other side of this lock is taken where groups are withdrawn.
    private static void keepGroups(StatelessSession session) {
        session.doWork(connection -> {
            try (var lock = connection.prepareStatement(
                    "select pg_advisory_xact_lock_shared(hashtextextended('work-group assignments', 0))")) {
                lock.execute();
            }
        });
    }

    private static Problem refusal(String verdict, Filed<AssignmentFacts> draft) {
        var group = draft.facts().group();
        return switch (verdict) {
            case "UNKNOWN" ->
                refused(
                        "assignment_group_known",
                        Text.of(
                                "在您可见的范围内没有工作组 %s，请核对编号或先登记工作组：POST /v1/work-groups",
                                "There is no work group %s that you can see; check its id, or file the group first: POST /v1/work-groups",
                                group));
            case "WITHDRAWN" ->
                refused(
                        "assignment_group_known",
                        Text.of(
                                "工作组 %s 已撤回，请改派其他工作组。",
                                "Work group %s has been withdrawn; assign the enterprise to another group.", group));
            case "ELSEWHERE" ->
                refused(
                        "assignment_group_region",
                        Text.of(
                                "工作组 %s 不属于企业所在区划 %s 或其上级，请改派本地或上级的工作组。",
                                "Work group %s belongs neither to the enterprise's division %s nor to one above it; assign the enterprise to a group that does.",
                                group,
                                draft.region()));
            default ->
                refused(
                        "assignment_group_over",
                        Text.of(
                                "工作组 %s 在 %s 之前已结束工作，请改派其他工作组。",
                                "Work group %s was over before %s; assign the enterprise to another group.",
                                group,
                                draft.facts().since()));
        };
    }

    private static Problem stranded(long records) {
        return refused(
                "assignment_has_service_records",
                Text.of(
                        "该分派期间已有 %d 条推进服务记录，撤回或改动后这些记录将失去依据；请先撤回这些记录。",
                        "%d service records rest on this assignment and would be left without one; withdraw those first.",
                        records));
    }

    private static Problem refused(String rule, Text detail) {
        return Problem.of(ProblemType.CONFLICT, detail, Map.of("rule", rule));
    }
}
