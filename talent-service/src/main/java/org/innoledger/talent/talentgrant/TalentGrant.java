package org.innoledger.talent.talentgrant;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Value;
import org.innoledger.talent.engagement.HostId;
import org.innoledger.talent.talent.TalentId;

/// Grant 人才资助: money of a fund for a talent, an enterprise or a platform, from the application to the last
/// payment. What was decided comes by verbs alone, and what it was judged by is kept with it.
@Entity
public class TalentGrant extends Registered<TalentGrant.TalentGrantFacts> {
    /// More yuan than any one grant; it keeps every sum exact.
    static final long YUAN_MAX = 1_000_000_000_000L;

    /// Parts in which a grant is paid at the most.
    static final int PAYMENTS_MAX = 60;

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String UUID_MESSAGE = "应为小写的 UUID / must be a UUID in lower case";

    /// What the register holds of a grant. Source: DOMAIN §2.
    @Embeddable
    @Schema(name = "TalentGrantFacts", description = "人才资助登记内容 Facts of a grant", examples = """
                    {"region": "140602", "fund": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "year": 2026, \
                    "enterprise": "91140602MA0T000111", "title": "示例·新建国家级重点实验室", "requestedYuan": 8000000, \
                    "externalId": "SZ-ZZ-0001"}""")
    public record TalentGrantFacts(
            @Schema(description = "申请单位所在区划 Division of the office that applies")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "人才资金编号，须为本级或上级资金 Id of the fund (UUID), one of this division or above it")
            @NotNull
            @Pattern(regexp = UUID, message = UUID_MESSAGE)
            @Indexed
            String fund,

            @Schema(description = "年度，计入该年预算 Year whose budget it is paid from") @NotNull @Min(2000) @Max(2100)
            Integer year,

            @Schema(
                    description =
                            "资助标准编号；申请时可不填，最迟评审前补齐 Id of the support rule (UUID); an application may leave it open, the review needs it",
                    examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            @Pattern(regexp = UUID, message = UUID_MESSAGE)
            String rule,

            @Schema(description = "受资助人才编号 Talent who is supported") @Valid @Indexed
            TalentId talent,

            @Schema(description = "受资助（或创办）企业统一社会信用代码 Credit code of the enterprise supported, or founded")
            @Valid
            @Indexed
            CreditCode enterprise,

            @Schema(
                    description = "受资助平台编号 Id of the platform supported (UUID)",
                    examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            @Valid
            HostId platform,

            @Schema(description = "平台名称 Name of the platform", examples = "示例·国家重点实验室")
            @Size(max = 200)
            @Impersonal
            @Searched
            String platformName,

            @Schema(description = "项目名称 Title of the project") @NotBlank @Size(max = 300) @Impersonal @Searched
            String title,

            @Schema(description = "申请金额（元） Applied for, yuan") @NotNull @Positive @Max(YUAN_MAX)
            Long requestedYuan,

            @Schema(
                    description = "评审，由 review 填写，报送的值不计 Review; set by `review`, what is sent is ignored",
                    readOnly = true)
            @Valid
            @JdbcTypeCode(SqlTypes.JSON)
            GrantReview review,

            @Schema(
                    description = "批准金额（元），由 approval 填写 Approved, yuan; set by `approval`",
                    readOnly = true,
                    examples = "8000000")
            Long approvedYuan,

            @Schema(
                    description = "批准日期，由 approval 填写 Approved on; set by `approval`",
                    readOnly = true,
                    examples = "2026-06-01")
            LocalDate approvedOn,

            @Schema(
                    description =
                            "批准时的资助标准，此后标准变更不影响 The rule as it stood at the approval; later changes do not touch it",
                    readOnly = true)
            @JdbcTypeCode(SqlTypes.JSON)
            GrantStandard standard,

            @Schema(description = "拨付记录，由 payments 追加 Payments; added by `payments`", readOnly = true)
            @Size(max = PAYMENTS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid GrantPayment> payments,

            @Schema(description = "已拨付合计（元） Paid in all, yuan", readOnly = true, examples = "3000000")
            Long paidYuan,

            @Schema(description = "不予资助，由 refusal 填写 Refusal; set by `refusal`", readOnly = true)
            @Valid
            @JdbcTypeCode(SqlTypes.JSON)
            GrantEnding refusal,

            @Schema(description = "终止，由 closing 填写 End before all was paid; set by `closing`", readOnly = true)
            @Valid
            @JdbcTypeCode(SqlTypes.JSON)
            GrantEnding closing,

            @Indexed @Size(max = 100) @Impersonal @Pattern(regexp = TalentId.OTHERS, message = TalentId.OTHERS_TOLD)
            String externalId)
            implements Located<TalentGrantFacts>, Refers, Begins, Replaces<TalentGrantFacts>, Checked {
        private static final Copies<TalentGrantFacts> COPIES = Copies.of(
                TalentGrantFacts.class,
                "review",
                "approvedYuan",
                "approvedOn",
                "standard",
                "payments",
                "paidYuan",
                "refusal",
                "closing");

        public TalentGrantFacts {
            payments = payments == null || payments.isEmpty() ? null : payments;
        }

        @Override
        public List<? extends Value.OfRecord> named() {
            return Stream.<Value.OfRecord>of(talent, enterprise, platform)
                    .filter(Objects::nonNull)
                    .toList();
        }

        @Override
        public GrantState beginsAs() {
            return GrantState.APPLIED;
        }

        /// What was reviewed stays as it was; what was decided comes by verbs alone.
        @Override
        public TalentGrantFacts over(Filed<TalentGrantFacts> present) {
            if (present == null) {
                return with(null, null, null, null, null, null, null, null);
            }
            var before = present.facts();
            if (!present.status().equals(GrantState.APPLIED.name())
                    && !application().equals(before.application())) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "资助 %s 已评审，当前为 %s，申请内容不能再改；如有误，请以 refusal 或 closing 办结后重新申请。",
                                "Grant %s has been reviewed and is %s now, so its application cannot change; where it is wrong, end it by `refusal` or `closing` and apply anew.",
                                present.id(),
                                present.status()),
                        Map.of("rule", "talent_grant_reviewed", "present", present.status()));
            }
            return with(
                    before.review,
                    before.approvedYuan,
                    before.approvedOn,
                    before.standard,
                    before.payments,
                    before.paidYuan,
                    before.refusal,
                    before.closing);
        }

