package org.innoledger.talent.post;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
import org.innoledger.kit.time.Days;

/// Post 岗位: internships and vacancies of one kind that an employer offers, and how many have been taken up.
@Entity
public class Post extends Registered<Post.PostFacts> {
    /// More posts of one kind than any employer offers; it keeps every sum exact.
    private static final long OFFERED_MAX = 100_000;

    /// What the register holds of posts. Source: DOMAIN §2, Posts.
    @Embeddable
    @Schema(
            name = "PostFacts",
            description = "岗位内容 Facts of a post",
            examples =
                    "{\"region\": \"140602\", \"employer\": \"91140602MA0T000111\", \"kind\": \"INTERNSHIP\", \"title\": \"陶瓷工艺实习生\", \"field\": \"材料\", \"offered\": 10, \"since\": \"2026-07-01\", \"until\": \"2026-12-31\"}")
    public record PostFacts(
            @Schema(description = "所在区划 Division where the post is")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(
                    description =
                            "用人企业统一社会信用代码；与 institution 至少填一项，可尚未登记 Credit code of the employer; this or institution is needed; it may be unknown yet")
            @Valid
            @Indexed
            CreditCode employer,

            @Schema(
                    description = "用人单位名称，用于非企业单位 Name of the employer, where it is no enterprise",
                    examples = "示例·陶瓷研究所")
            @Size(max = 200)
            @Impersonal
            @Searched
            String institution,

            @Schema(description = "类型 Kind") @NotNull @Enumerated(EnumType.STRING) @Indexed
            PostKind kind,

            @Schema(description = "岗位名称 Title") @NotBlank @Size(max = 200) @Impersonal @Searched
            String title,

            @Schema(description = "专业领域 Field") @Size(max = 200) @Impersonal @Searched
            String field,

            @Schema(description = "提供数（个） How many are offered") @NotNull @Positive @Max(OFFERED_MAX)
            Integer offered,

            @Schema(
                    description =
                            "到岗数（人），不超过提供数；由 POST …/fillings 累加。登记时不填为 0，替换时不填则保留已有数，填写则更正 How many have been taken up, never more than are offered; POST …/fillings adds to it. Absent in a new post for 0; replacing the facts without it keeps the figure on file, with it corrects that",
                    examples = "0")
            @PositiveOrZero
            Integer filled,

            @Schema(
                    description =
                            "最近一次到岗日期；由 POST …/fillings 填写 Day of the latest filling; it comes by POST …/fillings",
                    examples = "2026-07-15",
                    readOnly = true)
            LocalDate filledOn,

            @Schema(description = "起始日期 Since") @NotNull LocalDate since,

            @Schema(description = "截止日期，含当日 Until, this day included")
            LocalDate until,

            @Indexed @Size(max = 100) @Impersonal String externalId)
            implements Located<PostFacts>, Refers, Replaces<PostFacts>, Checked {
        private static final Copies<PostFacts> COPIES = Copies.of(PostFacts.class, "filled", "filledOn");

        @Override
        public List<CreditCode> named() {
            return Stream.ofNullable(employer).toList();
        }

        /// Those who list posts and those who tell of fillings are often not the same: a list without figures
        /// takes none away.
        @Override
        public PostFacts over(Filed<PostFacts> present) {
            var before = present == null ? Integer.valueOf(0) : present.facts().filled();
            return with(
                    filled == null ? before : filled,
                    present == null ? null : present.facts().filledOn());
        }

        PostFacts with(Integer filled, LocalDate filledOn) {
            return COPIES.with(this, filled, filledOn);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "employer",
                            FaultCode.ONE_OF,
                            employer != null || institution != null && !institution.isBlank(),
                            "employer 与 institution 至少填一项",
                            "employer or institution is needed")
                    .at(
                            "filled",
                            FaultCode.EXCEEDS,
                            Checks.within(filled, offered),
                            "到岗数不能超过提供数",
                            "filled cannot exceed offered")
                    .at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "截止日期不能早于起始日期",
                            "until cannot be before since");
        }
    }

    /// Kind of post 岗位类型.
    @Schema(description = "岗位类型 Kind: INTERNSHIP 见习实习 | VACANCY 招聘", examples = "INTERNSHIP")
    public enum PostKind {
        INTERNSHIP,
        VACANCY
    }

    /// People who have taken up a post.
    @Schema(
            name = "PostFilling",
            description = "到岗 People who have taken up a post",
            examples = "{\"number\": 1, \"on\": \"2026-07-15\"}")
    public record Filling(
            @Schema(description = "到岗人数 How many") @NotNull @Positive @Max(OFFERED_MAX)
            Integer number,

            @Schema(description = "到岗日期，缺省为今天，不晚于今天 Day, today where it is absent, and not later")
            LocalDate on) {

        /// The post with these people.
        ///
        /// @throws Problem 400 when the day lies in the future, 409 when there are not so many left
        PostFacts of(Filed<PostFacts> post, LocalDate today) {
            var facts = post.facts();
            var day = Days.of("/on", on, today);
            var filled = facts.filled() + number;
            if (filled > facts.offered()) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "岗位提供 %d 个，已到岗 %d 人，再加 %d 人将超过提供数；请核对人数，或先修改 offered。",
                                "%d are offered and %d taken up; %d more would exceed that. Check the number, or change `offered` first.",
                                facts.offered(),
                                facts.filled(),
                                number),
                        Map.of(
                                "rule",
                                "post_filled_within_offered",
                                "offered",
                                facts.offered(),
                                "filled",
                                facts.filled()));
            }
            var latest = facts.filledOn() == null || day.isAfter(facts.filledOn()) ? day : facts.filledOn();
            return facts.with(filled, latest);
        }
    }
}
