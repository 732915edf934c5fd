package org.innoledger.platform.coachingrecord;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Paged;
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
        static CoachingGap of(Tuple row, Paged asked) {
            var region = row.get("region", String.class);
            return new CoachingGap(
                    row.get("id", String.class),
                    row.get("name", String.class),
                    region,
                    asked.named(region),
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
            @BeanParam Paged asked,
            @QueryParam("since")
                    @Parameter(
                            description = "只看此日及以后的辅导，缺省不限 Coaching on or after this day only; ever by default",
                            example = "2026-01-01")
                    String since) {
        asked.only("since");
        var first = asked.day("since", since, EVER);
        var area = asked.area(caller.get());
        var rows = journal.reading(session -> session.createNativeQuery(GAPS, Tuple.class)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("since", first)
                .setParameter("after", asked.after())
                .setParameter("limit", asked.most())
                .getResultStream()
                .map(row -> CoachingGap.of(row, asked))
                .toList());
        return asked.page(rows, CoachingGap::enterprise);
    }
}
