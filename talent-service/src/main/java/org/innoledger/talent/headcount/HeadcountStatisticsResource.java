package org.innoledger.talent.headcount;

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

@Path("/v1/headcount-statistics")
@RunOnVirtualThread
@Tag(name = "Headcounts 人才队伍统计")
public class HeadcountStatisticsResource {
    private static final Statistic<HeadcountSums> HEADCOUNTS = Statistic.of(Headcount.class, HeadcountSums.class)
            .by(Dimension.text("group", "soe_group"))
            .ofYear("year")
            .measure("enterprises", "count(*)")
            .measure("management", "sum(management)")
            .measure("technical", "sum(technical)")
            .measure("technicalInManagement", "sum(technical_in_management)")
            .measure("skilled", "sum(skilled)")
            .measure("total", "sum(management + technical - technical_in_management + skilled)");

    private final Statistics statistics;

    HeadcountStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What is summed up of headcounts, in persons.
    @Schema(
            description = "人才队伍合计，单位人 Headcounts summed up, in persons",
            requiredProperties = {"enterprises", "management", "technical", "technicalInManagement", "skilled", "total"
            })
    public record HeadcountSums(
            @Schema(description = "报送企业数 Enterprises that have filed", examples = "20")
            long enterprises,

            @Schema(description = "经营管理人才 Managers", examples = "146300")
            long management,

            @Schema(description = "专业技术人才 Technical staff", examples = "187600")
            long technical,

            @Schema(description = "其中在管理岗位的专业技术人才 Technical staff who are managers too", examples = "89700")
            long technicalInManagement,

            @Schema(description = "高技能人才 Skilled workers", examples = "125000")
            long skilled,

            @Schema(description = "总人数 = 经营管理 + 专业技术 − 其中在管理岗位的专业技术 + 高技能 Total, each person once", examples = "369200")
            long total) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readHeadcountStatistics",
            summary = "人才队伍汇总 Sum up headcounts by region, group or city",
            description = "在调用方区划范围内。Within the caller's regions.")
    public Summed<HeadcountSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(HEADCOUNTS, asked);
    }
}
