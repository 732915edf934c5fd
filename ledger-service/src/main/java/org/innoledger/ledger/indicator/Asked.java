package org.innoledger.ledger.indicator;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.standard.Month;

/// Reads the parameters of questions about indicators.
final class Asked {
    private Asked() {}

    /// The month that a parameter names, the present one where there is none.
    ///
    /// @throws Problem 400 when it is no month
    static Month month(String given, Clock clock) {
        if (given == null) {
            return Month.of(LocalDate.now(clock));
        }
        var month = Month.of(given);
        month.fault().ifPresent(fault -> {
            throw Problem.invalid(fault.at("month"));
        });
        return month;
    }

    /// The constant that a parameter names.
    ///
    /// @throws Problem 400 with those that there are
    static <E extends Enum<E>> E one(String parameter, Class<E> type, String given) {
        try {
            return Enum.valueOf(type, given.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            var all = Arrays.toString(type.getEnumConstants());
            throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at(parameter, given, all));
        }
    }
}
