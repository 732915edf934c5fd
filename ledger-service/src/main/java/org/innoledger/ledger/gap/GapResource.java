package org.innoledger.ledger.gap;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.Industry;
import org.innoledger.kit.statistic.Paged;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/coverage")
@RunOnVirtualThread
@Tag(name = "Coverage 覆盖统计", description = "全覆盖的进展与缺口 How far full coverage has come, and what is missing")
public class GapResource {
    private static final String INDUSTRY = "行业代码前缀：C 门类、C30 大类、C3073 小类 Prefix of industry codes";

    private static final List<String> KINDS = List.of("DEPARTMENT", "LOCALITY", "ENTERPRISE");

    /// Enterprises of the roster 规模以上 (sections B, C, D) that are not covered; the states are spelt out so
    /// that the index of those serves. What is met is gathered once (`not in`, of a column without nulls):
    /// with `not exists` the planner, which knows nothing of the selectivity of row-level security, may read
    /// all of it for each enterprise.
    private static final String NOT_COVERED = """
            select id, name, region, industry, status
            from known_enterprise
            where withdrawn_at is null and status not in ('ACTIVE', 'CLOSED')
              and industry >= 'B' and industry < 'E'
              and industry >= :industry and industry <= :industry || '~'
              and above_scale_since <= :today and coalesce(above_scale_until, 'infinity') >= :today
              and region between :from and :to
              and id > :after
              and id not in (%s)
            order by id
            limit :limit""";

    private static final String ASSIGNED = """
            select enterprise from known_assignment
            where withdrawn_at is null and region between :from and :to
              and since <= :today and coalesce(until, 'infinity') >= :today""";

    private static final String PAIRED = """
            select enterprise from known_pairing
            where withdrawn_at is null and region between :from and :to and kind = any(cast(:kinds as text[]))
              and since <= :today and coalesce(until, 'infinity') >= :today""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    GapResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// An enterprise that the campaign still has to reach.
    @Schema(
            description = "待覆盖企业 An enterprise that is not covered yet",
            requiredProperties = {"enterprise", "name", "region", "industry", "status"})
    public record Gap(
            @Schema(description = "企业统一社会信用代码 Credit code", examples = "91140602MA0T000111")
            String enterprise,

            @Schema(description = "名称 Name", examples = "示例·朔州陶瓷有限公司")
            String name,

            @Schema(description = "所在县区 County", examples = "140602")
            String region,

            @Schema(description = "县区名称 Name of the county", examples = "朔城区")
            String regionName,

            @Schema(description = "行业 Industry", examples = "C3073")
            String industry,

            @Schema(
                    description = "覆盖状态 Coverage state, as of the enterprise",
                    enumeration = {"NOT_STARTED", "ASSIGNED", "IN_PROGRESS", "REOPENED"},
                    examples = "NOT_STARTED")
            String status) {
        static Gap of(Tuple row, Paged asked) {
            var region = row.get("region", String.class);
            return new Gap(
                    row.get("id", String.class),
                    row.get("name", String.class),
                    region,
                    asked.named(region),
                    row.get("industry", String.class),
                    row.get("status", String.class));
        }
    }

    @GET
    @Path("unassigned")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listUnassigned",
            summary = "未分派工作组的企业 Enterprises without a work group",
            description =
                    "今天在规模以上名录、尚未开展且没有有效对接分派的企业，在调用方区划范围内。Those on the roster today that are not covered and that no work group has now, within the caller's regions.")
    public RestResponse<Page<Gap>> unassigned(
            @BeanParam Paged asked,
            @QueryParam("industry") @Parameter(description = INDUSTRY, example = "C30") String industry) {
        asked.only("industry");
        return page(asked, industry, ASSIGNED, Map.of());
    }

    @GET
    @Path("unpaired")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listUnpaired",
            summary = "无帮扶对接的企业 Enterprises without a pairing",
            description =
                    "今天在规模以上名录、尚未开展且没有有效帮扶对接的企业；可只看某一类对接。Those on the roster today that are not covered and have no pairing now; by `kind`, no pairing of that kind.")
    public RestResponse<Page<Gap>> unpaired(
            @BeanParam Paged asked,
            @QueryParam("industry") @Parameter(description = INDUSTRY, example = "C30") String industry,
            @QueryParam("kind")
                    @Parameter(
                            description = "对接类型；缺省为任一类 Kind of pairing that is missing; any where it is absent",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"DEPARTMENT", "LOCALITY", "ENTERPRISE"}))
                    String kind) {
        asked.only("industry", "kind");
        var kinds = kind == null ? KINDS : List.of(asked.one("kind", kind, KINDS));
        return page(asked, industry, PAIRED, Map.of("kinds", kinds.toArray(String[]::new)));
    }

    private RestResponse<Page<Gap>> page(Paged asked, String industry, String met, Map<String, String[]> more) {
        var area = asked.area(caller.get());
        var prefix = industry == null ? "" : Industry.prefix("industry", industry);
        var found = journal.reading(session -> {
            var query = session.createNativeQuery(NOT_COVERED.formatted(met), Tuple.class)
                    .setParameter("industry", prefix)
                    .setParameter("today", LocalDate.now(clock))
                    .setParameter("from", area.from())
                    .setParameter("to", area.to())
                    .setParameter("after", asked.after())
                    .setParameter("limit", asked.most());
            more.forEach((name, values) -> query.setParameter(name, values, String[].class));
            return query.getResultStream().map(row -> Gap.of(row, asked)).toList();
        });
        return asked.page(found, Gap::enterprise);
    }
}
