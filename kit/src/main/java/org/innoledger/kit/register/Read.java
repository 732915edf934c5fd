package org.innoledger.kit.register;

import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.problem.Problem;

/// A line of an import as it was read: facts with an id, or what is wrong with it.
///
/// @param id null where the line has none
/// @param made whether the id was made for the line, and is nobody's unless the line is taken
/// @param refusal null where the line can be read
record Read<F extends Record>(String id, boolean made, F facts, Problem refusal) {
    /// A line that can be read.
    static <F extends Record> Read<F> of(String id, F facts) {
        return new Read<>(id, false, facts, null);
    }

    /// A line that cannot.
    static <F extends Record> Read<F> refused(String id, Problem refusal) {
        return new Read<>(id, false, null, refusal);
    }

    /// The same line, of the record with this id.
    Read<F> of(String id, boolean made) {
        return new Read<>(id, made, facts, refusal);
    }

    /// The caller's own number of the record as it will be stored, whatever form it was sent in; null where
    /// the line has none, or the register knows no such numbers.
    String externalId() {
        return facts == null ? null : Kind.externalId(facts);
    }
}
