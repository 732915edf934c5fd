package org.innoledger.ledger.activity;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.register.Noted;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.ledger.coverage.ActivityKind;
import org.innoledger.ledger.coverage.CoverageBasis;

/// Innovation activity 创新活动: a line of the ledger 台账 itself. Source: DOMAIN 1.2, work plan 晋政办发〔2019〕83号.
@Entity
public class Activity extends Registered<Activity.ActivityFacts> {
    /// What the register holds of an activity.
    @Embeddable
    @Schema(name = "ActivityFacts", description = "创新活动登记内容 Facts of an innovation activity", examples = """
                    {"enterprise": "91140602MA0T000111", "kind": "RD_PROJECT", "title": "高强陶瓷釉料研发", \
                    "startedOn": "2026-03-01", "budgetYuan": 800000, "evidence": [{"title": "立项通知"}]}""")
    public record ActivityFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise") @NotNull @Valid @Indexed
            CreditCode enterprise,

            @Schema(description = "类型 Kind; it decides whether the activity counts") @NotNull @Valid @Indexed
            ActivityKind kind,

            @Schema(description = "名称 Title") @NotBlank @Size(max = 200) @Searched @Indexed
            String title,

            @Schema(description = "领域 Field", examples = "新材料") @Size(max = 100) @Indexed
            String field,

            @Schema(description = "开始日期 Started on; its month is the month that the activity is counted in as new")
            @NotNull
            @Indexed
            LocalDate startedOn,

            @Schema(description = "结束日期 Ended on; absent while it runs", examples = "2026-10-31") @Indexed
            LocalDate endedOn,

            @Schema(description = "阶段 Stage", examples = "中试") @Size(max = 100) @Indexed
            String stage,

            @Schema(description = "预算（元） Budget, yuan") @PositiveOrZero @Max(9_000_000_000_000_000L) @Indexed
            Long budgetYuan,

            @Schema(description = "已投入（元） Spent so far, yuan", examples = "350000")
            @PositiveOrZero
            @Max(9_000_000_000_000_000L)
            @Indexed
            Long spentYuan,

            @Schema(description = "合作单位编号 Ids of partners: platforms, universities", examples = "[\"中北大学\"]")
            @Size(max = 50)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotBlank @Size(max = 200) String> partners,

            @Schema(description = "关键技术 Key technology", examples = "低温釉烧") @Size(max = 500) @Searched
            String keyTechnology,

            @Schema(description = "难点 What is hard about it", examples = "釉面针孔率高") @Size(max = 2000) @Searched
            String challenge,

            @Schema(description = "佐证材料 Evidence") @Size(max = 50) @JdbcTypeCode(SqlTypes.JSON)
            List<@Valid @NotNull Evidence> evidence,

            @Schema(
                    description = "核实日期，由核实操作设定 Verified on; set by verification only",
                    readOnly = true,
                    examples = "2026-04-02")
            @Indexed
            LocalDate verifiedOn,

            @Indexed @Size(max = 100) String externalId)
            implements CoverageBasis, Begins, Replaces<ActivityFacts>, Checked {
        private static final Copies<ActivityFacts> COPIES = Copies.of(ActivityFacts.class, "verifiedOn");

        /// The journal knows no empty lists, so there are none here either.
        public ActivityFacts {
            partners = partners == null || partners.isEmpty() ? null : partners;
            evidence = evidence == null || evidence.isEmpty() ? null : evidence;
        }

        @Override
        public ActivityState beginsAs() {
            return ActivityState.FILED;
        }

        /// What has been verified is changed no more: whoever must change it has it returned first, so that a
        /// reviewer sees it again.
        @Override
        public ActivityFacts over(Filed<ActivityFacts> present) {
            var replacing = verified(present == null ? null : present.facts().verifiedOn());
            if (present != null
                    && present.status().equals(ActivityState.VERIFIED.name())
                    && !replacing.equals(present.facts())) {
                throw Problem.illegalState(
                        Text.of(
                                "创新活动 %s 已核实，不能再修改；请先由审核人退回：POST …/return",
                                "Activity %s is verified and cannot be changed; have it returned first: POST …/return",
                                present.id()),
                        present.status(),
                        ActivityState.VERIFIED.next());
            }
            return replacing;
        }

        /// The facts of the activity once it has been verified on this day, or, with null, no longer is.
        public ActivityFacts verified(LocalDate on) {
            return COPIES.with(this, on);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "endedOn",
                    FaultCode.OUT_OF_ORDER,
                    Checks.inOrder(startedOn, endedOn),
                    "结束日期不能早于开始日期",
                    "endedOn cannot be before startedOn");
        }
    }

    /// A document that shows that the activity takes place.
    @Schema(name = "ActivityEvidence", description = "佐证材料 A piece of evidence")
    public record Evidence(
            @Schema(description = "名称 Title", examples = "立项通知") @NotBlank @Size(max = 200)
            String title,

            @Schema(description = "网址 Where it is kept", examples = "https://example.org/lixiang.pdf")
            @Size(max = 1000)
            @Pattern(regexp = "https?://.+", message = "应为 http 或 https 网址 / must be an http or https address")
            String url,

            @Schema(
                    description = "文件的 SHA-256，64 位十六进制小写 SHA-256 of the file, 64 lower-case hexadecimal digits",
                    examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            @Pattern(regexp = "[0-9a-f]{64}", message = "应为 64 位小写十六进制 / must be 64 lower-case hexadecimal digits")
            String sha256) {}

    /// State of an activity.
    @Schema(description = "状态 State: FILED 已填报 | VERIFIED 已核实 | RETURNED 已退回", examples = "FILED")
    public enum ActivityState implements Filed.State<ActivityState> {
        /// 已填报
        FILED,
        /// 已核实: it counts.
        VERIFIED,
        /// 已退回: to be mended and filed again.
        RETURNED;

        @Override
        public Set<ActivityState> next() {
            return switch (this) {
                case FILED -> EnumSet.of(VERIFIED, RETURNED);
                case VERIFIED -> EnumSet.of(RETURNED);
                case RETURNED -> EnumSet.of(FILED);
            };
        }
    }

    /// What a reviewer says in verifying an activity.
    @Schema(
            name = "ActivityVerification",
            description = "核实 Verification",
            examples = "{\"on\": \"2026-04-02\", \"note\": \"材料齐全\"}")
    public record Verification(
            @Schema(description = "核实日期，缺省为今天 Verified on; today where it is absent")
            LocalDate on,

            @Schema(description = "核实意见，留存于历史 Note, kept in the history") @Size(max = 500)
            String note)
            implements Noted {}
}
