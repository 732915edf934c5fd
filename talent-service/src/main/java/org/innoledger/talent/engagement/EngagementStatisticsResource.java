package org.innoledger.talent.engagement;

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
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.talent.engagement.Engagement.EngagementKind;

@Path("/v1/engagement-statistics")
@RunOnVirtualThread
@Tag(name = "Engagements 柔性引才")
public class EngagementStatisticsResource {
    private static final List<String> DIMENSIONS = List.of("kind", "region", "none");

    /// The first row is the whole: a person who is engaged twice counts once in it and once in each part.
    private static final String IN_FORCE = """
            with e as (
                select case :by when 'kind' then kind when 'region' then left(region, 4) || '00' end as part,
                       talent, host, paid_yuan
                from engagement
                where withdrawn_at is null and region between :low and :high
                  and since <= cast(:day as date) and (until is null or until >= cast(:day as date)))
            select grouping(part) as whole, part, count(*) as engagements, count(distinct talent) as persons,
                   count(distinct host) as hosts, cast(coalesce(sum(paid_yuan), 0) as bigint) as paid_yuan
            from e
            group by grouping sets ((), (part))
            order by whole desc, part""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    EngagementStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// Engagements of an area on a day.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "某日在聘的柔性引才汇总 Engagements in force on a day",
            requiredProperties = {"on", "region", "engagements", "persons", "hosts", "paidYuan"})
    public record EngagementStatistics(
            @Schema(description = "统计日 The day", examples = "2026-06-30")
            LocalDate on,

            @Schema(description = "统计范围：区划代码前缀 Area: prefix of division codes", examples = "14")
            String region,

            @Schema(description = "在聘项数 Engagements in force", examples = "60")
            long engagements,

            @Schema(description = "人数，每人只计一次 Persons, each once", examples = "52")
            long persons,

            @Schema(description = "用人单位数 Hosts, each once", examples = "23")
            long hosts,

            @Schema(description = "聘期内报酬合计（元）Yuan paid, over the whole of each engagement", examples = "7200000")
            long paidYuan,

            @Schema(description = "分项；by=none 时无 By what `by` names; absent for `none`")
            List<EngagementCount> items) {}

    /// Engagements of one kind or city.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "分项 Engagements of one kind or city",
            requiredProperties = {"engagements", "persons", "hosts", "paidYuan"})
    public record EngagementCount(
            @Schema(description = "方式 Kind", examples = "WEEKEND")
            EngagementKind kind,

            @Schema(description = "方式名称 Name of the kind", examples = "双休日专家")
            String kindName,

            @Schema(description = "市 City", examples = "140600")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "朔州市")
            String regionName,

            @Schema(description = "在聘项数 Engagements in force", examples = "12")
            long engagements,

            @Schema(description = "人数，每人只计一次 Persons, each once", examples = "11")
            long persons,

            @Schema(description = "用人单位数 Hosts, each once", examples = "6")
            long hosts,

            @Schema(description = "聘期内报酬合计（元）Yuan paid", examples = "1440000")
            long paidYuan) {
        static EngagementCount of(Tuple row, String by) {
            var part = row.get("part", String.class);
            var kind = by.equals("kind") ? EngagementKind.valueOf(part) : null;
            var city = by.equals("region") ? part : null;
            return new EngagementCount(
                    kind,
                    kind == null ? null : kind.chinese,
                    city,
                    city == null
                            ? null
                            : Division.find(city).map(Division::name).orElse(null),
                    row.get("engagements", Long.class),
                    row.get("persons", Long.class),
                    row.get("hosts", Long.class),
                    row.get("paid_yuan", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readEngagementStatistics",
            summary = "柔性引才汇总 Count the engagements in force on a day",
            description = "在调用方区划范围内。Within the caller's regions.")
    public EngagementStatistics statistics(
            @QueryParam("on") @Parameter(description = "统计日，缺省为今天 The day, today by default", example = "2026-06-30")
                    String on,
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀；缺省为调用方全部区划 Prefix of division codes; all of the caller's regions where it is absent",
                            example = "14")
                    String region,
            @QueryParam("by")
                    @DefaultValue("none")
                    @Parameter(
                            description = "分项：kind 方式、region 市、none 不分 What to itemise by: kind, region (city) or none",
                            example = "kind")
                    String by) {
        if (!DIMENSIONS.contains(by)) {
            var all = String.join(", ", DIMENSIONS);
            throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("by", by, all));
        }
        var day = on == null ? LocalDate.now(clock) : day(on);
        var area = Area.of(region, caller.get());
        var rows = journal.reading(session -> session.createNativeQuery(IN_FORCE, Tuple.class)
                .setParameter("by", by)
                .setParameter("low", area.from())
                .setParameter("high", area.to())
                .setParameter("day", day.toString())
                .getResultList());
        var whole = EngagementCount.of(rows.getFirst(), "none");
        return new EngagementStatistics(
                day,
                area.name(),
                whole.engagements(),
                whole.persons(),
                whole.hosts(),
                whole.paidYuan(),
                by.equals("none")
                        ? null
                        : rows.stream()
                                .skip(1)
                                .map(row -> EngagementCount.of(row, by))
                                .toList());
    }

    private static LocalDate day(String given) {
        try {
            return LocalDate.parse(given.strip());
        } catch (DateTimeParseException notOne) {
            throw Problem.invalid(
                    "on", FaultCode.WRONG_TYPE, Text.of("应为日期，如 2026-11-22", "This must be a date such as 2026-11-22"));
        }
    }
}
