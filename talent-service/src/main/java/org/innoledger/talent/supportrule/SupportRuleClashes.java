package org.innoledger.talent.supportrule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.supportrule.SupportRule.SupportRuleFacts;

/// Names the rule that is in force already, and its period.
@ApplicationScoped
class SupportRuleClashes implements Clashes<SupportRuleFacts> {
    private static final String ONCE = "support_rule_once";

    private static final String IN_THE_WAY = """
            select id, since, until from support_rule
            where fund = :fund and project_kind = :kind and grade = :grade and id <> :id
              and period && daterange(cast(:since as date), cast(:until as date), '[]')
            order by since limit 1""";

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<SupportRuleFacts> draft) {
        if (!constraint.equals(ONCE)) {
            return Optional.empty();
        }
        var facts = draft.facts();
        return writing.query(session -> session.createNativeQuery(IN_THE_WAY, Tuple.class)
                .setParameter("fund", facts.fund())
                .setParameter("kind", facts.projectKind().name())
                .setParameter("grade", facts.grade().name())
                .setParameter("id", draft.id())
                .setParameter("since", facts.since().toString())
                .setParameter(
                        "until", facts.until() == null ? null : facts.until().toString(), String.class)
                .getResultStream()
                .findFirst()
                .map(SupportRuleClashes::overlap));
    }

    private static Problem overlap(Tuple row) {
        var id = row.get("id", String.class);
        var since = row.get("since", LocalDate.class);
        var until = row.get("until", LocalDate.class);
        return Problem.of(
                ProblemType.CONFLICT,
                new Text(
                        "该资金同类型、同层次的标准 %s 自 %s 至 %s 有效，期间不能重叠。请先为其填写截止日期，或改期。"
                                .formatted(id, since, until == null ? "长期" : until),
                        "Rule %s for this fund, kind and grade is in force from %s to %s, and periods cannot overlap. Let that one end first, or choose other days."
                                .formatted(id, since, until == null ? "no end" : until)),
                Map.of("rule", ONCE, "inTheWay", id));
    }
}
