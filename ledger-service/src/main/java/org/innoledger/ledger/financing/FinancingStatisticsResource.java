package org.innoledger.ledger.financing;

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
import org.innoledger.ledger.financing.Financing.FinancingKind;

@Path("/v1/financing-statistics")
@RunOnVirtualThread
@Tag(name = "Financings 产融对接")
public class FinancingStatisticsResource {
    /// The year is that in which the money came: of the grant, and of the listing for what is listed. What has
    /// none is only applied for, or was refused.
    private static final String WITH_YEAR = """
            select * from (
                select f.*, extract(year from case kind when 'LISTING' then listed_on else granted_on end) as year
                from financing f where withdrawn_at is null) as financed
            where year is not null""";

    private static final Statistic<FinancingSums> FINANCINGS = Statistic.of(WITH_YEAR, FinancingSums.class)
            .by(Dimension.year("year", "year"), Dimension.of("kind", "kind", FinancingKind.class))
            .itemised("year", "kind")
            .year("year")
            .measure("financings", "count(*)")
            .measure("amountYuan", "sum(amount_yuan)");

    private final Statistics statistics;

    FinancingStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What came to the enterprises of an area.
    @Schema(
            description = "融资合计 Financings summed up",
            requiredProperties = {"financings", "amountYuan"})
    public record FinancingSums(
            @Schema(description = "笔数 Financings", examples = "12")
            long financings,

            @Schema(description = "金额（元） Yuan", examples = "36000000")
            long amountYuan) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readFinancingStatistics",
            summary = "融资统计 Count financings by kind and year",
            description =
                    "已批准的（含已还清）按批准年度、已挂牌的按挂牌年度计；申请中与未获批准的不计。在调用方区划范围内。Granted ones, repaid since or not, in the year of the grant, listed ones in that of the listing; what is only applied for or was refused is not counted. Within the caller's regions.")
    public Summed<FinancingSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(FINANCINGS, asked);
    }
}
