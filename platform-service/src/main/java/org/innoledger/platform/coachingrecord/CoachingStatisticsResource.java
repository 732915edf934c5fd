package org.innoledger.platform.coachingrecord;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Dimension;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;

@Path("/v1/coaching-statistics")
@RunOnVirtualThread
@Tag(name = "Coaching 辅导")
public class CoachingStatisticsResource {
    /// An enterprise coached more than once is told by the first of its records in the period whose state is
    /// known: in the whole by the first of all, in an item by the first of that item.
    private static final String RECORDS = """
            select r.region, r.enterprise, r.platform, r.alliance, enterprise_active(r.state_when_filed) as was_active,
                   coalesce(enterprise_active(s.status), false) as is_active,
                   row_number() over (partition by r.enterprise
                       order by r.state_when_filed is null, r.coached_on, r.id) = 1 as first_of_all,
                   row_number() over (partition by r.enterprise, r.region,
                           case when 'platform' = any (string_to_array(:by, ',')) then r.platform end,
                           case when 'alliance' = any (string_to_array(:by, ',')) then r.alliance end
                       order by r.state_when_filed is null, r.coached_on, r.id) = 1 as first_of_item
            from coaching_record r left join enterprise_state s on s.id = r.enterprise and not s.withdrawn
            where r.withdrawn_at is null and r.region between :from and :to and r.coached_on between :since and :until""";

    /// Enterprises of which this is true.
    private static String enterprises(String condition) {
        return "case when :whole then count(*) filter (where first_of_all and " + condition
                + ") else count(*) filter (where first_of_item and " + condition + ") end";
    }

    private static final Statistic<CoachingSums> COACHING = Statistic.of(RECORDS, CoachingSums.class)
            .by(
                    Dimension.looked("platform", "platform", "select p.name from known_platform p where p.id = %s"),
                    Dimension.looked("alliance", "alliance", "select a.name from known_alliance a where a.id = %s"))
            .periodOfThisYear()
            .measure("records", "count(*)")
            .measure("byPlatforms", "count(platform)")
            .measure("byAlliances", "count(alliance)")
            .measure("enterprises", enterprises("true"))
            .measure("active", enterprises("was_active"))
            .measure("withoutActivity", enterprises("not was_active"))
            .measure("activated", enterprises("not was_active and is_active"))
            .measure("unknown", enterprises("was_active is null"));

    private final Statistics statistics;

    CoachingStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What coaching has come to.
    @Schema(
            description = "辅导成效合计 What coaching has come to",
            requiredProperties = {
                "records",
                "byPlatforms",
                "byAlliances",
                "enterprises",
                "active",
                "withoutActivity",
                "activated",
                "unknown"
            })
    public record CoachingSums(
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
    public Summed<CoachingSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(COACHING, asked);
    }
}
