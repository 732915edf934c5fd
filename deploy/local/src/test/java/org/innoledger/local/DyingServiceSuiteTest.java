package org.innoledger.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// Late, since it ends by stopping the suite.
///
/// talent-service does not start without its master keys, so a file that holds none makes it die each time.
@Order(Integer.MAX_VALUE - 1)
@Tag("long")
@DisplayName("a service that keeps dying")
@ExtendWith(RunningSuite.Extension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DyingServiceSuiteTest {
    private static final Duration DEATHS_TIMEOUT = Duration.ofMinutes(2);

    private final RunningSuite suite;

    DyingServiceSuiteTest(RunningSuite suite) {
        this.suite = suite;
    }

    private Path keys() {
        return suite.data().resolve("keys/personal.keys");
    }

    /// Takes the keys away.
    ///
    /// @return what mends the file
    private String breakKeys() throws IOException {
        var content = Files.readString(keys());
        Files.writeString(keys(), "broken\n");
        return content;
    }

    private boolean keepsDying() {
        return suite.processes()
                .restarts(Suite.TALENT)
                .filter(Processes.Restarts::keepsDying)
                .isPresent();
    }

    /// The other services answer, and the one that is away is told with the time to try again.
    private void servesWithoutTalents() {
        assertEquals(
                200, suite.as(Client.PROVINCE).get("/v1/enterprises?limit=1").status());
        assertEquals(200, suite.as(Client.PROVINCE).get("/v1/platforms?limit=1").status());
        var away = suite.as(Client.PROVINCE).get("/v1/talents?limit=1");
        assertEquals(503, away.status(), away.text());
        assertTrue(away.headers().firstValue("Retry-After").isPresent(), away.text());
        var health = suite.anonymous().get("/health");
        assertEquals(503, health.status());
        assertEquals("DOWN", health.body().path("status").asText());
    }

    @Test
    @Order(1)
    @DisplayName("stops no other, is shown by status, and is back by itself once it is mended")
    void running() throws IOException {
        suite.awaitHealth("UP");
        var content = breakKeys();
        suite.kill(Suite.TALENT);
        await().atMost(DEATHS_TIMEOUT).until(this::keepsDying);
        servesWithoutTalents();
        var status = LauncherProcess.run(suite.data(), "status");
        assertEquals(1, status.exit(), status.toString());
        assertTrue(
                status.out()
                        .lines()
                        .anyMatch(line -> line.matches("talent-service .*restarting, deaths in a row: \\d+, .*")),
                status.out());
        suite.launcher().awaitOutput("talent-service ended 3 times in a row", DEATHS_TIMEOUT);
        Files.writeString(keys(), content);
        suite.awaitHealth("UP");
    }

    /// It ends with a stop: the next start counts no deaths of before.
    @Test
    @Order(2)
    @DisplayName("delays no stop, and a start goes on without it and says when it comes")
    void starting() throws IOException {
        var content = breakKeys();
        suite.kill(Suite.TALENT);
        await().atMost(DEATHS_TIMEOUT)
                .until(() -> suite.processes().find(Suite.TALENT).isEmpty());
        assertEquals(0, suite.down().exit());
        assertTrue(suite.processes().running().isEmpty());
        suite.start();
        assertTrue(suite.launcher().said().contains("Without              talent-service"));
        servesWithoutTalents();
        suite.launcher().awaitOutput("personal.keys", DEATHS_TIMEOUT);
        Files.writeString(keys(), content);
        suite.launcher().awaitOutput("talent-service is ready now", DEATHS_TIMEOUT);
        suite.awaitHealth("UP");
        assertEquals(0, suite.down().exit());
        assertTrue(suite.processes().running().isEmpty());
    }
}
