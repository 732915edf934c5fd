package org.innoledger.kit.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Decimals;

/// What a caller hears of JSON that does not fit, without a word of Java in it.
public final class Faults {
    private Faults() {}

    /// The 400 for an error of Jackson.
    ///
    /// @param root pointer to what was being read
    public static Problem of(String root, JsonProcessingException error) {
        if (error.getCause() instanceof Problem refusal) {
            // The body itself was refused while it was read.
            return refusal;
        }
        if (error instanceof StreamConstraintsException || error.getCause() instanceof StreamConstraintsException) {
            return Problem.invalid(root, "json-limits", JsonSettings.LIMITS_TOLD);
        }
        var at = error.getLocation();
        if (error instanceof JsonParseException || !(error instanceof JsonMappingException mapping)) {
            return Problem.invalid(
                    root,
                    "json",
                    Text.of(
                            "不是合法的 JSON（第 %d 行第 %d 列）",
                            "Not valid JSON (line %d, column %d)",
                            at == null ? 0 : at.getLineNr(),
                            at == null ? 0 : at.getColumnNr()));
        }
        var pointer = root
                + mapping.getPath().stream()
                        .map(step -> "/"
                                + (step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()))
                        .collect(Collectors.joining());
        if (mapping instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Problem.invalid(
                    pointer,
                    "unknown-field",
                    Text.of(
                            "没有字段 %s；可用字段：%s",
                            "There is no field %s; there are: %s", unknown.getPropertyName(), known));
        }
        return mapping instanceof InvalidFormatException wrong ? value(pointer, wrong) : form(pointer, mapping);
    }

    /// A value of the right form that cannot be taken.
    private static Problem value(String pointer, InvalidFormatException wrong) {
        if (wrong.getTargetType() != null && wrong.getTargetType().isEnum()) {
            var allowed = Arrays.stream(wrong.getTargetType().getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            return Problem.invalid(
                    pointer,
                    "not-in-catalogue",
                    Text.of("%s 不在允许的取值中：%s", "%s is none of: %s", wrong.getValue(), allowed));
        }
        if (wrong.getTargetType() == BigDecimal.class) {
            return Problem.invalid(
                    pointer,
                    "number-out-of-bounds",
                    Text.of(
                            "数值超出范围：整数部分至多 %d 位，小数至多 %1$d 位",
                            "The number is out of bounds: at most %d digits before and %1$d after the point",
                            Decimals.DIGITS_MAX));
        }
        if (wrong.getTargetType() == String.class && wrong.getOriginalMessage().contains(JsonSettings.CONTROL)) {
            return Problem.invalid(
                    pointer,
                    "control-character",
                    Text.of(
                            "文本含有看不见的控制字符；只允许换行和制表符",
                            "The text holds control characters, which nobody sees; only line breaks and tabs are taken"));
        }
        return form(pointer, wrong);
    }

    private static Problem form(String pointer, JsonMappingException mapping) {
        var wanted = mapping instanceof MismatchedInputException wrong && wrong.getTargetType() != null
                ? wanted(wrong.getTargetType())
                : Text.of("其他形式的值", "a value of another form");
        return Problem.invalid(pointer, "wrong-type", new Text("应为" + wanted.zh(), "This must be " + wanted.en()));
    }

    private static Text wanted(Class<?> type) {
        if (type == java.time.LocalDate.class) {
            return Text.of("日期，如 2026-11-22", "a date such as 2026-11-22");
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return Text.of("整数", "a whole number");
        }
        if (type == Boolean.class || type == boolean.class) {
            return Text.of("true 或 false", "true or false");
        }
        if (java.util.Collection.class.isAssignableFrom(type)) {
            return Text.of("数组", "an array");
        }
        return type == String.class ? Text.of("文本", "text") : Text.of("JSON 对象或文本", "an object or text");
    }
}
