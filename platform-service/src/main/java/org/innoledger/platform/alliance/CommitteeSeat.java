package org.innoledger.platform.alliance;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A seat of the committee: a unit and its field, and no name.
@Schema(
        name = "AllianceCommitteeSeat",
        description = "专家委员会席位；不填写姓名 Seat of the committee; no person's name",
        examples = "{\"unit\": \"示例·矿业大学\", \"field\": \"碳纤维\"}")
public record CommitteeSeat(
        @Schema(description = "单位 Unit", examples = "示例·矿业大学") @NotBlank @Size(max = 200)
        String unit,

        @Schema(description = "专业领域 Field", examples = "碳纤维") @NotBlank @Size(max = 100)
        String field,

        @Schema(
                description = "人才编号（人才服务），UUID Id of the talent in talent-service, a UUID",
                examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
        @Pattern(
                regexp = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                message = "人才编号应为小写 UUID / the id of a talent is a UUID in lower case")
        String talent) {}
