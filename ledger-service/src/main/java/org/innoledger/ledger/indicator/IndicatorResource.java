package org.innoledger.ledger.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.region.Division.Status;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Item;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;
import org.innoledger.ledger.indicator.Figure.Goal;
import org.innoledger.ledger.indicator.Indicator.Unit;

@Path("/v1/indicators")
@RunOnVirtualThread
@Tag(
        name = "Indicators 指标",
        description = "四项指标的实际值、得分与分子明细 Actuals of the plan's four indicators, scores, and the rows behind")
public class IndicatorResource {
    private static final Statistic<Tally> TALLY = Indicators.TALLY;

    private final Journal journal;
    private final Caller.Current caller;
    private final Statistics statistics;
    private final Goals goals;

    IndicatorResource(Journal journal, Caller.Current caller, Statistics statistics, Goals goals) {
        this.journal = journal;
        this.caller = caller;
        this.statistics = statistics;
        this.goals = goals;
    }

    /// The indicators of a division, made of its [Tally].
    @Schema(
            description = "指标、得分 Indicators and their score",
            requiredProperties = {"figures"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IndicatorSums(
            @Schema(description = "指标定义，仅列于总计 What each indicator is; in the total only")
            List<IndicatorDefinition> definitions,

            @Schema(description = "数值 Figures") List<Figure> figures,

            @Schema(description = "高于全范围平均的百分比指标，仅列于分项 Percentages above that of the whole area; in items only")
            List<Indicator> aboveAverage,

            @Schema(description = "加权得分 Weighted score; absent without targets", examples = "82.5")
            BigDecimal score) {
        private static IndicatorSums whole(List<Figure> figures) {
            var definitions = Arrays.stream(Indicator.values())
                    .map(IndicatorDefinition::of)
                    .toList();
            return new IndicatorSums(definitions, figures, null, weighted(figures));
        }

        private static IndicatorSums part(List<Figure> figures, List<Figure> whole) {
            var above = IntStream.range(0, figures.size())
                    .filter(i -> figures.get(i).unit() == Unit.PERCENT
                            && figures.get(i).above(whole.get(i)))
                    .mapToObj(i -> figures.get(i).name())
                    .toList();
            return new IndicatorSums(null, figures, above, weighted(figures));
        }
    }

    /// What an indicator is.
    @Schema(
            description = "指标定义 Definition of an indicator",
            requiredProperties = {"name", "titleZh", "titleEn", "definitionZh", "definitionEn", "unit"})
    public record IndicatorDefinition(
            @Schema(description = "指标 Indicator") Indicator name,

            @Schema(description = "中文名称 Title in Chinese", examples = "研发机构组建")
            String titleZh,

            @Schema(description = "英文名称 Title in English", examples = "Enterprises with an R&D institution")
            String titleEn,

            @Schema(description = "中文定义 Definition in Chinese", examples = "有研发机构的规模以上工业企业数")
            String definitionZh,

            @Schema(
                    description = "英文定义 Definition in English",
                    examples = "Industrial enterprises above designated size with an R&D institution")
            String definitionEn,

            @Schema(description = "单位 Unit") Unit unit) {
        static IndicatorDefinition of(Indicator indicator) {
            return new IndicatorDefinition(
                    indicator,
                    indicator.title.zh(),
                    indicator.title.en(),
                    indicator.definition.zh(),
                    indicator.definition.en(),
                    indicator.unit);
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readIndicators",
            summary = "指标实际值与得分 Actuals and scores of the four indicators",
            description = "一次快照：各分项之和为总计，写入进行时亦然。仅列调用方完整管辖的区划，没有数据的也列；市、省本级直接登记的数据在 level=COUNTY 时以其"
                    + "自身代码列示。One snapshot: items add up to the total, also while clerks write. Only divisions that the caller "
                    + "covers wholly are listed, those without data too; what a city or the province keeps under its own code is "
                    + "listed as such among the counties.")
    public Summed<IndicatorSums> indicators(@BeanParam Asked asked) {
        var summed = statistics.sum(TALLY, asked);
        var parts = parts(summed);
        // Targets are for a whole division: who sees a part of one, or several, is told no score for it.
        var own = caller.get().covers(summed.region()) && !summed.region().contains(",")
                ? (summed.region() + "0000").substring(0, 6)
                : "";
        var set = journal.reading(session -> goals.of(
                session,
                summed.from().getYear(),
                Stream.concat(parts.keySet().stream(), Stream.of(own))
                        .distinct()
                        .toList()));
        var whole = Indicators.figures(summed.total(), set.getOrDefault(own, Map.of()));
        var items = parts.entrySet().stream()
                .map(part -> {
                    var code = part.getKey();
                    // What a city keeps under its own code is not the city.
                    var goal = level(code) == summed.level()
                            ? set.getOrDefault(code, Map.of())
                            : Map.<Indicator, Goal>of();
                    return new Item<>(
                            Map.<String, Object>of("region", code),
                            Map.of("region", Division.named(code).in(asked.language())),
                            IndicatorSums.part(Indicators.figures(part.getValue(), goal), whole));
                })
                .toList();
        return summed.with(IndicatorSums.whole(whole), items);
    }

    /// The tallies of divisions. One is listed where the caller covers all of it and all of it was asked for:
    /// else its sum would be somebody's part of it. Of one without records it is known that there are none.
    private Map<String, Tally> parts(Summed<Tally> summed) {
        var parts = new TreeMap<String, Tally>();
        if (summed.complete()) {
            Division.all().stream()
                    .filter(division -> division.level() == summed.level() && division.status() == Status.CURRENT)
                    .forEach(division -> parts.put(division.code(), Tally.NOTHING));
        }
        summed.items().forEach(item -> parts.put(item.by().get("region").toString(), item.sums()));
        parts.keySet().removeIf(code -> {
            var prefix = Indicators.prefix(code);
            return !caller.get().covers(prefix)
                    || Stream.of(summed.region().split(",")).noneMatch(prefix::startsWith);
        });
        return parts;
    }

    private static Division.Level level(String code) {
        return Division.find(code).map(Division::level).orElse(null);
    }

    /// The score over all indicators that have a target, by their weights.
    private static BigDecimal weighted(List<Figure> figures) {
        var scored = figures.stream()
                .filter(figure -> figure.score() != null && figure.weight() != null)
                .toList();
        var weights = scored.stream().mapToInt(Figure::weight).sum();
        return weights == 0
                ? null
                : scored.stream()
                        .map(figure -> figure.score().multiply(BigDecimal.valueOf(figure.weight())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(weights), /* decimals */ 2, RoundingMode.HALF_UP);
    }
}
