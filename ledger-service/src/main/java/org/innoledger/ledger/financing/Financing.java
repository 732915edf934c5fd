package org.innoledger.ledger.financing;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.register.Noted;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.time.Days;

/// Financing 产融对接: a loan, a stake or a listing that an enterprise applies for.
@Entity
public class Financing extends Registered<Financing.FinancingFacts> {
    /// More yuan than any one financing; it keeps every sum exact.
    static final long YUAN_MAX = 1_000_000_000_000L;

    /// What the register holds of a financing. Source: DOMAIN 1.14; the pledge loan 知识产权质押 of 3,000,000 yuan
    /// of 2021-07-29 is one.
    @Embeddable
    @Schema(name = "FinancingFacts", description = "融资登记内容 Facts of a financing", examples = """
                    {"enterprise": "91140602MA0T000111", "kind": "PLEDGE_LOAN", "institution": "示例·农村商业银行", \
                    "amountYuan": 3000000, "appliedOn": "2021-06-15", "grantedOn": "2021-07-29", "externalId": "SZ-RZ-0001"}""")
    public record FinancingFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise, which must be registered")
            @NotNull
            @Valid
            @Indexed
            CreditCode enterprise,

            @Schema(description = "方式 Kind") @NotNull @Enumerated(EnumType.STRING) @Indexed
            FinancingKind kind,

            @Schema(description = "金融机构、基金或交易场所 Bank, fund or exchange") @Size(max = 200) @Searched
            String institution,

            @Schema(description = "板块，仅 LISTING Board, of LISTING only", examples = "INNOVATION_BOARD")
            @Enumerated(EnumType.STRING)
            FinancingBoard board,

            @Schema(description = "金额（元）：先为申请额，批准后为批准额；LISTING 可无 Yuan: asked for, then granted; LISTING may have none")
            @Positive
            @Max(YUAN_MAX)
            Long amountYuan,

            @Schema(description = "申请日期 Applied for on") LocalDate appliedOn,

            @Indexed @Schema(description = "批准（放款）日期 Granted on")
            LocalDate grantedOn,

            @Schema(description = "还清日期，仅贷款与基金 Repaid on; loans and funds only", examples = "2022-07-28")
            LocalDate repaidOn,

            @Schema(description = "挂牌（上市）日期，仅 LISTING Listed on; LISTING only", examples = "2022-12-01")
            LocalDate listedOn,

