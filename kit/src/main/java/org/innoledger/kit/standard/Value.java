package org.innoledger.kit.standard;

import jakarta.persistence.AttributeConverter;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// A code of a published standard. Making one only normalises it; [#fault] says whether it is valid, so that a
/// request with several wrong codes hears of all of them at once.
@Value.Sound
public interface Value {
    /// A UUID in lower case.
    Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /// The code in its normal form.
    String value();

    /// What is wrong with the code, empty when it is valid.
    Optional<Fault> fault();

    /// The code of a remark that a valid value deserves, such as a statistical zone; empty as a rule.
    default Optional<String> remark() {
        return Optional.empty();
    }

    /// What is wrong with a code.
    ///
    /// @param message for people
    record Fault(FaultCode code, Text message) {
        /// A fault that is told by the sentence of its code.
        public static Fault of(FaultCode code, Object... values) {
            return new Fault(code, code.with(values));
        }

        /// The fault of a code that was sent at this place.
        public Problem.Fault at(String pointer) {
            return new Problem.Fault(pointer, code, message);
        }
    }

    /// A code that is the id of a record.
    interface OfRecord extends Value {
        /// What to say of a record that should be known here and is not, or is not the caller's to know of.
        Fault unknown();

        /// Whether everybody may hear that there is such a record, wherever it lies. Of any other record not
        /// even its existence is told outside its region.
        default boolean isPublic() {
            return false;
        }

        /// The table of this service that holds it: whoever names it holds its row until the end of the
        /// transaction, so that it neither moves nor goes meanwhile. Null for a record of another service,
        /// which changes by its events.
        default String table() {
            return null;
        }
    }

    /// Bean Validation's view of [#fault]; the message is the fault's own.
    @Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = SoundValidator.class)
    @interface Sound {
        String message() default "not valid";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /// Checks a value by asking it.
    class SoundValidator implements ConstraintValidator<Sound, Value> {
        @Override
        public boolean isValid(Value value, ConstraintValidatorContext context) {
            return value == null || value.fault().isEmpty();
        }
    }

    /// Stores a value as its text.
    abstract class AsText<V extends Value> implements AttributeConverter<V, String> {
        private final Function<String, V> make;

        protected AsText(Function<String, V> make) {
            this.make = make;
        }

        @Override
        public String convertToDatabaseColumn(V value) {
            return value == null ? null : value.value();
        }

        @Override
        public V convertToEntityAttribute(String text) {
            return text == null ? null : make.apply(text);
        }
    }

    /// What is wrong with the id of a record that should be a UUID in lower case.
    ///
    /// @param zh what is so identified: `人才编号`
    /// @param en the record: `a talent`
    static Optional<Fault> uuid(String value, String zh, String en) {
        return UUID.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(new Fault(FaultCode.ID_FORM, new Text(zh + "应为 UUID", "The id of " + en + " is a UUID")));
    }

    /// A code of this type, in the normal form that its standard gives it.
    static <V extends Value> V of(Class<V> type, String raw) {
        try {
            return type.getConstructor(String.class).newInstance(raw);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Trimmed, full width to half width, upper case: what a spreadsheet needs before its codes can be
    /// compared.
    static String normalised(String raw) {
        var half = new StringBuilder(raw.length());
        raw.strip().chars().forEach(c -> {
            if (c >= 0xFF01 && c <= 0xFF5E) {
                half.append((char) (c - 0xFEE0));
            } else if (c != 0x3000) {
                half.append((char) c);
            }
        });
        return half.toString().strip().toUpperCase(Locale.ROOT);
    }
}
