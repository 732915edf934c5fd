package org.innoledger.kit.standard;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    /// numbers: in any width, with whatever letters, a country's number or a trunk's 0 before them, their
    /// digits in groups with blanks, dots or dashes between, and with characters of no width inside. Credit
    /// codes, which have 18 characters too, are none of these, and nor is what has commas between, since
    /// amounts and lists of them look so.
    class Validator implements ConstraintValidator<Impersonal, String> {
        /// What people put between groups of digits.
        private static final String BETWEEN = "[ .·_()/‐‑–—-]{0,3}";

        /// Found at each digit that begins a number, since what stands before it may look like a part of it.
        private static final Pattern CITIZEN =
                Pattern.compile("(?<![0-9])(?=([1-9](?:" + BETWEEN + "[0-9]){16}" + BETWEEN + "[0-9X])(?![0-9]))");

        private static final Pattern MOBILE = Pattern.compile("(?<![0-9])(?=(?:(?:\\+|00)?86" + BETWEEN + ")?(?:0"
                + BETWEEN + ")?(1(?:" + BETWEEN + "[0-9]){10})(?![0-9]))");

        /// Groups in which the digits of a mobile number are written; the numbers of a table look otherwise.
        private static final Pattern GROUPS = Pattern.compile("11|3 8|3 4 4|3 3 5|7 4|5 6|5 3 3|[12]( [12])+");

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            var plain = plain(text);
            return CITIZEN.matcher(plain).results().noneMatch(found -> CitizenNumber.plausible(digits(found.group(1))))
                    && MOBILE.matcher(plain).results().noneMatch(found -> mobile(found.group(1)));
        }

        /// Of one width and case, with blanks of one kind and without what has no width.
        private static String plain(String text) {
            var plain = new StringBuilder();
            Normalizer.normalize(text, Normalizer.Form.NFKC)
                    .codePoints()
                    .filter(point -> Character.getType(point) != Character.FORMAT)
                    .map(point -> Character.isWhitespace(point) || Character.isSpaceChar(point) ? ' ' : point)
                    .forEach(plain::appendCodePoint);
            return plain.toString().toUpperCase(Locale.ROOT);
        }

        private static String digits(String number) {
            return number.replaceAll("[^0-9X]", "");
        }

        private static boolean mobile(String number) {
            var groups = Arrays.stream(number.split("[^0-9]+"))
                    .map(group -> String.valueOf(group.length()))
                    .collect(Collectors.joining(" "));
            return digits(number).charAt(1) >= '3' && GROUPS.matcher(groups).matches();
        }
    }
}
