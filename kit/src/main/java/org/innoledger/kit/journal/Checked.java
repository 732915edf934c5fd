package org.innoledger.kit.journal;

/// Facts, parts of facts or the body of a verb with rules over several components. They are checked together
/// with Bean Validation, so that all faults of a body are told at once.
public interface Checked {
    /// Adds the rules: each with the component that it is told at, its code, whether it holds, and its
    /// sentence.
    ///
    /// Rules are asked of incomplete records too, so a rule on something that is absent holds.
    Checks checks(Checks these);
}
