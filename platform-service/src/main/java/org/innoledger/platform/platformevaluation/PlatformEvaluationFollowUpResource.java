package org.innoledger.platform.platformevaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;

@Path("/v1/platform-evaluation-follow-ups")
@RunOnVirtualThread
@Tag(name = "Platform evaluations 平台评估")
public class PlatformEvaluationFollowUpResource {
    /// Follow-ups that one answer lists, those that wait longest first.
    private static final int ITEMS_MAX = 1000;

    /// What a later evaluation has overtaken, and what no longer works under its own name, needs no follow-up.
    private static final String OPEN = """
            select e.id, e.platform, p.name, p.level, p.region, e.consequence, e.until, e.due_on, e.published_on,
                   e.document_number
            from platform_evaluation e
            join known_platform p on p.id = e.platform and p.withdrawn_at is null
            where e.withdrawn_at is null and e.status = 'PUBLISHED' and e.region between :from and :to
              and p.status in ('CULTIVATING', 'APPROVED', 'OPERATING')
              and (e.consequence = 'REVOKE' or e.consequence = 'RECTIFY' and e.due_on < cast(:today as date))
              and not exists (
                  select from platform_evaluation later
                  where later.platform = e.platform and later.withdrawn_at is null and later.status = 'PUBLISHED'
                    and later.until > e.until)
            order by coalesce(e.due_on, e.published_on), e.id
            limit :most""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    PlatformEvaluationFollowUpResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// What waits to be done.
    @Schema(
            description = "待办类别 What waits: RECTIFICATION_OVERDUE 整改期限已过而未再评估 not evaluated again by the day set | "
                    + "REVOCATION_PENDING 已决定撤销而平台尚未撤销 decided, and the platform is not revoked yet",
            examples = "RECTIFICATION_OVERDUE")
    public enum FollowUpKind {
        RECTIFICATION_OVERDUE,
        REVOCATION_PENDING
    }

    /// Consequences that wait to be carried out.
    @Schema(
            description = "评估处理待办 Consequences that wait to be carried out",
            requiredProperties = {"region", "on", "complete", "items"})
    public record PlatformEvaluationFollowUps(
            @Schema(description = "统计范围：区划代码前缀 Area: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "截至日期 As of", examples = "2026-11-22")
            LocalDate on,

            @Schema(description = "是否列全；至多列 1,000 项 Whether all are listed; at most 1,000 are", examples = "true")
            boolean complete,

            @Schema(description = "待办，等候最久的在前 What waits, the longest first")
            List<PlatformEvaluationFollowUp> items) {}

    /// One of them.
    @Schema(
            description = "一项待办 One that waits",
            requiredProperties = {"kind", "evaluation", "platform", "platformName", "level", "region", "publishedOn"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlatformEvaluationFollowUp(
            @Schema(description = "待办类别 What waits") FollowUpKind kind,

            @Schema(description = "评估编号 Id of the evaluation", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String evaluation,

            @Schema(description = "平台编号 Id of the platform", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7e")
            String platform,

            @Schema(description = "平台名称 Name of the platform", examples = "示例·固废利用工程技术研究中心")
            String platformName,

            @Schema(description = "平台级别 Level of the platform", ref = "PlatformLevel")
            String level,

            @Schema(description = "所在区划 Division", examples = "140602")
            String region,

            @Schema(description = "整改期限 Day by which to rectify", examples = "2026-06-30")
            LocalDate dueOn,

            @Schema(description = "公布日期 Published on", examples = "2026-01-15")
            LocalDate publishedOn,

            @Schema(description = "评估文号 Number of the document", examples = "晋科评〔2026〕2号")
            String documentNumber) {
        static PlatformEvaluationFollowUp of(Tuple row) {
            return new PlatformEvaluationFollowUp(
                    row.get("consequence", String.class).equals("REVOKE")
                            ? FollowUpKind.REVOCATION_PENDING
                            : FollowUpKind.RECTIFICATION_OVERDUE,
                    row.get("id", String.class),
                    row.get("platform", String.class),
                    row.get("name", String.class),
                    row.get("level", String.class),
                    row.get("region", String.class),
                    row.get("due_on", LocalDate.class),
                    row.get("published_on", LocalDate.class),
                    row.get("document_number", String.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPlatformEvaluationFollowUps",
            summary = "评估处理待办 What evaluations have decided and nobody has done",
            description =
                    "整改期限已过而未再评估的，及已决定撤销而平台尚未撤销的；在调用方区划范围内。Rectifications whose day has passed without a later evaluation, and revocations decided but not done; within the caller's regions.")
    public PlatformEvaluationFollowUps followUps(
            @QueryParam("region")
                    @Parameter(
                            description = "行政区划代码前缀：14 省、1406 市、140602 县 Prefix of division codes; all of the "
                                    + "caller's regions where it is absent",
                            example = "1406")
                    String region) {
        var area = Area.of(region, caller.get());
        var today = LocalDate.now(clock);
        var found = journal.reading(session -> session.createNativeQuery(OPEN, Tuple.class)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("today", today.toString())
                .setParameter("most", ITEMS_MAX + 1)
                .getResultStream()
                .map(PlatformEvaluationFollowUp::of)
                .toList());
        var complete = found.size() <= ITEMS_MAX;
        return new PlatformEvaluationFollowUps(
                area.name(), today, complete, complete ? found : found.subList(0, ITEMS_MAX));
    }
}
