package org.innoledger.talent.expertlist;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Value;
import org.innoledger.talent.talent.TalentId;

/// Membership 入选: a talent stands in an expert list for a time.
@Entity
public class ExpertMembership extends Registered<ExpertMembership.ExpertMembershipFacts> {

    /// What the register holds of a membership. Source: DOMAIN §2, Lists.
    @Embeddable
    @Schema(
            name = "ExpertMembershipFacts",
            description = "入选内容 Facts of a membership",
            examples =
                    "{\"talent\": \"019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d\", \"list\": \"019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d\", \"since\": \"2024-01-01\", \"until\": \"2026-12-31\", \"reason\": \"省级领军人才\"}")
    public record ExpertMembershipFacts(
            @Schema(description = "人才编号 Id of the talent") @NotNull @Valid
            TalentId talent,

            @Schema(description = "名单编号（UUID），须为可读的名单 Id of the list (UUID), one that the caller can read")
            @NotNull
            @Pattern(regexp = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", message = "应为 UUID / This must be a UUID")
            @Indexed
            String list,

            @Schema(description = "入选日期 Since") @NotNull LocalDate since,

            @Schema(description = "退出日期，含当日；缺省为仍在册 Until, this day included; still in the list by default")
            LocalDate until,

            @Schema(description = "入选理由 Why") @Size(max = 1000) @Impersonal @Searched
            String reason,

            @Indexed @Size(max = 100) @Impersonal @Pattern(regexp = TalentId.OTHERS, message = TalentId.OTHERS_TOLD)
            String externalId)
            implements Refers.Anchored, Refers.Local, Checked {

        /// Ids are the same however their digits are written.
        public ExpertMembershipFacts {
            list = list == null ? null : list.strip().toLowerCase(Locale.ROOT);
        }

        @Override
        public Value.OfRecord anchor() {
            return talent;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "until",
                    FaultCode.OUT_OF_ORDER,
                    Checks.inOrder(since, until),
                    "退出日期不能早于入选日期",
                    "until cannot be before since");
        }
    }
}
