package org.innoledger.kit.register;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// How many imports one instance carries out at once: each keeps a connection of the database and a core busy
/// for a while.
final class Turns {
    private static final int AT_ONCE_MAX = 2;

    /// How long an import waits for its turn, then is asked to come again.
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final Semaphore turns = new Semaphore(AT_ONCE_MAX, /* fair */ true);

    /// Carries out an import when it is its turn.
    ///
    /// @throws Problem 503 where others take too long
    <T> T take(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(WAIT_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw Problem.of(
                        ProblemType.UNAVAILABLE,
                        Text.of(
                                "已有 %d 项导入在进行，请按 Retry-After 稍后重试。",
                                "%d imports are being carried out; try again as Retry-After says.", AT_ONCE_MAX));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
