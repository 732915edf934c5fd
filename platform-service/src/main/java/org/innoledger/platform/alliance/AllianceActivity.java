package org.innoledger.platform.alliance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.alliance.Alliance.AllianceFacts;
import org.innoledger.platform.alliance.Alliance.AllianceState;
import org.innoledger.platform.alliance.Alliance.Gap;
import org.innoledger.platform.alliance.Alliance.Missing;

/// An active alliance has a leading firm, a research unit, a supplier and a committee, on every day since it
/// became active and by whatever way it is changed. The journal holds the alliance's row while this is asked,
/// so two changes at once are asked one after the other.
@ApplicationScoped
class AllianceActivity implements Rule<AllianceFacts> {
    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<AllianceFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var refusals = new HashMap<String, Problem>();
        drafts.stream()
                .filter(draft -> AllianceState.ACTIVE.name().equals(draft.status()))
                .forEach(draft -> draft.facts().gap().ifPresent(gap -> refusals.put(draft.id(), lacking(gap))));
        return refusals;
    }

    private static Problem lacking(Gap gap) {
        var names = gap.missing().stream().map(each -> each.chinese).collect(Collectors.joining("、"));
        var codes = gap.missing().stream().map(Missing::name).collect(Collectors.joining(", "));
        return Problem.of(
                ProblemType.CONFLICT,
                new Text(
                        "运行中的联盟须有龙头企业、研发机构、配套企业成员与专家委员会；自 %s 起缺少：%s。".formatted(gap.day(), names),
                        "An active alliance has a LEAD, a RESEARCH and a SUPPORTING member and a committee; from %s on it would lack: %s."
                                .formatted(gap.day(), codes)),
                Map.of(
                        "rule",
                        "alliance_active",
                        "missing",
                        gap.missing(),
                        "on",
                        gap.day().toString()));
    }
}
