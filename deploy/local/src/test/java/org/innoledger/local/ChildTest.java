package org.innoledger.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a process of the suite")
class ChildTest {
    /// Rests so short that a test sees many deaths.
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofHours(1));

    @TempDir
    Path data;

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

    private Child start(String name, String script, Backoff backoff) {
        var command = new Child.Command(name, List.of("sh", "-c", script), Map.of("DATA", data.toString()));
        var child = new Child(command, folder, processes, suite, backoff);
        child.start();
        return child;
    }

    private int deaths(String name) {
        return processes.restarts(name).map(Processes.Restarts::deaths).orElse(0);
    }

    /// How many lines of what the launcher said hold this.
    private long said(String text) throws IOException {
        try (var lines = Files.lines(folder.log(Processes.LAUNCHER))) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }

    @Test
    @DisplayName("rests 0.3 s after its first death, twice as long after each further one, and never above 30 s")
    void pauses() {
        var millis = IntStream.rangeClosed(1, 9)
                .mapToLong(deaths -> Backoff.USUAL.pause(deaths).toMillis())
                .boxed()
                .toList();
        assertEquals(List.of(300L, 600L, 1_200L, 2_400L, 4_800L, 9_600L, 19_200L, 30_000L, 30_000L), millis);
        assertEquals(Duration.ofSeconds(30), Backoff.USUAL.pause(Integer.MAX_VALUE));
    }

    @Test
    @DisplayName("that dies at once is started again after rests that grow up to the bound")
    void growing() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofHours(1));
        start(Suite.TALENT, "date +%s%3N >> \"$DATA/starts\"; exit 3", backoff);
        await().until(() -> deaths(Suite.TALENT) >= 5);
        var starts = lines(data.resolve("starts")).map(Long::valueOf).toList();
        for (int death = 1; death < 5; death++) {
            long rest = starts.get(death) - starts.get(death - 1);
            assertTrue(rest >= backoff.pause(death).toMillis(), starts.toString());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("that keeps dying is told once, with the reason and the log, is tried for ever, and stops no other")
    void forEver() throws IOException {
        start(Suite.LEDGER, "exec sleep 600", SHORT);
        var other = processes.find(Suite.LEDGER).orElseThrow();
        var child = start(Suite.TALENT, "echo ERROR broken keys; echo more; exit 3", SHORT);
        await().until(() -> deaths(Suite.TALENT) >= 12);
        assertTrue(child.keepsDying());
        assertEquals(1, said("ended 3 times in a row"));
        assertEquals(1, said("times in a row"));
        assertEquals(1, said("Why  （3）ERROR broken keys"));
        assertEquals(1, said("日志 Log  " + folder.log(Suite.TALENT)));
        assertTrue(other.isAlive());
        assertTrue(suite.awaited(() -> true), "the suite has not failed");
    }

    @Test
    @DisplayName("is not started before what comes first has ended well, which is then not done again")
    void first() throws IOException {
        var environment = Map.of("DATA", data.toString());
        var prepare = "echo $SECRET >> \"$DATA/first\"; [ $(wc -l < \"$DATA/first\") -ge 3 ]";
        var first = new Child.Command(
                Suite.TALENT, List.of("sh", "-c", prepare), Map.of("DATA", data.toString(), "SECRET", "owner"));
        var serve = List.of("sh", "-c", "echo \"served $SECRET\" >> \"$DATA/runs\"; exit 3");
        new Child(
                        new Child.Command(Suite.TALENT, serve, environment, Optional.of(first)),
                        folder,
                        processes,
                        suite,
                        SHORT)
                .start();
        await().until(() -> deaths(Suite.TALENT) >= 6);
        assertEquals(
                List.of("owner", "owner", "owner"), lines(data.resolve("first")).toList());
        assertEquals(Set.of("served "), lines(data.resolve("runs")).collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("that cannot be started for a while is tried again")
    void noProgram() throws IOException {
        var program = Files.writeString(data.resolve("program"), "#!/bin/sh\nexit 1\n");
        assertTrue(program.toFile().setExecutable(true));
        var command = new Child.Command(Suite.TALENT, List.of(program.toString()), Map.of());
        new Child(command, folder, processes, suite, SHORT).start();
        await().until(() -> deaths(Suite.TALENT) >= 1);
        Files.delete(program);
        var gone = deaths(Suite.TALENT);
        await().until(() -> deaths(Suite.TALENT) >= gone + 3);
        Files.writeString(data.resolve("fresh"), "#!/bin/sh\nexec sleep 600\n");
        assertTrue(data.resolve("fresh").toFile().setExecutable(true));
        Files.move(data.resolve("fresh"), program);
        await().until(() -> processes.find(Suite.TALENT).isPresent());
    }

    @Test
    @DisplayName("that lives long enough after its deaths begins anew, and that is told")
    void steady() {
        var backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMillis(500));
        var script = "echo x >> \"$DATA/runs\"; [ $(wc -l < \"$DATA/runs\") -lt 4 ] && exit 1; exec sleep 600";
        var child = start(Suite.TALENT, script, backoff);
        await().until(child::keepsDying);
        await().until(() -> said("is well again") == 1);
        assertFalse(child.restarting());
        assertTrue(processes.restarts(Suite.TALENT).isEmpty());
        assertTrue(processes.find(Suite.TALENT).isPresent());
    }

    @Test
    @DisplayName("that nothing works without ends the start when it dies before it was ready, with its reason")
    void essential() {
        start(Suite.GATEWAY, "echo ERROR no port; exit 4", SHORT);
        var why = assertThrows(Refusal.class, suite::awaitEnd);
        assertTrue(why.text.en().startsWith("gateway could not start (exit code 4): ERROR no port"), why.text.en());
        assertTrue(why.text.zh().startsWith("gateway 启动失败（退出码 4）"), why.text.zh());
    }

    @Test
    @DisplayName("that nothing works without is tried for ever as the others once it was ready")
    void essentialLater() {
        var child = start(Suite.GATEWAY, "[ -f \"$DATA/go\" ] || exec sleep 600; exit 4", SHORT);
        child.ready();
        Folder.write(data.resolve("go"), "");
        processes.find(Suite.GATEWAY).orElseThrow().destroyForcibly();
        await().until(() -> deaths(Suite.GATEWAY) >= 5);
        assertTrue(suite.awaited(() -> true), "the suite has not failed");
    }

    @Test
    @DisplayName("that meets a full disk stops everything, since that is the machine's fault")
    void diskFull() {
        start(Suite.TALENT, "echo write: No space left on device; exit 1", SHORT);
        var why = assertThrows(Refusal.class, suite::awaitEnd);
        assertEquals(Refusal.diskFull().text, why.text);
    }

    @Test
    @DisplayName("that rests leaves the stop nothing to wait for, and nothing behind")
    void stopWhileResting() {
        var backoff = new Backoff(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
        start(Suite.TALENT, "exit 3", backoff);
        await().until(() -> deaths(Suite.TALENT) == 1);
        suite.stop();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(Suite.TALENT)));
        assertTrue(processes.restarts(Suite.TALENT).isEmpty());
    }
}
