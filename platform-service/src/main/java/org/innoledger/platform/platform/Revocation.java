package org.innoledger.platform.platform;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The end of a platform that nobody takes over.
@Schema(
        name = "PlatformRevocation",
        description = "撤销 Revocation",
        examples = "{\"reason\": \"评估不合格\", \"on\": \"2024-03-01\", \"documentNumber\": \"晋科发〔2024〕9号\"}")
public record Revocation(
        @Schema(description = "撤销日期，缺省今天 Since; today where absent, not in the future", examples = "2024-03-01")
        @PastOrPresent
        LocalDate on,

        @Schema(description = "文号 Number of the document", examples = "晋科发〔2024〕9号") @Size(max = 100)
        String documentNumber,

        @Schema(description = "原因，留存于历史 The reason, kept in the history", examples = "评估不合格") @NotBlank @Size(max = 500)
        String reason) {}
