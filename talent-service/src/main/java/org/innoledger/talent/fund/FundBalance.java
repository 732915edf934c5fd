package org.innoledger.talent.fund;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// What is left of a fund in a year.
@Schema(
        description = "资金年度余额 What is left of a fund in a year",
        requiredProperties = {"fund", "year", "budgetYuan", "committedYuan", "paidYuan", "remainingYuan"})
public record FundBalance(
        @Schema(description = "资金编号 Id of the fund", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
        String fund,

        @Schema(description = "年度 Year", examples = "2026") int year,

        @Schema(description = "预算（元） Budget, yuan", examples = "30000000")
        long budgetYuan,

        @Schema(description = "已批准（元），终止的只计已拨付部分 Approved, yuan; of closed grants what was paid", examples = "8000000")
        long committedYuan,

        @Schema(description = "其中已拨付（元） Paid of that, yuan", examples = "3000000")
        long paidYuan,

        @Schema(description = "可用余额 = 预算 − 已批准（元） Left to approve, yuan", examples = "22000000")
        long remainingYuan) {
    private static final String BALANCE = """
            select f.withdrawn_at, f.withdrawn_reason, y.budget_yuan, y.committed_yuan, y.paid_yuan
            from fund f left join fund_year y on y.fund = f.id and y.year = :year and y.budget_yuan > 0
            where f.id = :fund""";

    /// @throws Problem 404 for a fund that the caller does not see or a year without budget, 410 for one that
    ///     was withdrawn
    static FundBalance of(Journal journal, String fund, int year) {
        var row = journal.reading(session -> session.createNativeQuery(BALANCE, Tuple.class)
                        .setParameter("year", year)
                        .setParameter("fund", fund)
                        .getResultStream()
                        .findFirst())
                .orElseThrow(() -> Problem.notFound("fund", fund));
        var withdrawnAt = row.get("withdrawn_at", Instant.class);
        if (withdrawnAt != null) {
            throw Problem.of(
                    ProblemType.WITHDRAWN,
                    Text.of("资金 %s 已于 %s 撤销。", "Fund %s was withdrawn at %s.", fund, withdrawnAt),
                    Map.of("withdrawnAt", withdrawnAt.toString(), "reason", row.get("withdrawn_reason", String.class)));
        }
        if (row.get("budget_yuan") == null) {
            throw Problem.of(
                    ProblemType.NOT_FOUND, Text.of("资金 %s 没有 %d 年度预算。", "Fund %s has no budget for %d.", fund, year));
        }
        var budget = row.get("budget_yuan", Long.class);
        var committed = row.get("committed_yuan", Long.class);
        return new FundBalance(fund, year, budget, committed, row.get("paid_yuan", Long.class), budget - committed);
    }
}
