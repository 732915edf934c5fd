package org.innoledger.kit.journal;

import java.util.Optional;
import org.innoledger.kit.problem.Problem;

/// Says more of a broken rule of the database than its comment can: which record is in the way, or which
/// figures. It is a bean, asked inside the transaction after the database has refused.
///
/// @param <F> the facts record of the register that it is about
public interface Clashes<F extends Record> {
    /// The facts of the register: those that it is declared for.
    default Class<F> about() {
        return Kind.argument(this, Clashes.class);
    }

    /// What the caller hears; what the caller may not see must not be in it.
    ///
    /// @param writing the transaction, for queries
    /// @param constraint the rule that was broken
    /// @param draft the record that could not be written
    /// @return empty where the rule's own comment is all there is to say
    Optional<Problem> explain(Writing writing, String constraint, Filed<F> draft);
}
