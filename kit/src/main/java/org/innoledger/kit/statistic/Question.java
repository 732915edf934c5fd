package org.innoledger.kit.statistic;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division.Level;
import org.innoledger.kit.standard.Month;

/// What a caller asks of a statistic, read and found to be there.
///
/// @param level of the divisions, where it is itemised by region
/// @param values of the parameters, by what the SQL calls them
record Question(Area area, Level level, List<Dimension> by, Map<String, Object> values, Locale language) {
    private static final String NONE = "none";
    private static final String LEVEL = "level";
    private static final String BY = "by";

    /// @throws Problem 400 for what there is not, with what there is
    static Question of(Statistic<?> statistic, Asked asked, Caller caller, LocalDate today) {
        var given = asked.parameters();
        given.forEach((name, values) -> known(statistic.parameterNames(), name, values));
        var area = Area.of(given.getFirst(Dimension.REGION), caller);
        var names = dimensions(statistic, given.get(BY));
        var by = names.stream()
                .map(name -> statistic.dimensions().stream()
                        .filter(dimension -> dimension.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        var values = new HashMap<String, Object>();
        values.put("from", area.from());
        values.put("to", area.to());
        values.put("today", today);
        values.put(BY, String.join(",", names));
        for (var parameter : statistic.parameters()) {
            var value = parameter.value(given.getFirst(parameter.name()), today);
            if (value != null) {
                values.put(parameter.bound(), value);
            }
        }
        inOrder(values);
        return new Question(area, level(given.getFirst(LEVEL), names, area), by, values, asked.language());
    }

    /// @param all parameters that there are
    static void known(List<String> all, String name, List<String> values) {
        if (!all.contains(name)) {
            throw Problem.invalid(FaultCode.UNKNOWN_PARAMETER.at(name, name, String.join(", ", all)));
        }
        if (values.size() > 1 && !name.equals(BY)) {
            throw Problem.invalid(FaultCode.PARAMETER_TWICE.at(name, name));
        }
        if (values.stream().anyMatch(value -> value.chars().anyMatch(Character::isISOControl))) {
            throw Problem.invalid(
                    name,
                    FaultCode.CONTROL_CHARACTER,
                    Text.of("参数 %s 中有控制字符", "The parameter %s holds a control character", name));
        }
    }

    private static List<String> dimensions(Statistic<?> statistic, List<String> given) {
        if (given == null) {
            return statistic.itemised();
        }
        var all = Stream.concat(statistic.dimensionNames().stream(), Stream.of(NONE))
                .toList();
        var listed = Parameter.listed(BY, given, all);
        if (listed.contains(NONE) && listed.size() > 1) {
            throw Problem.invalid(FaultCode.NONE_ALONE.at(BY));
        }
        return listed.contains(NONE) ? List.of() : listed;
    }

    /// The level asked for, else the one below the area.
    private static Level level(String given, Collection<String> by, Area area) {
        if (given == null) {
            var digits = Stream.of(area.name().split(","))
                    .mapToInt(String::length)
                    .min()
                    .orElse(0);
            return digits <= 2 ? Level.CITY : Level.COUNTY;
        }
        var all = Stream.of(Level.values()).map(Level::name).toList();
        var level = Level.valueOf(Parameter.one(LEVEL, given, all));
        if (!by.contains(Dimension.REGION)) {
            throw Problem.invalid(FaultCode.LEVEL_OF_REGION.at(LEVEL));
        }
        return level;
    }

    private static void inOrder(Map<String, Object> values) {
        if (values.get("since") instanceof LocalDate first
                && values.get("until") instanceof LocalDate last
                && last.isBefore(first)) {
            throw Problem.invalid(
                    "to",
                    FaultCode.OUT_OF_ORDER,
                    Text.of("期间止 %s 早于期间起 %s", "The last day %s is before the first, %s", last, first));
        }
    }

    /// The level of the items, null where they are by no region.
    Level items() {
        return by.stream().anyMatch(dimension -> dimension.name().equals(Dimension.REGION)) ? level : null;
    }

    /// The day that the parameter `on` came to, null where there is none.
    LocalDate day() {
        return (LocalDate) values.get("on");
    }

    /// The first day of the period, the month or the year.
    LocalDate first() {
        if (values.get("month") instanceof Month month) {
            return month.first();
        }
        return values.get("year") instanceof Integer year ? LocalDate.of(year, 1, 1) : (LocalDate) values.get("since");
    }

    /// The last day of the period, the month or the year.
    LocalDate last() {
        if (values.get("month") instanceof Month month) {
            return month.last();
        }
        return values.get("year") instanceof Integer year
                ? LocalDate.of(year, 12, 31)
                : (LocalDate) values.get("until");
    }
}
