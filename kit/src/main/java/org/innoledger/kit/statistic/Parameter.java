package org.innoledger.kit.statistic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Industry;
import org.innoledger.kit.standard.Month;
import org.innoledger.kit.standard.Texts;
import org.innoledger.kit.standard.Value;
import org.innoledger.kit.time.Days;

/// A parameter that a statistic takes besides `region`, `level` and `by`.
///
/// @param name as a caller gives it
/// @param bound what the SQL calls it
/// @param type LocalDate, Month, Integer for a year, Industry for a prefix of its codes, another code of a
///     standard or id of a record, an enumeration of which several can be listed, or String for text
/// @param otherwise its value on this day where it is absent; null for none
/// @param required whether it must be there
/// @param past whether a day to come is refused, since nobody knows of it yet
/// @param about description, `中文 English`
record Parameter(
        String name,
        String bound,
        Class<?> type,
        Function<LocalDate, Object> otherwise,
        boolean required,
        boolean past,
        String about) {
    private static final Pattern YEAR = Pattern.compile("[1-9][0-9]{3}");

    Parameter(
            String name,
            String bound,
            Class<?> type,
            Function<LocalDate, Object> otherwise,
            boolean required,
            String about) {
        this(name, bound, type, otherwise, required, false, about);
    }

    /// The same for days that are not to come.
    Parameter untilToday() {
        return new Parameter(name, bound, type, otherwise, required, true, about);
    }

    /// Its value in a request.
    ///
    /// @param given as it was sent, null where it is absent
    /// @throws Problem 400 with what there is
    Object value(String given, LocalDate today) {
        if (given == null) {
            if (required) {
                throw Problem.invalid(
                        name, FaultCode.MISSING, Text.of("缺少参数 %s", "The parameter `%s` is missing", name));
            }
            return otherwise.apply(today);
        }
        var text = Texts.asStored(given);
        if (text.isEmpty()) {
            throw Problem.invalid(FaultCode.FILTER_FORM.at(name, given));
        }
        if (type == LocalDate.class) {
            return day(text, past ? today : LocalDate.MAX);
        }
        if (type == Integer.class) {
            return year(text);
        }
        if (type == Month.class) {
            return sound(name, Month.of(text));
        }
        if (type == Industry.class) {
            return Industry.prefix(name, text);
        }
        if (Value.class.isAssignableFrom(type)) {
            return sound(name, Value.of(type.asSubclass(Value.class), text)).value();
        }
        return type.isEnum() ? constants(text) : text;
    }

    private static <V extends Value> V sound(String name, V value) {
        value.fault().ifPresent(fault -> {
            throw Problem.invalid(fault.at(name));
        });
        return value;
    }

    private LocalDate day(String text, LocalDate last) {
        var day = Days.read(text).orElseThrow(() -> Problem.invalid(FaultCode.DATE_FORM.at(name, text)));
        if (day.isAfter(last)) {
            throw Problem.invalid(FaultCode.DATE_IN_FUTURE.at(name, day, last));
        }
        return day;
    }

    private Integer year(String text) {
        if (!YEAR.matcher(text).matches()) {
            throw Problem.invalid(FaultCode.YEAR_FORM.at(name, text));
        }
        return Integer.valueOf(text);
    }

    private String[] constants(String text) {
        var all = Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
        return listed(name, List.of(text), all).toArray(String[]::new);
    }

    /// Values with commas between, each of which must be one of those that there are.
    ///
    /// @throws Problem 400 with those that there are
    static List<String> listed(String parameter, List<String> given, List<String> all) {
        var listed = new ArrayList<String>();
        for (var value : String.join(",", given).split(",", -1)) {
            var one = one(parameter, value, all);
            if (!listed.contains(one)) {
                listed.add(one);
            }
        }
        return listed;
    }

    /// A value that must be one of those that there are.
    ///
    /// @throws Problem 400 with those that there are
    static String one(String parameter, String given, List<String> all) {
        var one = Texts.asStored(given);
        if (!all.contains(one)) {
            throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at(parameter, one, String.join(", ", all)));
        }
        return one;
    }
}
