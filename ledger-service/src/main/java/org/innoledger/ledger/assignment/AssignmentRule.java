package org.innoledger.ledger.assignment;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.assignment.Assignment.AssignmentFacts;
import org.innoledger.ledger.assignment.AssignmentUse.Changed;

/// What an assignment rests on and what rests on it: its work group is there for the enterprise's region, and
/// service records keep the assignment that they came after.
@ApplicationScoped
class AssignmentRule implements Rule<AssignmentFacts> {
    private static final RecordSet<Filed<AssignmentFacts>> DRAFTS =
            RecordSet.drafts("d", AssignmentFacts.class, "region", "enterprise", "group", "since");

    /// An assignment that only follows its enterprise to another region, or ends, is not asked for its group
    /// anew.
    private static final String VERDICTS = """
            select d.id,
                   case when g.id is null then 'UNKNOWN'
                        when g.withdrawn_at is not null then 'WITHDRAWN'
                        when not starts_with(d.region, division_prefix(g.region)) then 'ELSEWHERE'
                        when g.until < d.since then 'OVER' end as verdict
            from %s left join known_work_group g on g.id = d.work_group""".formatted(DRAFTS);

    private final List<AssignmentUse> uses;

    AssignmentRule(@All List<AssignmentUse> uses) {
        this.uses = uses;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<AssignmentFacts>> proposals) {
        var refusals = new HashMap<String, Problem>();
        var changed = proposals.stream()
                .filter(each -> each.present() != null)
                .map(AssignmentRule::changed)
                .toList();
        if (!changed.isEmpty()) {
            uses.forEach(use ->
                    use.stranded(writing, changed).forEach((id, records) -> refusals.put(id, stranded(records))));
        }
        if (proposals.stream().anyMatch(each -> !each.withdrawal())) {
            keepGroups(writing);
            var drafts = Proposal.changed(
                    proposals,
                    draft -> List.of(
                            draft.facts().enterprise(),
                            draft.facts().group(),
                            draft.facts().since()));
            verdicts(writing, drafts).forEach(refusals::put);
        }
        return refusals;
    }

    private static Changed changed(Proposal<AssignmentFacts> proposal) {
        var before = proposal.present().facts();
        var next = proposal.next().facts();
        return new Changed(
                proposal.present().id(),
                before.enterprise().value(),
                before.group(),
                before.since(),
                before.until(),
                proposal.withdrawal(),
                next.enterprise().value(),
                next.group(),
                next.since(),
                next.until());
    }

    /// Refusals of those whose group is not there for them.
    private static Map<String, Problem> verdicts(Writing writing, List<Filed<AssignmentFacts>> drafts) {
        var byId = drafts.stream().collect(Collectors.toMap(Filed::id, Function.identity()));
        return writing.query(session -> DRAFTS.query(session, VERDICTS, Tuple.class, drafts).stream()
                .filter(row -> row.get("verdict") != null)
                .collect(Collectors.toMap(
                        row -> row.get("id", String.class),
                        row -> refusal(row.get("verdict", String.class), byId.get(row.get("id", String.class))))));
    }

    /// Holds up the withdrawal and the moving of work groups until this transaction ends. A county may not
    /// lock the row of its city's group; the other side of this lock is taken where groups are withdrawn.
    private static void keepGroups(Writing writing) {
        writing.query(session -> session.createNativeQuery(
                        "select cast(pg_advisory_xact_lock_shared(hashtextextended('work-group assignments', 0)) as text)",
                        String.class)
                .getResultList());
    }

    private static Problem refusal(String verdict, Filed<AssignmentFacts> draft) {
        var group = draft.facts().group();
        return switch (verdict) {
            case "UNKNOWN" ->
                Problem.refused(
                        "assignment_group_known",
                        Text.of(
                                "在您可见的范围内没有工作组 %s，请核对编号或先登记工作组：POST /v1/work-groups",
                                "There is no work group %s that you can see; check its id, or file the group first: POST /v1/work-groups",
                                group));
            case "WITHDRAWN" ->
                Problem.refused(
                        "assignment_group_known",
                        Text.of(
                                "工作组 %s 已撤回，请改派其他工作组。",
                                "Work group %s has been withdrawn; assign the enterprise to another group.", group));
            case "ELSEWHERE" ->
                Problem.refused(
                        "assignment_group_region",
                        Text.of(
                                "工作组 %s 不属于企业所在区划 %s 或其上级，请改派本地或上级的工作组。",
                                "Work group %s belongs neither to the enterprise's division %s nor to one above it; assign the enterprise to a group that does.",
                                group,
                                draft.region()));
            default ->
                Problem.refused(
                        "assignment_group_over",
                        Text.of(
                                "工作组 %s 在 %s 之前已结束工作，请改派其他工作组。",
                                "Work group %s was over before %s; assign the enterprise to another group.",
                                group,
                                draft.facts().since()));
        };
    }

    private static Problem stranded(long records) {
        return Problem.refused(
                "assignment_has_service_records",
                Text.of(
                        "该分派期间已有 %d 条推进服务记录，撤回或改动后这些记录将失去依据；请先撤回这些记录。",
                        "%d service records rest on this assignment and would be left without one; withdraw those first.",
                        records));
    }
}
