package org.innoledger.kit.standard;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Text by which somebody answers for an act, such as a reason or a purpose: it needs letters or digits that a
/// reader sees. Dots, blanks and characters without a picture say nothing, however many there are.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Legible.Validator.class)
public @interface Legible {
    /// Letters or digits that it has at least; a Chinese character is a letter.
    int letters();

    String message() default
            "至少应有 {letters} 个看得见的汉字、字母或数字 / This needs at least {letters} letters or digits that can be seen";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Counts the letters and digits that are seen.
    class Validator implements ConstraintValidator<Legible, String> {
        private int letters;

        @Override
        public void initialize(Legible legible) {
            letters = legible.letters();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null
                    || text.codePoints()
                                    .filter(Validator::counts)
                                    .limit(letters)
                                    .count()
                            == letters;
        }

        private static boolean counts(int point) {
            return Character.isLetterOrDigit(point) && Texts.seen(point);
        }
    }
}
