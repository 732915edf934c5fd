package org.innoledger.ledger.closeout;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.ledger.coverage.CoverageBasis;

/// Close-out 销号: an enterprise is struck off the list of those that the campaign still has to win. The county
/// proposes it with the activity that carries it, the city confirms. Source: DOMAIN 1.1, work plan 五(一)3.
@Entity
public class CloseOut extends Registered<CloseOut.CloseOutFacts> {
    /// Characters of a UUID.
    static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /// What the register holds of a close-out.
    @Embeddable
    @Schema(name = "CloseOutFacts", description = "销号登记内容 Facts of a close-out", examples = """
                    {"enterprise": "91140602MA0T000111", "activity": "019a9e3c-5d6f-7a10-8000-000000000001", \
                    "proposedOn": "2026-05-10", "note": "研发项目已核实"}""")
    public record CloseOutFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise") @NotNull @Valid @Indexed
            CreditCode enterprise,

            @Schema(description = "年度，由提出日期决定 Year, that of proposedOn", readOnly = true, examples = "2026")
            Integer year,

            @Schema(description = "支撑销号的创新活动编号 Id of the activity that carries it")
            @NotBlank
            @Pattern(regexp = UUID, message = "应为 UUID / must be a UUID")
            @Indexed
            String activity,

            @Schema(description = "提出日期，不晚于今天 Proposed on, not in the future") @NotNull @PastOrPresent
            LocalDate proposedOn,

            @Schema(description = "说明 Note") @Size(max = 2000) @Searched
            String note,

            @Schema(
                    description = "确认日期，由市确认时设定 Confirmed on; set by confirmation",
                    readOnly = true,
                    examples = "2026-05-12")
            LocalDate confirmedOn,

            @Schema(description = "重新打开日期 Reopened on; set by reopening", readOnly = true, examples = "2026-08-01")
            LocalDate reopenedOn,

            @Indexed @Size(max = 100) String externalId)
            implements CoverageBasis, Begins, Replaces<CloseOutFacts> {
        private static final Copies<CloseOutFacts> COPIES =
                Copies.of(CloseOutFacts.class, "year", "confirmedOn", "reopenedOn");

        @Override
        public CloseOutState beginsAs() {
            return CloseOutState.PROPOSED;
        }

        @Override
        public CloseOutFacts over(Filed<CloseOutFacts> present) {
            if (present == null) {
                return with(null, null);
            }
            var replacing = with(present.facts().confirmedOn(), present.facts().reopenedOn());
            if (!present.status().equals(CloseOutState.PROPOSED.name()) && !replacing.equals(present.facts())) {
                throw Problem.illegalState(
                        Text.of(
                                "销号 %s 已由市办理（%s），不能再修改。",
                                "Close-out %s has been decided upon (%s) and cannot be changed.",
                                present.id(),
                                present.status()),
                        present.status(),
                        CloseOutState.valueOf(present.status()).next());
            }
            return replacing;
        }

        /// The facts with the days that only verbs set; the year follows from the day of the proposal.
        public CloseOutFacts with(LocalDate confirmedOn, LocalDate reopenedOn) {
            return COPIES.with(this, proposedOn == null ? null : proposedOn.getYear(), confirmedOn, reopenedOn);
        }
    }

    /// Look-ups of close-outs, inside a transaction of the journal.
    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<CloseOut, String> {
        /// Id of the one that an enterprise's verbs are about: the one proposed or confirmed, else the latest.
        Optional<String> currentOf(CreditCode enterprise) {
            return find("""
                            select id from CloseOut where facts.enterprise = ?1 and withdrawnAt is null
                            order by case when status in ('PROPOSED', 'CONFIRMED') then 0 else 1 end,
                                facts.year desc, facts.proposedOn desc, recordedAt desc""", enterprise).project(String.class).firstResultOptional();
        }
    }

    /// State of a close-out.
    @Schema(
            description = "状态 State: PROPOSED 县已提出 | CONFIRMED 市已确认 | REFUSED 市未同意 | REOPENED 重新打开",
            examples = "PROPOSED")
    public enum CloseOutState implements Filed.State<CloseOutState> {
        /// 县已提出
        PROPOSED,
        /// 市已确认: the enterprise is CLOSED.
        CONFIRMED,
        /// 市未同意
        REFUSED,
        /// 重新打开: the enterprise is REOPENED.
        REOPENED;

        @Override
        public Set<CloseOutState> next() {
            return switch (this) {
                case PROPOSED -> EnumSet.of(CONFIRMED, REFUSED);
                case CONFIRMED -> EnumSet.of(REOPENED);
                case REFUSED, REOPENED -> EnumSet.noneOf(CloseOutState.class);
            };
        }
    }

    /// What a county proposes for one enterprise.
    @Schema(
            name = "CloseOutProposal",
            description = "提出销号 Proposal",
            examples = "{\"activity\": \"019a9e3c-5d6f-7a10-8000-000000000001\", \"note\": \"研发项目已核实\"}")
    public record Proposal(
            @Schema(description = "支撑销号的创新活动编号 Id of the activity that carries it")
            @NotBlank
            @Pattern(regexp = UUID, message = "应为 UUID / must be a UUID")
            String activity,

            @Schema(description = "提出日期，缺省为今天 Proposed on; today where it is absent", examples = "2026-05-10")
            LocalDate on,

            @Schema(description = "说明 Note") @Size(max = 2000)
            String note) {}

    /// The city's confirmation.
    @Schema(name = "CloseOutConfirmation", description = "确认销号 Confirmation", examples = "{\"on\": \"2026-05-12\"}")
    public record Confirmation(
            @Schema(description = "确认日期，缺省为今天 Confirmed on; today where it is absent")
            LocalDate on) {}

    /// Why a close-out is opened again.
    @Schema(name = "CloseOutReopening", description = "重新打开 Reopening", examples = "{\"reason\": \"活动已中止\"}")
    public record Reopening(
            @Schema(description = "原因 Reason") @NotBlank @Size(max = 500)
            String reason,

            @Schema(description = "日期，缺省为今天 Reopened on; today where it is absent", examples = "2026-08-01")
            LocalDate on) {}
}
