package org.innoledger.platform.office;

import java.time.LocalDate;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// The day on which a step was taken.
public final class Days {
    private Days() {}

    /// The day given, today where there is none.
    ///
    /// @param from it cannot be before this day; null for any
    /// @throws Problem 400 at `/on` when it is before `from` or has not come yet
    public static LocalDate of(LocalDate given, LocalDate from, LocalDate today) {
        var day = given == null ? today : given;
        if (day.isAfter(today) || from != null && day.isBefore(from)) {
            throw Problem.invalid(
                    "/on",
                    "day",
                    Text.of(
                            "日期 %s 应在 %s 与今天（%s）之间",
                            "The day %s must lie between %s and today (%s)", day, from == null ? "…" : from, today));
        }
        return day;
    }
}
