package org.innoledger.gateway;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Spares a service that does not answer, and its callers the wait: after five failures in a row nothing is
/// tried for two seconds; then each attempt counts again, and one success closes the circuit.
final class Circuit {
    static final int FAILURES_MAX = 5;
    static final long OPEN_MS = Answer.RETRY_AFTER_SECONDS * 1_000L;

    /// Nothing was tried, since the last attempts failed.
    static final class Open extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Open() {
            super("the circuit is open", null, false, false);
        }
    }

    private final LongSupplier clockMs;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong openUntilMs = new AtomicLong(Long.MIN_VALUE);

    /// @param clockMs a clock that only goes forward
    Circuit(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    <T> Future<T> run(Supplier<Future<T>> attempt) {
        if (clockMs.getAsLong() < openUntilMs.get()) {
            return Future.failedFuture(new Open());
        }
        return attempt.get().onSuccess(done -> failures.set(0)).onFailure(failure -> {
            if (failures.incrementAndGet() >= FAILURES_MAX) {
                openUntilMs.set(clockMs.getAsLong() + OPEN_MS);
            }
        });
    }
}
