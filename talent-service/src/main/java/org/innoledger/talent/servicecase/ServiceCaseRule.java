package org.innoledger.talent.servicecase;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.talent.servicecase.ServiceCase.ServiceCaseFacts;

/// A case is opened for a talent who can still be known, and a flat allotted in a residence that the caller
/// can see. That the flat is free, and the only one of the talent, the database keeps. What is relied on is
/// held until the transaction ends: a person is not erased meanwhile, and clerks who meet over a flat wait for
/// each other instead of being turned away for a deadlock.
@ApplicationScoped
class ServiceCaseRule implements Rule<ServiceCaseFacts> {
    private static final Set<String> ASKED = Set.of("OPEN", "REOPENED", "ALLOTTED");

    private static final String TALENTS = """
            select id from known_talent where id = any(cast(:ids as text[])) and withdrawn_at is null and status = 'ACTIVE'
            order by id
            for no key update""";

    private static final String RESIDENCES = """
            select id from known_residence where id = any(cast(:ids as text[])) and withdrawn_at is null
            order by id
            for no key update""";

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ServiceCaseFacts>> proposals) {
        // A case that goes on as it is may be mended whatever has become of the talent or the house.
        var asked = Proposal.changed(proposals, draft -> List.of(draft.facts().talent(), draft.status())).stream()
                .filter(draft -> ASKED.contains(draft.status()))
                .toList();
        return writing.query(session -> {
            var talents = held(session, TALENTS, asked, ServiceCaseRule::talent);
            var residences = held(session, RESIDENCES, asked, ServiceCaseRule::residence);
            var refusals = new HashMap<String, Problem>();
            asked.forEach(draft -> {
                if (!talents.contains(talent(draft))) {
                    var unknown = draft.facts().talent().unknown();
                    refusals.put(draft.id(), Problem.invalid(unknown.at("/talent")));
                } else if (residence(draft) != null && !residences.contains(residence(draft))) {
                    refusals.put(draft.id(), unknown(residence(draft)));
                }
            });
            return refusals;
        });
    }

    private static String talent(Filed<ServiceCaseFacts> draft) {
        return draft.facts().talent().value();
    }

    private static String residence(Filed<ServiceCaseFacts> draft) {
        var residence = draft.facts().residence();
        return residence == null ? null : residence.value();
    }

    /// Those of the records named that the caller can see; they stay as they are until the transaction ends.
    private static Set<String> held(
            StatelessSession session,
            String sql,
            List<Filed<ServiceCaseFacts>> drafts,
            Function<Filed<ServiceCaseFacts>, String> id) {
        var ids = drafts.stream().map(id).filter(Objects::nonNull).distinct().toArray(String[]::new);
        return ids.length == 0
                ? Set.of()
                : new HashSet<>(session.createNativeQuery(sql, String.class)
                        .setParameter("ids", ids, String[].class)
                        .getResultList());
    }

    private static Problem unknown(String residence) {
        return Problem.invalid(FaultCode.RESIDENCE_UNKNOWN.at("/residence", residence));
    }
}
