package org.innoledger.platform.resourcebooking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.time.Clocks;
import org.innoledger.platform.asked.Asked;

@Path("/v1/shared-resource-statistics")
@RunOnVirtualThread
@Tag(name = "Shared resources 开放共享")
public class SharedResourceStatisticsResource {
    /// Rows of one answer; of platforms there may be more, and the largest come first.
    private static final int ITEMS_MAX = 1000;

    private static final int YEAR_MIN = 2000;
    private static final int YEAR_MAX = 2100;

    /// One statement, so one snapshot. A booking counts in the year in which it begins, as the province
    /// counts years.
    private static final String HOURS = """
            with resource as (
                select r.id, r.platform, r.kind, r.region, offered_hours_in(r.offered_hours, :year) as offered,
                       coalesce(b.booked, 0) as booked, coalesce(b.used, 0) as used
                from known_shared_resource r
                left join lateral (
                    select sum(extract(epoch from ends_at - starts_at) / 3600) as booked, sum(hours_used) as used
                    from resource_booking
                    where resource = r.id and withdrawn_at is null and status <> 'CANCELLED'
                      and starts_at >= :first and starts_at < :next) b on true
                where r.withdrawn_at is null and r.region between :from and :to
                  and coalesce(r.since, '-infinity') <= make_date(:year, 12, 31)
                  and coalesce(r.until, 'infinity') >= make_date(:year, 1, 1))
            select %1$s as key, max(%2$s) as name, count(*) as resources, cast(sum(r.offered) as bigint) as offered,
                   sum(r.booked) as booked, sum(r.used) as used, count(*) filter (where r.booked > r.offered) as overbooked
            from resource r left join known_platform p on p.id = r.platform
            group by %1$s
            order by offered desc, key limit %3$d""";

    private static final String TOTAL = "cast('' as text)";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    SharedResourceStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// By what hours can be summed up.
    @Schema(description = "分项维度 Dimension: PLATFORM 平台 | REGION 市 | KIND 种类", examples = "KIND")
    public enum ResourceDimension {
        PLATFORM("r.platform", "p.name"),
        REGION("rpad(left(r.region, 4), 6, '0')", TOTAL),
        KIND("r.kind", TOTAL);

        private final String key;
        private final String name;

        ResourceDimension(String key, String name) {
            this.key = key;
            this.name = name;
        }
    }

    /// What is offered and used in a year.
    @Schema(
            description = "开放共享统计 Shared resources in a year",
            requiredProperties = {"region", "year", "by", "total", "items"})
    public record SharedResourceStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "年度 Year", examples = "2026")
            int year,

            @Schema(description = "分项维度 What items are by") ResourceDimension by,

            @Schema(description = "合计 All of them") ResourceHours total,

            @Schema(description = "分项，开放机时多者在前，至多 1000 Items, the most offered first, at most 1,000")
            List<ResourceHours> items) {}

    /// Hours of some resources.
    @Schema(
            description = "机时 Hours of some resources",
            requiredProperties = {"resources", "offeredHours", "bookedHours", "usedHours", "overbooked"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResourceHours(
            @Schema(
                    description = "平台编号、市代码或种类，合计没有 Platform, city or kind; absent for the total",
                    examples = "INSTRUMENT")
            String key,

            @Schema(description = "平台或市的名称 Name of the platform or city", examples = "朔州市")
            String name,

            @Schema(description = "资源数 Resources", examples = "12")
            long resources,

            @Schema(description = "开放机时 Hours offered", examples = "14400")
            long offeredHours,

            @Schema(
                    description =
                            "预约机时，不含已取消；按开始时刻所在年度 Hours booked and not cancelled, by the year in which they begin")
            BigDecimal bookedHours,

            @Schema(description = "使用机时 Hours used", examples = "5200.5")
            BigDecimal usedHours,

            @Schema(
                    description =
                            "使用率 = 使用 ÷ 开放（%），开放为 0 时没有 Used of offered, percent; absent where nothing is offered",
                    examples = "36.12")
            BigDecimal useRatePercent,

            @Schema(description = "预约超过开放机时的资源数 Resources booked beyond what they offer", examples = "1")
            long overbooked) {
        static ResourceHours of(ResourceDimension by, Tuple row) {
            var offered = row.get("offered", Long.class);
            var used = row.get("used", BigDecimal.class);
            var key = by == null ? null : row.get("key", String.class);
            return new ResourceHours(
                    key,
                    by == ResourceDimension.REGION
                            ? Division.find(key).map(Division::name).orElse(null)
                            : by == ResourceDimension.PLATFORM ? row.get("name", String.class) : null,
                    row.get("resources", Long.class),
                    offered,
                    plain(row.get("booked", BigDecimal.class)),
                    plain(used),
                    offered == 0
                            ? null
                            : plain(used.multiply(BigDecimal.valueOf(100))
                                    .divide(BigDecimal.valueOf(offered), 2, RoundingMode.HALF_UP)),
                    row.get("overbooked", Long.class));
        }

        static ResourceHours none() {
            return new ResourceHours(null, null, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, null, 0);
        }

        private static BigDecimal plain(BigDecimal hours) {
            var stripped = hours.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readSharedResourceStatistics",
            summary = "开放共享统计 Hours offered, booked and used in a year",
            description =
                    "按平台、市或种类；在调用方区划范围内、该年度开放的资源。By platform, city or kind; of resources within the caller's regions that are offered in that year.")
    public SharedResourceStatistics statistics(
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("year") @Parameter(description = "年度，缺省为今年 Year, the present one by default", example = "2026")
                    Integer year,
            @QueryParam("by")
                    @DefaultValue("kind")
                    @Parameter(
                            description =
                                    "分项维度：platform 平台、region 市、kind 种类 What to sum up by: platform, region (city), kind",
                            example = "kind")
                    String by) {
        var dimension = Asked.one("by", ResourceDimension.class, by);
        var of = year == null ? LocalDate.now(clock).getYear() : year;
        if (of < YEAR_MIN || of > YEAR_MAX) {
            throw Problem.invalid(
                    "year",
                    FaultCode.OUT_OF_RANGE,
                    Text.of(
                            "year 应在 %d 与 %d 之间，现为 %d",
                            "`year` is between %d and %d; this is %d", YEAR_MIN, YEAR_MAX, of));
        }
        var area = Area.of(region, caller.get());
        return journal.reading(session -> {
            var total = hours(session, area, of, TOTAL, TOTAL, null).stream()
                    .findFirst()
                    .orElseGet(ResourceHours::none);
            var items = hours(session, area, of, dimension.key, dimension.name, dimension);
            return new SharedResourceStatistics(area.name(), of, dimension, total, items);
        });
    }

    private static List<ResourceHours> hours(
            StatelessSession session, Area area, int year, String key, String name, ResourceDimension by) {
        return session.createNativeQuery(HOURS.formatted(key, name, ITEMS_MAX), Tuple.class)
                .setParameter("year", year)
                .setParameter(
                        "first",
                        LocalDate.of(year, 1, 1).atStartOfDay(Clocks.ZONE).toInstant())
                .setParameter(
                        "next",
                        LocalDate.of(year + 1, 1, 1).atStartOfDay(Clocks.ZONE).toInstant())
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .getResultStream()
                .map(row -> ResourceHours.of(by, row))
                .toList();
    }
}
