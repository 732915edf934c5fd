package org.innoledger.platform.coachingrecord;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.platform.asked.Asked;

@Path("/v1/coaching-statistics")
@RunOnVirtualThread
@Tag(name = "Coaching 辅导")
public class CoachingStatisticsResource {
    /// An enterprise coached more than once is told by the first of its records in the period whose state is
    /// known.
    private static final String COUNTS = """
            with record as (
                select id, enterprise, platform, coached_on, state_when_filed
                from coaching_record
                where withdrawn_at is null and region between :from and :to and coached_on between :since and :until),
            coached as (
                select distinct on (r.enterprise) r.enterprise, enterprise_active(r.state_when_filed) as was_active,
                       coalesce(enterprise_active(s.status), false) as is_active
                from record r left join enterprise_state s on s.id = r.enterprise and not s.withdrawn
                order by r.enterprise, r.state_when_filed is null, r.coached_on, r.id)
            select (select count(*) from record) as records,
                   (select count(*) from record where platform is not null) as by_platforms,
                   count(*) as enterprises,
                   count(*) filter (where was_active) as active,
                   count(*) filter (where not was_active) as inactive,
                   count(*) filter (where not was_active and is_active) as activated
            from coached""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    CoachingStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// What coaching has come to.
    @Schema(
            description = "辅导统计 What coaching has come to",
            requiredProperties = {
                "region",
                "since",
                "until",
                "records",
                "byPlatforms",
                "byAlliances",
                "enterprises",
                "active",
                "withoutActivity",
                "activated",
                "unknown"
            })
    public record CoachingStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "起始日期 First day", examples = "2026-01-01")
            LocalDate since,

            @Schema(description = "截止日期 Last day", examples = "2026-11-30")
            LocalDate until,

            @Schema(description = "辅导次数 Coaching records", examples = "40")
            long records,

            @Schema(description = "其中平台辅导 Of these by platforms", examples = "15")
            long byPlatforms,

            @Schema(description = "其中联盟辅导 Of these by alliances", examples = "25")
            long byAlliances,

            @Schema(description = "被辅导企业数 Enterprises coached", examples = "30")
            long enterprises,

            @Schema(
                    description =
                            "其中登记辅导时已开展活动（ACTIVE、CLOSED） Of these with an activity when it was filed: ACTIVE or CLOSED",
                    examples = "8")
            long active,

            @Schema(description = "其中登记辅导时未开展活动 Of these without an activity when it was filed", examples = "20")
            long withoutActivity,

            @Schema(description = "未开展的企业中现已开展活动 Of those without, with an activity now", examples = "11")
            long activated,

            @Schema(description = "状态未知的企业（台账中尚未登记） Enterprises that the ledger has not told of", examples = "2")
            long unknown) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readCoachingStatistics",
            summary = "辅导统计 What coaching has come to",
            description =
                    "被辅导企业中登记辅导时未开展创新活动的，以及其中现已开展的。活动状态来自台账的变更事件。Enterprises coached, those that had no activity when it was filed, and how many of these have one now. States come from the ledger's events.")
    public CoachingStatistics statistics(
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("since")
                    @Parameter(
                            description = "辅导日期自，缺省为今年首日 Coached on or after, this year by default",
                            example = "2026-01-01")
                    String since,
            @QueryParam("until")
                    @Parameter(
                            description = "辅导日期至，缺省为今天 Coached on or before, today by default",
                            example = "2026-11-30")
                    String until) {
        var today = LocalDate.now(clock);
        var first = Asked.day("since", since, today.withDayOfYear(1));
        var last = Asked.day("until", until, today);
        var area = Area.of(region, caller.get());
        var row = journal.reading(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("since", first)
                .setParameter("until", last)
                .getSingleResult());
        var records = number(row, "records");
        var byPlatforms = number(row, "by_platforms");
        var enterprises = number(row, "enterprises");
        var active = number(row, "active");
        var inactive = number(row, "inactive");
        return new CoachingStatistics(
                area.name(),
                first,
                last,
                records,
                byPlatforms,
                records - byPlatforms,
                enterprises,
                active,
                inactive,
                number(row, "activated"),
                enterprises - active - inactive);
    }

    private static long number(Tuple row, String column) {
        return row.get(column, Long.class);
    }
}
