package org.innoledger.kit.journal;

import java.time.LocalDate;
import java.util.function.BooleanSupplier;

/// Work of each day of the province: a state that follows from the day, a term that ends. It is a bean; [Days]
/// has one instance of the service carry it out, as the service itself and so in every region.
public interface Daily {
    /// Names the work among the locks.
    String name();

    /// Does what this day brings.
    ///
    /// @param running says whether to go on: a long turn looks at it between its transactions
    /// @return whether the day is done; else it is tried again soon
    boolean turn(LocalDate today, BooleanSupplier running);
}
