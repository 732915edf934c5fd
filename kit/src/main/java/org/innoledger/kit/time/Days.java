package org.innoledger.kit.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Problem.Fault;

/// Days as they are written, and days on which something was done: never one to come.
public final class Days {
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Days() {}

    /// The day that a text names as `YYYY-MM-DD` and in no other form, of the years 1 to 9999: Java knows
    /// more, and PostgreSQL others. Empty for any other text.
    public static Optional<LocalDate> read(String text) {
        try {
            return FORM.matcher(text).matches() && !text.startsWith("0000")
                    ? Optional.of(LocalDate.parse(text))
                    : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /// The day of a step: the one given, today where there is none.
    ///
    /// @param pointer to where it was given
    /// @throws Problem 400 `date-in-future` when it has not come yet
    public static LocalDate of(String pointer, LocalDate given, LocalDate today) {
        future(pointer, given, today).ifPresent(fault -> {
            throw Problem.invalid(fault);
        });
        return given == null ? today : given;
    }

    /// The same for a step that follows another.
    ///
    /// @param from day of the step before, null for none
    /// @throws Problem 400 `out-of-order` too, when it is before `from`
    public static LocalDate since(LocalDate from, String pointer, LocalDate given, LocalDate today) {
        var day = of(pointer, given, today);
        if (from != null && day.isBefore(from)) {
            throw Problem.invalid(FaultCode.OUT_OF_ORDER.at(pointer, day, from));
        }
        return day;
    }

    /// The fault of a day that has not come yet; empty for any other, and for none.
    public static Optional<Fault> future(String pointer, LocalDate day, LocalDate today) {
        return day == null || !day.isAfter(today)
                ? Optional.empty()
                : Optional.of(FaultCode.DATE_IN_FUTURE.at(pointer, day, today));
    }
}
