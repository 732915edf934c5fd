package org.innoledger.ledger.benefit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.ledger.benefit.Benefit.BenefitFacts;

/// A benefit is of a policy that whoever files it can see. A policy that was withdrawn later does not stand in
/// the way of amending what enterprises have had of it.
@ApplicationScoped
class BenefitPolicyRule implements Rule<BenefitFacts> {
    private static final String KNOWN =
            "select id, withdrawn_at is not null as withdrawn from known_policy where id = any (:ids)";

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<BenefitFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var ids =
                drafts.stream().map(draft -> draft.facts().policy()).distinct().toArray(String[]::new);
        var withdrawn = writing.query(session -> session.createNativeQuery(KNOWN, Tuple.class)
                .setParameter("ids", ids, String[].class)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.get("id", String.class), row -> row.get("withdrawn", Boolean.class))));
        return drafts.stream()
                .filter(draft -> withdrawn.getOrDefault(draft.facts().policy(), true)
                        && (draft.version() == 1
                                || !withdrawn.containsKey(draft.facts().policy())))
                .collect(Collectors.toMap(
                        Filed::id, draft -> unknown(draft.facts().policy())));
    }

    private static Problem unknown(String policy) {
        return Problem.invalid(FaultCode.POLICY_UNKNOWN.at("/policy", policy));
    }
}
