package org.innoledger.talent.expertlist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.expertlist.ExpertMembership.ExpertMembershipFacts;

/// Names the membership whose period is in the way of another in the same list.
@ApplicationScoped
class MembershipClashes implements Clashes<ExpertMembershipFacts> {
    private static final String ONCE = "expert_membership_once";

    private static final String IN_THE_WAY = """
            select id, cast(since as text) as since, cast(until as text) as until
            from expert_membership
            where talent = :talent and list = :list and id <> :id and withdrawn_at is null
                and period && daterange(cast(:since as date), cast(:until as date), '[]')
            order by since
            limit 1""";

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<ExpertMembershipFacts> draft) {
        if (!constraint.equals(ONCE)) {
            return Optional.empty();
        }
        var facts = draft.facts();
        return writing
                .query(session -> session.createNativeQuery(IN_THE_WAY, Tuple.class)
                        .setParameter("talent", facts.talent().value())
                        .setParameter("list", facts.list())
                        .setParameter("id", draft.id())
                        .setParameter("since", facts.since().toString())
                        .setParameter(
                                "until",
                                facts.until() == null ? null : facts.until().toString(),
                                String.class)
                        .getResultList())
                .stream()
                .findFirst()
                .map(row -> overlap(
                        row.get("id", String.class), row.get("since", String.class), row.get("until", String.class)));
    }

    private static Problem overlap(String id, String since, String until) {
        return Problem.refused(
                ONCE,
                Text.of(
                        "该人才在 %s 至 %s 已在此名单中（入选 %s），期间不能重叠；请先结束原入选，或改起止日期。",
                        "The talent stands in this list already from %s to %s (membership %s), and periods cannot overlap; end that one first, or choose other days.",
                        since,
                        until == null ? "—" : until,
                        id));
    }
}
