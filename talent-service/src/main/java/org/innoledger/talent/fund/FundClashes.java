package org.innoledger.talent.fund;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.fund.Fund.Budget;
import org.innoledger.talent.fund.Fund.FundFacts;

/// Tells which year's budget would fall below what has been approved, and both figures.
@ApplicationScoped
class FundClashes implements Clashes<FundFacts> {
    static final String OVERDRAWN = "fund_year_not_overdrawn";

    private static final String COMMITTED =
            "select year, committed_yuan from fund_year where fund = :fund and committed_yuan > 0 order by year";

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<FundFacts> draft) {
        if (!constraint.equals(OVERDRAWN)) {
            return Optional.empty();
        }
        var committed = writing.query(session -> session.createNativeQuery(COMMITTED, Tuple.class)
                .setParameter("fund", draft.id())
                .getResultList());
        return committed.stream()
                .filter(row -> row.get("committed_yuan", Long.class) > budget(draft.facts(), year(row)))
                .findFirst()
                .map(row -> lowered(year(row), budget(draft.facts(), year(row)), row.get("committed_yuan", Long.class)))
                // No budget is too low, so it is the withdrawal that would take them all.
                .or(() -> committed.stream()
                        .findFirst()
                        .map(row -> lowered(year(row), 0, row.get("committed_yuan", Long.class))));
    }

    private static int year(Tuple row) {
        return row.get("year", Integer.class);
    }

    private static long budget(FundFacts facts, int year) {
        return Objects.requireNonNullElse(facts.budgets(), List.<Budget>of()).stream()
                .filter(budget -> budget.year() == year)
                .mapToLong(Budget::budgetYuan)
                .findFirst()
                .orElse(0);
    }

    private static Problem lowered(int year, long budgetYuan, long committedYuan) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "%d 年度预算将为 %d 元，而已批准 %d 元。预算不能低于已批准的金额，请先终止有关资助。",
                        "The budget for %d would be %d yuan, and %d yuan have been approved. It cannot be below what was approved; close grants first.",
                        year,
                        budgetYuan,
                        committedYuan),
                Map.of("rule", OVERDRAWN, "year", year, "budgetYuan", budgetYuan, "committedYuan", committedYuan));
    }
}
