package org.innoledger.platform.platformevaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.PlatformEvaluationFacts;

/// Only a platform that works, or is approved to be built, is evaluated.
@ApplicationScoped
class PlatformEvaluationRule implements Rule<PlatformEvaluationFacts> {
    private static final List<String> EVALUATED = List.of("APPROVED", "OPERATING");

    private static final RecordSet<Filed<PlatformEvaluationFacts>> DRAFTS =
            RecordSet.drafts("d", PlatformEvaluationFacts.class, "platform");

    /// Asked when an evaluation is filed, put on another platform, or published: what is on file lives on when
    /// the platform is revoked. The platform is held, so that it is not revoked at the same moment.
    private static final String PLATFORMS = """
            with d as (select * from %s),
            p as (
                select id, status from known_platform
                where id = any (array(select platform from d))
                order by id
                for share)
            select d.id, p.status from d join p on p.id = d.platform""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<PlatformEvaluationFacts>> proposals) {
        var drafts = Proposal.changed(proposals, draft -> List.of(draft.facts().platform(), draft.status()));
        var asked = writing.query(session -> DRAFTS.query(session, PLATFORMS, Tuple.class, drafts));
        var platforms = new HashMap<String, String>();
        drafts.forEach(
                draft -> platforms.put(draft.id(), draft.facts().platform().value()));
        var refusals = new HashMap<String, Problem>();
        for (var row : asked) {
            var status = row.get("status", String.class);
            if (!EVALUATED.contains(status)) {
                var id = row.get("id", String.class);
                refusals.put(id, refused(platforms.get(id), status));
            }
        }
        return refusals;
    }

    private static Problem refused(String platform, String status) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "平台 %s 当前为 %s；仅批准建设（APPROVED）与运行（OPERATING）的平台可评估。",
                        "Platform %s is %s; only one that is APPROVED or OPERATING is evaluated.", platform, status),
                Map.of("rule", "platform_evaluation_state", "present", status, "allowed", EVALUATED));
    }
}
