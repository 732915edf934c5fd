package org.innoledger.platform.platform;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A merger into a platform that goes on.
@Schema(name = "PlatformMerger", description = "合并 Merger", examples = """
                {"into": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7e", "on": "2024-03-01", "documentNumber": "晋科发〔2024〕8号", \
                "reason": "方向相近，整合力量"}""")
public record Merger(
        @Schema(description = "并入的平台 Platform that it goes into", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7e")
        @NotNull
        @Valid
        PlatformId into,

        @Schema(description = "合并日期，缺省今天 Since; today where absent, not in the future", examples = "2024-03-01")
        @PastOrPresent
        LocalDate on,

        @Schema(description = "文号 Number of the document", examples = "晋科发〔2024〕8号") @Size(max = 100)
        String documentNumber,

        @Schema(description = "原因，留存于历史 The reason, kept in the history", examples = "方向相近，整合力量")
        @NotBlank
        @Size(max = 500)
        String reason) {}
