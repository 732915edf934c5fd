package org.innoledger.talent.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.talent.engagement.Engagement.EngagementFacts;

/// A host may be named before it is known, a talent may not: whoever engages one can see the talent's record.
@ApplicationScoped
class EngagementRule implements Rule<EngagementFacts> {
    /// Held until the transaction ends, so that clerks who file the same engagement wait for each other.
    private static final String TALENTS = """
            select id from known_talent where id = any(cast(:ids as text[])) and withdrawn_at is null and status = 'ACTIVE'
            order by id
            for no key update""";

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<EngagementFacts>> proposals) {
        // An engagement of a talent who was withdrawn or has moved meanwhile may still be mended.
        var asked = Proposal.changed(proposals, draft -> draft.facts().talent());
        return writing.query(session -> {
            var talents = talents(session, asked);
            var refusals = new HashMap<String, Problem>();
            asked.stream()
                    .filter(draft -> !talents.contains(draft.facts().talent().value()))
                    .forEach(draft -> {
                        var unknown = draft.facts().talent().unknown();
                        refusals.put(draft.id(), Problem.invalid(unknown.at("/talent")));
                    });
            return refusals;
        });
    }

    private static Set<String> talents(StatelessSession session, List<Filed<EngagementFacts>> drafts) {
        if (drafts.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(session.createNativeQuery(TALENTS, String.class)
                .setParameter(
                        "ids",
                        drafts.stream()
                                .map(draft -> draft.facts().talent().value())
                                .toArray(String[]::new),
                        String[].class)
                .getResultList());
    }
}
