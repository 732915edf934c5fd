package org.innoledger.talent.agreement;

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
import org.innoledger.talent.agreement.Agreement.AgreementKind;

@Path("/v1/agreement-statistics")
@RunOnVirtualThread
@Tag(name = "Agreements 合作协议")
public class AgreementStatisticsResource {
    /// An agreement is there once for each of its bases.
    private static final String WITH_BASES = """
            select a.*, each.base ->> 'name' as base
            from agreement a left join lateral jsonb_array_elements(a.bases) as each(base) on true
            where a.withdrawn_at is null""";

    private static final Statistic<AgreementSums> AGREEMENTS = Statistic.of(WITH_BASES, AgreementSums.class)
            .by(Dimension.of("kind", "kind", AgreementKind.class))
            .itemised("kind")
            .inForceToday("since", "until")
            .measure("agreements", "count(distinct id)")
            .measure("schools", "count(distinct school)")
            .measure("schoolsWithBases", "count(distinct school) filter (where base is not null)")
            .measure("bases", "count(distinct (school, base)) filter (where base is not null)");

    private final Statistics statistics;

    AgreementStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What is counted of agreements: a school or base once in each item and once in all.
    @Schema(
            description = "合作协议合计；学校在每一项各计一次 Agreements counted; a school counts once in each item",
            requiredProperties = {"agreements", "schools", "schoolsWithBases", "bases"})
    public record AgreementSums(
            @Schema(description = "生效中的协议数 Agreements in force", examples = "30")
            long agreements,

            @Schema(description = "学校数，每所计一次 Schools and institutes, each once", examples = "29")
            long schools,

            @Schema(description = "有基地的学校数 Of them, those with bases", examples = "17")
            long schoolsWithBases,

            @Schema(description = "基地数，同一学校的同名基地计一次 Bases; one name counts once for a school", examples = "23")
            long bases) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readAgreementStatistics",
            summary = "合作协议统计 Count agreements, schools and bases by region and kind",
            description = "某日生效中的协议，在调用方区划范围内。Those in force on a day, within the caller's regions.")
    public Summed<AgreementSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(AGREEMENTS, asked);
    }
}
