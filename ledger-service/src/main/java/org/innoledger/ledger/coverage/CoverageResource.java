package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.feed.Projection;
import org.innoledger.kit.feed.Projections;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Dimension;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/coverage")
@RunOnVirtualThread
@Tag(name = "Coverage 覆盖统计", description = "创新活动覆盖情况 Who innovates, month by month")
public class CoverageResource {
    private static final String BY_MONTH = "'month' = any (string_to_array(:by, ','))";

    /// The runs that reach into the month asked for or the one before it, which tells the change; where months
    /// are listed, of each month of its year until then. `offset 0` has the few months written out once, and
    /// not for every run; the bounds are for an index.
    private static final String RUNS = """
            select r.*, m.month, m.latest, r.to_month > m.month as told, r.from_month <= m.before as earlier
            from (select to_char(first, 'YYYY-MM') as month, to_char(first - interval '1 month', 'YYYY-MM') as before,
                         first = cast(:month as timestamp) as latest
                  from generate_series(%1$s, cast(:month as timestamp), interval '1 month') as first offset 0) m
                 join coverage_run r on r.from_month <= m.month and r.to_month > m.before
            where r.from_month <= (select to_char(cast(:month as timestamp), 'YYYY-MM'))
              and r.to_month > (select to_char(%1$s - interval '1 month', 'YYYY-MM'))""".formatted("case when " + BY_MONTH
            + " then date_trunc('year', cast(:month as timestamp)) else cast(:month as timestamp) end");

    private static final String ROSTER = "sum(roster) filter (where %s)";

    private static final String COVERED = "sum(active + closed) filter (where %s)";

    /// Floating point compares such shares exactly: equal ones are the same number, others are not.
    private static final String RANK = "case when not " + BY_MONTH + " and not :whole and " + ROSTER.formatted("told")
            + " > 0 then rank() over (partition by :whole order by coalesce(" + COVERED.formatted("told")
            + ", 0) / cast(greatest(" + ROSTER.formatted("told") + ", 1) as float8) desc) end";

    private static final Statistic<CoverageSums> COVERAGE = Statistic.of(RUNS, CoverageSums.class)
            .by(
                    Dimension.industry("industry", "industry"),
                    Dimension.of("ownership", "ownership", Ownership.class),
                    Dimension.month("month", "month"))
            .itemised("region")
            .ofMonth()
            .industry("industry")
            .filter(
                    "ownership",
                    "ownership",
                    Ownership.class,
                    "所有制，可用逗号列举；缺省为全部 Ownership, several with commas between; all of them by default")
            .projected(CampaignRollups.NAME)
            .measures(Stream.concat(
                            Figures.COLUMNS.stream().map(column -> of("sum(" + column + ") filter (where %s)", "told")),
                            Stream.of(RANK, rate("told") + " - " + rate("earlier")))
                    .toList());

    /// An aggregate of rows; where months are listed, the total is that of the last one: its items together.
    private static String of(String aggregate, String rows) {
        return "case when %s and :whole then sum(case when not :whole and bool_or(latest) then %2$s end) over () else %2$s end"
                .formatted(BY_MONTH, aggregate.formatted(rows));
    }

    private static String rate(String rows) {
        return "round(100.0 * " + of(COVERED, rows) + " / nullif(" + of(ROSTER, rows) + ", 0), 2)";
    }

    private final Statistics statistics;
    private final Projection rollups;

    CoverageResource(Statistics statistics, Projections projections) {
        this.statistics = statistics;
        this.rollups = projections.of(CampaignRollups.NAME);
    }

    /// Coverage of one part of an area in a month.
    @Schema(
            description = "覆盖指标、名次与增减 Coverage figures, their rank and their change",
            requiredProperties = {"roster", "covered", "coverageRatePercent"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CoverageSums(
            @JsonUnwrapped Figures figures,

            @Schema(
                    description = "按覆盖率在各分项中的名次，并列同名次；合计与各月没有 Rank among the items by coverage rate; equals share "
                            + "it; the total and months have none",
                    examples = "3")
            Long rank,

            @Schema(
                    description = "覆盖率比上月增减（百分点）；任一月名录为空则无 Change of the rate on the month before, percentage "
                            + "points; absent where one of the two has no roster",
                    examples = "4.76")
            BigDecimal changePercentagePoints) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readCoverage",
            summary = "覆盖统计 Coverage by region, industry, ownership or month",
            description = "由流水滚动汇总得出，与创新活动数量无关；下级之和恒等于上级。by=month 列出本年至该月的各月，合计仍为该月。From rollups of the "
                    + "journal, at a cost that does not grow with the number of activities; parts always add up to the whole. "
                    + "by=month lists the months of the year up to this one; the total is this month's.")
    public Summed<CoverageSums> coverage(@BeanParam Asked asked) {
        return statistics.sum(COVERAGE, asked);
    }

    /// How the rollups stand.
    @Schema(
            name = "CoverageRollups",
            description = "汇总状态 How the rollups stand",
            requiredProperties = {"position", "rebuilding"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rollups(
            @Schema(description = "已汇总到的流水位置 Position of the journal that they hold", examples = "20480")
            long position,

            @Schema(description = "是否正在或将要重建 Whether a rebuild is asked for or running", examples = "false")
            boolean rebuilding,

            @Schema(description = "最近一次重建 When they were last rebuilt", examples = "2026-11-22T02:00:00Z")
            Instant rebuiltAt) {
        static Rollups of(Projection.State state) {
            return new Rollups(state.position(), state.rebuilding(), state.rebuiltAt());
        }
    }

    @POST
    @Path("rebuild")
    @RolesAllowed(Caller.OPERATOR)
    @Operation(
            operationId = "rebuildCoverage",
            summary = "从流水起点重建汇总 Rebuild the rollups from position 0",
            description = "后台进行；完成前仍可读取原有数据。In the background; readers see the former figures until it is done.")
    @APIResponse(
            responseCode = "202",
            description = "已受理 Accepted",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Rollups.class)))
    public RestResponse<Rollups> rebuild() {
        return RestResponse.status(RestResponse.Status.ACCEPTED, Rollups.of(rollups.rebuild()));
    }

    @GET
    @Path("rebuild")
    @RolesAllowed({Caller.OPERATOR, Caller.READER})
    @Operation(operationId = "readCoverageRebuild", summary = "汇总状态 How the rollups stand")
    public Rollups rebuilding() {
        return Rollups.of(rollups.state());
    }
}
