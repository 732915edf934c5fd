package org.innoledger.talent.servicecase;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
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
import org.innoledger.talent.servicecase.ServiceCase.ServiceCaseKind;

@Path("/v1/service-statistics")
@RunOnVirtualThread
@Tag(name = "Service cases 人才服务")
public class ServiceStatisticsResource {
    private static final List<String> DIMENSIONS = List.of("kind", "region", "none");

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    /// A flat is done on the day it is allotted. The first row is the whole, whose median no sum of parts
    /// gives.
    private static final String CASES = """
            with c as (
                select case :by when 'kind' then kind when 'region' then left(region, 4) || '00' end as part,
                       status, due_on, coalesce(completed_on, allotted_on) - opened_on as days
                from service_case
                where withdrawn_at is null and region between :low and :high
                  and opened_on between cast(:since as date) and cast(:until as date))
            select grouping(part) as whole, part, count(*) as opened,
                   count(*) filter (where status in ('OPEN', 'REOPENED')) as waiting,
                   count(*) filter (where status = 'IN_PROGRESS') as in_progress,
                   count(*) filter (where status in ('DONE', 'ALLOTTED', 'VACATED')) as done,
                   count(*) filter (where status = 'REFUSED') as refused,
                   cast(percentile_cont(0.5) within group (order by days) as double precision) as median_days,
                   cast(round(avg(days), 1) as double precision) as mean_days,
                   count(*) filter (where due_on < cast(:today as date)
                                      and status in ('OPEN', 'REOPENED', 'IN_PROGRESS')) as overdue
            from c
            group by grouping sets ((), (part))
            order by whole desc, part""";

