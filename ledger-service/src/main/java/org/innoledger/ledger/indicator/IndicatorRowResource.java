package org.innoledger.ledger.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.Month;
import org.innoledger.kit.statistic.Paged;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/indicators/{name}/rows")
@RunOnVirtualThread
@Tag(name = "Indicators 指标")
public class IndicatorRowResource {
    /// Records that one row names.
    private static final int NAMED_MAX = 20;

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    IndicatorRowResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// One row of a numerator.
    @Schema(
            description = "分子明细 A row of a numerator",
            requiredProperties = {"id", "region"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IndicatorRow(
            @Schema(description = "企业；产业联盟指标为联盟 Enterprise; of ALLIANCES the alliance", examples = "91140602MA0T000111")
            String id,

            @Schema(description = "名称 Name", examples = "示例·朔州陶瓷有限公司")
            String name,

            @Schema(description = "区划 Division", examples = "140602")
            String region,

            @Schema(description = "区划名称 Name of the division", examples = "朔城区")
            String regionName,

            @Schema(
                    description =
                            "据以计入的平台、活动或年度数据，至多 20 项 Platforms, activities or annual figures that it counts by, at most 20")
            List<String> by,

            @Schema(description = "产业集群，仅产业联盟 Cluster, of ALLIANCES only", examples = "PHOTOVOLTAICS")
            String cluster,

            @Schema(description = "计入的金额（元），仅研发投入强度 Yuan that count, of RD_INTENSITY only", examples = "1200000")
            BigInteger yuan) {
        static IndicatorRow of(Tuple row, Paged asked) {
            var region = row.get("region", String.class);
            var yuan = row.get("yuan", BigDecimal.class);
            return new IndicatorRow(
                    row.get("id", String.class),
                    row.get("name", String.class),
                    region,
                    asked.named(region),
                    List.of(row.get("by", String[].class)),
                    row.get("cluster", String.class),
                    yuan == null ? null : yuan.toBigInteger());
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listIndicatorRows",
            summary = "指标分子明细 Every row of an indicator's numerator",
            description =
                    "逐行列出计入分子的企业（产业联盟为联盟）；行数或金额之和等于分子。Each enterprise (or alliance) that counts; the number of rows, or the sum of their yuan, is the numerator.")
    public RestResponse<Page<IndicatorRow>> rows(
            @PathParam("name")
                    @Parameter(description = "指标 Indicator", schema = @Schema(implementation = Indicator.class))
                    String name,
            @QueryParam("month")
                    @Parameter(description = "月份，缺省为本月 Month; this one where it is absent", example = "2026-10")
                    String month,
            @BeanParam Paged asked) {
        asked.only("month");
        var all = Arrays.stream(Indicator.values()).map(Indicator::name).toList();
        var indicator = Indicator.valueOf(asked.one("name", name, all));
        var of = asked.month("month", month, Month.of(LocalDate.now(clock)));
        var area = asked.area(caller.get());
        var rows = journal.reading(session -> Indicators.query(session, statement(indicator), area, of, Tuple.class)
                .setParameter("after", asked.after())
                .setParameter("limit", asked.most())
                .getResultStream()
                .map(row -> IndicatorRow.of(row, asked))
                .toList());
        return asked.page(rows, IndicatorRow::id);
    }

    /// The statement of an indicator's rows, in the same words as its numerator.
    private static String statement(Indicator indicator) {
        if (indicator == Indicator.ALLIANCES) {
            return """
                    select id, name, region, cluster, cast('{}' as text[]) as by, cast(null as numeric) as yuan
                    from counted_alliance
                    where region between :from and :to and id > :after
                    order by id limit :limit""";
        }
        var source = switch (indicator) {
            case RD_INSTITUTION_SHARE -> Indicators.INSTITUTION;
            case RD_ACTIVITY_SHARE -> Indicators.ACTIVITY;
            default -> Indicators.ANNUAL + " and f.rd_internal_spend_yuan > 0";
        };
        var yuan = indicator == Indicator.RD_INTENSITY
                ? "(select sum(f.rd_internal_spend_yuan) " + source + ")"
                : "cast(null as numeric)";
        // The first word after `from` is the table, the second what it is called.
        var called = source.strip().split("\\s+")[2];
        return """
                select e.id, e.name, e.region, cast(null as text) as cluster, %s as yuan,
                       array(select %s.id %s order by 1 limit %d) as by
                from known_enterprise e
                where %s and exists (select %3$s) and e.id > :after
                order by e.id limit :limit""".formatted(yuan, called, source, NAMED_MAX, Indicators.ROSTER);
    }
}
