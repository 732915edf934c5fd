package org.innoledger.kit.journal;

/// Facts with a rule on what they may replace. PUT, PATCH and import ask it; the register's own verbs have theirs.
///
/// @param <F> the facts record
public interface Replaces<F extends Record> {
    /// Throws a problem unless these facts may take the place of those on file.
    void mayReplace(Filed<F> present);
}
