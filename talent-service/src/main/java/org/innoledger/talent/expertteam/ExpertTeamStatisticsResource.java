package org.innoledger.talent.expertteam;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
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
import org.innoledger.talent.dimension.Dimensions;

@Path("/v1/expert-team-statistics")
@RunOnVirtualThread
@Tag(name = "Expert teams 专家团队")
public class ExpertTeamStatisticsResource {
    /// Teams that exist on some day of the period. A member or enterprise of two teams counts once in each item
    /// and once in all, so the whole is a row of its own. A guidance counts where the enterprise is, whichever
    /// region the team belongs to, and in the industry of the team.
    private static final String COUNTS = """
            with team as (
                select id, members, enterprises,
                       case when :byRegion then left(region, 4) || '00' end as city,
                       case when :byIndustry then left(industry, 3) end as division
                from expert_team
                where withdrawn_at is null and region between :from and :to
                    and coalesce(since, '-infinity') <= cast(:until as date)
                    and coalesce(until, 'infinity') >= cast(:since as date)),
            counted as (
                select city, division, id as team, null as member, null as enterprise, null as guidance from team
                union all
                select city, division, null, each.id, null, null
                from team, jsonb_array_elements_text(members) as each(id)
                union all
                select city, division, null, null, each.id, null
                from team, jsonb_array_elements_text(enterprises) as each(id)
                union all
                select case when :byRegion then left(g.region, 4) || '00' end,
                       case when :byIndustry then left(t.industry, 3) end, null, null, null, g.id
                from guidance_record g left join expert_team t on t.id = g.team
                where g.withdrawn_at is null and g.region between :from and :to
                    and g.guided_on between cast(:since as date) and cast(:until as date))
            select city, division, grouping(city, division) > 0 as whole, count(team) as teams,
                   count(distinct member) as members, count(distinct enterprise) as enterprises,
                   count(guidance) as guidances
            from counted
            group by grouping sets ((city, division), ())
            order by whole desc, city, division""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    ExpertTeamStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// Expert teams of an area in a period.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "专家团队统计 Expert teams counted",
            requiredProperties = {"region", "since", "until", "teams", "members", "enterprises", "guidanceRecords"})
    public record ExpertTeamStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "期间起 First day of the period", examples = "2026-01-01")
            LocalDate since,

            @Schema(description = "期间止 Last day of the period", examples = "2026-12-31")
            LocalDate until,

            @Schema(description = "团队数 Teams", examples = "14")
            long teams,

            @Schema(description = "成员数，每人计一次 Members, each once", examples = "120")
            long members,

            @Schema(description = "指导企业数，每家计一次 Enterprises that they guide, each once", examples = "260")
            long enterprises,

            @Schema(description = "期间内的指导次数 Guidance records of the period", examples = "310")
            long guidanceRecords,

            @Schema(description = "分项；by=none 时无 Counts by what `by` names; absent for `none`")
            List<ExpertTeamCount> items) {}

    /// Expert teams of one city or industry.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"region", "regionName", "industry", "teams", "members", "enterprises", "guidanceRecords"})
    @Schema(
            description = "分项；一人在每一项各计一次 One city or industry; a person counts once in each",
            requiredProperties = {"teams", "members", "enterprises", "guidanceRecords"})
    public record ExpertTeamCount(
            @Schema(description = "市 City", examples = "140600")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "朔州市")
            String regionName,

            @Schema(description = "行业大类 Industry division", examples = "C30")
            String industry,

            @Schema(description = "团队数 Teams", examples = "3")
            long teams,

            @Schema(description = "成员数 Members", examples = "24")
            long members,

            @Schema(description = "指导企业数 Enterprises", examples = "60")
            long enterprises,

            @Schema(description = "指导次数 Guidance records", examples = "72")
            long guidanceRecords) {

        private static ExpertTeamCount of(Tuple row) {
            var city = row.get("city", String.class);
            return new ExpertTeamCount(
                    city,
                    Dimensions.cityName(city),
                    row.get("division", String.class),
                    row.get("teams", Long.class),
                    row.get("members", Long.class),
                    row.get("enterprises", Long.class),
                    row.get("guidances", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readExpertTeamStatistics",
            summary = "专家团队统计 Count expert teams, members, enterprises and guidance by region or industry",
            description =
                    "期间内存续的团队及期间内的指导；指导按企业所在区划与团队行业计。在调用方区划范围内。Teams that exist in the period, and the guidance of it; a guidance counts in the region of the enterprise and the industry of the team. Within the caller's regions.")
    public ExpertTeamStatistics statistics(
            @QueryParam("since")
                    @Parameter(
                            description = "期间起，缺省为本年 1 月 1 日 First day, 1 January of this year by default",
                            example = "2026-01-01")
                    LocalDate since,
            @QueryParam("until")
                    @Parameter(description = "期间止，缺省为今天 Last day, today by default", example = "2026-12-31")
                    LocalDate until,
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("by")
                    @DefaultValue("industry")
                    @Parameter(
                            description =
                                    "分项，可用逗号列举：region 市、industry 行业大类；none 不分 What to itemise by, with commas between: "
                                            + "region (city), industry (division); or none",
                            example = "industry")
                    String by) {
        var dimensions = Dimensions.of(by, List.of("region", "industry"));
        var last = until == null ? LocalDate.now(clock) : until;
        var first = since == null ? LocalDate.now(clock).withDayOfYear(1) : since;
        if (last.isBefore(first)) {
            throw Problem.invalid(
                    "until",
                    FaultCode.OUT_OF_ORDER,
                    Text.of("期间止 %s 早于期间起 %s", "The last day %s is before the first, %s", last, first));
        }
        var area = Area.of(region, caller.get());
        var rows = journal.reading(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("byRegion", dimensions.has("region"))
                .setParameter("byIndustry", dimensions.has("industry"))
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("since", first.toString())
                .setParameter("until", last.toString())
                .getResultStream()
                .map(ExpertTeamCount::of)
                .toList());
        var whole = rows.getFirst();
        return new ExpertTeamStatistics(
                area.name(),
                first,
                last,
                whole.teams(),
                whole.members(),
                whole.enterprises(),
                whole.guidanceRecords(),
                dimensions.itemised() ? rows.subList(1, rows.size()) : null);
    }
}
