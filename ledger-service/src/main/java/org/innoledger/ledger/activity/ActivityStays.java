package org.innoledger.ledger.activity;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.ledger.activity.Activity.ActivityFacts;
import org.innoledger.ledger.activity.ActivityUse.Lost;

/// An activity on which something rests is neither returned nor withdrawn.
@ApplicationScoped
class ActivityStays implements Rule<ActivityFacts> {
    private static final String VERIFIED = "VERIFIED";

    private final List<ActivityUse> uses;

    ActivityStays(@All List<ActivityUse> uses) {
        this.uses = uses;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ActivityFacts>> proposals) {
        var lost = proposals.stream()
                .filter(each ->
                        each.present() != null && VERIFIED.equals(each.present().status()))
                .filter(each ->
                        each.withdrawal() || !VERIFIED.equals(each.next().status()))
                .map(Proposal::present)
                .map(each -> new Lost(each.id(), each.facts().enterprise().value()))
                .toList();
        var refusals = new HashMap<String, Problem>();
        if (!lost.isEmpty()) {
            uses.forEach(use -> refusals.putAll(use.refusals(writing, lost)));
        }
        return refusals;
    }
}
