package org.innoledger.ledger.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.ledger.indicator.Figure.Goal;
import org.innoledger.ledger.indicator.Indicator.Unit;

@Path("/v1/indicators")
@RunOnVirtualThread
@Tag(
        name = "Indicators 指标",
        description = "四项指标的实际值、得分与分子明细 Actuals of the plan's four indicators, scores, and the rows behind")
public class IndicatorResource {
    private final Journal journal;
    private final Caller.Current caller;
    private final Indicators indicators;
    private final Clock clock;

    IndicatorResource(Journal journal, Caller.Current caller, Indicators indicators, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.indicators = indicators;
        this.clock = clock;
    }

    /// The indicators of an area in a month.
    @Schema(
            description = "指标报告 Indicators of an area at the end of a month, all from one snapshot",
            requiredProperties = {"month", "region", "definitions", "figures", "items"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IndicatorReport(
            @Schema(description = "月份 Month", examples = "2026-10")
            String month,

            @Schema(description = "统计范围：区划代码前缀 Area: prefix of division codes", examples = "14")
            String region,

            @Schema(description = "指标定义 What each indicator is")
            List<IndicatorDefinition> definitions,

            @Schema(description = "全范围数值 Figures of the whole area")
            List<Figure> figures,

            @Schema(description = "全范围加权得分 Weighted score of the whole area; absent without targets", examples = "82.5")
            BigDecimal score,

            @Schema(description = "分项：by 所列各级区划 Divisions of the levels that `by` names")
            List<IndicatorItem> items) {}

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

    /// The indicators of one division.
    @Schema(
            description = "一个区划的指标 Indicators of one division",
            requiredProperties = {"region", "level", "figures", "aboveAverage"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IndicatorItem(
            @Schema(description = "区划 Division", examples = "140600")
            String region,

            @Schema(description = "区划名称 Name of the division", examples = "朔州市")
            String regionName,

            @Schema(
                    description =
                            "所列级别 Level that it is listed for: PROVINCE 省 | CITY 市 | COUNTY 县；市本级直接登记的列在县一级 What a city "
                                    + "keeps under its own code is listed among the counties",
                    examples = "CITY")
            Division.Level level,

            @Schema(description = "数值 Figures") List<Figure> figures,

            @Schema(description = "高于全范围平均的百分比指标 Percentages above that of the whole area")
            List<Indicator> aboveAverage,

            @Schema(description = "加权得分 Weighted score; absent without targets", examples = "82.5")
            BigDecimal score) {
        static IndicatorItem of(Part part, List<Figure> figures, List<Figure> whole) {
            var above = new ArrayList<Indicator>();
            for (int i = 0; i < figures.size(); i++) {
                var figure = figures.get(i);
                if (figure.unit() == Unit.PERCENT && figure.above(whole.get(i))) {
                    above.add(figure.name());
                }
            }
            return new IndicatorItem(
                    part.code(),
                    Division.find(part.code()).map(Division::name).orElse(null),
                    part.level(),
                    figures,
                    above,
                    weighted(figures));
        }
    }

    /// A division as it is listed: what a city keeps under its own code stands among the counties, beside the
    /// city.
    private record Part(Division.Level level, String code) implements Comparable<Part> {
        /// Whether it is the division itself, and not only what that keeps under its own code.
        boolean whole() {
            return Division.find(code)
                    .filter(division -> division.level() == level)
                    .isPresent();
        }

        @Override
        public int compareTo(Part other) {
            var byLevel = level.compareTo(other.level);
            return byLevel != 0 ? byLevel : code.compareTo(other.code);
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readIndicators",
            summary = "指标实际值与得分 Actuals and scores of the four indicators",
            description =
                    "一次快照：市为各县之和，省为各市之和，写入进行时亦然。仅列调用方完整管辖的区划；市、省本级直接登记的数据以其自身代码列示。One snapshot: a city is the sum of its counties and the province of its cities, also while clerks write. Only divisions that the caller covers wholly are listed; what a city or the province keeps under its own code is listed as such.")
    public IndicatorReport indicators(
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("month")
                    @Parameter(description = "月份，缺省为本月 Month; this one where it is absent", example = "2026-10")
                    String month,
            @QueryParam("by")
                    @DefaultValue("none")
                    @Parameter(
                            description =
                                    "分项级别，可用逗号列举：none、county 县、city 市、province 省 Levels to list, with commas between: none, "
                                            + "county, city, province",
                            example = "city")
                    String by) {
        var of = Asked.month(month, clock);
        var levels = levels(by);
        var area = Area.of(region, caller.get());
        var asked = region == null ? "" : region.strip();
        return journal.reading(session -> {
            var leaves = indicators.tallies(session, area, of);
            var parts = parts(leaves, levels, asked);
            // Targets are for a whole division: who sees a part of one, or several, is told no score for it.
            var own = caller.get().covers(area.name()) && !area.name().contains(",")
                    ? (area.name() + "0000").substring(0, 6)
                    : "";
            var goals = indicators.goals(
                    session,
                    of.year(),
                    Stream.concat(parts.keySet().stream().map(Part::code), Stream.of(own))
                            .distinct()
                            .toList());
            var sum = leaves.values().stream().reduce(Tally.NOTHING, Tally::plus);
            var whole = Indicators.figures(sum, goals.getOrDefault(own, Map.<Indicator, Goal>of()));
            return new IndicatorReport(
                    of.value(),
                    area.name(),
                    Arrays.stream(Indicator.values())
                            .map(IndicatorDefinition::of)
                            .toList(),
                    whole,
                    weighted(whole),
                    parts.entrySet().stream()
                            .map(part -> IndicatorItem.of(
                                    part.getKey(),
                                    Indicators.figures(
                                            part.getValue(),
                                            part.getKey().whole()
                                                    ? goals.getOrDefault(
                                                            part.getKey().code(), Map.of())
                                                    : Map.<Indicator, Goal>of()),
                                    whole))
                            .toList());
        });
    }

    /// The divisions of these levels with their sums. A division is listed where the caller covers all of it
    /// and all of it was asked for: else its sum would be somebody's part of it.
    private SortedMap<Part, Tally> parts(SortedMap<String, Tally> leaves, Set<Division.Level> levels, String asked) {
        var who = caller.get();
        var parts = new TreeMap<Part, Tally>();
        Division.all().stream()
                .filter(division -> levels.contains(division.level()) && division.status() == Division.Status.CURRENT)
                .forEach(division -> parts.put(new Part(division.level(), division.code()), Tally.NOTHING));
        for (var level : levels) {
            leaves.forEach((leaf, tally) -> parts.merge(new Part(level, of(level, leaf)), tally, Tally::plus));
        }
        parts.keySet().removeIf(part -> {
            var prefix = Indicators.prefix(part.code());
            return !who.covers(prefix) || !prefix.startsWith(asked);
        });
        return parts;
    }

    private static String of(Division.Level level, String leaf) {
        return switch (level) {
            case COUNTY -> leaf;
            case CITY -> leaf.substring(0, 4) + "00";
            case PROVINCE -> leaf.substring(0, 2) + "0000";
        };
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

    private static Set<Division.Level> levels(String by) {
        var levels = EnumSet.noneOf(Division.Level.class);
        for (var name : by.split(",")) {
            if (!name.strip().equalsIgnoreCase("none")) {
                levels.add(Asked.one("by", Division.Level.class, name));
            }
        }
        return levels;
    }
}
