package org.innoledger.kit.register;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Decimals;
import org.innoledger.kit.standard.Month;
import org.innoledger.kit.standard.Texts;
import org.innoledger.kit.standard.Value;
import org.innoledger.kit.time.Days;

/// What a caller compares a column with, as a value of the column's own type: PostgreSQL compares a bigint
/// with a numeric by a cast, which no index serves under row-level security.
final class Operand {
    private Operand() {}

    /// Whether columns of this type hold one value, which can be compared and sorted by.
    static boolean single(Class<?> type) {
        return type == String.class
                || type.isEnum()
                || truth(type)
                || ordered(type)
                || Value.class.isAssignableFrom(type);
    }

    /// Whether “more” and “less” mean something.
    static boolean ordered(Class<?> type) {
        return number(type) || type == LocalDate.class || type == Instant.class || type == Month.class;
    }

    private static boolean truth(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    private static boolean number(Class<?> type) {
        return Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class;
    }

    /// The value that a parameter gives.
    ///
    /// @throws Problem 400 that says what was given and what there is
    static Object of(String name, Class<?> type, String given) {
        var text = Texts.asStored(given);
        if (truth(type)) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at(name, given, "true, false"));
            };
        }
        if (type.isEnum()) {
            var constants = Arrays.stream((Enum<?>[]) type.getEnumConstants())
                    .map(Enum::name)
                    .collect(Collectors.toList());
            if (!constants.contains(text)) {
                throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at(name, given, String.join(", ", constants)));
            }
            return text;
        }
        if (Value.class.isAssignableFrom(type)) {
            var value = Value.of(type.asSubclass(Value.class), text);
            value.fault().ifPresent(fault -> {
                throw Problem.invalid(fault.at(name));
            });
            return value.value();
        }
        return stored(name, type, text);
    }

    /// The value that stood in a row. Codes are taken as they stood: a standard may have dropped one since.
    static Object stored(String name, Class<?> type, String text) {
        try {
            if (number(type)) {
                return number(type, Decimals.of(text).orElseThrow(NumberFormatException::new));
            }
            if (type == LocalDate.class) {
                return Days.read(text).orElseThrow(() -> new DateTimeException("day"));
            }
            if (type == Instant.class) {
                var instant = Instant.parse(text);
                var year = instant.atOffset(ZoneOffset.UTC).getYear();
                // Java knows more years than PostgreSQL.
                if (year < 1 || year > 9_999) {
                    throw new DateTimeException("year");
                }
                return instant;
            }
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            var form = form(type);
            throw Problem.invalid(
                    name,
                    FaultCode.FILTER_FORM,
                    Text.of(
                            "参数 %1$s 不能取“%2$s”，应为%3$s",
                            "The parameter %1$s takes %4$s; “%2$s” is none", name, text, form.zh(), form.en()));
        }
        return truth(type) ? (Object) Boolean.valueOf(text) : text;
    }

    private static Object number(Class<?> type, BigDecimal number) {
        if (type == BigDecimal.class) {
            return number;
        }
        return type == long.class || type == Long.class
                ? (Object) number.longValueExact()
                : (Object) number.intValueExact();
    }

    private static Text form(Class<?> type) {
        if (type == LocalDate.class) {
            return new Text("日期，如 2026-11-22", "a date such as 2026-11-22");
        }
        if (type == Instant.class) {
            return new Text("时刻，如 2026-11-01T00:00:00Z", "an instant such as 2026-11-01T00:00:00Z");
        }
        return type == BigDecimal.class
                ? new Text("数值，如 12.5", "a number such as 12.5")
                : new Text("整数，如 12", "a whole number such as 12");
    }
}
