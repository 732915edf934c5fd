package org.innoledger.kit.register;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Legible;

/// Why something is done that needs a reason.
@Schema(description = "原因 Why", examples = "{\"reason\": \"重复登记\"}")
public record Reason(
        @Schema(description = "原因 The reason, kept in the history")
        @NotBlank
        @Size(max = 500)
        @Impersonal
        @Legible(letters = 1)
        String reason)
        implements Noted.Reasoned {}
