package org.innoledger.platform.alliance;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.platform.asked.Asked;

@Path("/v1/alliance-coverage")
@RunOnVirtualThread
@Tag(name = "Alliances 产业联盟")
public class AllianceCoverageResource {
    /// Those above the caller's regions can be read but are not counted: whoever set an alliance up counts it.
    private static final String COUNTS = """
            select a.cluster,
                   count(*) filter (where a.kind = 'ALLIANCE') as alliances,
                   count(*) filter (where a.kind = 'CONSORTIUM') as consortia,
                   cast(sum(m.lead) as bigint) as lead, cast(sum(m.research) as bigint) as research,
                   cast(sum(m.supporting) as bigint) as supporting, cast(sum(m.resource) as bigint) as resource
            from alliance a cross join lateral (
                select count(*) filter (where m ->> 'role' = 'LEAD') as lead,
                       count(*) filter (where m ->> 'role' = 'RESEARCH') as research,
                       count(*) filter (where m ->> 'role' = 'SUPPORTING') as supporting,
                       count(*) filter (where m ->> 'role' = 'RESOURCE') as resource
                from jsonb_array_elements(a.members) as m
                where cast(m ->> 'joinedOn' as date) <= :on
                  and coalesce(cast(m ->> 'leftOn' as date), 'infinity') >= :on) m
            where a.withdrawn_at is null and a.region between :from and :to
              and a.region ^@ any (cast((select caller_regions()) as text[]))
              and a.activated_on <= :on and coalesce(a.dissolved_on, 'infinity') > :on
            group by a.cluster""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    AllianceCoverageResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// How the clusters are covered on a day.
    @Schema(
            description = "产业集群覆盖 How the fourteen clusters are covered",
            requiredProperties = {"region", "on", "clusters", "covered", "missing", "items"})
    public record AllianceCoverage(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "14")
            String region,

            @Schema(description = "截至日期 Day", examples = "2026-11-30")
            LocalDate on,

            @Schema(description = "集群总数 Clusters there are", examples = "14")
            int clusters,

            @Schema(description = "有运行中产业联盟的集群数 Clusters with an active industry alliance", examples = "9")
            int covered,

            @Schema(
                    description = "没有运行中产业联盟的集群；创新联合体不抵 Clusters without an active industry alliance; a consortium is "
                            + "none")
            List<IndustryCluster> missing,

            @Schema(description = "各集群，共 14 项 Each cluster, fourteen rows")
            List<ClusterCoverage> items) {}

    /// One cluster.
    @Schema(
            description = "一个集群 One cluster",
            requiredProperties = {
                "cluster",
                "clusterName",
                "alliances",
                "consortia",
                "lead",
                "research",
                "supporting",
                "resource"
            })
    public record ClusterCoverage(
            @Schema(description = "集群 Cluster", examples = "CARBON_MATERIALS")
            IndustryCluster cluster,

            @Schema(description = "集群名称 Name of the cluster", examples = "碳基新材料")
            String clusterName,

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
            long resource) {
        static ClusterCoverage of(IndustryCluster cluster, Tuple row) {
            return new ClusterCoverage(
                    cluster,
                    cluster.chinese,
                    number(row, "alliances"),
                    number(row, "consortia"),
                    number(row, "lead"),
                    number(row, "research"),
                    number(row, "supporting"),
                    number(row, "resource"));
        }

        private static long number(Tuple row, String column) {
            return row == null ? 0 : row.get(column, Long.class);
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readAllianceCoverage",
            summary = "产业集群覆盖 How alliances and consortia cover the fourteen clusters",
            description =
                    "在调用方区划范围内、截至 on 当日运行中的联盟；可查过去的日期。Of alliances set up within the caller's regions and active on that day, which may be a past one.")
    public AllianceCoverage coverage(
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "14")
                    String region,
            @QueryParam("on") @Parameter(description = "日期，缺省为今天 Day, today by default", example = "2023-12-31")
                    String on) {
        var day = Asked.day("on", on, LocalDate.now(clock));
        var area = Area.of(region, caller.get());
        Map<String, Tuple> counts = journal.reading(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("on", day)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .getResultStream()
                .collect(Collectors.toMap(row -> row.get("cluster", String.class), row -> row)));
        var items = Arrays.stream(IndustryCluster.values())
                .map(cluster -> ClusterCoverage.of(cluster, counts.get(cluster.name())))
                .toList();
        var missing = items.stream()
                .filter(item -> item.alliances() == 0)
                .map(ClusterCoverage::cluster)
                .toList();
        return new AllianceCoverage(area.name(), day, items.size(), items.size() - missing.size(), missing, items);
    }
}
