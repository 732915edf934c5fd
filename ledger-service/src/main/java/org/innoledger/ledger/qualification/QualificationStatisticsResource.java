package org.innoledger.ledger.qualification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Dimension;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;

@Path("/v1/qualification-statistics")
@RunOnVirtualThread
@Tag(name = "Qualifications 资质")
public class QualificationStatisticsResource {
    /// Innovative enterprises that the programme "1551" aims at in the whole province (DOMAIN §1.1).
    private static final long INNOVATIVE_TARGET = 200;

    private static final String INNOVATIVE = "kind in ("
            + QualificationKind.all().stream()
                    .filter(QualificationKind.Line::innovative)
                    .map(kind -> "'" + kind.code() + "'")
                    .collect(Collectors.joining(", "))
            + ")";

    private static final Statistic<QualificationSums> QUALIFICATIONS = Statistic.of(
                    Qualification.class, QualificationSums.class)
            .by(Dimension.catalogue(
                    "kind",
                    "kind",
                    QualificationKind.all().stream()
                            .map(QualificationKind.Line::code)
                            .toList(),
                    code -> new QualificationKind(code).name()))
            .itemised("kind")
            .inForceToday("valid_from", "valid_to")
            .measure("qualifications", "count(*)")
            .measure("enterprises", "count(distinct enterprise)")
            .measure("innovativeEnterprises", "count(distinct enterprise) filter (where " + INNOVATIVE + ")")
            .measure("innovativeTarget", "case when :whole then " + INNOVATIVE_TARGET + " end");

    private final Statistics statistics;

    QualificationStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Qualifications that are valid on a day. An enterprise with two of them is one enterprise.
    @Schema(
            description = "资质合计 Qualifications that are valid on a day",
            requiredProperties = {"qualifications", "enterprises", "innovativeEnterprises"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record QualificationSums(
            @Schema(description = "有效资质数 Valid qualifications", examples = "120")
            long qualifications,

            @Schema(description = "企业数，每企业计一次 Enterprises, each once", examples = "101")
            long enterprises,

            @Schema(
                    description =
                            "创新型企业数：至少有一项计入的有效资质，每企业计一次 Enterprises with at least one valid qualification that counts as innovative, each once",
                    examples = "86")
            long innovativeEnterprises,

            @Schema(
                    description = "“1551”全省创新型企业目标数，仅总计 Target of 1551 for the whole province; in the total only",
                    examples = "200")
            Long innovativeTarget) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readQualificationStatistics",
            summary = "资质统计 Count qualifications by kind, and innovative enterprises",
            description =
                    "某日有效的资质，在调用方区划范围内；没有资质的类别不列，全部类别见 GET /v1/qualification-kinds。Those valid on a day, within the caller's regions; a kind without any has no item, all kinds are at GET /v1/qualification-kinds.")
    public Summed<QualificationSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(QUALIFICATIONS, asked);
    }
}
