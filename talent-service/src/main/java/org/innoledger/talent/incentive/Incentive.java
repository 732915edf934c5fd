package org.innoledger.talent.incentive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
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
            CreditCode enterprise,

            @Schema(description = "类型 Kind", examples = "POST_DIVIDEND") @NotNull @Enumerated(EnumType.STRING)
            IncentiveKind kind,

            @Schema(description = "方案名称 Title of the plan", examples = "核心技术人员岗位分红方案")
            @NotBlank
            @Size(max = 200)
            @Impersonal
            String plan,

            @Schema(description = "文件 Document", examples = "示例集团发〔2025〕8号") @Size(max = 200) @Impersonal
            String document,

            @Schema(
                    description = "激励对象人才编号，可不列出，不重复 Ids of the people, each once; they need not be listed",
                    examples = "[\"019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d\"]",
                    maxItems = PEOPLE_MAX)
            @Size(max = PEOPLE_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid TalentId> people,

            @Schema(description = "覆盖人数（人），不少于列出的人数 Persons covered, not fewer than are listed", examples = "36")
            @NotNull
            @Positive
            @Max(HEADCOUNT_MAX)
            Integer headcount,

            @Schema(description = "金额（元） Yuan", examples = "2400000") @PositiveOrZero @Max(YUAN_MAX)
            Long amountYuan,

            @Schema(description = "起始日期；统计按其年度 Since; statistics go by its year", examples = "2025-01-01") @NotNull
            LocalDate since,

            @Schema(description = "结束日期，含当日 Until, this day included", examples = "2027-12-31")
            LocalDate until,

            @Schema(
                    description = "报送方自有编号，同一区划内唯一 The caller's own number, unique in its region",
                    examples = "SZ-JL-0001")
            @Size(max = 100)
            @Impersonal
            String externalId)
            implements Refers.HangsOn {

        /// The journal knows no empty lists, so there are none here either.
        public IncentiveFacts {
            people = people == null || people.isEmpty() ? null : people;
        }

        @AssertTrue(message = "人员重复 / A person stands twice in the list")
        @Schema(hidden = true)
        @JsonIgnore
        public boolean isPeopleOnce() {
            return people == null || new HashSet<>(people).size() == people.size();
        }

        @AssertTrue(message = "覆盖人数不能少于列出的人数 / headcount cannot be less than the people listed")
        @Schema(hidden = true)
        @JsonIgnore
        public boolean isHeadcountOfPeople() {
            return headcount == null || people == null || headcount >= people.size();
        }

        @AssertTrue(message = "结束日期不能早于起始日期 / until cannot be before since")
        @Schema(hidden = true)
        @JsonIgnore
        public boolean isUntilInOrder() {
            return until == null || since == null || !until.isBefore(since);
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
