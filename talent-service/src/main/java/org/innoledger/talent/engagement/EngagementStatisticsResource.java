package org.innoledger.talent.engagement;

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
import org.innoledger.talent.engagement.Engagement.EngagementKind;

@Path("/v1/engagement-statistics")
@RunOnVirtualThread
@Tag(name = "Engagements 柔性引才")
public class EngagementStatisticsResource {
    private static final Statistic<EngagementSums> ENGAGEMENTS = Statistic.of(Engagement.class, EngagementSums.class)
            .by(Dimension.of("kind", "kind", EngagementKind.class))
            .inForceToday("since", "until")
            .measure("engagements", "count(*)")
            .measure("persons", "count(distinct talent)")
            .measure("hosts", "count(distinct host)")
            .measure("paidYuan", "sum(paid_yuan)");

    private final Statistics statistics;

    EngagementStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What is summed up of engagements: a person or host once in each item and once in all.
    @Schema(
            description = "柔性引才合计 Engagements summed up",
            requiredProperties = {"engagements", "persons", "hosts", "paidYuan"})
    public record EngagementSums(
            @Schema(description = "在聘项数 Engagements in force", examples = "60")
            long engagements,

            @Schema(description = "人数，每人只计一次 Persons, each once", examples = "52")
            long persons,

            @Schema(description = "用人单位数 Hosts, each once", examples = "23")
            long hosts,

            @Schema(description = "聘期内报酬合计（元）Yuan paid, over the whole of each engagement", examples = "7200000")
            long paidYuan) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readEngagementStatistics",
            summary = "柔性引才汇总 Count the engagements in force on a day",
            description = "在调用方区划范围内。Within the caller's regions.")
    public Summed<EngagementSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(ENGAGEMENTS, asked);
    }
}
