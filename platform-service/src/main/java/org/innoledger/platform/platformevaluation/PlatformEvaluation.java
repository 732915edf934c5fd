package org.innoledger.platform.platformevaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Value;
import org.innoledger.platform.platform.PlatformId;

/// Evaluation 平台评估: how a platform has done in a period, and what follows from it. Once published it stays as
/// it is.
@Entity
public class PlatformEvaluation extends Registered<PlatformEvaluation.PlatformEvaluationFacts> {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /// What the register holds of an evaluation. Source: DOMAIN §3, "Evaluations".
    @Embeddable
    @Schema(name = "PlatformEvaluationFacts", description = "平台评估登记内容 Facts of an evaluation", examples = """
                    {"platform": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "since": "2023-01-01", "until": "2025-12-31", \
                    "indicators": [{"name": "研发投入", "weight": 40, "score": 88}, {"name": "成果转化", "weight": 60, \
                    "score": 85.5}], "score": 86.5, "grade": "GOOD", "consequence": "CONTINUE", \
                    "documentNumber": "晋科评〔2026〕2号", "externalId": "SZ-PG-0001"}""")
    public record PlatformEvaluationFacts(
            @Schema(description = "平台编号，须已登记 Id of the platform, which must be on file") @NotNull @Valid @Indexed
            PlatformId platform,

            @Schema(description = "评估期自 Period from") @NotNull
            LocalDate since,

            @Schema(description = "评估期至 Period until, that day included") @NotNull
            LocalDate until,

            @Schema(description = "指标；权重或都填、合计 100，或都不填 Indicators; weights are given for all, 100 in sum, or for none")
            @Size(max = 100)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid EvaluationIndicator> indicators,

            @Schema(description = "总分（百分制） Score, of 100")
            @PositiveOrZero
            @DecimalMax("100")
            @Digits(integer = 3, fraction = 2)
            BigDecimal score,

            @Schema(description = "等次 Grade") @NotNull @Enumerated(EnumType.STRING) @Indexed
            EvaluationGrade grade,

            @Schema(description = "处理 Consequence") @NotNull @Enumerated(EnumType.STRING)
            EvaluationConsequence consequence,

            @Schema(description = "整改期限；限期整改必填，其他不填 Day by which to rectify; of RECTIFY only", examples = "2026-12-31")
            LocalDate dueOn,

            @Schema(description = "评估文号 Number of the document") @Size(max = 200) @Searched
            String documentNumber,

            @Schema(
                    description =
                            "公布日期，由 publication 填写，报送的值不计 Published on; set by `publication`, what is sent is ignored",
                    readOnly = true,
                    examples = "2026-06-01")
            LocalDate publishedOn,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.Anchored, Refers.Local, Begins, Replaces<PlatformEvaluationFacts>, Checked {
        private static final Copies<PlatformEvaluationFacts> COPIES =
                Copies.of(PlatformEvaluationFacts.class, "documentNumber", "publishedOn");

        public PlatformEvaluationFacts {
            indicators = indicators == null || indicators.isEmpty() ? null : indicators;
            score = plain(score);
        }

        @Override
        public Value.OfRecord anchor() {
            return platform;
        }

        @Override
        public PlatformEvaluationState beginsAs() {
            return PlatformEvaluationState.DRAFT;
        }

        @Override
        public PlatformEvaluationFacts over(Filed<PlatformEvaluationFacts> present) {
            if (present == null) {
                return published(null, documentNumber);
            }
            var before = present.facts();
            var over = present.status().equals(PlatformEvaluationState.PUBLISHED.name());
            var number = over && documentNumber == null ? before.documentNumber : documentNumber;
            var next = published(before.publishedOn, number);
            if (over && !next.equals(before)) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "评估 %s 已于 %s 公布，不能再改。",
                                "Evaluation %s was published on %s and does not change any more.",
                                present.id(),
                                before.publishedOn),
                        Map.of("rule", "platform_evaluation_published", "present", present.status()));
            }
            return next;
        }

        PlatformEvaluationFacts published(LocalDate on, String documentNumber) {
            return COPIES.with(this, documentNumber, on);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "评估期止日不能早于起日",
                            "until cannot be before since")
                    .at(
                            "indicators",
                            FaultCode.INCONSISTENT,
                            indicatorsWeighed(),
                            "权重或都填且合计 100，或都不填",
                            "weights are given for all indicators, 100 in sum, or for none")
                    .at(
                            "dueOn",
                            FaultCode.INCONSISTENT,
                            dueOnOfRectification(),
                            "限期整改（RECTIFY）须填晚于评估期的整改期限，其他处理不填",
                            "RECTIFY has a dueOn after the period, and nothing else has one");
        }

        private boolean indicatorsWeighed() {
            var weights = indicators == null
                    ? List.<BigDecimal>of()
                    : indicators.stream()
                            .filter(Objects::nonNull)
                            .map(EvaluationIndicator::weight)
                            .filter(Objects::nonNull)
                            .toList();
            return weights.isEmpty()
                    || weights.size() == indicators.size()
                            && weights.stream()
                                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                                            .compareTo(HUNDRED)
                                    == 0;
        }

        private boolean dueOnOfRectification() {
            return consequence == EvaluationConsequence.RECTIFY
                    ? dueOn != null && (until == null || dueOn.isAfter(until))
                    : dueOn == null;
        }
    }

    private static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// 指标 What a platform is scored by.
    @Schema(
            name = "PlatformEvaluationIndicator",
            description = "指标 Indicator",
            requiredProperties = {"name", "score"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EvaluationIndicator(
            @Schema(description = "指标名称 Name", examples = "成果转化") @NotBlank @Size(max = 100)
            String name,

            @Schema(description = "权重（%） Weight, percent", examples = "60")
            @PositiveOrZero
            @DecimalMax("100")
            @Digits(integer = 3, fraction = 2)
            BigDecimal weight,

            @Schema(description = "得分（百分制） Score, of 100", examples = "85.5")
            @NotNull
            @PositiveOrZero
            @DecimalMax("100")
            @Digits(integer = 3, fraction = 2)
            BigDecimal score,

            @Schema(description = "说明 Remark; no personal data", examples = "技术合同额增长 12%") @Size(max = 1000)
            String remark) {
        public EvaluationIndicator {
            weight = plain(weight);
            score = plain(score);
        }
    }

    /// 等次.
    @Schema(
            name = "PlatformEvaluationGrade",
            description = "等次 Grade: EXCELLENT 优秀 | GOOD 良好 | QUALIFIED 合格 | UNQUALIFIED 不合格",
            examples = "GOOD")
    public enum EvaluationGrade {
        /// 优秀
        EXCELLENT,
        /// 良好
        GOOD,
        /// 合格
        QUALIFIED,
        /// 不合格
        UNQUALIFIED
    }

    /// What follows. To revoke is decided here and done with the platform, by a document of its own.
    @Schema(
            name = "PlatformEvaluationConsequence",
            description = "处理 Consequence: CONTINUE 继续 | RECTIFY 限期整改 | REVOKE 撤销（另以平台的 revocation 办理 done by the "
                    + "platform's own `revocation`）",
            examples = "CONTINUE")
    public enum EvaluationConsequence {
        /// 继续
        CONTINUE,
        /// 限期整改
        RECTIFY,
        /// 撤销
        REVOKE
    }

    /// A period that has been evaluated.
    record Evaluated(String id, LocalDate since, LocalDate until) {}

    /// Look-ups of evaluations, inside a transaction of the journal.
    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<PlatformEvaluation, String> {
        /// The first other evaluation of the platform that has been published for days of this period.
        Optional<Evaluated> published(PlatformId platform, LocalDate since, LocalDate until, String other) {
            return find("""
                            select id, facts.since, facts.until from PlatformEvaluation
                            where facts.platform = ?1 and facts.since <= ?3 and facts.until >= ?2 and id <> ?4
                                and status = 'PUBLISHED' and withdrawnAt is null
                            order by facts.since""", platform, since, until, other)
                    .project(Evaluated.class)
                    .firstResultOptional();
        }
    }

    /// State of an evaluation.
    @Schema(description = "状态 State: DRAFT 草稿 | PUBLISHED 已公布", examples = "PUBLISHED")
    public enum PlatformEvaluationState implements Filed.State<PlatformEvaluationState> {
        /// 草稿
        DRAFT,
        /// 已公布，此后不变
        PUBLISHED;

        @Override
        public Set<PlatformEvaluationState> next() {
            return this == DRAFT ? EnumSet.of(PUBLISHED) : EnumSet.noneOf(PlatformEvaluationState.class);
        }
    }

    /// 公布 The result is told to the public.
    @Schema(
            name = "PlatformEvaluationPublication",
            description = "公布 Publication",
            examples = "{\"on\": \"2026-06-01\", \"documentNumber\": \"晋科评〔2026〕2号\"}")
    public record Publication(
            @Schema(description = "公布日期，缺省为今天，不早于评估期止日 Published on, today by default; not before the period ends")
            LocalDate on,

            @Schema(description = "评估文号，缺省为已登记的 Number of the document; the one on file by default") @Size(max = 200)
            String documentNumber) {}
}