            @Schema(description = "未获批准日期 Refused on", examples = "2021-07-01")
            LocalDate refusedOn,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.HangsOn, Refers.Local, Begins, Replaces<FinancingFacts>, Checked {
        private static final Copies<FinancingFacts> COPIES =
                Copies.of(FinancingFacts.class, "amountYuan", "grantedOn", "repaidOn", "listedOn", "refusedOn");

        @Override
        public FinancingState beginsAs() {
            if (refusedOn != null) {
                return FinancingState.REFUSED;
            }
            if (listedOn != null) {
                return FinancingState.LISTED;
            }
            if (repaidOn != null) {
                return FinancingState.REPAID;
            }
            return grantedOn == null ? FinancingState.APPLIED : FinancingState.GRANTED;
        }

        /// A date that carries the state may be corrected; it comes and goes only by its verb.
        @Override
        public FinancingFacts over(Filed<FinancingFacts> present) {
            if (present == null) {
                return this;
            }
            var before = present.facts();
            return with(
                    amountYuan,
                    Replaces.corrected(grantedOn, before.grantedOn),
                    Replaces.corrected(repaidOn, before.repaidOn),
                    Replaces.corrected(listedOn, before.listedOn),
                    Replaces.corrected(refusedOn, before.refusedOn));
        }

        /// The day before which it cannot be listed.
        private LocalDate latest() {
            return grantedOn == null ? appliedOn : grantedOn;
        }

        private FinancingFacts granted(LocalDate on, Long yuan) {
            return with(yuan == null ? amountYuan : yuan, on, repaidOn, listedOn, refusedOn);
        }

        private FinancingFacts repaid(LocalDate on) {
            return with(amountYuan, grantedOn, on, listedOn, refusedOn);
        }

        private FinancingFacts listed(LocalDate on) {
            return with(amountYuan, grantedOn, repaidOn, on, refusedOn);
        }

        private FinancingFacts refused(LocalDate on) {
            return with(amountYuan, grantedOn, repaidOn, listedOn, on);
        }

        private FinancingFacts with(
                Long amountYuan, LocalDate grantedOn, LocalDate repaidOn, LocalDate listedOn, LocalDate refusedOn) {
            return COPIES.with(this, amountYuan, grantedOn, repaidOn, listedOn, refusedOn);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "board",
                            FaultCode.INCONSISTENT,
                            kind == null || (kind == FinancingKind.LISTING) == (board != null),
                            "LISTING 须有板块，其他方式不设板块",
                            "LISTING needs a board, other kinds have none")
                    .at(
                            "amountYuan",
                            FaultCode.MISSING,
                            amountYuan != null || kind == null || kind == FinancingKind.LISTING,
                            "除 LISTING 外须有金额",
                            "every kind but LISTING needs an amountYuan")
                    .at(
                            "grantedOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(appliedOn, grantedOn),
                            "批准日期不能早于申请日期",
                            "grantedOn cannot be before appliedOn")
                    .at(
                            "repaidOn",
                            FaultCode.INCONSISTENT,
                            repaidOn == null
                                    || grantedOn != null
                                            && Checks.inOrder(grantedOn, repaidOn)
                                            && (kind == null || kind.lent),
                            "还清日期仅用于已批准的贷款与基金，且不早于批准日期",
                            "repaidOn is for granted loans and funds, and not before grantedOn")
                    .at(
                            "listedOn",
                            FaultCode.INCONSISTENT,
                            listedOnOfListing(),
                            "挂牌日期仅用于 LISTING，且不早于申请与批准日期",
                            "listedOn is for LISTING, and neither before appliedOn nor before grantedOn")
                    .at(
                            "refusedOn",
                            FaultCode.INCONSISTENT,
                            refusedOnAlone(),
                            "未获批准的没有批准、还清与挂牌日期，且不早于申请日期",
                            "what was refused was neither granted, repaid nor listed; and refusedOn is not before appliedOn");
        }

        private boolean listedOnOfListing() {
            return listedOn == null
                    || Checks.inOrder(appliedOn, listedOn)
                            && Checks.inOrder(grantedOn, listedOn)
                            && (kind == null || kind == FinancingKind.LISTING);
        }

