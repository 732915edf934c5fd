package org.innoledger.talent.incentive;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.talent.talent.TalentId;

/// Incentive 激励: a plan by which an enterprise lets its people share in what they make.
@Entity
public class Incentive extends Registered<Incentive.IncentiveFacts> {
    private static final int PEOPLE_MAX = 500;

    /// More people than any enterprise has, and more yuan than any plan; they keep every sum exact.
    private static final long HEADCOUNT_MAX = 1_000_000;

    private static final long YUAN_MAX = 1_000_000_000_000L;

    /// What the register holds of a plan. Source: DOMAIN §2, Incentives.
    @Embeddable
    @Schema(
            name = "IncentiveFacts",
            description = "激励内容 Facts of an incentive",
            examples =
                    "{\"enterprise\": \"91140602MA0T000111\", \"kind\": \"POST_DIVIDEND\", \"plan\": \"核心技术人员岗位分红方案\", \"document\": \"示例集团发〔2025〕8号\", \"headcount\": 36, \"amountYuan\": 2400000, \"since\": \"2025-01-01\", \"until\": \"2027-12-31\"}")
    public record IncentiveFacts(
            @Schema(
                    description =
                            "企业统一社会信用代码 Credit code of the enterprise; one that is not known yet is remarked upon")
            @NotNull
            @Valid
            @Indexed
            CreditCode enterprise,

            @Schema(description = "类型 Kind") @NotNull @Enumerated(EnumType.STRING) @Indexed
            IncentiveKind kind,

            @Schema(description = "方案名称 Title of the plan") @NotBlank @Size(max = 200) @Impersonal
            String plan,

            @Schema(description = "文件 Document") @Size(max = 200) @Impersonal @Searched
            String document,

            @Schema(
                    description = "激励对象人才编号，可不列出，不重复 Ids of the people, each once; they need not be listed",
                    examples = "[\"019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d\"]",
                    maxItems = PEOPLE_MAX)
            @Size(max = PEOPLE_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid TalentId> people,

            @Schema(description = "覆盖人数（人），不少于列出的人数 Persons covered, not fewer than are listed")
            @NotNull
            @Positive
            @Max(HEADCOUNT_MAX)
            Integer headcount,

            @Schema(description = "金额（元） Yuan") @PositiveOrZero @Max(YUAN_MAX)
            Long amountYuan,

            @Schema(description = "起始日期；统计按其年度 Since; statistics go by its year") @NotNull
            LocalDate since,

            @Schema(description = "结束日期，含当日 Until, this day included")
            LocalDate until,

            @Indexed @Size(max = 100) @Impersonal @Pattern(regexp = TalentId.OTHERS, message = TalentId.OTHERS_TOLD)
            String externalId)
            implements Refers.HangsOn, Checked {

        /// The journal knows no empty lists, so there are none here either.
        public IncentiveFacts {
            people = people == null || people.isEmpty() ? null : people;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "people",
                            FaultCode.DUPLICATE,
                            Checks.distinct(people),
                            "人员重复",
                            "A person stands twice in the list")
                    .at(
                            "headcount",
                            FaultCode.EXCEEDS,
                            headcount == null || people == null || headcount >= people.size(),
                            "覆盖人数不能少于列出的人数",
                            "headcount cannot be less than the people listed")
                    .at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "结束日期不能早于起始日期",
                            "until cannot be before since");
        }
    }

    /// Kind of incentive 激励类型.
    @Schema(
            description = "激励类型 Kind: EQUITY 股权 | DIVIDEND 分红 | POST_DIVIDEND 岗位分红 | "
                    + "PROJECT_INCOME_SHARE 项目收益分红 | SALARY_COMPENSATION 薪酬补差",
            examples = "POST_DIVIDEND")
    public enum IncentiveKind {
        EQUITY,
        DIVIDEND,
        POST_DIVIDEND,
        PROJECT_INCOME_SHARE,
        SALARY_COMPENSATION
    }
}
