package org.innoledger.ledger.benefit;

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
import org.innoledger.ledger.benefit.Benefit.BenefitKind;

@Path("/v1/benefit-statistics")
@RunOnVirtualThread
@Tag(name = "Benefits 政策兑现")
public class BenefitStatisticsResource {
    private static final Statistic<BenefitSums> BENEFITS = Statistic.of(Benefit.class, BenefitSums.class)
            .by(
                    Dimension.year("year", "year"),
                    Dimension.of("kind", "kind", BenefitKind.class),
                    Dimension.looked("policy", "policy", "select p.title from known_policy p where p.id = %s"))
            .itemised("year", "kind")
            .year("year")
            .largestFirst("amountYuan")
            .measure("benefits", "count(*)")
            .measure("enterprises", "count(distinct enterprise)")
            .measure("amountYuan", "sum(amount_yuan)");

    private final Statistics statistics;

    BenefitStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What is summed up of benefits: an enterprise once in each item and once in all.
    @Schema(
            description = "政策兑现合计 Benefits summed up",
            requiredProperties = {"benefits", "enterprises", "amountYuan"})
    public record BenefitSums(
            @Schema(description = "兑现笔数 Benefits", examples = "120")
            long benefits,

            @Schema(description = "享受企业数，每企业计一次 Enterprises, each once", examples = "85")
            long enterprises,

            @Schema(description = "金额（元） Amount, yuan", examples = "36000000")
            long amountYuan) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readBenefitStatistics",
            summary = "政策兑现统计 Sum up benefits by year, kind and policy",
            description =
                    "在调用方区划范围内；至多列出 1,000 个分项，金额大的在前。Within the caller's regions; at most 1,000 items are listed, those with the largest amounts first.")
    public Summed<BenefitSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(BENEFITS, asked);
    }
}
