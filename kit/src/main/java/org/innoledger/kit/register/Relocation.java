package org.innoledger.kit.register;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Legible;

/// Where a record moves, and why.
@Schema(description = "迁移 A relocation", examples = "{\"region\": \"140213\", \"reason\": \"企业整体搬迁\"}")
public record Relocation(
        @Schema(description = "迁入区划 Division to which the record moves") @NotNull @Valid
        DivisionCode region,

        @Schema(description = "原因 The reason, kept in the history")
        @NotBlank
        @Size(max = 500)
        @Impersonal
        @Legible(letters = 1)
        String reason)
        implements Noted.Reasoned {}
