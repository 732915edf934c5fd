package org.innoledger.kit.register;

/// The body of a verb with a note that belongs into the history, also where the verb is done to many records
/// at once.
public interface Noted {
    /// The note, null for none.
    String note();
}
