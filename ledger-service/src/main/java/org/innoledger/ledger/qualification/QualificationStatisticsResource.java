package org.innoledger.ledger.qualification;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;

@Path("/v1/qualification-statistics")
@RunOnVirtualThread
@Tag(name = "Qualifications 资质")
public class QualificationStatisticsResource {
    /// Innovative enterprises that the programme "1551" aims at in the whole province (DOMAIN §1.1).
    private static final long INNOVATIVE_TARGET = 200;

    /// One row for each kind, and one without kind for all of them; an enterprise with two qualifications is
    /// one innovative enterprise, which is why it is not added up from the kinds.
    private static final String COUNTS = """
            select kind, count(*) as count,
                   count(distinct enterprise) filter (where kind = any (:innovative)) as innovative
            from qualification
            where withdrawn_at is null and region between :from and :to
              and valid_from <= :on and (valid_to is null or valid_to >= :on)
            group by grouping sets ((kind), ())
            order by kind""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    QualificationStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// Qualifications valid on a day.
    @Schema(
            description = "资质统计 Qualifications that are valid on a day, counted",
            requiredProperties = {"region", "on", "innovativeEnterprises", "innovativeTarget", "items"})
    public record QualificationStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "统计日期 Day", examples = "2026-11-22")
            LocalDate on,

            @Schema(
                    description = "创新型企业数：至少有一项计入的有效资质，每企业计一次 Enterprises with at least one valid qualification that "
                            + "counts, each once",
                    examples = "86")
            long innovativeEnterprises,

            @Schema(description = "“1551”全省创新型企业目标数 Target of 1551 for the whole province", examples = "200")
            long innovativeTarget,

            @Schema(description = "分类别 Counts by kind, in the order of the catalogue; a kind without any stands at 0")
            List<QualificationCount> items) {}

    /// The qualifications of one kind. Of one kind an enterprise holds at most one, so they are enterprises
    /// too.
    @Schema(
            description = "一类资质的数量 Qualifications of one kind",
            requiredProperties = {"kind", "name", "innovative", "count"})
    public record QualificationCount(
            @Schema(description = "类别 Kind", examples = "HIGH_TECH")
            String kind,

            @Schema(description = "中文名称 Name in Chinese", examples = "高新技术企业")
            String name,

            @Schema(description = "是否计入创新型企业 Whether it counts as innovative", examples = "true")
            boolean innovative,

            @Schema(description = "有效资质数，即企业数 Valid qualifications, and so enterprises", examples = "40")
            long count) {}

    private record Row(String kind, long count, long innovative) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readQualificationStatistics",
            summary = "资质统计 Count qualifications by kind, and innovative enterprises",
            description = "在调用方区划范围内。Within the caller's regions.")
    public QualificationStatistics statistics(
            @QueryParam("on")
                    @Parameter(
                            description = "日期，缺省为今天 Day, by default today",
                            schema = @Schema(type = SchemaType.STRING, format = "date"),
                            example = "2026-11-22")
                    String on,
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region) {
        var day = on == null ? LocalDate.now(clock) : day(on);
        var area = Area.of(region, caller.get());
        var counting = QualificationKind.all().stream()
                .filter(QualificationKind.Line::innovative)
                .map(QualificationKind.Line::code)
                .toArray(String[]::new);
        var rows = journal.reading(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("innovative", counting, String[].class)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("on", day)
                .getResultStream()
                .map(row -> new Row(
                        row.get("kind", String.class), row.get("count", Long.class), row.get("innovative", Long.class)))
                .toList());
        return new QualificationStatistics(
                area.name(),
                day,
                rows.stream()
                        .filter(row -> row.kind() == null)
                        .mapToLong(Row::innovative)
                        .sum(),
                INNOVATIVE_TARGET,
                QualificationKind.all().stream()
                        .map(kind -> new QualificationCount(
                                kind.code(),
                                kind.name().zh(),
                                kind.innovative(),
                                rows.stream()
                                        .filter(row -> kind.code().equals(row.kind()))
                                        .mapToLong(Row::count)
                                        .sum()))
                        .toList());
    }

    private static LocalDate day(String given) {
        try {
            return LocalDate.parse(given.strip());
        } catch (DateTimeParseException e) {
            throw Problem.invalid(
                    "on",
                    FaultCode.DATE_FORM,
                    Text.of("日期应为年-月-日（如 2026-11-22），现为 %s", "A day is such as 2026-11-22; this is %s", given));
        }
    }
}
