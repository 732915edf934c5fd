package org.innoledger.talent.servicecase;

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

@Path("/v1/service-statistics")
@RunOnVirtualThread
@Tag(name = "Service cases 人才服务")
public class ServiceStatisticsResource {
    /// Cases, and the flats of today as rows of their own, which have no day of opening. A flat is done on the
    /// day it is allotted.
    private static final String CASES_AND_FLATS = """
            select region, kind, status, opened_on, due_on, coalesce(completed_on, allotted_on) - opened_on as days,
                   null as units, null as occupied
            from service_case where withdrawn_at is null
            union all
            select region, 'FLAT', null, null, null, null, units, occupied from residence_occupancy""";

    private static final Statistic<ServiceSums> SERVICES = Statistic.of(CASES_AND_FLATS, ServiceSums.class)
            .by(Dimension.of("kind", "kind", ServiceCaseKind.class))
            .period("opened_on", "units is not null")
            .measure("opened", "count(status)")
            .measure("waiting", "count(*) filter (where status in ('OPEN', 'REOPENED'))")
            .measure("inProgress", "count(*) filter (where status = 'IN_PROGRESS')")
            .measure("done", "count(*) filter (where status in ('DONE', 'ALLOTTED', 'VACATED'))")
            .measure("refused", "count(*) filter (where status = 'REFUSED')")
            .measure("medianDays", "percentile_cont(0.5) within group (order by days)")
            .measure("meanDays", "round(avg(days), 1)")
            .measure(
                    "overdue",
                    "count(*) filter (where due_on < :today and status in ('OPEN', 'REOPENED', 'IN_PROGRESS'))")
            .measure("flats", "sum(units)")
            .measure("flatsOccupied", "sum(occupied)")
            .measure("flatsFree", "sum(units - occupied)");

    private final Statistics statistics;

    ServiceStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Cases as they stand today, and flats, which count under their kind and their division.
    @Schema(
            description = "人才服务合计 Service cases as they stand today, and flats",
            requiredProperties = {
                "opened",
                "waiting",
                "inProgress",
                "done",
                "refused",
                "overdue",
                "flats",
                "flatsOccupied",
                "flatsFree"
            })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServiceSums(
            @Schema(description = "受理 Opened: waiting + inProgress + done + refused", examples = "120")
            long opened,

            @Schema(description = "待办理（含重新受理）Waiting, reopened ones among them", examples = "10")
            long waiting,

            @Schema(description = "办理中 In progress", examples = "20")
            long inProgress,

            @Schema(description = "办结（含已分配、已退房）Done, flats allotted or vacated among them", examples = "85")
            long done,

            @Schema(description = "不予办理 Refused", examples = "5")
            long refused,

            @Schema(
                    description = "办结用时中位数（天）Median of days from openedOn to completion; absent where none is done",
                    examples = "12.5")
            BigDecimal medianDays,

            @Schema(description = "平均办结用时（天）Mean of the same", examples = "14.2")
            BigDecimal meanDays,

            @Schema(description = "逾期：期限已过而未办结 Overdue: not done though the due date has passed", examples = "3")
            long overdue,

            @Schema(description = "今日人才公寓套数，计入 FLAT Flats today, under FLAT", examples = "752")
            long flats,

            @Schema(description = "其中在住 Of them occupied", examples = "700")
            long flatsOccupied,

            @Schema(description = "其中空置 Of them free", examples = "52")
            long flatsFree) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readServiceStatistics",
            summary = "人才服务汇总 Count service cases and the days they took",
            description =
                    "统计期内受理的服务，以今日状态计；在调用方区划范围内。Cases opened in the time asked for, as they stand today, within the caller's regions.")
    public Summed<ServiceSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(SERVICES, asked);
    }
}
