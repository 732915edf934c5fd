package org.innoledger.talent.expertlist;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.talent.expertlist.ExpertMembership.ExpertMembershipFacts;

/// A membership is in a list that the caller can read.
@ApplicationScoped
class MembershipListRule implements Rule<ExpertMembershipFacts> {
    private static final RecordSet<Filed<ExpertMembershipFacts>> DRAFTS =
            RecordSet.drafts("d", ExpertMembershipFacts.class, "list");

    /// A membership that stays in its list is not asked again: a list that was withdrawn since does not stand
    /// in the way of ending it. The list is not held, since those below can read it and not lock it.
    private static final String UNKNOWN = """
            select d.id
            from %s
            where not exists (select from expert_list l where l.id = d.list and l.withdrawn_at is null)""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ExpertMembershipFacts>> proposals) {
        var drafts = Proposal.changed(proposals, draft -> draft.facts().list());
        var byId = drafts.stream().collect(Collectors.toMap(Filed::id, Function.identity()));
        return writing.query(session -> DRAFTS.query(session, UNKNOWN, String.class, drafts)).stream()
                .collect(Collectors.toMap(
                        Function.identity(), id -> unknown(byId.get(id).facts().list())));
    }

    private static Problem unknown(String list) {
        return Problem.invalid(FaultCode.EXPERT_LIST_UNKNOWN.at("/list", list));
    }
}
