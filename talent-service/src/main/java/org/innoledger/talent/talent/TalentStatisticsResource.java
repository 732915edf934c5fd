package org.innoledger.talent.talent;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.innoledger.talent.talent.TalentFacts.TalentDegree;
import org.innoledger.talent.talent.TalentFacts.TalentGrade;
import org.innoledger.talent.talent.TalentFacts.TalentTeam;

@Path("/v1/talent-statistics")
@RunOnVirtualThread
@Tag(name = "Talents 人才")
public class TalentStatisticsResource {
    /// A person is there once for each team, where it is by team.
    private static final String TALENTS_BY_TEAM = """
            select t.*, each.team
            from talent t left join lateral jsonb_array_elements_text(t.teams) as each(team)
                on 'team' = any (string_to_array(:by, ','))
            where t.withdrawn_at is null and t.status = 'ACTIVE'""";

    /// A sum over the headcount returns of the year. They are another source with another meaning: they stand
    /// beside the total, are added to nothing, and have no items here.
    private static String returned(String sum) {
        return "case when :whole then (select coalesce(" + sum + ", 0) from known_headcount "
                + "where withdrawn_at is null and year = :returned and region between :from and :to) end";
    }

    private static final Statistic<TalentSums> TALENTS = Statistic.of(TALENTS_BY_TEAM, TalentSums.class)
            .by(
                    Dimension.of("team", "team", TalentTeam.class),
                    Dimension.text("field", "field"),
                    Dimension.of("degree", "degree", TalentDegree.class),
                    Dimension.of("grade", "grade", TalentGrade.class),
                    Dimension.looked(
                            "employer",
                            "coalesce(employer, institution)",
                            "select f.name from foreign_reference f where f.id = %s"))
            .lastYear("returned")
            .largestFirst("persons")
            .measure("persons", "count(distinct id)")
            .measure("highEnd", "count(distinct id) filter (where high_end)")
            .measure("returnedYear", "case when :whole then :returned end")
            .measure("returnedEnterprises", returned("count(*)"))
            .measure("returnedManagement", returned("sum(management)"))
            .measure("returnedTechnical", returned("sum(technical)"))
            .measure("returnedTechnicalInManagement", returned("sum(technical_in_management)"))
            .measure("returnedSkilled", returned("sum(skilled)"))
            .measure("returnedTotal", returned("sum(management + technical - technical_in_management + skilled)"));

    private final Statistics statistics;

    TalentStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Persons on the register, each once in an item and once in all; beside the total what enterprises have
    /// returned.
    @Schema(
            description =
                    "人才合计：在册人才逐人计数，一人可在多支队伍，故各队之和可大于总数；总计另列企业报送的人才队伍年报之和（returned…），两者不相加 Persons on the register, each once; one can be in several teams, so those can sum to more than the total. Beside the total the headcount returns of enterprises (returned…), which are never added to it",
            requiredProperties = {"persons", "highEnd"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TalentSums(
            @Schema(description = "在册人数，每人一次 Persons on the register, each once", examples = "1200")
            long persons,

            @Schema(description = "其中高端人才 Of them high-end", examples = "35")
            long highEnd,

            @Schema(description = "年报年度，仅总计 Year of the returns; in the total only", examples = "2025")
            Long returnedYear,

            @Schema(
                    description = "报送年报的企业数，仅总计 Enterprises that have filed a return; in the total only",
                    examples = "20")
            Long returnedEnterprises,

            @Schema(description = "年报：经营管理 Returned: managers", examples = "146300")
            Long returnedManagement,

            @Schema(description = "年报：专业技术 Returned: technical staff", examples = "187600")
            Long returnedTechnical,

            @Schema(description = "年报：其中在管理岗位的专业技术 Returned: technical staff who are managers too", examples = "89700")
            Long returnedTechnicalInManagement,

            @Schema(description = "年报：高技能 Returned: skilled workers", examples = "125000")
            Long returnedSkilled,

            @Schema(
                    description = "年报总数 = 经营管理 + 专业技术 − 其中在管理岗位的专业技术 + 高技能 Returned in all, each person once",
                    examples = "369200")
            Long returnedTotal) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readTalentStatistics",
            summary = "人才统计 Count talents by team, field, degree, grade, region or employer",
            description =
                    "每人在总数中只计一次；已删除个人信息的不再计入。Each person counts once in the total; those erased do not count any more.")
    public Summed<TalentSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(TALENTS, asked);
    }
}