        private boolean refusedOnAlone() {
            return refusedOn == null
                    || grantedOn == null
                            && repaidOn == null
                            && listedOn == null
                            && Checks.inOrder(appliedOn, refusedOn);
        }
    }

    /// How an enterprise is financed.
    @Schema(
            description =
                    "方式 Kind: PLEDGE_LOAN 知识产权质押贷款 | LOAN 其他贷款 | EQUITY 股权融资 | FUND 引领基金 | " + "LISTING 企业创新板、科创板等挂牌上市",
            examples = "PLEDGE_LOAN")
    public enum FinancingKind {
        PLEDGE_LOAN(true),
        LOAN(true),
        EQUITY(false),
        FUND(true),
        LISTING(false);

        /// Whether the money is paid back.
        final boolean lent;

        FinancingKind(boolean lent) {
            this.lent = lent;
        }
    }

    /// Where an enterprise is listed.
    @Schema(description = "板块 Board: INNOVATION_BOARD 企业创新板 | STAR 科创板 | OTHER 其他", examples = "INNOVATION_BOARD")
    public enum FinancingBoard {
        INNOVATION_BOARD,
        STAR,
        OTHER
    }

    /// State of a financing.
    @Schema(
            description = "状态 State: APPLIED 已申请 | GRANTED 已批准 | REPAID 已还清 | LISTED 已挂牌 | REFUSED 未获批准",
            examples = "GRANTED")
    public enum FinancingState implements Filed.State<FinancingState> {
        /// 已申请
        APPLIED,
        /// 已批准
        GRANTED,
        /// 已还清
        REPAID,
        /// 已挂牌
        LISTED,
        /// 未获批准
        REFUSED;

        @Override
        public Set<FinancingState> next() {
            return switch (this) {
                case APPLIED -> EnumSet.of(GRANTED, REFUSED);
                case GRANTED -> EnumSet.of(REPAID, LISTED);
                case REPAID, LISTED, REFUSED -> EnumSet.noneOf(FinancingState.class);
            };
        }
    }

    /// The bank, fund or exchange agrees.
    @Schema(
            name = "FinancingGrant",
            description = "批准 Grant",
            examples = "{\"on\": \"2021-07-29\", \"amountYuan\": 3000000}")
    public record Grant(
            @Schema(description = "批准（放款）日期，缺省为今天 Granted on, today by default")
            LocalDate on,

            @Schema(description = "批准金额（元），缺省为申请额 Yuan granted, those asked for by default") @Positive @Max(YUAN_MAX)
            Long amountYuan) {
        Filed<FinancingFacts> of(Filed<FinancingFacts> filed, LocalDate today) {
            var day = Days.since(filed.facts().appliedOn(), "/on", on, today);
            return filed.advance(FinancingState.GRANTED).with(filed.facts().granted(day, amountYuan));
        }
    }

    /// The money has been paid back.
    @Schema(name = "FinancingRepayment", description = "还清 Repayment", examples = "{\"on\": \"2022-07-28\"}")
    public record Repayment(
            @Schema(description = "还清日期，缺省为今天 Repaid on, today by default")
            LocalDate on) {
        Filed<FinancingFacts> of(Filed<FinancingFacts> filed, LocalDate today) {
            var day = Days.since(filed.facts().grantedOn(), "/on", on, today);
            return suited(filed, filed.facts().kind().lent)
                    .advance(FinancingState.REPAID)
                    .with(filed.facts().repaid(day));
        }
    }

    /// The enterprise has been listed.
    @Schema(name = "FinancingListing", description = "挂牌 Listing", examples = "{\"on\": \"2022-12-01\"}")
    public record Listed(
            @Schema(description = "挂牌日期，缺省为今天 Listed on, today by default")
            LocalDate on) {
        Filed<FinancingFacts> of(Filed<FinancingFacts> filed, LocalDate today) {
            var day = Days.since(filed.facts().latest(), "/on", on, today);
            return suited(filed, filed.facts().kind() == FinancingKind.LISTING)
                    .advance(FinancingState.LISTED)
                    .with(filed.facts().listed(day));
        }
    }

    /// The bank, fund or exchange does not agree.
    @Schema(
            name = "FinancingRefusal",
            description = "未获批准 Refusal",
            examples = "{\"reason\": \"质押物评估不足\", \"on\": \"2021-07-01\"}")
    public record Refusal(
            @Schema(description = "原因，留存于历史 Why; kept in the history") @NotBlank @Size(max = 500)
            String reason,

            @Schema(description = "日期，缺省为今天 Refused on, today by default")
            LocalDate on)
            implements Noted.Reasoned {
        Filed<FinancingFacts> of(Filed<FinancingFacts> filed, LocalDate today) {
            var day = Days.since(filed.facts().appliedOn(), "/on", on, today);
            return filed.advance(FinancingState.REFUSED).with(filed.facts().refused(day));
        }
    }

    /// The financing, when what is to be done suits its kind.
    private static Filed<FinancingFacts> suited(Filed<FinancingFacts> filed, boolean suits) {
        if (suits) {
            return filed;
        }
        throw Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "%s 不适用此操作：还清用于贷款与基金，挂牌用于 LISTING。",
                        "This is not done to %s: loans and funds are repaid, a LISTING is listed.",
                        filed.facts().kind()));
    }
}
