package org.innoledger.talent.expertlist;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.talent.expertlist.ExpertMembership.ExpertMembershipFacts;

/// A membership is in a list that the caller can read.
@ApplicationScoped
class MembershipListRule implements Rule<ExpertMembershipFacts> {
    /// A membership that stays in its list is not asked again: a list that was withdrawn since does not stand
    /// in the way of ending it. The list is not held, since those below can read it and not lock it.
    private static final String UNKNOWN = """
            select d.id
            from unnest(cast(:ids as text[]), cast(:lists as text[])) as d(id, list)
            where not exists (select from expert_list l where l.id = d.list and l.withdrawn_at is null)
                and not exists (select from expert_membership m where m.id = d.id and m.list = d.list)""";

    @Override
    public Class<ExpertMembershipFacts> about() {
        return ExpertMembershipFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ExpertMembershipFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var byId = drafts.stream().collect(Collectors.toMap(Filed::id, Function.identity()));
        return writing
                .query(session -> session.createNativeQuery(UNKNOWN, String.class)
                        .setParameter("ids", drafts.stream().map(Filed::id).toArray(String[]::new), String[].class)
                        .setParameter(
                                "lists",
                                drafts.stream()
                                        .map(draft -> draft.facts().list())
                                        .toArray(String[]::new),
                                String[].class)
                        .getResultList())
                .stream()
                .collect(Collectors.toMap(
                        Function.identity(), id -> unknown(byId.get(id).facts().list())));
    }

    private static Problem unknown(String list) {
        return Problem.invalid(FaultCode.EXPERT_LIST_UNKNOWN.at("/list", list));
    }
}
