package org.innoledger.talent.headcount;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.ToLongFunction;
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
import org.innoledger.kit.standard.Impersonal;

@Path("/v1/headcount-statistics")
@RunOnVirtualThread
@Tag(name = "Headcounts 人才队伍统计")
public class HeadcountStatisticsResource {
    private static final String SUMS = """
            select case :by when 'group' then soe_group when 'region' then left(region, 4) || '00' end as part,
                   sum(management) as management, sum(technical) as technical,
                   sum(technical_in_management) as technical_in_management, sum(skilled) as skilled,
                   count(*) as enterprises
            from headcount
            where withdrawn_at is null and year = :year and region between :from and :to
            group by part
            order by part""";

    private static final List<String> DIMENSIONS = List.of("group", "region", "none");

    private final Journal journal;
    private final Caller.Current caller;

    HeadcountStatisticsResource(Journal journal, Caller.Current caller) {
        this.journal = journal;
        this.caller = caller;
    }

    /// Headcounts of an area in a year.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "人才队伍汇总 Headcounts summed up, in persons",
            requiredProperties = {
                "year",
                "region",
                "management",
                "technical",
                "technicalInManagement",
                "skilled",
                "total",
                "enterprises"
            })
    public record HeadcountStatistics(
            @Schema(description = "年度 Year", examples = "2023")
            int year,

            @Schema(description = "统计范围：区划代码前缀 Area summed up: prefix of division codes", examples = "14")
            String region,

            @Schema(description = "经营管理人才 Managers", examples = "146300")
            long management,

            @Schema(description = "专业技术人才 Technical staff", examples = "187600")
            long technical,

            @Schema(description = "其中在管理岗位的专业技术人才 Technical staff who are managers too", examples = "89700")
            long technicalInManagement,

            @Schema(description = "高技能人才 Skilled workers", examples = "125000")
            long skilled,

            @Schema(description = "总人数 = 经营管理 + 专业技术 − 其中在管理岗位的专业技术 + 高技能 Total, each person once", examples = "369200")
            long total,

            @Schema(description = "报送企业数 Enterprises that have filed", examples = "20")
            long enterprises,

            @Schema(description = "分项；by=none 时无 Sums by what `by` names; absent for `none`")
            List<HeadcountSum> items) {
        static HeadcountStatistics of(int year, String region, List<HeadcountSum> parts, boolean itemised) {
            return new HeadcountStatistics(
                    year,
                    region,
                    sum(parts, HeadcountSum::management),
                    sum(parts, HeadcountSum::technical),
                    sum(parts, HeadcountSum::technicalInManagement),
                    sum(parts, HeadcountSum::skilled),
                    sum(parts, HeadcountSum::total),
                    sum(parts, HeadcountSum::enterprises),
                    itemised ? parts : null);
        }

        private static long sum(List<HeadcountSum> parts, ToLongFunction<HeadcountSum> figure) {
            return parts.stream().mapToLong(figure).sum();
        }
    }

    /// The sums of one group or city.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "分项汇总 Sums of one group or city, in persons",
            requiredProperties = {"management", "technical", "technicalInManagement", "skilled", "total", "enterprises"
            })
    public record HeadcountSum(
            @Schema(description = "省属企业集团；未填集团的归为一项，此处无值 Group; absent for those without one", examples = "晋能控股")
            @Impersonal
            String group,

            @Schema(description = "市 City", examples = "140600")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "朔州市")
            String regionName,

            @Schema(description = "经营管理人才 Managers", examples = "42000")
            long management,

            @Schema(description = "专业技术人才 Technical staff", examples = "54000")
            long technical,

            @Schema(description = "其中在管理岗位的专业技术人才 Technical staff who are managers too", examples = "26000")
            long technicalInManagement,

            @Schema(description = "高技能人才 Skilled workers", examples = "36000")
            long skilled,

            @Schema(description = "总人数 Total, each person once", examples = "106000")
            long total,

            @Schema(description = "报送企业数 Enterprises that have filed", examples = "3")
            long enterprises) {
        static HeadcountSum of(Tuple row, String by) {
            var part = row.get("part", String.class);
            var city = by.equals("region") ? part : null;
            var management = row.get("management", Long.class);
            var technical = row.get("technical", Long.class);
            var both = row.get("technical_in_management", Long.class);
            var skilled = row.get("skilled", Long.class);
            return new HeadcountSum(
                    by.equals("group") ? part : null,
                    city,
                    city == null
                            ? null
                            : Division.find(city).map(Division::name).orElse(null),
                    management,
                    technical,
                    both,
                    skilled,
                    management + technical - both + skilled,
                    row.get("enterprises", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readHeadcountStatistics",
            summary = "人才队伍汇总 Sum up headcounts by region, group or city",
            description = "在调用方区划范围内。Within the caller's regions.")
    public HeadcountStatistics statistics(
            @QueryParam("year") @Parameter(description = "年度 Year", example = "2023", required = true) Integer year,
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "14")
                    String region,
            @QueryParam("by")
                    @DefaultValue("none")
                    @Parameter(
                            description =
                                    "分项：group 集团、region 市、none 不分 What to itemise by: group, region (city) or none",
                            example = "group")
                    String by) {
        if (year == null) {
            throw Problem.invalid("year", FaultCode.MISSING, Text.of("缺少参数 year", "The parameter `year` is missing"));
        }
        if (!DIMENSIONS.contains(by)) {
            var all = String.join(", ", DIMENSIONS);
            throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("by", by, all));
        }
        var area = Area.of(region, caller.get());
        var parts = journal.reading(session -> session.createNativeQuery(SUMS, Tuple.class)
                .setParameter("by", by)
                .setParameter("year", year)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .getResultStream()
                .map(row -> HeadcountSum.of(row, by))
                .toList());
        return HeadcountStatistics.of(year, area.name(), parts, !by.equals("none"));
    }
}
