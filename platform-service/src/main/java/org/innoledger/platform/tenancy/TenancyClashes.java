package org.innoledger.platform.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.tenancy.Tenancy.TenancyFacts;

/// Names the tenancy in whose time this one falls.
@ApplicationScoped
class TenancyClashes implements Clashes<TenancyFacts> {
    private static final String ONCE = "tenancy_once";

    /// Who is still there has not left.
    private static final String IN_THE_WAY = """
            select id, since, coalesce(graduated_on, ended_on) as left_on from tenancy
            where id <> :id and platform = :platform and tenant = tenancy_tenant(:enterprise, :team, :school)
              and period && daterange(cast(:since as date), cast(:left as date))
            order by since
            limit 1""";

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<TenancyFacts> draft) {
        if (!constraint.equals(ONCE)) {
            return Optional.empty();
        }
        return inTheWay(writing, draft);
    }

    private static Optional<Problem> inTheWay(Writing writing, Filed<TenancyFacts> draft) {
        var facts = draft.facts();
        var left = facts.graduatedOn() == null ? facts.endedOn() : facts.graduatedOn();
        return writing.query(session -> session.createNativeQuery(IN_THE_WAY, Tuple.class)
                .setParameter("id", draft.id())
                .setParameter("platform", facts.platform().value())
                .setParameter(
                        "enterprise",
                        facts.enterprise() == null ? null : facts.enterprise().value(),
                        String.class)
                .setParameter("team", facts.teamName(), String.class)
                .setParameter("school", facts.school(), String.class)
                .setParameter("since", facts.since().toString())
                .setParameter("left", left == null ? null : left.toString(), String.class)
                .getResultStream()
                .findFirst()
                .map(TenancyClashes::told));
    }

    private static Problem told(Tuple row) {
        var id = row.get("id", String.class);
        var since = row.get("since", LocalDate.class);
        var left = row.get("left_on", LocalDate.class);
        var members = new LinkedHashMap<String, Object>();
        members.put("rule", ONCE);
        members.put("tenancy", id);
        members.put("since", since.toString());
        if (left != null) {
            members.put("until", left.toString());
        }
        return Problem.of(
                ProblemType.CONFLICT,
                new Text(
                        "该企业或团队自 %s 起%s在此平台（%s），不能重复入驻；续期请改 until，再次入驻请先办理退出。"
                                .formatted(since, left == null ? "仍" : "至 " + left + " ", id),
                        "This tenant has been here since %s, %s (%s), and cannot be here twice at once; change `until` to prolong it, or let it end first."
                                .formatted(since, left == null ? "and still is" : "until " + left, id)),
                members);
    }
}
