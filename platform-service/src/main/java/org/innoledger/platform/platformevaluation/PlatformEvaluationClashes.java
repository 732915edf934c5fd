package org.innoledger.platform.platformevaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.PlatformEvaluationFacts;

/// Names the published evaluation whose period is in the way.
@ApplicationScoped
class PlatformEvaluationClashes implements Clashes<PlatformEvaluationFacts> {
    private static final String ONCE = "platform_evaluation_once";

    private static final String IN_THE_WAY = """
            select id, since, until from platform_evaluation
            where id <> :id and platform = :platform
              and period && daterange(cast(:since as date), cast(:until as date), '[]')
            order by since
            limit 1""";

    @Override
    public Class<PlatformEvaluationFacts> about() {
        return PlatformEvaluationFacts.class;
    }

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<PlatformEvaluationFacts> draft) {
        if (!constraint.equals(ONCE)) {
            return Optional.empty();
        }
        var facts = draft.facts();
        return writing.query(session -> session.createNativeQuery(IN_THE_WAY, Tuple.class)
                .setParameter("id", draft.id())
                .setParameter("platform", facts.platform().value())
                .setParameter("since", facts.since().toString())
                .setParameter("until", facts.until().toString())
                .getResultStream()
                .findFirst()
                .map(PlatformEvaluationClashes::told));
    }

    private static Problem told(Tuple row) {
        var id = row.get("id", String.class);
        var since = row.get("since", LocalDate.class);
        var until = row.get("until", LocalDate.class);
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "与该平台已公布的评估 %s（%s 至 %s）期间重叠：一个平台在同一期间只公布一次评估。",
                        "It overlaps evaluation %s of the platform, published for %s to %s: there is one for each period.",
                        id,
                        since,
                        until),
                Map.of("rule", ONCE, "evaluation", id, "since", since.toString(), "until", until.toString()));
    }
}
