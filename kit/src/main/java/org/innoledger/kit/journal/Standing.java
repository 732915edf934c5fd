package org.innoledger.kit.journal;

import org.innoledger.kit.problem.Problem;

/// Thrown by the work of a transaction that refuses a request and has yet written what must stand, such as the
/// entry that tells of the refusal: the transaction commits, and only then does the caller hear. Nothing is
/// kept under the idempotency key, so a repetition is decided anew.
public final class Standing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient Problem refusal;

    public Standing(Problem refusal) {
        super(refusal.getMessage(), null, false, false);
        this.refusal = refusal;
    }
}
