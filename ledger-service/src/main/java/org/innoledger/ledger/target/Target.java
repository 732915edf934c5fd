package org.innoledger.ledger.target;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Below;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.register.Noted;
import org.innoledger.ledger.indicator.Indicator;

/// Target 目标考核: what a region or one of its departments is to reach in a year, by one indicator. Those below
/// the region may read it.
@Below
@Entity
public class Target extends Registered<Target.TargetFacts> {

    /// What the register holds of a target. Source: DOMAIN 1.8; targets and supervision by item 13710 of the
    /// work plan (晋政办发〔2019〕83号).
    @Embeddable
    @Schema(name = "TargetFacts", description = "目标内容 Facts of a target", examples = """
                    {"region": "140600", "year": 2026, "indicator": "RD_INSTITUTION_SHARE", "target": 40, "floor": 10, \
                    "weight": 25}""")
    public record TargetFacts(
            @Schema(description = "考核区划：省、市或县 Division whose target it is: province, city or county")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "责任部门；缺省为区划本身 Department; the division itself where it is absent", examples = "省工信厅")
            @Size(max = 100)
            @Searched
            String department,

            @Schema(description = "年度 Year") @NotNull @Min(2000) @Max(2100) @Indexed
            Integer year,

            @Schema(description = "指标 Indicator") @NotNull @Enumerated(EnumType.STRING)
            Indicator indicator,

            @Schema(
                    description =
                            "目标值：比重与强度为百分比（至多两位小数），产业联盟为个数 Target: percent with at most two decimals for shares and "
                                    + "intensity, a count for ALLIANCES")
            @NotNull
            @PositiveOrZero
            @Digits(integer = 6, fraction = 2)
            BigDecimal target,

            @Schema(description = "起评值：得 0 分的数值，缺省为 0，应低于目标值 Value that scores 0, 0 by default; below the target")
            @PositiveOrZero
            @Digits(integer = 6, fraction = 2)
            BigDecimal floor,

            @Schema(description = "权重 Weight, 0 to 100") @Min(0) @Max(100)
            Integer weight,

            @Schema(
                    description =
                            "是否 13710 督办项；登记后以 POST …/supervision 列入 Whether it is a supervised item 13710; once on file "
                                    + "it becomes one by POST …/supervision only",
                    examples = "false")
            Boolean supervised,

            @Schema(
                    description =
                            "督办期限，督办项必填；登记后以 POST …/supervision 变更 Day by which to report, of supervised items; once on "
                                    + "file it changes by POST …/supervision only",
                    examples = "2026-12-15")
            LocalDate dueOn,

            @Schema(
                    description = "督办反馈，由 POST …/report 写入 What was reported; comes by POST …/report only",
                    examples = "已新组建研发机构12家")
            @Size(max = 2000)
            @Searched
            String feedback,

            @Schema(
                    description = "反馈日期，由 POST …/report 写入 Reported on; comes by POST …/report only",
                    examples = "2026-12-10")
            LocalDate reportedOn,

            @Indexed @Size(max = 100) String externalId)
            implements Located<TargetFacts>, Begins, Replaces<TargetFacts>, Checked {
        private static final Copies<TargetFacts> COPIES =
                Copies.of(TargetFacts.class, "supervised", "dueOn", "feedback", "reportedOn");

        /// A number is the same however many zeros end it.
        public TargetFacts {
            target = plain(target);
            floor = plain(floor);
        }

        @Override
        public TargetState beginsAs() {
            return Boolean.TRUE.equals(supervised) ? TargetState.OPEN : TargetState.UNSUPERVISED;
        }

        /// What is supervised, until when and what was reported comes by verbs. What is not supervised is
        /// filed in one way, however it was said.
        @Override
        public TargetFacts over(Filed<TargetFacts> present) {
            return present == null
                    ? with(Boolean.TRUE.equals(supervised), dueOn, null, null)
                    : with(
                            present.facts().supervised,
                            present.facts().dueOn,
                            present.facts().feedback,
                            present.facts().reportedOn);
        }

        /// The facts of a target that is supervised, to be reported on by this day.
        public TargetFacts supervised(LocalDate dueOn) {
            return with(/* supervised */ true, dueOn, null, null);
        }

        /// The facts of a target that was reported on.
        public TargetFacts reported(String feedback, LocalDate on) {
            return with(supervised, dueOn, feedback, on);
        }

        private TargetFacts with(Boolean supervised, LocalDate dueOn, String feedback, LocalDate reportedOn) {
            return COPIES.with(this, supervised, dueOn, feedback, reportedOn);
        }

        private static BigDecimal plain(BigDecimal number) {
            if (number == null) {
                return null;
            }
            var stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "floor",
                            FaultCode.OUT_OF_ORDER,
                            floor == null || target == null || floor.compareTo(target) < 0,
                            "起评值应低于目标值",
                            "floor must be below target")
                    .at(
                            "dueOn",
                            FaultCode.INCONSISTENT,
                            Boolean.TRUE.equals(supervised) == (dueOn != null),
                            "督办项须填督办期限，非督办项不填",
                            "A supervised target needs dueOn, and one that is not has none");
        }
    }

    /// State of a supervised item 13710 督办. That it is overdue follows from its day and is never kept.
    @Schema(
            description =
                    "督办状态 Supervision: UNSUPERVISED 非督办 | OPEN 督办中 | REPORTED 已反馈 | CLEARED 已销账；OPEN 且已过 dueOn 为超期 "
                            + "OPEN past dueOn is overdue",
            examples = "UNSUPERVISED")
    public enum TargetState implements Filed.State<TargetState> {
        UNSUPERVISED,
        /// 督办中
        OPEN,
        /// 已反馈
        REPORTED,
        /// 已销账
        CLEARED;

        @Override
        public Set<TargetState> next() {
            return switch (this) {
                case UNSUPERVISED, CLEARED -> EnumSet.of(OPEN);
                case OPEN -> EnumSet.of(REPORTED, OPEN);
                case REPORTED -> EnumSet.of(CLEARED, OPEN);
            };
        }
    }

    /// That a target becomes a supervised item, or is opened again.
    @Schema(
            name = "TargetSupervision",
            description = "列入督办 Supervision",
            examples = "{\"dueOn\": \"2026-12-15\", \"reason\": \"进度滞后\"}")
    public record Supervision(
            @Schema(description = "督办期限 Day by which to report") @NotNull
            LocalDate dueOn,

            @Schema(description = "原因，留存于历史 Why, kept in the history") @NotBlank @Size(max = 500)
            String reason)
            implements Noted.Reasoned {}

    /// What is reported on a supervised item.
    @Schema(name = "TargetReport", description = "督办反馈 Report", examples = "{\"text\": \"已新组建研发机构12家\"}")
    public record Report(
            @Schema(description = "反馈内容 What was done") @NotBlank @Size(max = 2000)
            String text) {}

    /// That a supervised item is settled.
    @Schema(name = "TargetClearing", description = "销账 Clearing", examples = "{\"note\": \"已核实\"}")
    public record Clearing(
            @Schema(description = "意见，留存于历史 Remark, kept in the history") @Size(max = 500)
            String note) implements Noted {}
}
