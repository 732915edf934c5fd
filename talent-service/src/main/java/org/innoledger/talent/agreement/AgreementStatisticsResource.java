package org.innoledger.talent.agreement;

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
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.talent.agreement.Agreement.AgreementKind;
import org.innoledger.talent.dimension.Dimensions;

@Path("/v1/agreement-statistics")
@RunOnVirtualThread
@Tag(name = "Agreements 合作协议")
public class AgreementStatisticsResource {
    /// A school or base counts once in each item and once in all, however many agreements name it; so the items
    /// do not add up to the whole, which is a row of its own.
    private static final String COUNTS = """
            with counted as (
                select a.id, a.school, each.base ->> 'name' as base,
                       case when :byRegion then left(a.region, 4) || '00' end as city, case when :byKind then a.kind end as of_kind
                from agreement a left join lateral jsonb_array_elements(a.bases) as each(base) on true
                where a.withdrawn_at is null and a.region between :from and :to
                    and a.since <= cast(:on as date) and coalesce(a.until, 'infinity') >= cast(:on as date))
            select city, of_kind, grouping(city, of_kind) > 0 as whole, count(distinct id) as agreements,
                   count(distinct school) as schools, count(distinct school) filter (where base is not null) as with_bases,
                   count(distinct (school, base)) filter (where base is not null) as bases
            from counted
            group by grouping sets ((city, of_kind), ())
            order by whole desc, city, of_kind""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    AgreementStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// Agreements of an area on a day.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "合作协议统计 Agreements in force on a day",
            requiredProperties = {"region", "on", "agreements", "schools", "schoolsWithBases", "bases"})
    public record AgreementStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "日期 Day", examples = "2026-11-01")
            LocalDate on,

            @Schema(description = "生效中的协议数 Agreements in force", examples = "30")
            long agreements,

            @Schema(description = "学校数，每所计一次 Schools and institutes, each once", examples = "29")
            long schools,

            @Schema(description = "有基地的学校数 Of them, those with bases", examples = "17")
            long schoolsWithBases,

            @Schema(description = "基地数，同一学校的同名基地计一次 Bases; one name counts once for a school", examples = "23")
            long bases,

            @Schema(description = "分项；by=none 时无 Counts by what `by` names; absent for `none`")
            List<AgreementCount> items) {}

    /// Agreements of one city or kind.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"region", "regionName", "kind", "agreements", "schools", "schoolsWithBases", "bases"})
    @Schema(
            description = "分项数量；学校在每一项各计一次 One count; a school counts once in each",
            requiredProperties = {"agreements", "schools", "schoolsWithBases", "bases"})
    public record AgreementCount(
            @Schema(description = "市 City", examples = "140600")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "朔州市")
            String regionName,

            @Schema(description = "类型 Kind", examples = "FRAMEWORK")
            AgreementKind kind,

            @Schema(description = "协议数 Agreements", examples = "12")
            long agreements,

            @Schema(description = "学校数 Schools", examples = "11")
            long schools,

            @Schema(description = "有基地的学校数 Schools with bases", examples = "6")
            long schoolsWithBases,

            @Schema(description = "基地数 Bases", examples = "8")
            long bases) {

        private static AgreementCount of(Tuple row) {
            var city = row.get("city", String.class);
            var kind = row.get("of_kind", String.class);
            return new AgreementCount(
                    city,
                    Dimensions.cityName(city),
                    kind == null ? null : AgreementKind.valueOf(kind),
                    row.get("agreements", Long.class),
                    row.get("schools", Long.class),
                    row.get("with_bases", Long.class),
                    row.get("bases", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readAgreementStatistics",
            summary = "合作协议统计 Count agreements, schools and bases by region and kind",
            description = "某日生效中的协议，在调用方区划范围内。Those in force on a day, within the caller's regions.")
    public AgreementStatistics statistics(
            @QueryParam("on") @Parameter(description = "日期，缺省为今天 Day, today by default", example = "2026-11-01")
                    LocalDate on,
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("by")
                    @DefaultValue("kind")
                    @Parameter(
                            description =
                                    "分项，可用逗号列举：region 市、kind 类型；none 不分 What to itemise by, with commas between: region "
                                            + "(city), kind; or none",
                            example = "kind")
                    String by) {
        var dimensions = Dimensions.of(by, List.of("region", "kind"));
        var area = Area.of(region, caller.get());
        var day = on == null ? LocalDate.now(clock) : on;
        var rows = journal.reading(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("byRegion", dimensions.has("region"))
                .setParameter("byKind", dimensions.has("kind"))
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("on", day.toString())
                .getResultList());
        var whole = AgreementCount.of(rows.getFirst());
        return new AgreementStatistics(
                area.name(),
                day,
                whole.agreements(),
                whole.schools(),
                whole.schoolsWithBases(),
                whole.bases(),
                dimensions.itemised()
                        ? rows.stream().skip(1).map(AgreementCount::of).toList()
                        : null);
    }
}
