package org.innoledger.kit.journal;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.LocalDate;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem.Fault;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Legible;
import org.innoledger.kit.standard.Value;

/// Constraints of Bean Validation as faults of the ledger: with a code of the closed list and a sentence of
/// ours, since those of the library speak of neither characters nor elements.
public final class Constraints {
    private Constraints() {}

    /// The fault of a constraint that was not kept.
    static Fault fault(String pointer, ConstraintViolation<?> violation, Clock clock) {
        if (violation.getInvalidValue() instanceof Value value && value.fault().isPresent()) {
            var fault = value.fault().get();
            return fault.at(pointer);
        }
        var constraint = violation.getConstraintDescriptor().getAnnotation();
        var value = violation.getInvalidValue();
        var own = violation.getMessageTemplate().split(" / ", 2);
        return new Fault(
                pointer,
                code(constraint, value instanceof CharSequence),
                own.length == 2 ? stated(own, violation) : sentence(constraint, value, LocalDate.now(clock)));
    }

    /// The code that a constraint is told by.
    ///
    /// @param ofText whether it is asked of a text, whose size is its length
    /// @throws IllegalStateException for a constraint that has none
    public static FaultCode code(Annotation constraint, boolean ofText) {
        return switch (constraint) {
            case NotNull _, NotBlank _, NotEmpty _ -> FaultCode.MISSING;
            case Size _ -> ofText ? FaultCode.LENGTH : FaultCode.SIZE;
            case Min _, Max _, Positive _, PositiveOrZero _, DecimalMin _, DecimalMax _ -> FaultCode.OUT_OF_RANGE;
            case Digits _ -> FaultCode.DIGITS;
            case Pattern _ -> FaultCode.PATTERN;
            case Email _ -> FaultCode.EMAIL;
            case PastOrPresent _ -> FaultCode.DATE_IN_FUTURE;
            case Legible _ -> FaultCode.LEGIBLE;
            case Impersonal _ -> FaultCode.IMPERSONAL;
            default ->
                throw new IllegalStateException(
                        constraint.annotationType().getSimpleName() + " has no code in FaultCode");
        };
    }

    /// Whether an annotation is a constraint that is told by a code; [Value.Sound] is told by the code of its
    /// value.
    public static boolean told(Annotation annotation) {
        return annotation.annotationType().isAnnotationPresent(Constraint.class)
                && !(annotation instanceof Value.Sound);
    }

    /// A sentence that the annotation states itself, as `中文 / English` with its own values in braces.
    private static Text stated(String[] own, ConstraintViolation<?> violation) {
        var zh = own[0];
        var en = own[1];
        for (var stated : violation.getConstraintDescriptor().getAttributes().entrySet()) {
            var place = "{" + stated.getKey() + "}";
            zh = zh.replace(place, String.valueOf(stated.getValue()));
            en = en.replace(place, String.valueOf(stated.getValue()));
        }
        return new Text(zh, en);
    }

    private static Text sentence(Annotation constraint, Object value, LocalDate today) {
        return switch (constraint) {
            case NotBlank _ when value != null -> Text.of("必填，不能只有空白", "This is required, and blanks say nothing");
            case Size size -> size(size, value instanceof CharSequence);
            case Min min -> atLeast(min.value());
            case Max max -> atMost(max.value());
            case Positive _ -> Text.of("须大于 0", "This must be more than 0");
            case PositiveOrZero _ -> Text.of("不能为负", "This cannot be negative");
            case DecimalMin min when !min.inclusive() -> Text.of("须大于 %s", "This must be more than %s", min.value());
            case DecimalMin min -> atLeast(min.value());
            case DecimalMax max when !max.inclusive() -> Text.of("须小于 %s", "This must be less than %s", max.value());
            case DecimalMax max -> atMost(max.value());
            case Digits digits -> FaultCode.DIGITS.with(digits.integer(), digits.fraction());
            case Pattern pattern -> FaultCode.PATTERN.with(pattern.regexp());
            case PastOrPresent _ -> FaultCode.DATE_IN_FUTURE.with(value, today);
            default -> code(constraint, value instanceof CharSequence).sentence;
        };
    }

    private static Text size(Size size, boolean ofText) {
        if (size.min() == 0) {
            return ofText
                    ? Text.of("长度至多 %d 个字符", "This must have at most %d characters", size.max())
                    : Text.of("至多 %d 项", "This must have at most %d elements", size.max());
        }
        if (size.max() == Integer.MAX_VALUE) {
            return ofText
                    ? Text.of("长度至少 %d 个字符", "This must have at least %d characters", size.min())
                    : Text.of("至少 %d 项", "This must have at least %d elements", size.min());
        }
        return (ofText ? FaultCode.LENGTH : FaultCode.SIZE).with(size.min(), size.max());
    }

    private static Text atLeast(Object bound) {
        return Text.of("至少为 %s", "This must be at least %s", bound);
    }

    private static Text atMost(Object bound) {
        return Text.of("至多为 %s", "This must be at most %s", bound);
    }
}
