package org.innoledger.kit.statistic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.standard.Industry;
import org.innoledger.kit.standard.Month;
import org.innoledger.kit.standard.Value;

/// A statistic as data: of which rows, by what they can be itemised, what is summed up, and which parameters
/// narrow it. [Statistics] runs it; the description of the API follows from it.
///
/// Whatever SQL stands in it is written by us. It can name `:from` and `:to`, the bounds of the region;
/// `:today`; `:by`, the dimensions asked for, with commas between; each parameter, of which `from` and `to`
/// are `:since` and `:until`; and in a measure `:whole`, which is true in the total.
///
/// @param measures what is summed up: a record with a component for each
/// @param rows a query of the rows to be summed up; one of its columns is `region`
/// @param dimensions by what it can be itemised; by region always
/// @param itemised names of those that it is itemised by where the caller does not say
/// @param parameters what it takes besides `region`, `level` and `by`
/// @param conditions on the rows; one with a parameter that is absent does not apply
/// @param sums SQL of each measure, an aggregate over the rows
/// @param largest the measure by which items stand, the largest first; null where they stand by their keys
/// @param projection whose tables the rows are, so that the answer tells up to where it counts; null for none
public record Statistic<M extends Record>(
        Class<M> measures,
        String rows,
        List<Dimension> dimensions,
        List<String> itemised,
        List<Parameter> parameters,
        List<String> conditions,
        Map<String, String> sums,
        String largest,
        String projection) {
    private static final Pattern NAMED = Pattern.compile("(?<!:):([a-z]+)");
    private static final Set<String> ALWAYS = Set.of("from", "to", "today", "by");
    private static final String ON = "on";
    private static final String YEAR = "year";

    /// Of the records of a register that are not withdrawn.
    public static <M extends Record> Statistic<M> of(Class<? extends Registered<?>> entity, Class<M> measures) {
        return of("select * from " + table(entity) + " where withdrawn_at is null", measures);
    }

    /// Of the rows of a query.
    public static <M extends Record> Statistic<M> of(String rows, Class<M> measures) {
        return new Statistic<>(
                measures, rows, List.of(Dimension.region()), List.of(), List.of(), List.of(), Map.of(), null, null);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static String table(Class<? extends Registered<?>> entity) {
        return Kind.of((Class) entity).table();
    }

    /// By what it can be itemised besides the region.
    public Statistic<M> by(Dimension... more) {
        return new Statistic<>(
                measures,
                rows,
                joined(dimensions, List.of(more)),
                itemised,
                parameters,
                conditions,
                sums,
                largest,
                projection);
    }

    /// By what it is itemised where the caller does not say.
    public Statistic<M> itemised(String... names) {
        return new Statistic<>(
                measures, rows, dimensions, List.of(names), parameters, conditions, sums, largest, projection);
    }

    /// A measure: a component of the measures' record, and an aggregate over the rows.
    public Statistic<M> measure(String component, String aggregate) {
        var more = new LinkedHashMap<>(sums);
        more.put(component, aggregate);
        return new Statistic<>(measures, rows, dimensions, itemised, parameters, conditions, more, largest, projection);
    }

    /// All measures, in the order of the components; those of a record in a record stand where it stands.
    public Statistic<M> measures(List<String> aggregates) {
        var all = new LinkedHashMap<String, String>();
        var components = components(measures);
        check(components.size() == aggregates.size(), "components and measures differ", aggregates);
        for (int i = 0; i < aggregates.size(); i++) {
            all.put(components.get(i).name(), aggregates.get(i));
        }
        return new Statistic<>(measures, rows, dimensions, itemised, parameters, conditions, all, largest, projection);
    }

    /// What the rows count is what this projection has folded: the answer tells up to which position that is.
    public Statistic<M> projected(String name) {
        return new Statistic<>(measures, rows, dimensions, itemised, parameters, conditions, sums, largest, name);
    }

    /// Items with most of this measure stand first, and so are those that are kept of too many.
    public Statistic<M> largestFirst(String component) {
        return new Statistic<>(
                measures, rows, dimensions, itemised, parameters, conditions, sums, component, projection);
    }

    /// A condition on the rows that names parameters; it does not apply where one of them is absent.
    public Statistic<M> where(String condition) {
        return new Statistic<>(
                measures,
                rows,
                dimensions,
                itemised,
                parameters,
                joined(conditions, List.of(condition)),
                sums,
                largest,
                projection);
    }

    private Statistic<M> taking(Parameter... more) {
        return new Statistic<>(
                measures,
                rows,
                dimensions,
                itemised,
                joined(parameters, List.of(more)),
                conditions,
                sums,
                largest,
                projection);
    }

    /// Only what is in force on the day `on`, where the caller names one.
    public Statistic<M> inForce(String since, String until) {
        return taking(new Parameter(
                        ON, ON, LocalDate.class, today -> null, false, "日期，缺省为全部 Day; all of them by default"))
                .where(since + " <= :on and (" + until + " is null or " + until + " >= :on)");
    }

    /// Only what is in force on the day `on`, by default today.
    public Statistic<M> inForceToday(String since, String until) {
        return onDay().where(since + " <= :on and (" + until + " is null or " + until + " >= :on)");
    }

    /// A day `on`, by default today, which the SQL names.
    public Statistic<M> onDay() {
        return taking(new Parameter(ON, ON, LocalDate.class, today -> today, false, "日期，缺省为今天 Day; today by default"));
    }

    /// A day `on`, by default today and never one to come, which the SQL names.
    public Statistic<M> onPastDay() {
        return taking(new Parameter(
                        ON,
                        ON,
                        LocalDate.class,
                        today -> today,
                        false,
                        "日期，缺省为今天，不晚于今天 Day; today by default, not in the future")
                .untilToday());
    }

    /// Only what falls between the days `from` and `to`, each of which may be left open.
    public Statistic<M> period(String day) {
        return period(day, "false");
    }

    /// Only what falls between the days `from` and `to`, each of which may be left open, and rows of another
    /// kind.
    ///
    /// @param or which rows count whatever the period
    public Statistic<M> period(String day, String or) {
        return taking(
                        bound("from", "since", today -> null, "起始日期，缺省不限 First day; open by default"),
                        bound("to", "until", today -> null, "截止日期，缺省不限 Last day; open by default"))
                .where(day + " >= :since or " + or)
                .where(day + " <= :until or " + or);
    }

    /// A period from `from` to `to`, by default this year until today, which the SQL names.
    public Statistic<M> periodOfThisYear() {
        return taking(
                bound(
                        "from",
                        "since",
                        today -> today.withDayOfYear(1),
                        "起始日期，缺省为今年首日 First day; 1 January of this year by default"),
                bound("to", "until", today -> today, "截止日期，缺省为今天 Last day; today by default"));
    }

    private static Parameter bound(String name, String bound, Function<LocalDate, Object> otherwise, String about) {
        return new Parameter(name, bound, LocalDate.class, otherwise, false, about);
    }

    /// Only what falls in the year `year`, where the caller names one.
    public Statistic<M> year(String column) {
        return taking(new Parameter(
                        YEAR, YEAR, Integer.class, today -> null, false, "年度，缺省为全部 Year; all of them by default"))
                .where(column + " = :year");
    }

    /// A year, by default the present one, which the SQL names.
    public Statistic<M> thisYear() {
        return taking(new Parameter(
                YEAR, YEAR, Integer.class, LocalDate::getYear, false, "年度，缺省为今年 Year; the present one by default"));
    }

    /// A year, by default the one before, of something that stands beside the rows; so it is no period of
    /// theirs.
    ///
    /// @param bound what the SQL calls it
    public Statistic<M> lastYear(String bound) {
        return taking(new Parameter(
                YEAR,
                bound,
                Integer.class,
                today -> today.getYear() - 1,
                false,
                "年度，缺省为上一年 Year; last year by default"));
    }

    /// Only what falls in the year `year`, which the caller must name.
    public Statistic<M> ofYear(String column) {
        return taking(new Parameter(YEAR, YEAR, Integer.class, today -> null, true, "年度 Year"))
                .where(column + " = :year");
    }

    /// A month, by default the present one; the SQL knows its first day as `:month`.
    public Statistic<M> ofMonth() {
        return taking(new Parameter(
                "month", "month", Month.class, Month::of, false, "月份，缺省为本月 Month; the present one by default"));
    }

    /// Only rows of an industry that begins with what `industry` says, where the caller sends it.
    public Statistic<M> industry(String column) {
        return taking(new Parameter(
                        "industry",
                        "industry",
                        Industry.class,
                        today -> null,
                        false,
                        "行业代码前缀：C 门类、C30 大类、C3073 小类；缺省为全部 Prefix of industry codes; all of them by default"))
                .where(column + " >= :industry and " + column + " <= :industry || 'Z'");
    }

    /// Only rows whose column is one of the constants that this parameter lists, where the caller sends it.
    public <E extends Enum<E>> Statistic<M> filter(String name, String column, Class<E> type, String about) {
        return taking(new Parameter(name, name, type, today -> null, false, about))
                .where(column + " = any (:" + name + ")");
    }

    /// Only rows whose column is the code or id that this parameter says, where the caller sends it.
    public <V extends Value> Statistic<M> code(String name, String column, Class<V> type, String about) {
        return taking(new Parameter(name, name, type, today -> null, false, about))
                .where(column + " = :" + name);
    }

    /// Only rows whose column is the text that this parameter says, where the caller sends it.
    public Statistic<M> filter(String name, String column, String about) {
        return taking(new Parameter(name, name, String.class, today -> null, false, about))
                .where(column + " = :" + name);
    }

    /// A parameter that lists constants of an enumeration, by default these, which the SQL names.
    public <E extends Enum<E>> Statistic<M> anyOf(String name, Class<E> type, String about, Set<E> byDefault) {
        var otherwise = byDefault.stream().map(Enum::name).sorted().toArray(String[]::new);
        return taking(new Parameter(name, name, type, today -> otherwise, false, about));
    }

    /// A measure in the record of all.
    ///
    /// @param name as it is reached from there, `figures.roster`
    record Component(String name, Class<?> type) {}

    /// The components that hold measures, those of records in records among them.
    static List<Component> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(each -> each.getType().isRecord()
                        ? components(each.getType()).stream()
                                .map(inner -> new Component(each.getName() + "." + inner.name(), inner.type()))
                        : Stream.of(new Component(each.getName(), each.getType())))
                .toList();
    }

    private static <T> List<T> joined(List<T> before, List<T> more) {
        return Stream.concat(before.stream(), more.stream()).toList();
    }

    /// Names of all parameters, as callers give them.
    List<String> parameterNames() {
        var names = new ArrayList<>(List.of(Dimension.REGION, "level", "by"));
        parameters.forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    /// Names of all dimensions, as callers give them.
    List<String> dimensionNames() {
        return dimensions.stream().map(Dimension::name).toList();
    }

    /// What SQL names and has to be bound.
    static Set<String> named(String sql) {
        return NAMED.matcher(sql).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether it holds together: each measure has its SQL, and what is named is there. Asked when a service
    /// is built, so that no caller meets a statistic that does not.
    ///
    /// @throws IllegalStateException with what is wrong
    Statistic<M> checked() {
        var components = components(measures).stream().map(Component::name).toList();
        check(components.equals(List.copyOf(sums.keySet())), "components and measures differ", sums.keySet());
        check(dimensionNames().containsAll(itemised), "unknown dimensions by default", itemised);
        check(largest == null || components.contains(largest), "unknown measure", largest);
        check(Set.copyOf(dimensionNames()).size() == dimensions.size(), "one name twice", dimensionNames());
        check(Set.copyOf(parameterNames()).size() == parameters.size() + 3, "one name twice", parameterNames());
        var known = new TreeSet<>(ALWAYS);
        parameters.forEach(parameter -> known.add(parameter.bound()));
        var keys = dimensions.stream().map(Dimension::key).collect(Collectors.joining(" "));
        var named = named(rows + " " + keys + " " + String.join(" ", conditions));
        check(known.containsAll(named), "unknown parameters", named);
        known.add("whole");
        named = named(String.join(" ", sums.values()));
        check(known.containsAll(named), "unknown parameters", named);
        // Asking for a name tells whether there is one.
        dimensions.forEach(dimension -> dimension.codes().forEach(dimension.named()::apply));
        return this;
    }

    private void check(boolean holds, String what, Object which) {
        if (!holds) {
            throw new IllegalStateException("statistic of " + measures.getSimpleName() + ": " + what + ": " + which);
        }
    }
}
