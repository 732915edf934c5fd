package org.innoledger.platform.platformevaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.Evaluated;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.PlatformEvaluationFacts;

/// Names the published evaluation whose period is in the way.
@ApplicationScoped
class PlatformEvaluationClashes implements Clashes<PlatformEvaluationFacts> {
    private static final String ONCE = "platform_evaluation_once";

    private final PlatformEvaluation.Repository evaluations;

    PlatformEvaluationClashes(PlatformEvaluation.Repository evaluations) {
        this.evaluations = evaluations;
    }

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<PlatformEvaluationFacts> draft) {
        if (!constraint.equals(ONCE)) {
            return Optional.empty();
        }
        var facts = draft.facts();
        return evaluations
                .published(facts.platform(), facts.since(), facts.until(), draft.id())
                .map(PlatformEvaluationClashes::told);
    }

    private static Problem told(Evaluated there) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "与该平台已公布的评估 %s（%s 至 %s）期间重叠：一个平台在同一期间只公布一次评估。",
                        "It overlaps evaluation %s of the platform, published for %s to %s: there is one for each period.",
                        there.id(),
                        there.since(),
                        there.until()),
                Map.of(
                        "rule",
                        ONCE,
                        "evaluation",
                        there.id(),
                        "since",
                        there.since().toString(),
                        "until",
                        there.until().toString()));
    }
}
