package org.innoledger.kit.register;

/// The body of a verb with a note that belongs into the history.
public interface Noted {
    /// The note, null for none.
    String note();

    /// The body of a verb that is not done without a reason.
    interface Reasoned extends Noted {
        /// Why it is done.
        String reason();

        @Override
        default String note() {
            return reason();
        }
    }
}
