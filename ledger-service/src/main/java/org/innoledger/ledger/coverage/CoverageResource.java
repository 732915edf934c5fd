package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.feed.Projection;
import org.innoledger.kit.feed.Projections;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.standard.Month;
import org.innoledger.kit.standard.Value;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/coverage")
@RunOnVirtualThread
@Tag(name = "Coverage 覆盖统计", description = "创新活动覆盖情况 Who innovates, month by month")
public class CoverageResource {
    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;
    private final Projection rollups;

    CoverageResource(Journal journal, Caller.Current caller, Clock clock, Projections projections) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
        this.rollups = projections.of(CampaignRollups.NAME);
    }

    /// By what coverage is counted, with the key as SQL.
    @Schema(
            name = "CoverageDimension",
            description = "分项维度 By: COUNTY 县 | CITY 市 | PROVINCE 省 | INDUSTRY 行业大类 | OWNERSHIP 所有制 | MONTH 本年各月",
            examples = "CITY")
    public enum Dimension {
        COUNTY("r.region"),
        CITY("left(r.region, 4) || '00'"),
        PROVINCE("left(r.region, 2) || '0000'"),
        INDUSTRY("left(r.industry, 3)"),
        OWNERSHIP("r.ownership"),
        MONTH("m.month");

        private final String key;

        Dimension(String key) {
            this.key = key;
        }
    }

    /// Coverage of an area in a month.
    @Schema(
            name = "CoverageStatistics",
            description = "覆盖统计 Coverage of an area in a month",
            requiredProperties = {"region", "month", "by", "position", "total", "items"})
    public record CoverageStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area: prefix of division codes", examples = "14")
            String region,

            @Schema(description = "月份 Month") Month month,

            @Schema(description = "分项维度 What is counted by") Dimension by,

            @Schema(
                    description = "统计所据的流水位置 Position of the journal up to which everything is counted",
                    examples = "20480")
            long position,

            @Schema(description = "合计 All items together") Item total,

            @Schema(description = "分项 Items") List<Item> items) {}

    /// Coverage of one county, city, industry …
    @Schema(
            name = "CoverageItem",
            description = "一项 One item",
            requiredProperties = {"figures"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            @Schema(
                    description = "区划代码、行业大类、所有制或月份 Division code, industry division, ownership or month",
                    examples = "140600")
            String key,

            @Schema(description = "名称 Name", examples = "朔州市")
            String name,

            @Schema(description = "按覆盖率排名，并列同名次 Rank by coverage rate; equals share it", examples = "3")
            Integer rank,

            @Schema(description = "指标 Figures") Figures figures,

            @Schema(
                    description = "覆盖率比上月增减（百分点） Change of the rate on the month before, percentage points",
                    examples = "4.76")
            BigDecimal changePercentagePoints) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readCoverage",
            summary = "覆盖统计 Coverage by region, industry, ownership or month",
            description = "由流水滚动汇总得出，与创新活动数量无关；下级之和恒等于上级。From rollups of the journal, at a cost that does not "
                    + "grow with the number of activities; parts always add up to the whole.")
    public CoverageStatistics coverage(
            @QueryParam("month")
                    @Parameter(description = "月份，缺省为本月 Month; the present one where it is absent", example = "2026-10")
                    String month,
            @QueryParam("by")
                    @DefaultValue("CITY")
                    @Parameter(
                            description = "分项维度：county、city、province、industry、ownership、month What to count by",
                            example = "city")
                    String by,
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀，缺省为调用方全部区划 Prefix of division codes; all of the caller's where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("industry") @Parameter(description = "行业代码前缀 Prefix of industry codes", example = "C30")
                    String industry,
            @QueryParam("ownership") @Parameter(description = "所有制 Ownership", example = "PRIVATE") String ownership) {
        var dimension = dimension(by);
        var of = month == null ? Month.of(LocalDate.now(clock)) : month(month);
        var area = Area.of(region, caller.get());
        var months = dimension == Dimension.MONTH
                ? IntStream.rangeClosed(0, of.yearMonth().getMonthValue())
                        .mapToObj(back -> of.plus(-back))
                        .toList()
                : List.of(of, of.plus(-1));
        var rows = rows(dimension, months, area, industry, ownership);
        var position = rows.isEmpty() ? position() : rows.getFirst().position();
        return new CoverageStatistics(
                area.name(), of, dimension, position, total(rows, of), items(rows, dimension, of));
    }

    private static Dimension dimension(String by) {
        try {
            return Dimension.valueOf(by.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("by", by, Arrays.toString(Dimension.values())));
        }
    }

    /// A month given as a parameter.
    ///
    /// @throws Problem 400 when it is none
    static Month month(String given) {
        var month = new Month(given);
        month.fault().ifPresent(fault -> {
            throw Problem.invalid(fault.at("month"));
        });
        return month;
    }

    private record Row(String key, Month month, Figures figures, long position) {}

    /// One statement, so that everything it answers is of one position.
    private List<Row> rows(Dimension by, List<Month> months, Area area, String industry, String ownership) {
        var sql = "select " + by.key + " as key, m.month, " + Figures.SUMS
                + " as figures, (" + Coverage.POSITION + ") as position"
                + " from unnest(:months) as m(month)"
                + " join coverage_run r on r.from_month <= m.month and r.to_month > m.month"
                // Bounds that an index serves: of an enterprise's many runs only those that reach into these
                // months.
                + " where r.to_month > :first and r.from_month <= :last"
                + " and r.region >= :from and r.region <= :to"
                + " and r.industry >= :industry and r.industry <= :industry || 'Z'"
                + " and (:ownership = '' or r.ownership = :ownership)"
                + " group by 1, 2";
        return journal.reading(session -> session.createNativeQuery(sql, Tuple.class)
                .setParameter("months", months.stream().map(Month::value).toArray(String[]::new), String[].class)
                .setParameter("first", Collections.min(months).value())
                .setParameter("last", Collections.max(months).value())
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("industry", industry == null ? "" : Value.normalised(industry))
                .setParameter("ownership", ownership == null ? "" : ownership.strip())
                .getResultStream()
                .map(row -> new Row(
                        row.get("key", String.class),
                        new Month(row.get("month", String.class)),
                        Coverage.figures(row, "figures"),
                        row.get("position", Long.class)))
                .toList());
    }

    private long position() {
        return journal.reading(session ->
                session.createNativeQuery(Coverage.POSITION, Long.class).getSingleResult());
    }

    private static Item total(List<Row> rows, Month month) {
        var now = sum(rows, month);
        return new Item(null, null, null, now, change(now, sum(rows, month.plus(-1))));
    }

    private static Figures sum(List<Row> rows, Month month) {
        return rows.stream()
                .filter(row -> row.month().equals(month))
                .map(Row::figures)
                .reduce(Figures.NONE, Figures::plus);
    }

    private static List<Item> items(List<Row> rows, Dimension by, Month month) {
        var items = new ArrayList<Item>();
        if (by == Dimension.MONTH) {
            for (var each :
                    rows.stream().sorted(Comparator.comparing(Row::month)).toList()) {
                if (each.month().year() == month.year()) {
                    var before = sum(rows, each.month().plus(-1));
                    items.add(new Item(each.key(), null, null, each.figures(), change(each.figures(), before)));
                }
            }
            return items;
        }
        var now = new TreeMap<String, Figures>();
        var before = new TreeMap<String, Figures>();
        rows.forEach(row -> (row.month().equals(month) ? now : before).put(row.key(), row.figures()));
        var ranks = ranks(now);
        now.forEach((key, figures) -> items.add(new Item(
                key, name(key), ranks.get(key), figures, change(figures, before.getOrDefault(key, Figures.NONE)))));
        return items;
    }

    /// Ranks by coverage rate, the highest first; equal rates share a rank.
    public static <K> Map<K, Integer> ranks(Map<K, Figures> figures) {
        var ranks = new HashMap<K, Integer>();
        figures.forEach((key, mine) -> ranks.put(
                key, 1 + (int) figures.values().stream().filter(mine::lowerThan).count()));
        return ranks;
    }

    /// Null where one of the months has no roster to compare with.
    public static BigDecimal change(Figures now, Figures before) {
        return now.roster() == 0 || before.roster() == 0
                ? null
                : now.coverageRatePercent().subtract(before.coverageRatePercent());
    }

    private static String name(String key) {
        return Division.find(key).map(Division::name).orElse(null);
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
