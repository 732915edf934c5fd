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
import java.util.stream.Stream;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.Value.Fault;

/// Citizen number 公民身份号码 (GB 11643-1999): 6 digits of a division, 8 of the birth date, 3 of order and a
/// check character. Since it is personal, there is no type that holds one and no message that repeats one.
///
/// Two other cards bear a number of the same make. The residence permit 居住证 of people from Hong Kong, Macau
/// and Taiwan has 810000, 820000 or 830000 as its division (国办发〔2018〕81号). The card of permanent residence
/// of a foreigner, 外国人永久居留身份证 of 2023, begins with 9, the province that took the application and three
/// digits of the country (国家移民管理局公告 2023).
public final class CitizenNumber {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    /// First digit of the number of a foreigner.
    private static final char FOREIGN = '9';

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /// First digits of the codes of provinces, those that are no more among them, and of the three that only
    /// residence permits have.
    private static final Set<String> PROVINCES = Stream.concat(
                    Stream.of("81", "82", "83"),
                    Table.read("divisions.csv").stream()
                            .map(List::getFirst)
                            .filter(code -> code.endsWith("0000"))
                            .map(code -> code.substring(0, 2)))
            .collect(Collectors.toUnmodifiableSet());

    private CitizenNumber() {}

    /// What is wrong with a number, empty when it is valid. A division that has been retired stays valid for
    /// life, so only its province is looked up.
    ///
    /// @param number in its normal form, see [Value#normalised]
    /// @param clock that tells today: nobody is born after it
    public static Optional<Fault> fault(String number, Clock clock) {
        if (!FORM.matcher(number).matches()) {
            return fault(FaultCode.CITIZEN_NUMBER_FORM);
        }
        if (!PROVINCES.contains(province(number))) {
            return fault(FaultCode.CITIZEN_NUMBER_DIVISION);
        }
        var born = birthDate(number);
        if (born.isEmpty() || born.get().isAfter(LocalDate.now(clock))) {
            return fault(FaultCode.CITIZEN_NUMBER_BIRTH_DATE);
        }
        return number.charAt(17) == check(number) ? Optional.empty() : fault(FaultCode.CITIZEN_NUMBER_CHECK_CHARACTER);
    }

    /// Whether a text of the right form can be a citizen number that somebody has mistyped: its province and
    /// its day of birth are real.
    ///
    /// A number that begins with 9 may be a credit code as well, so its check character must fit.
    static boolean plausible(String number) {
        return FORM.matcher(number).matches()
                && PROVINCES.contains(province(number))
                && birthDate(number).filter(CitizenNumber::ofOurTime).isPresent()
                && (number.charAt(0) != FOREIGN || number.charAt(17) == check(number));
    }

    private static boolean ofOurTime(LocalDate born) {
        return born.getYear() >= 1900 && born.getYear() < 2100;
    }

    /// The two digits of the province.
    private static String province(String number) {
        var begin = number.charAt(0) == FOREIGN ? 1 : 0;
        return number.substring(begin, begin + 2);
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

    private static Optional<Fault> fault(FaultCode code) {
        return Optional.of(Fault.of(code));
    }
}
