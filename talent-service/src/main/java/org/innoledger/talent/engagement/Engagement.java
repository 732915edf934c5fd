package org.innoledger.talent.engagement;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.register.Noted;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Value;
import org.innoledger.kit.time.Days;
import org.innoledger.talent.talent.TalentId;

/// Engagement 柔性引才: a talent works for an enterprise or a platform, for a time and in some way.
@Entity
public class Engagement extends Registered<Engagement.EngagementFacts> {
    /// More yuan than any one engagement costs; it keeps every sum exact.
    private static final long YUAN_MAX = 1_000_000_000_000L;

    /// What the register holds of an engagement. Source: "引导开辟了院士专家工作站、“兼职兼薪”、“候鸟式”聘任、“双休日”专家等各具 特色的新型柔性引才方式".
    @Embeddable
    @Schema(name = "EngagementFacts", description = "柔性引才登记内容 Facts of an engagement", examples = """
                    {"talent": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "host": "91140602MA0T000111", \
                    "kind": "WEEKEND", "duties": "每月两次现场指导储能电池工艺", "since": "2026-01-01", "until": "2026-12-31", \
                    "paidYuan": 120000, "document": "聘书〔2026〕3 号", "externalId": "SZ-YC-0001"}""")
    public record EngagementFacts(
            @Schema(description = "人才编号 Id of the talent, who must be registered and within the caller's regions")
            @NotNull
            @Valid
            @Indexed
            TalentId talent,

            @Schema(
                    description =
                            "用人单位：企业统一社会信用代码或创新平台编号；尚未登记的先收并加提示 Host: credit code of an enterprise or id of a platform; one that is not known yet is remarked upon")
            @NotNull
            @Valid
            @Indexed
            HostId host,

            @Schema(description = "方式 Kind") @NotNull @Enumerated(EnumType.STRING) @Indexed
            EngagementKind kind,

            @Schema(description = "工作内容 Duties; no personal data") @Size(max = 2000) @Impersonal @Searched
            String duties,

            @Indexed @Schema(description = "聘期自 Since") @NotNull
            LocalDate since,

            @Schema(description = "聘期至；缺省为未定 Until; absent while it is open") @Indexed
            LocalDate until,

            @Schema(description = "聘期内报酬（元）Yuan paid for the whole of it") @PositiveOrZero @Max(YUAN_MAX)
            Long paidYuan,

            @Schema(description = "聘书或协议 Letter or contract") @Size(max = 200) @Impersonal @Searched
            String document,

            @Indexed @Size(max = 100) @Impersonal @Pattern(regexp = TalentId.OTHERS, message = TalentId.OTHERS_TOLD)
            String externalId)
            implements Refers.Anchored, Checked {
        private static final Copies<EngagementFacts> COPIES = Copies.of(EngagementFacts.class, "until");

        @Override
        public Value.OfRecord anchor() {
            return host;
        }

        @Override
        public List<Value.OfRecord> named() {
            return Stream.<Value.OfRecord>of(host, talent)
                    .filter(Objects::nonNull)
                    .toList();
        }

        private EngagementFacts ended(LocalDate on) {
            return COPIES.with(this, on);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "until",
                    FaultCode.OUT_OF_ORDER,
                    Checks.inOrder(since, until),
                    "聘期止日不能早于起日",
                    "until cannot be before since");
        }
    }

    /// How a talent is engaged.
    @Schema(
            description = "方式 Kind: ACADEMICIAN_STATION 院士专家工作站 | PART_TIME 兼职兼薪 | SEASONAL 候鸟式 | "
                    + "WEEKEND 双休日专家 | FULL_TIME 全职",
            examples = "WEEKEND")
    public enum EngagementKind {
        ACADEMICIAN_STATION,
        PART_TIME,
        SEASONAL,
        WEEKEND,
        FULL_TIME
    }

    /// Why an engagement is taken back.
    @Schema(name = "EngagementWithdrawal", description = "撤回 Withdrawal", examples = "{\"reason\": \"重复登记\"}")
    public record Withdrawal(
            @Schema(description = "理由，留存于历史，不得含个人信息 Why; kept in the history, without personal data")
            @NotBlank
            @Size(max = 500)
            @Impersonal
            String reason)
            implements Noted.Reasoned {}

    /// The engagement ends before it would have.
    @Schema(
            name = "EngagementEnding",
            description = "终止 Ending",
            examples = "{\"on\": \"2026-06-30\", \"reason\": \"项目提前结题\"}")
    public record Ending(
            @Schema(description = "最后一日，缺省为今天 Last day, today by default")
            LocalDate on,

            @Schema(description = "原因，留存于历史 Why; kept in the history, without personal data")
            @NotBlank
            @Size(max = 500)
            @Impersonal
            String reason)
            implements Noted.Reasoned {
        Filed<EngagementFacts> of(Filed<EngagementFacts> filed, LocalDate today) {
            var day = Days.since(filed.facts().since(), "/on", on, today);
            var present = filed.facts().until();
            if (present != null && !present.isAfter(day)) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "聘期已于 %s 结束；登记有误的用 PATCH 更正。",
                                "It has ended on %s; mend a mistake by PATCH.", present));
            }
            return filed.with(filed.facts().ended(day));
        }
    }
}
