package org.innoledger.kit.statistic;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.region.Division.Level;
import org.innoledger.kit.standard.Industry;

/// By what a statistic can be itemised.
///
/// @param name as a caller gives it in `by`
/// @param key SQL of its value in a row; that of a region has `%d` for the digits that count
/// @param type of the key: an enumeration, Integer for a year, else text
/// @param codes every key that there can be, in their order; empty where anything can be one
/// @param named what a key is called, where the code knows it
/// @param looked SQL of what a key is called, where the database knows it: an aggregate over the rows of an
///     item, or with `%s` for the key a query of one value; null where the code knows
public record Dimension(
        String name, String key, Class<?> type, List<String> codes, Function<String, Text> named, String looked) {
    static final String REGION = "region";

    /// The division of a record, at the level that is asked for.
    static Dimension region() {
        return new Dimension(REGION, "rpad(left(region, %d), 6, '0')", String.class, List.of(), Division::named, null);
    }

    /// Text that is its own name, such as a school.
    public static Dimension text(String name, String key) {
        return named(name, key, code -> new Text(code, code));
    }

    /// A code whose name the code knows, such as that of a division.
    public static Dimension named(String name, String key, Function<String, Text> named) {
        return catalogue(name, key, List.of(), named);
    }

    /// A code of a catalogue, in its order.
    public static Dimension catalogue(String name, String key, List<String> codes, Function<String, Text> named) {
        return new Dimension(name, key, String.class, codes, named, null);
    }

    /// A key whose name the database knows; the key stands for it where the caller sees none.
    ///
    /// @param looked an aggregate over the rows of an item, or with `%s` for the key a query of one value
    public static Dimension looked(String name, String key, String looked) {
        return new Dimension(name, key, String.class, List.of(), code -> new Text(code, code), looked);
    }

    /// The constants of an enumeration, in their order.
    public static <E extends Enum<E>> Dimension of(String name, String key, Class<E> type) {
        var codes = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return new Dimension(name, key, type, codes, code -> Names.of(Enum.valueOf(type, code)), null);
    }

    /// A year, the latest first.
    public static Dimension year(String name, String key) {
        return new Dimension(
                name,
                "cast(" + key + " as int)",
                Integer.class,
                List.of(),
                year -> Text.of("%s 年".formatted(year), "%s".formatted(year)),
                null);
    }

    /// A month as text, such as `2026-10`.
    public static Dimension month(String name, String key) {
        return named(name, key, month -> new Text(month.replaceFirst("-0?", " 年 ") + " 月", month));
    }

    /// The division 行业大类 of an industry, such as `C30`.
    public static Dimension industry(String name, String column) {
        return named(name, "left(" + column + ", 3)", Industry::named);
    }

    /// The key in a row.
    String key(Level level) {
        return name.equals(REGION) ? key.formatted(2 * (level.ordinal() + 1)) : key;
    }

    /// How items stand after one another.
    ///
    /// @param column that holds the key
    String order(String column) {
        if (type == Integer.class) {
            return column + " desc nulls last";
        }
        var quoted = codes.stream().map(code -> "'" + code + "'").collect(Collectors.joining(", "));
        return codes.isEmpty() ? column : "array_position(array[" + quoted + "], " + column + ")";
    }
}
