package org.innoledger.kit.journal;

/// Facts of which a part comes only by the register's verbs, or which may not replace just any others. PUT,
/// POST, PATCH and import ask them what shall be filed; the register's own verbs have their own rules.
///
/// @param <F> the facts record
public interface Replaces<F extends Record> {
    /// The facts to be filed when a caller sends these; what only verbs may set is taken from those on file,
    /// whatever the caller sent.
    ///
    /// @param present the record as it is on file, null for a new one
    /// @throws org.innoledger.kit.problem.Problem 409 when these facts may not take their place
    F over(Filed<F> present);

    /// A component that comes and goes by verbs only, but may be corrected: what is on file stays where
    /// nothing is sent, and where nothing is on file nothing is taken, which the caller then hears.
    static <T> T corrected(T sent, T onFile) {
        return sent == null || onFile == null ? onFile : sent;
    }
}
