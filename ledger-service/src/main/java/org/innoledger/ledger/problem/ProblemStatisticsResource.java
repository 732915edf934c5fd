package org.innoledger.ledger.problem;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Dimension;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;

@Path("/v1/problem-statistics")
@RunOnVirtualThread
@Tag(name = "Problems 问题清单")
public class ProblemStatisticsResource {
    private static final Statistic<ProblemSums> PROBLEMS = Statistic.of(CampaignProblem.class, ProblemSums.class)
            .by(
                    Dimension.of("problemClass", "problem_class", ProblemClass.class),
                    Dimension.of("status", "status", ProblemState.class),
                    Dimension.of("responsibleLevel", "responsible_level", ProblemLevel.class),
                    Dimension.text("responsibleBody", "responsible_body"))
            .itemised("problemClass", "status")
            .measure("problems", "count(*)")
            .measure("overdue", "count(*) filter (where due_on < :today and status not in ('RESOLVED', 'CONFIRMED'))");

    private final Statistics statistics;

    ProblemStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Problems counted.
    @Schema(
            description = "问题合计 Problems counted",
            requiredProperties = {"problems", "overdue"})
    public record ProblemSums(
            @Schema(description = "问题数 Problems", examples = "68")
            long problems,

            @Schema(description = "其中超期 Of these, past their due date today", examples = "5")
            long overdue) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readProblemStatistics",
            summary = "问题统计 Count problems by class, state, level, body and region",
            description =
                    "每项同时给出超期数，按今天（北京时间）计算。在调用方区划范围内。Each count with those overdue today in Asia/Shanghai; within the caller's regions.")
    public Summed<ProblemSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(PROBLEMS, asked);
    }
}
