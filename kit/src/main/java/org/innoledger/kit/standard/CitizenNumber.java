package org.innoledger.kit.standard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Value.Fault;

/// Citizen number 公民身份号码 (GB 11643-1999): 6 digits of a division, 8 of the birth date, 3 of order and a
/// check character. Since it is personal, there is no type that holds one and no message that repeats one.
public final class CitizenNumber {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /// First digits of the codes of provinces, those that are no more among them.
    private static final Set<String> PROVINCES = Table.read("divisions.csv").stream()
            .map(List::getFirst)
            .filter(code -> code.endsWith("0000"))
            .map(code -> code.substring(0, 2))
            .collect(Collectors.toUnmodifiableSet());

    private CitizenNumber() {}

    /// What is wrong with a number, empty when it is valid. A division that has been retired stays valid for
    /// life, so only its province is looked up.
    ///
    /// @param number in its normal form, see [Value#normalised]
    /// @param clock that tells today: nobody is born after it
    public static Optional<Fault> fault(String number, Clock clock) {
        if (!FORM.matcher(number).matches()) {
            return fault(
                    "citizen-number-form",
                    "公民身份号码应为 18 位：17 位数字加校验码",
                    "A citizen number has 18 characters: 17 digits and a check character");
        }
        if (!PROVINCES.contains(number.substring(0, 2))) {
            return fault(
                    "citizen-number-division",
                    "公民身份号码前 2 位不是省级行政区划代码",
                    "The first 2 digits of the citizen number are no province");
        }
        var born = birthDate(number);
        if (born.isEmpty() || born.get().isAfter(LocalDate.now(clock))) {
            return fault(
                    "citizen-number-birth-date",
                    "公民身份号码第 7 至 14 位不是有效的出生日期",
                    "Digits 7 to 14 of the citizen number are no date of birth");
        }
        return number.charAt(17) == check(number)
                ? Optional.empty()
                : fault(
                        "citizen-number-check-character",
                        "公民身份号码的校验码不正确，请核对是否录入有误",
                        "The check character of the citizen number is wrong; look for a typing error");
    }

    /// Whether a text of the right form can be a citizen number that somebody has mistyped: its province and
    /// its day of birth are real.
    static boolean plausible(String number) {
        return PROVINCES.contains(number.substring(0, 2)) && birthDate(number).isPresent();
    }

    /// The date of birth inside a number of the right form, empty when there is no such day.
    public static Optional<LocalDate> birthDate(String number) {
        try {
            return Optional.of(LocalDate.parse(number.substring(6, 14), DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// The check character of the first 17 digits of `number`.
    public static char check(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    private static Optional<Fault> fault(String code, String zh, String en) {
        return Optional.of(new Fault(code, Text.of(zh, en)));
    }
}
