package org.innoledger.ledger.indicator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.Text;

/// The four indicators of the plan (DOMAIN 1.8; work plan 晋政办发〔2019〕83号) with their definitions.
@Schema(
        description = "指标 Indicator: ALLIANCES 产业联盟建设 | RD_INSTITUTION_SHARE 研发机构组建 | "
                + "RD_ACTIVITY_SHARE 研发活动比重 | RD_INTENSITY 研发投入强度",
        examples = "RD_INSTITUTION_SHARE")
public enum Indicator {
    ALLIANCES(
            Unit.COUNT,
            Text.of("产业联盟建设", "Industry alliances built"),
            Text.of(
                    "已有运行中联盟的产业集群数，对照 14 个集群。每个集群只计一次，计入其第一个运行中联盟所在区划；省本级的联盟只计入全省。分母在各级均为 14。",
                    "Clusters with an active alliance, against 14 clusters. Each cluster counts once, where its first active alliance stands; one kept by the province itself counts for the province only. The denominator is 14 at every level."),
            Tally::alliances,
            tally -> 14),

    RD_INSTITUTION_SHARE(
            Unit.PERCENT,
            Text.of("研发机构组建", "Enterprises with an R&D institution"),
            Text.of(
                    "名录内企业中，至少依托建有一个批准建设或运行的技术转化类创新平台的企业数 ÷ 月末名录内企业数。按企业所在地统计，平台可在别处。",
                    "Enterprises of the roster that host at least one platform of class TECHNOLOGY, approved or operating ÷ enterprises on the roster at the end of the month. Counted where the enterprise is, wherever the platform stands."),
            Tally::institutions,
            Tally::roster),

    RD_ACTIVITY_SHARE(
            Unit.PERCENT,
            Text.of("研发活动比重", "Enterprises with R&D activity"),
            Text.of(
                    "名录内企业中，本年至月末有已核实且在进行或结束的研发活动（研发项目、新产品、新工艺）的企业数 ÷ 月末名录内企业数。",
                    "Enterprises of the roster with a verified R&D activity (R&D project, new product, new process) that ran or ended within the year up to the end of the month ÷ enterprises on the roster at the end of the month."),
            Tally::active,
            Tally::roster),

    RD_INTENSITY(
            Unit.PERCENT,
            Text.of("研发投入强度", "R&D intensity"),
            Text.of(
                    "月末名录内企业上一完整年度的 R&D 经费内部支出 ÷ 同年营业收入。研发费用（会计口径）不在其中。",
                    "Internal spend on R&D in the last full year before the month of the enterprises on the roster at its end ÷ their revenue in that year. R&D expenses as accountants book them are another figure."),
            Tally::spendYuan,
            Tally::revenueYuan);

    /// In what an indicator's value is said.
    @Schema(description = "单位 Unit: COUNT 个 | PERCENT %", examples = "PERCENT")
    public enum Unit {
        COUNT,
        PERCENT
    }

    final Unit unit;
    final Text title;
    final Text definition;
    private final Function<Tally, Number> numerator;
    private final Function<Tally, Number> denominator;

    Indicator(
            Unit unit,
            Text title,
            Text definition,
            Function<Tally, Number> numerator,
            Function<Tally, Number> denominator) {
        this.unit = unit;
        this.title = title;
        this.definition = definition;
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /// The indicator's figure for a division.
    ///
    /// @param goal what was set for it, null where nothing was
    Figure of(Tally tally, Figure.Goal goal) {
        return Figure.of(this, whole(numerator.apply(tally)), whole(denominator.apply(tally)), goal);
    }

    private static BigInteger whole(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toBigInteger() : BigInteger.valueOf(number.longValue());
    }

    /// Percent with two decimals, null of nothing.
    static BigDecimal percent(BigInteger numerator, BigInteger denominator) {
        return denominator.signum() == 0
                ? null
                : new BigDecimal(numerator)
                        .movePointRight(2)
                        .divide(new BigDecimal(denominator), /* decimals */ 2, RoundingMode.HALF_UP);
    }

    /// What an actual figure scores: 0 at the floor, 100 at the target, in proportion between them and never
    /// beyond.
    ///
    /// @param floor 0 where it is null
    public static BigDecimal score(BigDecimal actual, BigDecimal target, BigDecimal floor) {
        var from = floor == null ? BigDecimal.ZERO : floor;
        var whole = target.subtract(from);
        if (whole.signum() <= 0) {
            // A target that asks for nothing more than its floor is met or it is not.
            return actual.compareTo(target) >= 0 ? BigDecimal.valueOf(100) : BigDecimal.ZERO;
        }
        return actual.subtract(from)
                .movePointRight(2)
                .divide(whole, /* decimals */ 2, RoundingMode.HALF_UP)
                .max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(100));
    }
}
