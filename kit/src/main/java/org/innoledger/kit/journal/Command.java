package org.innoledger.kit.journal;

import java.util.function.Function;
import org.innoledger.kit.problem.Problem;

/// One thing to be done to one record: a small function of the record as it is once its row is held.
///
/// @param id the record's
/// @param restores whether the record must be a withdrawn one, which is there again by this
/// @param decide given the record, or null where there is none yet, says what becomes of it or throws a
///     [Problem]
public record Command<F extends Record>(String id, boolean restores, Function<Filed<F>, Change<F>> decide) {
    /// A command on a record that is there, or on none.
    public Command(String id, Function<Filed<F>, Change<F>> decide) {
        this(id, /* restores */ false, decide);
    }

    /// What becomes of a record.
    ///
    /// @param verb past tense; with the register's noun it makes the entry's type: `registered`, `amended`
    /// @param next the record as it shall be
    /// @param reason why, where the verb asks for one, else null
    /// @param withdrawal whether the record is withdrawn by this
    public record Change<F extends Record>(String verb, Filed<F> next, String reason, boolean withdrawal) {
        public static <F extends Record> Change<F> of(String verb, Filed<F> next) {
            return new Change<>(verb, next, null, false);
        }
    }

    /// What a command came to.
    ///
    /// @param filed the record afterwards
    /// @param effect whether it was created, changed, or was so already
    public record Outcome<F extends Record>(Filed<F> filed, Effect effect) {}

    /// The effect of a command on its record.
    public enum Effect {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /// Outcome or refusal; exactly one of them is set.
    public record Result<F extends Record>(String id, Outcome<F> outcome, Problem refusal) {
        /// The outcome.
        ///
        /// @throws Problem the refusal, where it was refused
        public Outcome<F> orThrow() {
            if (refusal != null) {
                throw refusal;
            }
            return outcome;
        }
    }
}