    private static final String FLATS = """
            select coalesce(sum(units), 0) as units, coalesce(sum(occupied), 0) as occupied
            from residence_occupancy
            where region between :low and :high""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    ServiceStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// Cases of an area, opened in a time.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "人才服务汇总 Service cases opened in a time, as they stand today, and flats",
            requiredProperties = {"region", "opened", "waiting", "inProgress", "done", "refused", "overdue", "flats"})
    public record ServiceStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area: prefix of division codes", examples = "14")
            String region,

            @Schema(description = "受理日期自 Opened from", examples = "2026-01-01")
            LocalDate from,

            @Schema(description = "受理日期至 Opened until", examples = "2026-12-31")
            LocalDate to,

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
            Double medianDays,

            @Schema(description = "平均办结用时（天）Mean of the same", examples = "14.2")
            Double meanDays,

            @Schema(description = "逾期：期限已过而未办结 Overdue: not done though the due date has passed", examples = "3")
            long overdue,

            @Schema(description = "今日人才公寓 Flats today") ServiceFlats flats,

            @Schema(description = "分项；by=none 时无 By what `by` names; absent for `none`")
            List<ServiceCount> items) {}

    /// Flats of an area.
    @Schema(
            description = "人才公寓套数 Flats",
            requiredProperties = {"units", "occupied", "free"})
    public record ServiceFlats(
            @Schema(description = "总套数 Flats in all", examples = "752")
            long units,

            @Schema(description = "在住 Occupied", examples = "700")
            long occupied,

            @Schema(description = "空置 Free", examples = "52")
            long free) {}

    /// Cases of one kind or city.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "分项 Cases of one kind or city",
            requiredProperties = {"opened", "waiting", "inProgress", "done", "refused", "overdue"})
    public record ServiceCount(
            @Schema(description = "服务类别 Kind", examples = "FLAT")
            ServiceCaseKind kind,

            @Schema(description = "服务类别名称 Name of the kind", examples = "人才公寓")
            String kindName,

            @Schema(description = "市 City", examples = "140600")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "朔州市")
            String regionName,

            @Schema(description = "受理 Opened", examples = "40")
            long opened,

            @Schema(description = "待办理 Waiting", examples = "4")
            long waiting,

            @Schema(description = "办理中 In progress", examples = "6")
            long inProgress,

            @Schema(description = "办结 Done", examples = "28")
            long done,

            @Schema(description = "不予办理 Refused", examples = "2")
            long refused,

            @Schema(description = "办结用时中位数（天）Median of days taken; absent where none is done", examples = "12")
            Double medianDays,

            @Schema(description = "平均办结用时（天）Mean of days taken", examples = "14.2")
            Double meanDays,

            @Schema(description = "逾期 Overdue", examples = "1")
            long overdue) {
        static ServiceCount of(Tuple row, String by) {
            var part = row.get("part", String.class);
            var kind = by.equals("kind") ? ServiceCaseKind.valueOf(part) : null;
            var city = by.equals("region") ? part : null;
            return new ServiceCount(
                    kind,
                    kind == null ? null : kind.chinese,
                    city,
                    city == null
                            ? null
                            : Division.find(city).map(Division::name).orElse(null),
                    row.get("opened", Long.class),
                    row.get("waiting", Long.class),
                    row.get("in_progress", Long.class),
                    row.get("done", Long.class),
                    row.get("refused", Long.class),
                    row.get("median_days", Double.class),
                    row.get("mean_days", Double.class),
                    row.get("overdue", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readServiceStatistics",
            summary = "人才服务汇总 Count service cases and the days they took",
            description =
                    "统计期内受理的服务，以今日状态计；在调用方区划范围内。Cases opened in the time asked for, as they stand today, within the caller's regions.")
    public ServiceStatistics statistics(
            @QueryParam("from") @Parameter(description = "受理日期自 Opened from", example = "2026-01-01") String from,
            @QueryParam("to") @Parameter(description = "受理日期至 Opened until", example = "2026-12-31") String to,
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀；缺省为调用方全部区划 Prefix of division codes; all of the caller's regions where it is absent",
                            example = "14")
                    String region,
            @QueryParam("by")
                    @DefaultValue("none")
                    @Parameter(
                            description = "分项：kind 类别、region 市、none 不分 What to itemise by: kind, region (city) or none",
                            example = "kind")
                    String by) {
        if (!DIMENSIONS.contains(by)) {
            var all = String.join(", ", DIMENSIONS);
            throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("by", by, all));
        }
        var since = day("from", from);
        var until = day("to", to);
        var area = Area.of(region, caller.get());
        return journal.reading(session -> {
            var rows = rows(session, by, area, since, until);
            var whole = ServiceCount.of(rows.getFirst(), "none");
            return new ServiceStatistics(
                    area.name(),
                    since,
                    until,
                    whole.opened(),
                    whole.waiting(),
                    whole.inProgress(),
                    whole.done(),
                    whole.refused(),
                    whole.medianDays(),
                    whole.meanDays(),
                    whole.overdue(),
                    flats(session, area),
                    by.equals("none")
                            ? null
                            : rows.stream()
                                    .skip(1)
                                    .map(row -> ServiceCount.of(row, by))
                                    .toList());
        });
    }

    private List<Tuple> rows(StatelessSession session, String by, Area area, LocalDate since, LocalDate until) {
        return session.createNativeQuery(CASES, Tuple.class)
                .setParameter("by", by)
                .setParameter("low", area.from())
                .setParameter("high", area.to())
                .setParameter("since", (since == null ? FIRST : since).toString())
                .setParameter("until", (until == null ? LAST : until).toString())
                .setParameter("today", LocalDate.now(clock).toString())
                .getResultList();
    }

    private static ServiceFlats flats(StatelessSession session, Area area) {
        var row = session.createNativeQuery(FLATS, Tuple.class)
                .setParameter("low", area.from())
                .setParameter("high", area.to())
                .getSingleResult();
        var units = row.get("units", Long.class);
        var occupied = row.get("occupied", Long.class);
        return new ServiceFlats(units, occupied, units - occupied);
    }

    private static LocalDate day(String name, String given) {
        try {
            return given == null ? null : LocalDate.parse(given.strip());
        } catch (DateTimeParseException notOne) {
            throw Problem.invalid(
                    name, FaultCode.WRONG_TYPE, Text.of("应为日期，如 2026-11-22", "This must be a date such as 2026-11-22"));
        }
    }
}
