package org.innoledger.kit.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.innoledger.kit.journal.Command.Change;

/// A decision that stands and is yet to be written.
///
/// @param index of its command
/// @param present the record as it is on file, null for a new one
/// @param known the same for whoever looks at it from outside: null for a new one and for one that was
///     withdrawn
record Draft<F extends Record>(
        int index, Filed<F> present, Filed<F> known, Filed<F> next, boolean withdrawal, Entry entry, ObjectNode row) {

    /// A decision of which the region is yet to be found.
    record Decision<F extends Record>(int index, Filed<F> present, boolean restores, Change<F> change) {
        Filed<F> known() {
            return restores ? null : present;
        }
    }
}
