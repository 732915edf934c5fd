package org.innoledger.talent.incentive;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.talent.incentive.Incentive.IncentiveFacts;
import org.innoledger.talent.talent.KnownTalents;

/// People who are listed are talents that the caller can see.
@ApplicationScoped
class IncentivePeopleRule implements Rule<IncentiveFacts> {
    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<IncentiveFacts>> proposals) {
        return KnownTalents.refusals(writing, proposals, "people", IncentiveFacts::people);
    }
}
