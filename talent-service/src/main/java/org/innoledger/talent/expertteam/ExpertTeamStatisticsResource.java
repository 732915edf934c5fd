package org.innoledger.talent.expertteam;

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

@Path("/v1/expert-team-statistics")
@RunOnVirtualThread
@Tag(name = "Expert teams 专家团队")
public class ExpertTeamStatisticsResource {
    /// Teams that exist on some day of the period, their members, the enterprises that they guide, and the
    /// guidance of the period, each as rows of its own. A guidance counts where the enterprise is, whichever
    /// region the team belongs to, and in the industry of the team.
    private static final String TEAMS_AND_GUIDANCE = """
            with team as (
                select id, region, industry, members, enterprises
                from expert_team
                where withdrawn_at is null and region between :from and :to
                    and coalesce(since, '-infinity') <= :until and coalesce(until, 'infinity') >= :since)
            select region, industry, id as team, null as member, null as enterprise, null as guidance from team
            union all
            select region, industry, null, each.id, null, null
            from team, jsonb_array_elements_text(members) as each(id)
            union all
            select region, industry, null, null, each.id, null
            from team, jsonb_array_elements_text(enterprises) as each(id)
            union all
            select g.region, t.industry, null, null, null, g.id
            from guidance_record g left join expert_team t on t.id = g.team
            where g.withdrawn_at is null and g.region between :from and :to
                and g.guided_on between :since and :until""";

    private static final Statistic<ExpertTeamSums> TEAMS = Statistic.of(TEAMS_AND_GUIDANCE, ExpertTeamSums.class)
            .by(Dimension.industry("industry", "industry"))
            .itemised("industry")
            .periodOfThisYear()
            .measure("teams", "count(team)")
            .measure("members", "count(distinct member)")
            .measure("enterprises", "count(distinct enterprise)")
            .measure("guidanceRecords", "count(guidance)");

    private final Statistics statistics;

    ExpertTeamStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What is counted of expert teams: a person or enterprise once in each item and once in all.
    @Schema(
            description = "专家团队合计；一人在每一项各计一次 Expert teams counted; a person counts once in each item",
            requiredProperties = {"teams", "members", "enterprises", "guidanceRecords"})
    public record ExpertTeamSums(
            @Schema(description = "团队数 Teams", examples = "14")
            long teams,

            @Schema(description = "成员数，每人计一次 Members, each once", examples = "120")
            long members,

            @Schema(description = "指导企业数，每家计一次 Enterprises that they guide, each once", examples = "260")
            long enterprises,

            @Schema(description = "期间内的指导次数 Guidance records of the period", examples = "310")
            long guidanceRecords) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readExpertTeamStatistics",
            summary = "专家团队统计 Count expert teams, members, enterprises and guidance by region or industry",
            description =
                    "期间内存续的团队及期间内的指导；指导按企业所在区划与团队行业计。在调用方区划范围内。Teams that exist in the period, and the guidance of it; a guidance counts in the region of the enterprise and the industry of the team. Within the caller's regions.")
    public Summed<ExpertTeamSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(TEAMS, asked);
    }
}
