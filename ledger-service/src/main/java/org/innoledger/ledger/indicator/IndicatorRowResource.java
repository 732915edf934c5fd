package org.innoledger.ledger.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/indicators/{name}/rows")
@RunOnVirtualThread
@Tag(name = "Indicators 指标")
public class IndicatorRowResource {
    /// Rows on a page.
    private static final int LIMIT_MAX = 500;

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
        static IndicatorRow of(Tuple row) {
            var region = row.get("region", String.class);
            var yuan = row.get("yuan", BigDecimal.class);
            return new IndicatorRow(
                    row.get("id", String.class),
                    row.get("name", String.class),
                    region,
                    Division.find(region).map(Division::name).orElse(null),
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
            @QueryParam("region")
                    @Parameter(description = "行政区划代码前缀：14 省、1406 市、140602 县 Prefix of division codes", example = "1406")
                    String region,
            @QueryParam("month")
                    @Parameter(description = "月份，缺省为本月 Month; this one where it is absent", example = "2026-10")
                    String month,
            @QueryParam("limit")
                    @DefaultValue("50")
                    @Parameter(description = "每页条数，至多 500，超出按 500 计 Rows on a page, at most 500; more is cut")
                    int limit,
            @QueryParam("cursor") String cursor,
            @Context UriInfo uri) {
        var indicator = Asked.one("name", Indicator.class, name);
        var of = Asked.month(month, clock);
        if (limit < 1) {
            throw Problem.invalid("limit", FaultCode.OUT_OF_RANGE, Text.of("limit 至少为 1", "`limit` is at least 1"));
        }
        var most = Math.min(limit, LIMIT_MAX);
        var area = Area.of(region, caller.get());
        var same = indicator + " " + area.name() + " " + of + " ";
        var after = cursor == null ? "" : after(cursor, same);
        var rows = journal.reading(session -> Indicators.query(session, statement(indicator), area, of)
                .setParameter("after", after)
                .setParameter("limit", most + 1)
                .getResultStream()
                .map(IndicatorRow::of)
                .toList());
        if (rows.size() <= most) {
            return Answers.page(new Page<>(rows, null, null), null);
        }
        var next = encoded(same + rows.get(most - 1).id());
        return Answers.page(
                new Page<>(rows.subList(0, most), next, null),
                uri.getRequestUriBuilder()
                        .replaceQueryParam("cursor", next)
                        .scheme(null)
                        .host(null)
                        .port(-1)
                        .build()
                        .toString());
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

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The id that a cursor of the same list ended at.
    private static String after(String cursor, String same) {
        return decoded(cursor)
                .filter(text -> text.startsWith(same))
                .map(text -> text.substring(same.length()))
                .orElseThrow(() -> Problem.invalid(FaultCode.CURSOR_MISMATCH.at("cursor")));
    }

    private static Optional<String> decoded(String cursor) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
