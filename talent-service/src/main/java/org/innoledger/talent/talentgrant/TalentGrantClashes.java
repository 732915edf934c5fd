package org.innoledger.talent.talentgrant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Map;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.talentgrant.TalentGrant.TalentGrantFacts;

/// Tells what was asked of a budget and what is left of it, or that there is none.
@ApplicationScoped
class TalentGrantClashes implements Clashes<TalentGrantFacts> {
    private static final String OVERDRAWN = "fund_year_not_overdrawn";
    private static final String BUDGETED = "fund_year_budgeted";

    private static final String LEFT = """
            select budget_yuan, budget_yuan - committed_yuan as left_yuan from fund_year
            where fund = :fund and year = :year and budget_yuan > 0""";

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<TalentGrantFacts> draft) {
        if (!constraint.equals(OVERDRAWN) && !constraint.equals(BUDGETED)) {
            return Optional.empty();
        }
        var facts = draft.facts();
        var budget = writing.query(session -> session.createNativeQuery(LEFT, Tuple.class)
                .setParameter("fund", facts.fund())
                .setParameter("year", facts.year())
                .getResultStream()
                .findFirst());
        return Optional.of(budget.map(row -> overdrawn(facts, row)).orElseGet(() -> unbudgeted(facts)));
    }

    private static Problem overdrawn(TalentGrantFacts facts, Tuple row) {
        var left = row.get("left_yuan", Long.class);
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "批准 %d 元，而资金 %d 年度预算 %d 元只余 %d 元。",
                        "%d yuan would be approved, and of the budget for %d, %d yuan, only %d yuan are left.",
                        facts.approvedYuan(),
                        facts.year(),
                        row.get("budget_yuan", Long.class),
                        left),
                Map.of("rule", OVERDRAWN, "askedYuan", facts.approvedYuan(), "leftYuan", left));
    }

    private static Problem unbudgeted(TalentGrantFacts facts) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "资金 %s 没有 %d 年度预算；请资金管理单位先登记预算。",
                        "Fund %s has no budget for %d; whoever keeps the fund files one first.",
                        facts.fund(),
                        facts.year()),
                Map.of("rule", BUDGETED, "year", facts.year()));
    }
}
