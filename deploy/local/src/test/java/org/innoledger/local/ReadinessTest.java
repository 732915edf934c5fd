package org.innoledger.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the end of a start")
class ReadinessTest {
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofHours(1));
    private static final Duration LONG = Duration.ofMinutes(3);

    /// Dies with its reason until there is a file `mended`.
    private static final String BROKEN = "[ -f \"$DATA/mended\" ] && exec sleep 600; echo ERROR $0 is broken; exit 1";

    private static final String RUNS = "exec sleep 600";

    @TempDir
    Path data;

    private final List<Readiness.Awaited> all = new ArrayList<>();
    private Folder folder;
    private Processes processes;
    private Suite suite;

    @BeforeEach
    void make() {
        folder = Folder.make(data);
        processes = new Processes(folder, handle -> {});
        suite = new Suite(folder, new Console(folder));
    }

    @AfterEach
    void stop() {
        suite.stop();
        assertEquals(List.of(), processes.running());
    }

    private void start(String name, String script, BooleanSupplier serves) {
        var command = new Child.Command(name, List.of("sh", "-c", script, name), Map.of("DATA", data.toString()));
        var child = new Child(command, folder, processes, suite, SHORT);
        child.start();
        all.add(new Readiness.Awaited(child, serves));
    }

    /// Starts what serves at once.
    private void start(String... names) {
        for (var name : names) {
            start(name, RUNS, () -> true);
        }
    }

    private boolean mended() {
        return Files.exists(data.resolve("mended"));
    }

    private String said() throws IOException {
        return Files.readString(folder.log(Processes.LAUNCHER));
    }

    @Test
    @DisplayName("comes when everything serves")
    void whole() {
        start(Suite.LEDGER, Suite.TALENT, Suite.PLATFORM, Suite.GATEWAY, Suite.KAFKA);
        assertEquals(List.of(), new Readiness(suite).await(all, LONG));
    }

    @Test
    @DisplayName("does not wait for a service or a broker that keeps dying, and says when it comes")
    void without() throws IOException {
        start(Suite.LEDGER, Suite.PLATFORM, Suite.GATEWAY);
        start(Suite.TALENT, BROKEN, this::mended);
        start(Suite.KAFKA, BROKEN, this::mended);
        assertEquals(List.of(Suite.TALENT, Suite.KAFKA), new Readiness(suite).await(all, LONG));
        await().until(() -> said().contains("talent-service ended 3 times in a row")
                && said().contains("ERROR talent-service is broken")
                && said().contains("kafka ended 3 times in a row"));
        Folder.write(data.resolve("mended"), "");
        await().until(() -> said().contains("talent-service is ready now") && said().contains("kafka is ready now"));
    }

    @Test
    @DisplayName("does not wait longer than it may for a service that neither dies nor serves, and says so")
    void slow() throws IOException {
        start(Suite.LEDGER, Suite.PLATFORM, Suite.GATEWAY);
        start(Suite.TALENT, RUNS, this::mended);
        assertEquals(List.of(Suite.TALENT), new Readiness(suite).await(all, Duration.ofMillis(1)));
        assertTrue(said().contains("talent-service is not ready, and the start goes on without it"), said());
        Folder.write(data.resolve("mended"), "");
        await().until(() -> said().contains("talent-service is ready now"));
    }

    @Test
    @DisplayName("refuses with every reason when no service comes")
    void none() {
        start(Suite.GATEWAY, Suite.KAFKA);
        Suite.SERVICES.forEach(name -> start(name, BROKEN, () -> false));
        var why = assertThrows(Refusal.class, () -> new Readiness(suite).await(all, LONG));
        for (var name : Suite.SERVICES) {
            assertTrue(why.text.en().contains(name + ": ERROR " + name + " is broken"), why.text.en());
            assertTrue(why.text.zh().contains(folder.log(name).toString()), why.text.zh());
        }
    }

    @Test
    @DisplayName("refuses when the gateway dies before it serves, or does not serve in time")
    void gateway() {
        start(Suite.LEDGER, Suite.TALENT, Suite.PLATFORM);
        start(Suite.GATEWAY, RUNS, () -> false);
        var late = assertThrows(Refusal.class, () -> new Readiness(suite).await(all, Duration.ofMillis(1)));
        assertTrue(late.text.en().startsWith("gateway was not ready within"), late.text.en());
        all.removeLast();
        start(Suite.GATEWAY, BROKEN, () -> false);
        var dead = assertThrows(Refusal.class, () -> new Readiness(suite).await(all, LONG));
        assertTrue(dead.text.en().contains("ERROR gateway is broken"), dead.text.en());
    }
}
