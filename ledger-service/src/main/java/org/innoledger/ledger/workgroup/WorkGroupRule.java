package org.innoledger.ledger.workgroup;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.workgroup.GroupUse.Moved;
import org.innoledger.ledger.workgroup.WorkGroup.WorkGroupFacts;

/// Enterprises that are assigned to a group must not lose it unnoticed: a group neither moves away from them
/// nor is it withdrawn.
@ApplicationScoped
class WorkGroupRule implements Rule<WorkGroupFacts> {
    private final List<GroupUse> uses;

    WorkGroupRule(@All List<GroupUse> uses) {
        this.uses = uses;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<WorkGroupFacts>> proposals) {
        var moved = proposals.stream()
                .filter(each -> each.present() != null && !each.withdrawal())
                .filter(each -> !each.present().region().equals(each.next().region()))
                .map(each -> new Moved(each.next().id(), each.next().region()))
                .toList();
        var leaving = Proposal.leaving(proposals).stream().map(Filed::id).toList();
        var refusals = new HashMap<String, Problem>();
        for (var use : uses) {
            if (!moved.isEmpty()) {
                use.leftBehind(writing, moved).forEach((id, enterprises) -> refusals.put(id, leftBehind(enterprises)));
            }
            if (!leaving.isEmpty()) {
                use.served(writing, leaving).forEach((id, enterprises) -> refusals.put(id, used(enterprises)));
            }
        }
        return refusals;
    }

    private static Problem used(long assigned) {
        return Problem.refused(
                "work_group_unused",
                Text.of(
                        "该工作组名下还有 %d 条对接分派，请先撤回或改派；工作已结束的工作组请填写 until。",
                        "%d assignments name this work group; withdraw them or give them to another group first. A group that has done its work is given an `until`.",
                        assigned));
    }

    private static Problem leftBehind(long enterprises) {
        return Problem.refused(
                "work_group_region",
                Text.of(
                        "该工作组名下有 %d 家企业不在新区划内，请先撤回或改派。",
                        "%d enterprises assigned to this work group lie outside the new division; withdraw those assignments or give them to another group first.",
                        enterprises));
    }
}
