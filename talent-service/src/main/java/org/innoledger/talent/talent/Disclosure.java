package org.innoledger.talent.talent;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Legible;
import org.innoledger.kit.standard.Value;

/// Disclosure 查看记录: who saw a person's data in clear, when, and what for (PIPL art. 51). It hangs on the
/// talent, so that the talent's region sees it.
@Entity
public class Disclosure extends Registered<Disclosure.DisclosureFacts> {

    /// What was disclosed and why; the data themselves are not in it.
    @Embeddable
    @Schema(description = "查看记录 Facts of a disclosure")
    public record DisclosureFacts(
            @Schema(description = "人才 Talent") @NotNull @Valid @Indexed
            TalentId talent,

            @Schema(description = "方式 Kind", examples = "REVEAL") @NotNull @Enumerated(EnumType.STRING)
            DisclosureKind kind,

            @Schema(description = "目的 Purpose", examples = "核对资助发放信息") @NotBlank @Size(max = 500) @Impersonal
            String purpose,

            @Schema(description = "查看者 Who saw them: the client or person of the token", examples = "talent-office")
            @NotBlank
            @Size(max = 255)
            String disclosedTo)
            implements Refers.Anchored, Refers.Local {
        @Override
        public Value.OfRecord anchor() {
            return talent;
        }
    }

    /// Kinds of disclosure.
    @Schema(description = "方式 Kind: REVEAL 因公查看 | COPY 应本人申请提供副本", examples = "REVEAL")
    public enum DisclosureKind {
        REVEAL,
        COPY
    }

    /// Why somebody wants to see personal data.
    @Schema(description = "查看目的 Why personal data are to be seen", examples = "{\"purpose\": \"核对资助发放信息\"}")
    public record Disclosing(
            @Schema(description = "目的，不得含个人信息 Purpose, without personal data")
            @NotBlank
            @Size(min = 4, max = 500)
            @Impersonal
            @Legible(letters = 4)
            String purpose) {}

    /// Personal data in clear.
    @Schema(
            description = "个人信息原文 Personal data in clear",
            requiredProperties = {"talent", "disclosure", "personal"})
    public record Disclosed(
            @Schema(description = "人才 Talent") TalentId talent,

            @Schema(
                    description = "查看记录编号 The record of this disclosure",
                    examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String disclosure,

            @Schema(description = "个人信息，未遮盖 Personal data, not masked")
            Person personal) {}
}
