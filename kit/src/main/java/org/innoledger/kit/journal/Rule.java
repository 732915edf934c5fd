package org.innoledger.kit.journal;

import java.util.List;
import java.util.Map;
import org.innoledger.kit.problem.Problem;

/// A rule on records of one register that looks at other records, such as "the mentor is active". It is a
/// bean; the journal asks it inside the transaction, before anything is written, for all records of a write
/// at once, so that a rule costs one query and not one for each record.
///
/// @param <F> the facts record that the rule is about
public interface Rule<F extends Record> {
    /// The facts that the rule is about: those that it is declared for.
    default Class<F> about() {
        return Kind.argument(this, Rule.class);
    }

    /// Which of these records the rule refuses to have written, or withdrawn.
    ///
    /// @param writing the transaction, for queries
    /// @return refusals by id; records that are not in it are taken
    Map<String, Problem> refusals(Writing writing, List<Proposal<F>> proposals);
}
