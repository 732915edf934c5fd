package org.innoledger.talent.engagement;

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
import org.innoledger.talent.engagement.Engagement.EngagementFacts;

/// Names the period that an engagement overlaps.
@ApplicationScoped
class EngagementClashes implements Clashes<EngagementFacts> {
    private static final String PERIOD = "engagement_period";

    private static final String IN_THE_WAY = """
            select id, since, until
            from engagement
            where id <> :id and talent = :talent and host = :host and kind = :kind
              and period && daterange(cast(:since as date), cast(:until as date), '[]')
            order by since
            limit 1""";

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<EngagementFacts> draft) {
        if (!constraint.equals(PERIOD)) {
            return Optional.empty();
        }
        var facts = draft.facts();
        var until = facts.until() == null ? null : facts.until().toString();
        return writing.query(session -> session.createNativeQuery(IN_THE_WAY, Tuple.class)
                .setParameter("id", draft.id())
                .setParameter("talent", facts.talent().value())
                .setParameter("host", facts.host().value())
                .setParameter("kind", facts.kind().name())
                .setParameter("since", facts.since().toString())
                .setParameter("until", until, String.class)
                .getResultStream()
                .findFirst()
                .map(EngagementClashes::overlapped));
    }

    private static Problem overlapped(Tuple row) {
        var since = row.get("since", LocalDate.class);
        var until = row.get("until", LocalDate.class);
        var members = new LinkedHashMap<String, Object>();
        members.put("rule", PERIOD);
        members.put("engagement", row.get("id", String.class));
        members.put("since", since.toString());
        if (until != null) {
            members.put("until", until.toString());
        }
        return Problem.of(
                ProblemType.CONFLICT,
                new Text(
                        "与已登记的聘期 %s 至 %s（%s）重叠：同一人才以同一方式在同一单位的聘期不能重叠。"
                                .formatted(since, until == null ? "未定" : until, row.get("id")),
                        "It overlaps the engagement from %s to %s (%s): those of one talent, of one kind, with one host cannot overlap."
                                .formatted(since, until == null ? "open" : until, row.get("id"))),
                members);
    }
}
