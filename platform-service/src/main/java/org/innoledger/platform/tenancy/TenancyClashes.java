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

    /// Who is still there has no last day.
    private static final String IN_THE_WAY = """
            select id, since, coalesce(graduated_on, ended_on) as last_day from tenancy
            where id <> :id and platform = :platform and tenant = tenancy_tenant(:enterprise, :team, :school)
              and period && daterange(cast(:since as date), cast(:last as date), '[]')
            order by since
            limit 1""";

    @Override
    public Class<TenancyFacts> about() {
        return TenancyFacts.class;
    }

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<TenancyFacts> draft) {
        if (!constraint.equals(ONCE)) {
            return Optional.empty();
        }
        return inTheWay(writing, draft);
    }

    private static Optional<Problem> inTheWay(Writing writing, Filed<TenancyFacts> draft) {
        var facts = draft.facts();
        var last = facts.graduatedOn() == null ? facts.endedOn() : facts.graduatedOn();
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
                .setParameter("last", last == null ? null : last.toString(), String.class)
                .getResultStream()
                .findFirst()
                .map(TenancyClashes::told));
    }

    private static Problem told(Tuple row) {
        var id = row.get("id", String.class);
        var since = row.get("since", LocalDate.class);
        var last = row.get("last_day", LocalDate.class);
        var members = new LinkedHashMap<String, Object>();
        members.put("rule", ONCE);
        members.put("tenancy", id);
        members.put("since", since.toString());
        if (last != null) {
            members.put("until", last.toString());
        }
        return Problem.of(
                ProblemType.CONFLICT,
                new Text(
                        "该企业或团队自 %s 起%s在此平台（%s），不能重复入驻；续期请改 until，再次入驻请先办理退出。"
                                .formatted(since, last == null ? "仍" : "至 " + last + " ", id),
                        "This tenant has been here since %s, %s (%s), and cannot be here twice at once; change `until` to prolong it, or let it end first."
                                .formatted(since, last == null ? "and still is" : "until " + last, id)),
                members);
    }
}
