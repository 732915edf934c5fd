package org.innoledger.talent.incentive;

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
import org.innoledger.talent.incentive.Incentive.IncentiveKind;

@Path("/v1/incentive-statistics")
@RunOnVirtualThread
@Tag(name = "Incentives 激励")
public class IncentiveStatisticsResource {
    private static final Statistic<IncentiveSums> INCENTIVES = Statistic.of(Incentive.class, IncentiveSums.class)
            .by(Dimension.of("kind", "kind", IncentiveKind.class), Dimension.year("year", "extract(year from since)"))
            .itemised("kind")
            .year("extract(year from since)")
            .measure("plans", "count(*)")
            .measure("enterprises", "count(distinct enterprise)")
            .measure("headcount", "sum(headcount)")
            .measure("amountYuan", "sum(amount_yuan)");

    private final Statistics statistics;

    IncentiveStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What is summed up of incentives: an enterprise once in each item and once in all.
    @Schema(
            description = "激励合计 Incentives summed up",
            requiredProperties = {"plans", "enterprises", "headcount", "amountYuan"})
    public record IncentiveSums(
            @Schema(description = "方案数 Plans", examples = "12")
            long plans,

            @Schema(description = "企业数，每家计一次 Enterprises, each once", examples = "9")
            long enterprises,

            @Schema(description = "覆盖人次：各方案人数之和 Persons covered, added up over the plans", examples = "360")
            long headcount,

            @Schema(description = "金额（元） Yuan", examples = "24000000")
            long amountYuan) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readIncentiveStatistics",
            summary = "激励统计 Sum up incentives by kind, region and year",
            description =
                    "在调用方区划范围内；方案按起始年度计。Within the caller's regions; a plan counts in the year in which it began.")
    public Summed<IncentiveSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(INCENTIVES, asked);
    }
}
