package org.innoledger.kit.journal;

import java.util.List;

/// What follows from records having been written, in the same transaction: a state that follows others by
/// itself. It is a bean, asked once for each write, however many records that has; for a write of more than
/// 4 MiB once for each part of it.
public interface Consequence {
    /// Writes what follows. What it writes itself has no further consequences.
    void follow(Writing writing, List<Written<?>> written);

    /// One record that has been written.
    ///
    /// @param present as it was before, null for a new one
    /// @param next as it is now
    /// @param withdrawal whether it was withdrawn by this
    record Written<F extends Record>(Filed<F> present, Filed<F> next, boolean withdrawal) {}
}
