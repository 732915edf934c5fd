package org.innoledger.talent.talentgrant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.talent.supportrule.ProjectKind;
import org.innoledger.talent.supportrule.SupportedGrade;

/// 资助标准 A rule as it stood when a grant was approved by it.
@Schema(
        name = "GrantStandard",
        description = "批准时的资助标准 The rule as it stood at the approval",
        requiredProperties = {"id", "version", "projectKind", "grade", "maxYuan"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantStandard(
        @Schema(description = "标准编号 Id of the rule", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
        String id,

        @Schema(description = "标准版本 Version of the rule", examples = "1")
        long version,

        @Schema(description = "项目类型 Kind of project", examples = "NEW_NATIONAL_PLATFORM")
        ProjectKind projectKind,

        @Schema(description = "人才层次 Grade of talent", examples = "NONE")
        SupportedGrade grade,

        @Schema(description = "下限（元） At least, yuan; absent for none", examples = "1000000")
        Long minYuan,

        @Schema(description = "上限（元） At most, yuan", examples = "10000000")
        Long maxYuan,

        @Schema(description = "依据文号 Document that it rests on", examples = "示例〔2026〕2号") @Impersonal
        String document) {}
