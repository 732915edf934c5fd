package org.innoledger.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private final AtomicLong clockMs = new AtomicLong();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Circuit circuit = new Circuit(clockMs::get);

    @Test
    @DisplayName("five failures in a row open it for two seconds, in which nothing is tried")
    void opens() {
        fail(Circuit.FAILURES_MAX);
        assertInstanceOf(Circuit.Open.class, fail(1).cause());
        assertEquals(Circuit.FAILURES_MAX, attempts.get());

        clockMs.addAndGet(Circuit.OPEN_MS - 1);
        assertInstanceOf(Circuit.Open.class, fail(1).cause());

        clockMs.addAndGet(1);
        assertTrue(succeed().succeeded());
    }

    @Test
    @DisplayName("a success in between starts the count again")
    void countsInARow() {
        fail(Circuit.FAILURES_MAX - 1);
        succeed();
        fail(Circuit.FAILURES_MAX - 1);
        assertTrue(succeed().succeeded());
    }

    @Test
    @DisplayName("one failure after the two seconds opens it again at once")
    void opensAgain() {
        fail(Circuit.FAILURES_MAX);
        clockMs.addAndGet(Circuit.OPEN_MS);
        fail(1);
        assertInstanceOf(Circuit.Open.class, succeed().cause());
    }

    private Future<String> succeed() {
        return circuit.run(() -> Future.succeededFuture("done"));
    }

    private Future<String> fail(int times) {
        Future<String> last = null;
        for (var time = 0; time < times; time++) {
            last = circuit.run(() -> {
                attempts.incrementAndGet();
                return Future.failedFuture("refused");
            });
        }
        return last;
    }
}
