package org.innoledger.platform.tenancy;

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
import org.innoledger.platform.platform.PlatformId;

@Path("/v1/tenancy-statistics")
@RunOnVirtualThread
@Tag(name = "Tenancies 入驻")
public class TenancyStatisticsResource {
    /// Premises stand among the tenancies as rows of their own, so that those without tenants count too.
    private static final String TENANTS_AND_PREMISES = """
            with p as (
                select platform, region, area_square_metres from premises
                where withdrawn_at is null and region between :from and :to)
            select platform, region, school, tenant, enterprise, period @> cast(:on as date) as resident, graduated_on,
                   area_square_metres as area, platform in (select platform from p) as housed, null::numeric as offered
            from tenancy
            where withdrawn_at is null and region between :from and :to
            union all
            select platform, region, null, null, null, false, null, null, true, area_square_metres from p""";

    private static final Statistic<TenancySums> TENANCIES = Statistic.of(TENANTS_AND_PREMISES, TenancySums.class)
            .by(
                    Dimension.looked("platform", "platform", "select p.name from known_platform p where p.id = %s"),
                    Dimension.text("school", "school"))
            .itemised("platform")
            .onDay()
            .code("platform", "platform", PlatformId.class, "平台编号，缺省为全部 Id of a platform; all of them by default")
            .largestFirst("tenancies")
            .measure("tenancies", "count(*) filter (where resident)")
            .measure("enterprises", "count(distinct enterprise) filter (where resident)")
            .measure("teams", "count(distinct tenant) filter (where resident and enterprise is null)")
            .measure("schools", "count(distinct school) filter (where resident)")
            .measure(
                    "graduated",
                    "count(*) filter (where graduated_on between date_trunc('year', cast(:on as date)) and :on)")
            .measure("usedSquareMetres", "coalesce(sum(area) filter (where resident), 0)")
            .measure("premisesSquareMetres", ofPremises("sum(offered)"))
            .measure(
                    "freeSquareMetres",
                    ofPremises("sum(offered) - coalesce(sum(area) filter (where resident and housed), 0)"));

    /// Premises are no school's, so of one there is no such figure.
    private static String ofPremises(String sum) {
        return "case when :whole or 'school' <> all (string_to_array(:by, ',')) then " + sum + " end";
    }

    private final Statistics statistics;

    TenancyStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Tenants on a day, and the room that they use.
    @Schema(
            description = "入驻合计 Tenants on a day, and the room that they use",
            requiredProperties = {"tenancies", "enterprises", "teams", "schools", "graduated", "usedSquareMetres"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TenancySums(
            @Schema(description = "在驻数 Tenancies in force on that day", examples = "68")
            long tenancies,

            @Schema(description = "在孵企业数，每企业计一次 Enterprises, each once", examples = "0")
            long enterprises,

            @Schema(description = "团队数，每团队计一次 Teams, each once", examples = "68")
            long teams,

            @Schema(description = "来源院校数 Schools that they come from", examples = "5")
            long schools,

            @Schema(description = "当年至该日毕业数 Graduated in that year until that day", examples = "3")
            long graduated,

            @Schema(description = "在驻使用面积（平方米） Area used, square metres", examples = "4080")
            BigDecimal usedSquareMetres,

            @Schema(
                    description =
                            "已登记场地面积（平方米），按现在的登记；无则缺省，按院校分项时仅总计 Area of premises as on file now; absent where none are, and by school",
                    examples = "12000")
            BigDecimal premisesSquareMetres,

            @Schema(
                    description = "空余面积 = 场地 − 有场地登记的平台的使用面积 Free: premises less what is used of them",
                    examples = "7920")
            BigDecimal freeSquareMetres) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readTenancyStatistics",
            summary = "入驻统计 Count tenants on a day, and the room that they use",
            description =
                    "自入驻日起为在驻，毕业或退出当日起不再计；在调用方区划范围内。In force from `since` on, and no more on the day of graduation or ending; within the caller's regions.")
    public Summed<TenancySums> statistics(@BeanParam Asked asked) {
        return statistics.sum(TENANCIES, asked);
    }
}
