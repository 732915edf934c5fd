package org.innoledger.platform.lineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.platform.platform.PlatformLevel;
import org.innoledger.platform.platform.PlatformState;
import org.innoledger.platform.platform.PlatformType;

/// From what a platform came and into what it went, over any number of acts.
@Schema(
        description = "平台沿革 Lineage of a platform: what went before it and what came after it, over any number of acts",
        requiredProperties = {"platform", "truncated", "nodes", "edges"})
public record Lineage(
        @Schema(description = "查询的平台 The platform asked for", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
        String platform,

        @Schema(
                description = "true：超过上限，只列出离它最近的部分 true: there is more than the limit; what is nearest is told",
                examples = "false")
        boolean truncated,

        @Schema(description = "平台，至多 500 个 Platforms, at most 500")
        List<LineageNode> nodes,

        @Schema(description = "接续关系，至多 2,000 条 What came of what, at most 2,000")
        List<LineageEdge> edges) {

    /// A platform; of one in another region nothing is told but that there is one.
    @Schema(
            description = "沿革中的一个平台 A platform; of one in another region nothing is told but that it is there",
            requiredProperties = {"key", "elsewhere"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineageNode(
            @Schema(
                    description = "在本答复中的键，edges 以此相连 Key in this answer, by which edges name it",
                    examples = "elsewhere-1")
            String key,

            @Schema(
                    description = "true：在其他区划，不显示编号与名称 true: it lies in another region, so no id and no name",
                    examples = "false")
            boolean elsewhere,

            @Schema(description = "平台编号 Id of the platform", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String id,

            @Schema(description = "名称 Name", examples = "示例·煤电污染控制山西省重点实验室")
            String name,

            @Schema(description = "类型 Type", examples = "KEY_LABORATORY")
            PlatformType type,

            @Schema(description = "级别 Level", examples = "PROVINCIAL")
            PlatformLevel level,

            @Schema(description = "状态 State", examples = "OPERATING")
            PlatformState status,

            @Schema(description = "批准建设日期 Approved to be built on", examples = "2021-06-01")
            LocalDate approvedOn,

            @Schema(description = "终止日期：撤销、合并或升级 Day on which it ended", examples = "2023-12-31")
            LocalDate revokedOn,

            @Schema(description = "true：登记已撤回 true: its registration has been withdrawn", examples = "true")
            Boolean withdrawn) {}

    /// By what one platform came of another.
    @Schema(
            description =
                    "接续方式：优化重组的五种方式，或合并 Kind, one of the five of a restructuring or a merger: ENRICH 充实 | ADJUST 调整 | "
                            + "INTEGRATE 整合 | CANCEL 取消 | CREATE 新建 | MERGER 合并",
            examples = "INTEGRATE")
    public enum LineageKind {
        ENRICH,
        ADJUST,
        INTEGRATE,
        CANCEL,
        CREATE,
        MERGER
    }

    /// One step from a platform to another; what was created has no `from`, what was cancelled no `to`.
    @Schema(
            description = "一条接续关系；新建的没有 from，取消的没有 to What came of what; what was created has no `from`, what was "
                    + "cancelled no `to`",
            requiredProperties = {"kind", "decidedOn", "planned"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineageEdge(
            @Schema(
                    description = "优化重组编号；合并没有 Id of the restructuring; a merger has none",
                    examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7e")
            String act,

            LineageKind kind,

            @Schema(description = "文号 Number of the document", examples = "晋科发〔2023〕40号")
            String documentNumber,

            @Schema(description = "决定日期 Decided on", examples = "2023-09-28")
            LocalDate decidedOn,

            @Schema(description = "true：尚未批准 true: not approved yet", examples = "false")
            boolean planned,

            @Schema(description = "前身的 key Key of what went before", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String from,

            @Schema(description = "后身的 key Key of what came after", examples = "elsewhere-1")
            String to) {}
}
