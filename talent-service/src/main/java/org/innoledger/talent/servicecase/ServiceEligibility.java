package org.innoledger.talent.servicecase;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Whether a talent is eligible, and why.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        description = "是否符合条件及理由 Whether a talent is eligible, and why",
        requiredProperties = {"talent", "kind", "eligible", "reason"})
public record ServiceEligibility(
        @Schema(description = "人才编号 Id of the talent", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
        String talent,

        @Schema(description = "服务类别 Kind", examples = "SPOUSE_PLACEMENT")
        ServiceCaseKind kind,

        @Schema(
                description = "是否符合条件；配偶安置指入编调动 Whether eligible; of SPOUSE_PLACEMENT, for a transfer",
                examples = "true")
        boolean eligible,

        @Schema(description = "待遇，仅配偶安置 Entitlement, of SPOUSE_PLACEMENT only", examples = "TRANSFER")
        ServiceEntitlement entitlement,

        @Schema(description = "学历学位 Degree on file", examples = "DOCTOR")
        String degree,

        @Schema(description = "最高职称 Highest title on file", examples = "副教授")
        String title,

        @Schema(description = "其级别 Its rank", examples = "ASSOCIATE_SENIOR")
        String rank,

        @Schema(
                description =
                        "理由：凭何职称或学位，或欠缺什么；语言随 Accept-Language Why: by which title or degree, or what is lacking; in the language of Accept-Language",
                examples = "具有副教授职称（副高级 ASSOCIATE_SENIOR），可办理入编调动手续。")
        String reason) {}
