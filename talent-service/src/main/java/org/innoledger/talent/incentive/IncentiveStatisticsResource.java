package org.innoledger.talent.incentive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.talent.dimension.Dimensions;
import org.innoledger.talent.incentive.Incentive.IncentiveKind;

@Path("/v1/incentive-statistics")
@RunOnVirtualThread
@Tag(name = "Incentives 激励")
public class IncentiveStatisticsResource {
    /// The enterprises of an item count once in it and once in all, so the whole is a row of its own.
    private static final String SUMS = """
            with counted as (
                select enterprise, headcount, amount_yuan, case when :byRegion then left(region, 4) || '00' end as city,
                       case when :byKind then kind end as of_kind,
                       case when :byYear then cast(extract(year from since) as int) end as of_year
                from incentive
                where withdrawn_at is null and region between :from and :to
                    and (:year = 0 or extract(year from since) = :year))
            select of_year, city, of_kind, grouping(of_year, city, of_kind) > 0 as whole, count(*) as plans,
                   count(distinct enterprise) as enterprises, coalesce(sum(headcount), 0) as headcount,
                   cast(coalesce(sum(amount_yuan), 0) as bigint) as yuan
            from counted
            group by grouping sets ((of_year, city, of_kind), ())
            order by whole desc, of_year desc, city, of_kind""";

    private final Journal journal;
    private final Caller.Current caller;

    IncentiveStatisticsResource(Journal journal, Caller.Current caller) {
        this.journal = journal;
        this.caller = caller;
    }

    /// Plans of an area.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "激励统计 Incentives summed up",
            requiredProperties = {"region", "plans", "enterprises", "headcount", "amountYuan"})
    public record IncentiveStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area summed up: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "年度；未指定则无 Year, where one was asked for", examples = "2025")
            Integer year,

            @Schema(description = "方案数 Plans", examples = "12")
            long plans,

            @Schema(description = "企业数，每家计一次 Enterprises, each once", examples = "9")
            long enterprises,

            @Schema(description = "覆盖人次：各方案人数之和 Persons covered, added up over the plans", examples = "360")
            long headcount,

            @Schema(description = "金额（元） Yuan", examples = "24000000")
            long amountYuan,

            @Schema(description = "分项；by=none 时无 Sums by what `by` names; absent for `none`")
            List<IncentiveSum> items) {}

    /// Plans of one kind, city or year.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({
        "year",
        "region",
        "regionName",
        "kind",
        "kindName",
        "plans",
        "enterprises",
        "headcount",
        "amountYuan"
    })
    @Schema(
            description = "分项 Plans of one kind, city or year",
            requiredProperties = {"plans", "enterprises", "headcount", "amountYuan"})
    public record IncentiveSum(
            @Schema(description = "起始年度 Year in which they began", examples = "2025")
            Integer year,

            @Schema(description = "市 City", examples = "140600")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "朔州市")
            String regionName,

            @Schema(description = "类型 Kind", examples = "POST_DIVIDEND")
            IncentiveKind kind,

            @Schema(description = "类型名称 Name of the kind", examples = "岗位分红")
            String kindName,

            @Schema(description = "方案数 Plans", examples = "12")
            long plans,

            @Schema(description = "企业数 Enterprises", examples = "9")
            long enterprises,

            @Schema(description = "覆盖人次 Persons covered, added up over the plans", examples = "360")
            long headcount,

            @Schema(description = "金额（元） Yuan", examples = "24000000")
            long amountYuan) {

        private static IncentiveSum of(Tuple row) {
            var city = row.get("city", String.class);
            var kind = Optional.ofNullable(row.get("of_kind", String.class)).map(IncentiveKind::valueOf);
            return new IncentiveSum(
                    row.get("of_year", Integer.class),
                    city,
                    Dimensions.cityName(city),
                    kind.orElse(null),
                    kind.map(each -> each.chinese).orElse(null),
                    row.get("plans", Long.class),
                    row.get("enterprises", Long.class),
                    row.get("headcount", Long.class),
                    row.get("yuan", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readIncentiveStatistics",
            summary = "激励统计 Sum up incentives by kind, region and year",
            description =
                    "在调用方区划范围内；方案按起始年度计。Within the caller's regions; a plan counts in the year in which it began.")
    public IncentiveStatistics statistics(
            @QueryParam("year") @Parameter(description = "年度，缺省为全部 Year, all of them by default", example = "2025")
                    Integer year,
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("by")
                    @DefaultValue("kind")
                    @Parameter(
                            description = "分项，可用逗号列举：kind 类型、region 市、year 年度；none 不分 What to itemise by, with commas "
                                    + "between: kind, region (city), year; or none",
                            example = "kind,year")
                    String by) {
        var dimensions = Dimensions.of(by, List.of("kind", "region", "year"));
        var area = Area.of(region, caller.get());
        var rows = journal.reading(session -> session.createNativeQuery(SUMS, Tuple.class)
                .setParameter("byRegion", dimensions.has("region"))
                .setParameter("byKind", dimensions.has("kind"))
                .setParameter("byYear", dimensions.has("year"))
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("year", year == null ? 0 : year)
                .getResultStream()
                .map(IncentiveSum::of)
                .toList());
        var whole = rows.getFirst();
        return new IncentiveStatistics(
                area.name(),
                year,
                whole.plans(),
                whole.enterprises(),
                whole.headcount(),
                whole.amountYuan(),
                dimensions.itemised() ? rows.subList(1, rows.size()) : null);
    }
}
