package org.innoledger.kit.standard;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

/// Free text that enters the journal, where nothing is ever erased: it must hold no citizen number and no
/// mobile number. People put them where there is room; the message does not repeat them.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Impersonal.Validator.class)
public @interface Impersonal {
    String message() default
            "此处文字进入不可删除的台账，不得含身份号码或手机号；请填入 personal 或删去 / "
                    + "This text enters a journal from which nothing is erased: leave citizen and mobile numbers out, or put them under `personal`";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Looks for citizen numbers of a person who could live, whatever their check character, and for mobile
    /// numbers; also in full width. Credit codes, which have 18 characters too, are none of these.
    class Validator implements ConstraintValidator<Impersonal, String> {
        private static final Pattern CITIZEN =
                Pattern.compile("(?<![0-9A-Z])[1-9][0-9]{5}(19|20)[0-9]{9}[0-9X](?![0-9A-Z])");
        private static final Pattern MOBILE =
                Pattern.compile("(?<![0-9A-Z])((\\+?86)?[ -]?)?1[3-9][0-9]([ -]?[0-9]{4}){2}(?![0-9A-Z])");

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            var plain = Value.normalised(text);
            return !MOBILE.matcher(plain).find()
                    && CITIZEN.matcher(plain).results().noneMatch(found -> CitizenNumber.plausible(found.group()));
        }
    }
}
