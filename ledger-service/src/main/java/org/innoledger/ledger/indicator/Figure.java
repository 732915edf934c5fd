package org.innoledger.ledger.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.ledger.indicator.Indicator.Unit;

/// The figure of one indicator for one division, and what was to be reached.
@Schema(
        name = "IndicatorFigure",
        description = "指标数值 Figure of an indicator; value is absent where the denominator is 0, target and score "
                + "where no target is set",
        requiredProperties = {"name", "numerator", "denominator", "unit"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(
        @Schema(description = "指标 Indicator") Indicator name,

        @Schema(description = "分子：家数、集群数或元 Numerator: enterprises, clusters or yuan", examples = "120")
        BigInteger numerator,

        @Schema(description = "分母：家数、集群数或元 Denominator: enterprises, clusters or yuan", examples = "400")
        BigInteger denominator,

        @Schema(description = "数值：百分比（两位小数）或个数 Value: percent with two decimals, or a count", examples = "30")
        BigDecimal value,

        @Schema(description = "单位 Unit") Unit unit,

        @Schema(description = "目标值，单位同 value Target, in the unit of value", examples = "40")
        BigDecimal target,

        @Schema(description = "起评值，得 0 分 Value that scores 0", examples = "0")
        BigDecimal floor,

        @Schema(description = "权重 Weight, 0 to 100", examples = "25")
        Integer weight,

        @Schema(
                description = "得分 = 100 ×（实际 − 起评）÷（目标 − 起评），0 至 100 "
                        + "Score = 100 × (actual − floor) ÷ (target − floor), cut to 0 to 100",
                examples = "75")
        BigDecimal score,

        @Schema(
                description = "13710 督办状态：OPEN 督办中 | OVERDUE 超期 | REPORTED 已反馈 | CLEARED 已销账；非督办项无 "
                        + "State of a supervised item 13710, OVERDUE where it is past its day and not reported; absent "
                        + "for others",
                examples = "OPEN")
        String supervision) {

    /// What was set for an indicator of a division.
    ///
    /// @param supervision state of a supervised item, null for others
    public record Goal(BigDecimal target, BigDecimal floor, Integer weight, String supervision) {
        static final Goal NONE = new Goal(null, null, null, null);
    }

    /// A number is the same however many zeros end it: what is frozen and read again equals what was computed.
    public Figure {
        value = plain(value);
        target = plain(target);
        floor = plain(floor);
        score = plain(score);
    }

    static Figure of(Indicator indicator, BigInteger numerator, BigInteger denominator, Goal set) {
        var goal = set == null ? Goal.NONE : set;
        var value =
                indicator.unit == Unit.COUNT ? new BigDecimal(numerator) : Indicator.percent(numerator, denominator);
        return new Figure(
                indicator,
                numerator,
                denominator,
                value,
                indicator.unit,
                goal.target(),
                goal.floor(),
                goal.weight(),
                value == null || goal.target() == null ? null : Indicator.score(value, goal.target(), goal.floor()),
                goal.supervision());
    }

    /// Whether this part stands above the whole that it belongs to 高于平均.
    boolean above(Figure whole) {
        return value != null && whole.value() != null && value.compareTo(whole.value()) > 0;
    }

    private static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
