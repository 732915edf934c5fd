package org.innoledger.ledger.financing;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.ledger.financing.Financing.FinancingKind;

@Path("/v1/financing-statistics")
@RunOnVirtualThread
@Tag(name = "Financings 产融对接")
public class FinancingStatisticsResource {
    /// The year is that in which the money came: of the grant, and of the listing for what is listed. At most
    /// a row for each kind and year.
    private static final String SUMS = """
            select kind, year, count(*) as count, coalesce(sum(amount_yuan), 0)::bigint as yuan
            from (select kind, amount_yuan,
                         extract(year from case kind when 'LISTING' then listed_on else granted_on end)::int as year
                  from financing
                  where withdrawn_at is null and region between :from and :to) as financed
            where year is not null and (:year = 0 or year = :year)
            group by kind, year
            order by year desc, kind""";

    private final Journal journal;
    private final Caller.Current caller;

    FinancingStatisticsResource(Journal journal, Caller.Current caller) {
        this.journal = journal;
        this.caller = caller;
    }

    /// What came to the enterprises of an area.
    @Schema(
            description = "融资统计 Financings counted",
            requiredProperties = {"region", "count", "amountYuan", "items"})
    public record FinancingStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "笔数 Financings", examples = "12")
            long count,

            @Schema(description = "金额（元） Yuan", examples = "36000000")
            long amountYuan,

            @Schema(description = "按方式与年度分项 By kind and year, the latest year first")
            List<FinancingSum> items) {}

    /// One kind in one year.
    @Schema(
            description = "一类融资在一年中的数量与金额 One kind in one year",
            requiredProperties = {"year", "kind", "kindName", "count", "amountYuan"})
    @JsonPropertyOrder({"year", "kind", "kindName", "count", "amountYuan"})
    public record FinancingSum(
            @Schema(description = "年度 Year of the grant, or of the listing", examples = "2021")
            int year,

            @Schema(description = "方式 Kind", examples = "PLEDGE_LOAN")
            FinancingKind kind,

            @Schema(description = "方式名称 Name of the kind", examples = "知识产权质押贷款")
            String kindName,

            @Schema(description = "笔数 Financings", examples = "1")
            long count,

            @Schema(description = "金额（元） Yuan", examples = "3000000")
            long amountYuan) {

        private static FinancingSum of(Tuple row) {
            var kind = FinancingKind.valueOf(row.get("kind", String.class));
            return new FinancingSum(
                    row.get("year", Integer.class),
                    kind,
                    kind.chinese,
                    row.get("count", Long.class),
                    row.get("yuan", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readFinancingStatistics",
            summary = "融资统计 Count financings by kind and year",
            description =
                    "已批准的（含已还清）按批准年度、已挂牌的按挂牌年度计；申请中与未获批准的不计。在调用方区划范围内。Granted ones, repaid since or not, in the year of the grant, listed ones in that of the listing; what is only applied for or was refused is not counted. Within the caller's regions.")
    public FinancingStatistics statistics(
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("year") @Parameter(description = "年度，缺省为全部 Year, all of them by default", example = "2021")
                    Integer year) {
        var area = Area.of(region, caller.get());
        var items = journal.reading(session -> session.createNativeQuery(SUMS, Tuple.class)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("year", year == null ? 0 : year)
                .getResultStream()
                .map(FinancingSum::of)
                .toList());
        return new FinancingStatistics(
                area.name(),
                items.stream().mapToLong(FinancingSum::count).sum(),
                items.stream().mapToLong(FinancingSum::amountYuan).sum(),
                items);
    }
}