        /// What the applicant states.
        private List<Object> application() {
            return Arrays.asList(fund, year, rule, talent, enterprise, platform, platformName, title, requestedYuan);
        }

        TalentGrantFacts reviewed(GrantReview done) {
            return with(done, null, null, null, null, null, null, null);
        }

        TalentGrantFacts approved(long yuan, LocalDate on, GrantStandard by) {
            return with(review, yuan, on, by, null, 0L, null, null);
        }

        TalentGrantFacts paid(GrantPayment payment) {
            var all = new ArrayList<>(payments == null ? List.<GrantPayment>of() : payments);
            all.add(payment);
            return with(review, approvedYuan, approvedOn, standard, all, paidYuan + payment.amountYuan(), null, null);
        }

        TalentGrantFacts without(GrantPayment payment) {
            var left = payments.stream().filter(each -> !each.equals(payment)).toList();
            return with(review, approvedYuan, approvedOn, standard, left, paidYuan - payment.amountYuan(), null, null);
        }

        TalentGrantFacts refused(GrantEnding ending) {
            return with(review, null, null, null, null, null, ending, null);
        }

        TalentGrantFacts closed(GrantEnding ending) {
            return with(review, approvedYuan, approvedOn, standard, payments, paidYuan, null, ending);
        }

        private TalentGrantFacts with(
                GrantReview review,
                Long approvedYuan,
                LocalDate approvedOn,
                GrantStandard standard,
                List<GrantPayment> payments,
                Long paidYuan,
                GrantEnding refusal,
                GrantEnding closing) {
            return COPIES.with(this, review, approvedYuan, approvedOn, standard, payments, paidYuan, refusal, closing);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "talent",
                            FaultCode.ONE_OF,
                            talent != null || enterprise != null || platform != null,
                            "须填写受资助的人才、企业或平台",
                            "state the talent, enterprise or platform that is supported")
                    .at(
                            "platform",
                            FaultCode.ID_FORM,
                            platform == null || platform.fault().isPresent() || platform.platform(),
                            "platform 应为创新平台的编号（UUID）；企业请填 enterprise",
                            "platform is the id of a platform, a UUID; an enterprise goes under enterprise")
                    .at(
                            "platform",
                            FaultCode.ONE_OF,
                            platform == null || talent == null,
                            "受资助的或为人才，或为平台，不能同时",
                            "support goes to a talent or to a platform, not to both");
        }
    }

    /// State of a grant.
    @Schema(
            name = "TalentGrantState",
            description =
                    "状态 State: APPLIED 已申请 | REVIEWED 已评审 | APPROVED 已批准 | PAID 已全部拨付 | REFUSED 不予资助 | TERMINATED 已终止",
            examples = "APPROVED")
    public enum GrantState implements Filed.State<GrantState> {
        /// 已申请
        APPLIED,
        /// 已评审
        REVIEWED,
        /// 已批准，尚未全部拨付
        APPROVED,
        /// 已全部拨付
        PAID,
        /// 不予资助
        REFUSED,
        /// 已终止，未拨付部分退回资金
        TERMINATED;

        @Override
        public Set<GrantState> next() {
            return switch (this) {
                case APPLIED -> EnumSet.of(REVIEWED, REFUSED);
                case REVIEWED -> EnumSet.of(APPROVED, REFUSED);
                case APPROVED -> EnumSet.of(PAID, TERMINATED);
                // By the reversal of a payment.
                case PAID -> EnumSet.of(APPROVED);
                case REFUSED, TERMINATED -> EnumSet.noneOf(GrantState.class);
            };
        }
    }

    /// 评审 What the reviewers say of an application.
    @Schema(
            name = "GrantReview",
            description = "评审 Review",
            examples = "{\"on\": \"2026-05-20\", \"opinion\": \"专家组一致同意\"}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GrantReview(
            @Schema(description = "评审日期，缺省为今天 Reviewed on, today by default")
            LocalDate on,

            @Schema(description = "评审意见 Opinion") @NotBlank @Size(max = 2000) @Impersonal
            String opinion) {}

    /// 批准 What the fund gives.
    @Schema(
            name = "GrantApproval",
            description = "批准 Approval",
            examples = "{\"amountYuan\": 8000000, \"on\": \"2026-06-01\"}")
    public record GrantApproval(
            @Schema(description = "批准金额（元） Approved, yuan") @NotNull @Positive @Max(YUAN_MAX)
            Long amountYuan,

            @Schema(description = "批准日期，缺省为今天 Approved on, today by default")
            LocalDate on) {}

    /// 不予资助或终止 Why and when a grant ended.
    @Schema(
            name = "GrantEnding",
            description = "不予资助或终止 Refusal or early end",
            examples = "{\"on\": \"2026-09-01\", \"reason\": \"项目已停止\"}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GrantEnding(
            @Schema(description = "日期，缺省为今天 Day, today by default")
            LocalDate on,

            @Schema(description = "原因 Why") @NotBlank @Size(max = 500) @Impersonal
            String reason) {}
}
