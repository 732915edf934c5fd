package org.innoledger.kit.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Decimals;
import org.innoledger.kit.standard.Value;

/// What a caller hears of JSON that does not fit, without a word of Java in it.
public final class Faults {
    private Faults() {}

    /// The 400 for an error of Jackson.
    ///
    /// @param root pointer to what was being read
    public static Problem of(String root, JsonProcessingException error) {
        return of(root, error, 0);
    }

    /// The same for JSON that begins behind some lines of what was sent.
    public static Problem of(String root, JsonProcessingException error, int linesBefore) {
        if (error.getCause() instanceof Problem refusal) {
            // The body itself was refused while it was read.
            return refusal;
        }
        if (error instanceof StreamConstraintsException || error.getCause() instanceof StreamConstraintsException) {
            return Problem.invalid(root, FaultCode.JSON_LIMITS, JsonSettings.LIMITS_TOLD);
        }
        var at = error.getLocation();
        if (error instanceof JsonParseException || !(error instanceof JsonMappingException mapping)) {
            return Problem.invalid(FaultCode.JSON.at(
                    root, at == null ? 0 : linesBefore + at.getLineNr(), at == null ? 0 : at.getColumnNr()));
        }
        var pointer = root
                + mapping.getPath().stream()
                        .map(step -> step(
                                step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()))
                        .collect(Collectors.joining());
        if (mapping instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Problem.invalid(FaultCode.UNKNOWN_FIELD.at(pointer, unknown.getPropertyName(), known));
        }
        return mapping instanceof InvalidFormatException wrong ? value(pointer, wrong) : form(pointer, mapping);
    }

    /// A step of a pointer (RFC 6901) to the member of this name, whatever characters it has.
    public static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /// The 400 for a value at this place that should have been of a type.
    public static Problem wrongType(String pointer, Class<?> type) {
        return wrongType(pointer, wanted(type));
    }

    private static Problem wrongType(String pointer, Text wanted) {
        return Problem.invalid(
                pointer, FaultCode.WRONG_TYPE, new Text("应为" + wanted.zh(), "This must be " + wanted.en()));
    }

    /// A value of the right form that cannot be taken.
    private static Problem value(String pointer, InvalidFormatException wrong) {
        if (wrong.getTargetType() != null && wrong.getTargetType().isEnum()) {
            return Problem.invalid(
                    FaultCode.NOT_IN_CATALOGUE.at(pointer, wrong.getValue(), constants(wrong.getTargetType())));
        }
        if (wrong.getTargetType() == BigDecimal.class) {
            return Problem.invalid(FaultCode.DIGITS.at(pointer, Decimals.DIGITS_MAX, Decimals.DIGITS_MAX));
        }
        if (wrong.getTargetType() == String.class && wrong.getOriginalMessage().contains(JsonSettings.CONTROL)) {
            return Problem.invalid(FaultCode.CONTROL_CHARACTER.at(pointer));
        }
        return form(pointer, wrong);
    }

    private static Problem form(String pointer, JsonMappingException mapping) {
        return mapping instanceof MismatchedInputException wrong && wrong.getTargetType() != null
                ? wrongType(pointer, wrong.getTargetType())
                : wrongType(pointer, Text.of("其他形式的值", "a value of another form"));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Text wanted(Class<?> type) {
        if (type == LocalDate.class) {
            return Text.of("日期，如 2026-11-22", "a date such as 2026-11-22");
        }
        if (type == Instant.class) {
            return Text.of("带时差的时刻，如 2026-11-22T08:30:00+08:00", "a moment such as 2026-11-22T08:30:00+08:00");
        }
        if (type == BigDecimal.class) {
            return Text.of("数值，如 12.5", "a number such as 12.5");
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return Text.of("整数", "a whole number");
        }
        if (type == Boolean.class || type == boolean.class) {
            return Text.of("true 或 false", "true or false");
        }
        if (Collection.class.isAssignableFrom(type)) {
            return Text.of("数组", "an array");
        }
        if (type.isEnum()) {
            return Text.of("以下之一：%s", "one of %s", constants(type));
        }
        return type == String.class || Value.class.isAssignableFrom(type)
                ? Text.of("文本", "text")
                : Text.of(" JSON 对象", "an object");
    }
}
