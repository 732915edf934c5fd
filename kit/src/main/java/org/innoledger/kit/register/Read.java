package org.innoledger.kit.register;

import org.innoledger.kit.problem.Problem;

/// A line of an import as it was read: facts with an id, or what is wrong with it.
///
/// @param id null where the line has none
/// @param made whether the id was made for the line, and is nobody's unless the line is taken
/// @param refusal null where the line can be read
record Read<F>(String id, boolean made, String externalId, F facts, Problem refusal) {
    /// A line that can be read.
    static <F> Read<F> of(String id, String externalId, F facts) {
        return new Read<>(id, false, externalId, facts, null);
    }

    /// A line that cannot.
    static <F> Read<F> refused(String id, Problem refusal) {
        return new Read<>(id, false, null, null, refusal);
    }

    /// The same line, of the record with this id.
    Read<F> of(String id, boolean made) {
        return new Read<>(id, made, externalId, facts, refusal);
    }
}
