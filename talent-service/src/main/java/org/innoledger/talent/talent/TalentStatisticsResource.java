package org.innoledger.talent.talent;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;

@Path("/v1/talent-statistics")
@RunOnVirtualThread
@Tag(name = "Talents 人才")
public class TalentStatisticsResource {
    /// Parts of one answer; beyond them the smallest are left out.
    private static final int PARTS_MAX = 500;

    /// What each dimension counts by. A person in two teams stands once in each of them, and once in the total.
    private static final Map<String, String> PARTS = new TreeMap<>(Map.of(
            "none", "",
            "team", "team.value from talent, jsonb_array_elements_text(teams) as team where true",
            "field", "field from talent where true",
            "degree", "degree from talent where true",
            "grade", "grade from talent where true",
            "region", "left(region, 4) || '00' from talent where true",
            "employer", "coalesce(employer, institution) from talent where true"));

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    TalentStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// Talents of an area, and what enterprises have returned of theirs. The two have other sources and other
    /// meanings and are never added up.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "人才统计 Talents of an area; register and returns stand side by side and are never added up",
            requiredProperties = {"region", "register", "returns"})
    public record TalentStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area: prefix of division codes", examples = "14")
            String region,

            @Schema(description = "人才登记册：逐人 The register of talents: person by person")
            RegisteredTalents register,

            @Schema(description = "企业报送的人才队伍统计：按年度汇总 Headcount returns of enterprises: sums of a year")
            ReturnedTalents returns) {}

    /// Persons on the register.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "在册人才，每人只计一次 Persons on the register, each once",
            requiredProperties = {"total", "highEnd"})
    public record RegisteredTalents(
            @Schema(description = "人数，每人一次 Persons, each once", examples = "1200")
            long total,

            @Schema(description = "其中高端人才 Of them high-end", examples = "35")
            long highEnd,

            @Schema(
                    description = "分项，人数多的在前，至多 500 项；一人可在多支队伍，故各队之和可大于总数 Parts, the largest first, at most 500; "
                            + "a person can be in several teams, so those can sum to more than the total")
            List<TalentPart> items) {}

    /// Persons of one part.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "分项 One part",
            requiredProperties = {"total", "highEnd"})
    public record TalentPart(
            @Schema(
                    description = "队伍、领域、学位、层次、市或单位；未填的归为一项，此处无值 Team, field, degree, grade, city or "
                            + "employer; absent for those without one",
                    examples = "TECHNICAL")
            String key,

            @Schema(description = "市名称，仅 by=region Name of the city, for region only", examples = "朔州市")
            String name,

            @Schema(description = "人数 Persons", examples = "700")
            long total,

            @Schema(description = "其中高端人才 Of them high-end", examples = "20")
            long highEnd) {}

    /// Sums of the headcount returns of a year.
    @Schema(
            description = "人才队伍统计年报之和，单位人 Sums of headcount returns, in persons",
            requiredProperties = {
                "year",
                "enterprises",
                "management",
                "technical",
                "technicalInManagement",
                "skilled",
                "total"
            })
    public record ReturnedTalents(
            @Schema(description = "年度 Year", examples = "2023")
            int year,

            @Schema(description = "报送企业数 Enterprises that have filed", examples = "20")
            long enterprises,

            @Schema(description = "经营管理 Managers", examples = "146300")
            long management,

            @Schema(description = "专业技术 Technical staff", examples = "187600")
            long technical,

            @Schema(description = "其中在管理岗位的专业技术 Technical staff who are managers too", examples = "89700")
            long technicalInManagement,

            @Schema(description = "高技能 Skilled workers", examples = "125000")
            long skilled,

            @Schema(description = "总数 = 经营管理 + 专业技术 − 其中在管理岗位的专业技术 + 高技能 Total, each person once", examples = "369200")
            long total) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readTalentStatistics",
            summary = "人才统计 Count talents by team, field, degree, grade, region or employer",
            description =
                    "每人在总数中只计一次；已删除个人信息的不再计入。Each person counts once in the total; those erased do not count any more.")
    public TalentStatistics statistics(
            @QueryParam("region")
                    @Parameter(
                            description = "区划代码前缀，缺省为调用方全部区划 Prefix of division codes; all of the caller's without it",
                            example = "14")
                    String region,
            @QueryParam("by")
                    @DefaultValue("none")
                    @Parameter(
                            description =
                                    "分项 What to itemise by: team 队伍 | field 领域 | degree 学位 | grade 层次 | region 市 | employer 单位 | none 不分",
                            example = "team")
                    String by,
            @QueryParam("year")
                    @Parameter(
                            description = "人才队伍统计的年度，缺省为上一年 Year of the headcount returns; last year without it",
                            example = "2023")
                    Integer year) {
        if (!PARTS.containsKey(by)) {
            var all = String.join(", ", PARTS.keySet());
            throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("by", by, all));
        }
        var area = Area.of(region, caller.get());
        var ofYear = year == null ? LocalDate.now(clock).getYear() - 1 : year;
        return journal.reading(session ->
                new TalentStatistics(area.name(), register(session, area, by), returns(session, area, ofYear)));
    }

    private static RegisteredTalents register(StatelessSession session, Area area, String by) {
        var within = " and withdrawn_at is null and status = 'ACTIVE' and region between :from and :to";
        var counts = ", count(*) as total, count(*) filter (where high_end) as high_end ";
        var sql = "(select true as whole, null::text as part" + counts + "from talent where true" + within + ")";
        if (!by.equals("none")) {
            var parts = PARTS.get(by).split(" from ", 2);
            sql += " union all (select false, " + parts[0] + counts + "from " + parts[1] + within
                    + " group by 2 order by 3 desc, 2 limit " + PARTS_MAX + ")";
        }
        var rows = session.createNativeQuery(sql, Tuple.class)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .getResultList();
        var whole = rows.stream()
                .filter(row -> row.get("whole", Boolean.class))
                .findFirst()
                .orElseThrow();
        var items = rows.stream()
                .filter(row -> !row.get("whole", Boolean.class))
                .map(row -> part(row, by))
                .toList();
        return new RegisteredTalents(
                whole.get("total", Long.class), whole.get("high_end", Long.class), by.equals("none") ? null : items);
    }

    private static TalentPart part(Tuple row, String by) {
        var key = row.get("part", String.class);
        var name = by.equals("region") ? Division.find(key).map(Division::name).orElse(null) : null;
        return new TalentPart(key, name, row.get("total", Long.class), row.get("high_end", Long.class));
    }

    private static ReturnedTalents returns(StatelessSession session, Area area, int year) {
        var sql = """
                select count(*) as enterprises, coalesce(sum(management), 0) as management,
                       coalesce(sum(technical), 0) as technical,
                       coalesce(sum(technical_in_management), 0) as technical_in_management,
                       coalesce(sum(skilled), 0) as skilled
                from known_headcount
                where withdrawn_at is null and year = :year and region between :from and :to""";
        var row = session.createNativeQuery(sql, Tuple.class)
                .setParameter("year", year)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .getSingleResult();
        var management = row.get("management", Long.class);
        var technical = row.get("technical", Long.class);
        var both = row.get("technical_in_management", Long.class);
        var skilled = row.get("skilled", Long.class);
        return new ReturnedTalents(
                year,
                row.get("enterprises", Long.class),
                management,
                technical,
                both,
                skilled,
                management + technical - both + skilled);
    }
}
