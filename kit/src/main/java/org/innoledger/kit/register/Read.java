package org.innoledger.kit.register;

import org.innoledger.kit.problem.Problem;

/// A line of an import as it was read: facts with an id, or what is wrong with it.
///
/// @param id null where the line has none
/// @param refusal null where the line can be read
record Read<F>(String id, String externalId, F facts, Problem refusal) {
    Read<F> as(String id) {
        return new Read<>(id, externalId, facts, refusal);
    }
}
