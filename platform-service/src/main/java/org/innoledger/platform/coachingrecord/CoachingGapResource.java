package org.innoledger.platform.coachingrecord;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.platform.asked.Asked;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/coaching-gaps")
@RunOnVirtualThread
@Tag(name = "Coaching 辅导")
public class CoachingGapResource {
    /// No coaching that is on record is older.
    private static final LocalDate EVER = LocalDate.of(1900, 1, 1);

    private static final String GAPS = """
            select s.id, s.name, s.region, s.industry, s.status
            from enterprise_state s
            where not s.withdrawn and s.region between :from and :to and not enterprise_active(s.status)
              and not exists (select from coaching_record c
                              where c.enterprise = s.id and c.withdrawn_at is null and c.coached_on >= :since)
              and s.id > :after
            order by s.id limit :limit""";

    private final Journal journal;
    private final Caller.Current caller;

    CoachingGapResource(Journal journal, Caller.Current caller) {
        this.journal = journal;
        this.caller = caller;
    }

    /// An enterprise that nobody has coached yet.
    @Schema(
            description = "未开展活动且未被辅导的企业 An enterprise without activity and without coaching",
            requiredProperties = {"enterprise", "region", "state"})
    public record CoachingGap(
            @Schema(description = "统一社会信用代码 Credit code", examples = "91140602MA0T000111")
            String enterprise,

            @Schema(description = "名称 Name", examples = "示例陶瓷有限公司")
            String name,

            @Schema(description = "区划 Division", examples = "140602")
            String region,

            @Schema(description = "区划名称 Name of the division", examples = "朔城区")
            String regionName,

            @Schema(description = "行业 Industry", examples = "C3031")
            String industry,

            @Schema(
                    description = "台账中的覆盖状态 Coverage state in the ledger: NOT_STARTED 未开展 | ASSIGNED 已对接 | "
                            + "IN_PROGRESS 推进中 | REOPENED 重新打开",
                    examples = "NOT_STARTED")
            String state) {
        static CoachingGap of(Tuple row) {
            var region = row.get("region", String.class);
            return new CoachingGap(
                    row.get("id", String.class),
                    row.get("name", String.class),
                    region,
                    Division.find(region).map(Division::name).orElse(null),
                    row.get("industry", String.class),
                    row.get("status", String.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listCoachingGaps",
            summary = "待辅导企业 Enterprises without activity and without coaching",
            description =
                    "台账中未开展创新活动（不为 ACTIVE、CLOSED）且没有辅导记录的企业，按代码排序。In the order of their codes; neither ACTIVE nor CLOSED in the ledger.")
    public RestResponse<Page<CoachingGap>> gaps(
            @QueryParam("region")
                    @Parameter(description = "行政区划代码前缀：14 省、1406 市、140602 县 Prefix of division codes", example = "1406")
                    String region,
            @QueryParam("since")
                    @Parameter(
                            description = "只看此日及以后的辅导，缺省不限 Coaching on or after this day only; ever by default",
                            example = "2026-01-01")
                    String since,
            @QueryParam("limit")
                    @DefaultValue("50")
                    @Parameter(description = "每页条数，至多 500，超出按 500 计 Rows on a page, at most 500; more is cut")
                    int limit,
            @QueryParam("cursor") String cursor,
            @Context UriInfo uri) {
        var most = Asked.limit(limit);
        var first = Asked.day("since", since, EVER);
        var area = Area.of(region, caller.get());
        var question = "gaps " + area.name() + " " + first;
        var after = Asked.after(cursor, question);
        var rows = journal.reading(session -> session.createNativeQuery(GAPS, Tuple.class)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("since", first)
                .setParameter("after", after)
                .setParameter("limit", most + 1)
                .getResultStream()
                .map(CoachingGap::of)
                .toList());
        if (rows.size() <= most) {
            return Answers.page(new Page<>(rows, null, null), null);
        }
        var next = Asked.cursor(question, rows.get(most - 1).enterprise());
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
}
