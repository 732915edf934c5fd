package org.innoledger.ledger.problem;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.time.Days;
import org.innoledger.ledger.problem.CampaignProblem.ProblemFacts;

/// No problem is raised in the future: it could not be dispatched before that day. The facts know no clock,
/// hence a rule.
@ApplicationScoped
class RaisedByToday implements Rule<ProblemFacts> {
    private final Clock clock;

    RaisedByToday(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ProblemFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var today = LocalDate.now(clock);
        var refusals = new HashMap<String, Problem>();
        drafts.forEach(draft -> Days.future("/raisedOn", draft.facts().raisedOn(), today)
                .ifPresent(fault -> refusals.put(draft.id(), Problem.invalid(fault))));
        return refusals;
    }
}
