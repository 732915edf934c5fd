package org.innoledger.platform.alliance;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Dimension;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;

@Path("/v1/alliance-coverage")
@RunOnVirtualThread
@Tag(name = "Alliances 产业联盟")
public class AllianceCoverageResource {
    private static final String CLUSTERS = Arrays.stream(IndustryCluster.values())
            .map(cluster -> "'" + cluster + "'")
            .collect(Collectors.joining(", ", "array[", "]"));

    /// Alliances that are active on the day. Those above the caller's regions can be read but are not counted:
    /// whoever set an alliance up counts it. By cluster every cluster is there, since one without an alliance
    /// is what is looked for.
    private static final String ACTIVE = """
            select a.region, a.cluster, a.kind, m.lead, m.research, m.supporting, m.resource
            from alliance a cross join lateral (
                select count(*) filter (where m ->> 'role' = 'LEAD') as lead,
                       count(*) filter (where m ->> 'role' = 'RESEARCH') as research,
                       count(*) filter (where m ->> 'role' = 'SUPPORTING') as supporting,
                       count(*) filter (where m ->> 'role' = 'RESOURCE') as resource
                from jsonb_array_elements(a.members) as m
                where cast(m ->> 'since' as date) <= :on
                  and coalesce(cast(m ->> 'until' as date), 'infinity') >= :on) m
            where a.withdrawn_at is null and a.region ^@ any (cast((select caller_regions()) as text[]))
              and a.activated_on <= :on and coalesce(a.dissolved_on, 'infinity') > :on
            union all
            select cast(:from as text), cluster, null, 0, 0, 0, 0 from unnest(%s) as cluster where :by = 'cluster'""".formatted(CLUSTERS);

    private static final String COVERED = "count(distinct cluster) filter (where kind = 'ALLIANCE')";

    private static final Statistic<AllianceSums> ALLIANCES = Statistic.of(ACTIVE, AllianceSums.class)
            .by(Dimension.of("cluster", "cluster", IndustryCluster.class))
            .itemised("cluster")
            .onDay()
            .measure("covered", COVERED)
            .measure(
                    "missing",
                    "case when not :whole and 'cluster' = any (string_to_array(:by, ',')) then 1 else "
                            + IndustryCluster.values().length + " end - " + COVERED)
            .measure("alliances", "count(*) filter (where kind = 'ALLIANCE')")
            .measure("consortia", "count(*) filter (where kind = 'CONSORTIUM')")
            .measure("lead", "sum(lead)")
            .measure("research", "sum(research)")
            .measure("supporting", "sum(supporting)")
            .measure("resource", "sum(resource)");

    private final Statistics statistics;

    AllianceCoverageResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// How clusters are covered on a day.
    @Schema(
            description = "产业集群覆盖 How clusters are covered",
            requiredProperties = {
                "covered",
                "missing",
                "alliances",
                "consortia",
                "lead",
                "research",
                "supporting",
                "resource"
            })
    public record AllianceSums(
            @Schema(description = "有运行中产业联盟的集群数 Clusters with an active industry alliance", examples = "9")
            long covered,

            @Schema(
                    description = "没有运行中产业联盟的集群数；创新联合体不抵；按集群分项时缺者为 1 Clusters without an active industry "
                            + "alliance; a consortium is none. By cluster it is 1 for each of them",
                    examples = "5")
            long missing,

            @Schema(description = "运行中的产业联盟 Active industry alliances", examples = "2")
            long alliances,

            @Schema(description = "运行中的创新联合体 Active consortia", examples = "1")
            long consortia,

            @Schema(
                    description = "龙头企业席数；单位在几个联盟即计几次 LEAD members; a unit counts in each of its alliances",
                    examples = "3")
            long lead,

            @Schema(description = "研发机构席数 RESEARCH members", examples = "5")
            long research,

            @Schema(description = "配套企业席数 SUPPORTING members", examples = "21")
            long supporting,

            @Schema(description = "要素保障席数 RESOURCE members", examples = "4")
            long resource) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readAllianceCoverage",
            summary = "产业集群覆盖 How alliances and consortia cover the fourteen clusters",
            description =
                    "在调用方区划范围内、截至 on 当日运行中的联盟；可查过去的日期。Of alliances set up within the caller's regions and active on that day, which may be a past one.")
    public Summed<AllianceSums> coverage(@BeanParam Asked asked) {
        return statistics.sum(ALLIANCES, asked);
    }
}
