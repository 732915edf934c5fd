package org.innoledger.platform.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;

@Path("/v1/tenancy-statistics")
@RunOnVirtualThread
@Tag(name = "Tenancies 入驻")
public class TenancyStatisticsResource {
    private static final String NONE = "none";
    private static final String PLATFORM = "platform";
    private static final String REGION = "region";
    private static final String SCHOOL = "school";
    private static final List<String> DIMENSIONS = List.of(PLATFORM, REGION, SCHOOL, NONE);

    /// Items that one answer lists, those with most tenants; the figures above them are of all.
    private static final int ITEMS_MAX = 1000;

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    /// The first row is of the whole: who is a tenant twice is one in it, so it is not added up from the items.
    /// Premises stand among the tenancies as rows of their own, so that those without tenants count too.
    private static final String FIGURES = """
            with p as (
                select platform, region, area_square_metres from premises
                where withdrawn_at is null and region between :from and :to and (:platform = '' or platform = :platform)),
            t as (
                select platform, region, school, tenant, enterprise, period @> cast(:on as date) as resident,
                       graduated_on, area_square_metres as area, platform in (select platform from p) as housed,
                       null::numeric as offered
                from tenancy
                where withdrawn_at is null and region between :from and :to and (:platform = '' or platform = :platform)
                union all
                select platform, region, null, null, null, false, null, null, true, area_square_metres from p
                where :by <> 'school'),
            c as (
                select case :by when 'platform' then platform when 'region' then left(region, 4) || '00'
                                when 'school' then school end as part, t.*
                from t),
            f as (
                select grouping(part) as whole, part, count(*) filter (where resident) as tenancies,
                       count(distinct enterprise) filter (where resident) as enterprises,
                       count(distinct tenant) filter (where resident and enterprise is null) as teams,
                       count(distinct school) filter (where resident) as schools,
                       count(*) filter (where graduated_on between date_trunc('year', cast(:on as date))
                                                               and cast(:on as date)) as graduated,
                       coalesce(sum(area) filter (where resident), 0) as used,
                       sum(offered) as offered,
                       sum(offered) - coalesce(sum(area) filter (where resident and housed), 0) as free
                from c
                group by grouping sets ((), (part)))
            select f.*, platform.name from f
            left join known_platform platform on :by = 'platform' and platform.id = f.part
            where whole = 1 or :by <> 'none' and (tenancies > 0 or graduated > 0 or offered > 0)
            order by whole desc, tenancies desc, part
            limit :most""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    TenancyStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// Tenants of an area on a day.
    @Schema(
            description = "入驻统计 Tenants on a day",
            requiredProperties = {
                "region",
                "on",
                "tenancies",
                "enterprises",
                "teams",
                "schools",
                "graduated",
                "usedSquareMetres",
                "complete",
                "items"
            })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TenancyStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area: prefix of division codes", examples = "1401")
            String region,

            @Schema(description = "日期 Day", examples = "2026-06-30")
            LocalDate on,

            @Schema(description = "在驻数 Tenancies in force on that day", examples = "68")
            long tenancies,

            @Schema(description = "在孵企业数，每企业计一次 Enterprises, each once", examples = "0")
            long enterprises,

            @Schema(description = "团队数，每团队计一次 Teams, each once", examples = "68")
            long teams,

            @Schema(description = "来源院校数 Schools that they come from", examples = "5")
            long schools,

            @Schema(description = "当年至该日毕业数 Graduated in that year until that day", examples = "3")
            long graduated,

            @Schema(description = "在驻使用面积（平方米） Area used, square metres", examples = "4080")
            BigDecimal usedSquareMetres,

            @Schema(
                    description = "已登记场地面积（平方米），按现在的登记；无则缺省 Area of premises as on file now; absent where none are",
                    examples = "12000")
            BigDecimal premisesSquareMetres,

            @Schema(
                    description =
                            "空余面积 = 场地 − 有场地登记的平台的使用面积 Free: premises less what is used of them; absent where none are",
                    examples = "7920")
            BigDecimal freeSquareMetres,

            @Schema(
                    description =
                            "分项是否列全；超过 1,000 项时只列在驻最多的 1,000 项 Whether all items are listed: of more than 1,000 only "
                                    + "those with most tenants are",
                    examples = "true")
            boolean complete,

            @Schema(description = "分项，在驻多的在前 Figures by what `by` names, most tenants first")
            List<TenancyCount> items) {}

    /// Tenants of one platform, city or school.
    @Schema(
            description = "分项 Tenants of one platform, city or school; what `by` does not name is absent",
            requiredProperties = {"tenancies", "enterprises", "teams", "schools", "graduated", "usedSquareMetres"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TenancyCount(
            @Schema(description = "平台编号 Id of the platform", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String platform,

            @Schema(description = "平台名称 Name of the platform", examples = "示例·晋创谷")
            String platformName,

            @Schema(description = "市 City", examples = "140100")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "太原市")
            String regionName,

            @Schema(description = "来源院校；未填写的缺省 School; absent for those that name none", examples = "示例·理工大学")
            String school,

            @Schema(description = "在驻数 Tenancies", examples = "14")
            long tenancies,

            @Schema(description = "在孵企业数 Enterprises", examples = "0")
            long enterprises,

            @Schema(description = "团队数 Teams", examples = "14")
            long teams,

            @Schema(description = "来源院校数 Schools", examples = "1")
            long schools,

            @Schema(description = "当年至该日毕业数 Graduated in that year until that day", examples = "1")
            long graduated,

            @Schema(description = "在驻使用面积（平方米） Area used, square metres", examples = "840")
            BigDecimal usedSquareMetres,

            @Schema(description = "已登记场地面积（平方米） Area of premises", examples = "12000")
            BigDecimal premisesSquareMetres,

            @Schema(description = "空余面积（平方米） Area free", examples = "11160")
            BigDecimal freeSquareMetres) {
        static TenancyCount of(Tuple row, String by) {
            var part = row.get("part", String.class);
            var city = by.equals(REGION) ? part : null;
            return new TenancyCount(
                    by.equals(PLATFORM) ? part : null,
                    row.get("name", String.class),
                    city,
                    city == null
                            ? null
                            : Division.find(city).map(Division::name).orElse(null),
                    by.equals(SCHOOL) ? part : null,
                    row.get("tenancies", Long.class),
                    row.get("enterprises", Long.class),
                    row.get("teams", Long.class),
                    row.get("schools", Long.class),
                    row.get("graduated", Long.class),
                    metres(row, "used"),
                    metres(row, "offered"),
                    metres(row, "free"));
        }
    }

    private static BigDecimal metres(Tuple row, String figure) {
        return Tenancy.plain(row.get(figure, BigDecimal.class));
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readTenancyStatistics",
            summary = "入驻统计 Count tenants on a day, and the room that they use",
            description =
                    "自入驻日起为在驻，毕业或退出当日起不再计；在调用方区划范围内。In force from `since` on, and no more on the day of graduation or ending; within the caller's regions.")
    public TenancyStatistics statistics(
            @QueryParam("on") @Parameter(description = "日期，缺省为今天 Day, today by default", example = "2026-06-30")
                    String on,
            @QueryParam("platform") @Parameter(description = "平台编号，缺省为全部 Id of a platform, all by default")
                    String platform,
            @QueryParam("region")
                    @Parameter(
                            description = "行政区划代码前缀：14 省、1406 市、140602 县 Prefix of division codes; all of the "
                                    + "caller's regions where it is absent",
                            example = "1401")
                    String region,
            @QueryParam("by")
                    @DefaultValue(PLATFORM)
                    @Parameter(
                            description =
                                    "分项：platform 平台、region 市、school 院校、none 不分 By platform, city, school, or none",
                            example = SCHOOL)
                    String by) {
        if (!DIMENSIONS.contains(by)) {
            throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("by", by, DIMENSIONS));
        }
        var day = on == null ? LocalDate.now(clock) : day(on);
        var area = Area.of(region, caller.get());
        var rows = journal.reading(session -> session.createNativeQuery(FIGURES, Tuple.class)
                .setParameter("by", by)
                .setParameter("on", day.toString())
                .setParameter("platform", platform == null ? "" : platform.strip())
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("most", ITEMS_MAX + 2)
                .getResultList());
        var all = rows.getFirst();
        var items = rows.stream()
                .skip(1)
                .limit(ITEMS_MAX)
                .map(row -> TenancyCount.of(row, by))
                .toList();
        return new TenancyStatistics(
                area.name(),
                day,
                all.get("tenancies", Long.class),
                all.get("enterprises", Long.class),
                all.get("teams", Long.class),
                all.get("schools", Long.class),
                all.get("graduated", Long.class),
                metres(all, "used"),
                by.equals(SCHOOL) ? null : metres(all, "offered"),
                by.equals(SCHOOL) ? null : metres(all, "free"),
                rows.size() - 1 <= ITEMS_MAX,
                items);
    }

    private static LocalDate day(String given) {
        try {
            var day = LocalDate.parse(given.strip());
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Answered below, like a day that no calendar here reaches.
        }
        throw Problem.invalid(
                "on",
                FaultCode.DATE_FORM,
                Text.of("on 应为日期，如 2026-06-30，现为 %s", "`on` is a day such as 2026-06-30; this is %s", given));
    }
}
