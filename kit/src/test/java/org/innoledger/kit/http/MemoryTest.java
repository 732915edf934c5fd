package org.innoledger.kit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final long ALL = Runtime.getRuntime().maxMemory() / 4 / 1_024 * 1_024;

    private final Memory memory = new Memory(null);

    @Test
    @DisplayName("a quarter of the heap can be held, and no more; what is given back can be held again")
    void bounded() {
        assertTrue(memory.tryHold(ALL));
        assertFalse(memory.tryHold(1_024));
        memory.release(ALL);
        try (var held = memory.held()) {
            held.more(ALL - 1);
            assertFalse(memory.tryHold(1_024));
            held.shrink(1_024);
            assertTrue(memory.tryHold(ALL - 1_024));
            memory.release(ALL - 1_024);
        }
        assertTrue(memory.tryHold(ALL));
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
        assertTrue(memory.tryHold(ALL));
    }

    @Test
    @DisplayName("memory of a request that has ended meanwhile is not kept")
    void ended() {
        var held = memory.held();
        held.close();
        var refusal = assertThrows(Problem.class, () -> held.more(1_024));
        assertEquals(ProblemType.UNAVAILABLE, refusal.type);
        assertTrue(memory.tryHold(ALL));
    }
}
