package org.innoledger.kit.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.innoledger.kit.journal.Command.Change;

/// A decision that stands and is yet to be written.
///
/// @param index of its command
/// @param present the record as it is on file, null for a new one
record Draft<F extends Record>(
        int index, Filed<F> present, Filed<F> next, boolean withdrawal, Entry entry, ObjectNode row) {

    /// A decision of which the region is yet to be found.
    record Decision<F extends Record>(int index, Filed<F> present, Change<F> change) {}
}
