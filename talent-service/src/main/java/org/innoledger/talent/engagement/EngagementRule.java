package org.innoledger.talent.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
    /// An engagement of a talent who was withdrawn or has moved meanwhile may still be mended.
    private static final String ON_FILE = """
            select e.id
            from unnest(cast(:ids as text[]), cast(:talents as text[])) as d(id, talent)
            join engagement e on e.id = d.id and e.talent = d.talent""";

    /// Held until the transaction ends, so that clerks who file the same engagement wait for each other.
    private static final String TALENTS = """
            select id from known_talent where id = any(cast(:ids as text[])) and withdrawn_at is null and status = 'ACTIVE'
            order by id
            for no key update""";

    @Override
    public Class<EngagementFacts> about() {
        return EngagementFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<EngagementFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        return writing.query(session -> {
            var onFile = onFile(session, drafts);
            var asked = drafts.stream()
                    .filter(draft -> !onFile.contains(draft.id()))
                    .toList();
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

    private static Set<String> onFile(StatelessSession session, List<Filed<EngagementFacts>> drafts) {
        if (drafts.stream().noneMatch(draft -> draft.version() > 1)) {
            return Set.of();
        }
        return new HashSet<>(session.createNativeQuery(ON_FILE, String.class)
                .setParameter("ids", column(drafts, Filed::id), String[].class)
                .setParameter(
                        "talents",
                        column(drafts, draft -> draft.facts().talent().value()),
                        String[].class)
                .getResultList());
    }

    private static Set<String> talents(StatelessSession session, List<Filed<EngagementFacts>> drafts) {
        if (drafts.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(session.createNativeQuery(TALENTS, String.class)
                .setParameter(
                        "ids", column(drafts, draft -> draft.facts().talent().value()), String[].class)
                .getResultList());
    }

    private static String[] column(List<Filed<EngagementFacts>> drafts, Function<Filed<EngagementFacts>, String> of) {
        return drafts.stream().map(of).toArray(String[]::new);
    }
}
