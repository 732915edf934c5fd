package org.innoledger.platform.resourcebooking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Dimension;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;
import org.innoledger.platform.sharedresource.ResourceKind;

@Path("/v1/shared-resource-statistics")
@RunOnVirtualThread
@Tag(name = "Shared resources 开放共享")
public class SharedResourceStatisticsResource {
    /// A booking counts in the year in which it begins, as the province counts years.
    private static final String RESOURCES_IN_YEAR = """
            select r.id, r.platform, r.kind, r.region, offered_hours_in(r.offered_hours, :year) as offered,
                   coalesce(b.booked, 0) as booked, coalesce(b.used, 0) as used
            from known_shared_resource r
            left join lateral (
                select sum(extract(epoch from ends_at - starts_at) / 3600) as booked, sum(hours_used) as used
                from resource_booking
                where resource = r.id and withdrawn_at is null and status <> 'CANCELLED'
                  and starts_at >= make_timestamptz(:year, 1, 1, 0, 0, 0, 'Asia/Shanghai')
                  and starts_at < make_timestamptz(:year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')) b on true
            where r.withdrawn_at is null
              and coalesce(r.since, '-infinity') <= make_date(:year, 12, 31)
              and coalesce(r.until, 'infinity') >= make_date(:year, 1, 1)""";

    private static final Statistic<SharedResourceSums> RESOURCES = Statistic.of(
                    RESOURCES_IN_YEAR, SharedResourceSums.class)
            .by(
                    Dimension.of("kind", "kind", ResourceKind.class),
                    Dimension.looked("platform", "platform", "select p.name from known_platform p where p.id = %s"))
            .itemised("kind")
            .thisYear()
            .largestFirst("offeredHours")
            .measure("resources", "count(*)")
            .measure("offeredHours", "sum(offered)")
            .measure("bookedHours", "round(coalesce(sum(booked), 0), 2)")
            .measure("usedHours", "round(coalesce(sum(used), 0), 2)")
            .measure("useRatePercent", "round(100 * sum(used) / nullif(sum(offered), 0), 2)")
            .measure("overbooked", "count(*) filter (where booked > offered)");

    private final Statistics statistics;

    SharedResourceStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Hours of resources that are offered in a year.
    @Schema(
            description = "机时合计 Hours of resources that are offered in a year",
            requiredProperties = {"resources", "offeredHours", "overbooked", "bookedHours", "usedHours"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SharedResourceSums(
            @Schema(description = "资源数 Resources", examples = "12")
            long resources,

            @Schema(description = "开放机时 Hours offered", examples = "14400")
            long offeredHours,

            @Schema(
                    description =
                            "预约机时，不含已取消；按开始时刻所在年度 Hours booked and not cancelled, by the year in which they begin",
                    examples = "6000")
            BigDecimal bookedHours,

            @Schema(description = "使用机时 Hours used", examples = "5200.5")
            BigDecimal usedHours,

            @Schema(
                    description =
                            "使用率 = 使用 ÷ 开放（%），开放为 0 时没有 Used of offered, percent; absent where nothing is offered",
                    examples = "36.12")
            BigDecimal useRatePercent,

            @Schema(description = "预约超过开放机时的资源数 Resources booked beyond what they offer", examples = "1")
            long overbooked) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readSharedResourceStatistics",
            summary = "开放共享统计 Hours offered, booked and used in a year",
            description =
                    "按平台、区划或种类；在调用方区划范围内、该年度开放的资源。By platform, region or kind; of resources within the caller's regions that are offered in that year.")
    public Summed<SharedResourceSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(RESOURCES, asked);
    }
}
