package org.innoledger.ledger.coverage;

import java.time.LocalDate;
import org.innoledger.kit.standard.Industry;

/// The roster 规上名录, the denominator of coverage: industrial enterprises above designated size. Source: DOMAIN
/// 1.1.
public final class Roster {
    private Roster() {}

    /// Whether an enterprise stands on the roster on this day.
    ///
    /// @param since first day above designated size, null where it never was
    /// @param until last day above designated size, null while it is
    public static boolean holds(Industry industry, LocalDate since, LocalDate until, LocalDate day) {
        return industry.industrial() && since != null && !since.isAfter(day) && (until == null || !until.isBefore(day));
    }
}
