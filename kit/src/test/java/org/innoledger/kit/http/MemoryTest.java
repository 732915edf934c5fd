package org.innoledger.kit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final long ALL = Runtime.getRuntime().maxMemory() / 8 / 1_024 * 1_024;

    private final Memory memory = new Memory(null);

    private static void refused(Memory.Held held, long bytes) {
        assertFalse(held.more(bytes, Duration.ZERO));
    }

    @Test
    @DisplayName("a quarter of the heap can be held, and no more; what is given back can be held again")
    void bounded() {
        try (var first = memory.held();
                var second = memory.held()) {
            first.more(ALL);
            refused(second, 1);
            first.shrink(1_024);
            second.more(ALL - 1_024);
            refused(first, 1);
        }
        assertEquals(ALL, memory.left());
    }

    @Test
    @DisplayName("who finds all of it taken waits until it is given back")
    void waits() {
        var first = memory.held();
        first.more(ALL);
        var second = CompletableFuture.runAsync(
                () -> {
                    try (var held = memory.held()) {
                        held.more(2_048);
                    }
                },
                Thread::startVirtualThread);
        first.close();
        second.join();
        assertEquals(ALL, memory.left());
    }

    @Test
    @DisplayName("a request that has ended meanwhile keeps none, and gives back once only")
    void ended() {
        var held = memory.held();
        held.more(4_096);
        held.close();
        held.close();
        refused(held, 1_024);
        assertEquals(ALL, memory.left());
    }

    @Test
    @DisplayName("more than there is at all is refused at once: 503")
    void never() {
        var refusal = assertThrows(Problem.class, () -> memory.held().more(ALL + 1_024));
        assertEquals(ProblemType.UNAVAILABLE, refusal.type);
    }
}
