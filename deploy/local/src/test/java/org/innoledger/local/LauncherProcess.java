package org.innoledger.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The launcher as a process of its own, as `./ledger` starts it.
final class LauncherProcess {
    private static final Duration END_TIMEOUT = Duration.ofMinutes(2);

    /// What a command said, after its end.
    record Ended(int exit, String out, String err) {}

    private final Process process;
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();
    private final List<CompletableFuture<Void>> readers;

    private LauncherProcess(Process process) {
        this.process = process;
        // Not virtual threads: reading a pipe holds the carrier, and two processes would leave none on two
        // cores.
        Executor reading = task -> Thread.ofPlatform().daemon().start(task);
        this.readers = List.of(
                CompletableFuture.runAsync(() -> read(process.inputReader(StandardCharsets.UTF_8), out), reading),
                CompletableFuture.runAsync(() -> read(process.errorReader(StandardCharsets.UTF_8), err), reading));
    }

    static LauncherProcess start(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(Java.command(
                64,
                List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"),
                List.of("-jar", Java.launcherJar().toString())));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return new LauncherProcess(builder.start());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Runs a command to its end.
    static Ended run(String... arguments) {
        return start(Map.of(), arguments).awaitEnd();
    }

    static Ended run(Path data, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return run(all.toArray(String[]::new));
    }

    private static void read(BufferedReader reader, StringBuffer into) {
        reader.lines().forEach(line -> into.append(line).append('\n'));
    }

    /// Waits until it has printed this.
    void awaitOutput(String text, Duration timeout) {
        Awaitility.await()
                .atMost(timeout)
                .pollInterval(Duration.ofMillis(50))
                .failFast("The launcher ended.", this::assertAlive)
                .untilAsserted(() -> {
                    if (!out.toString().contains(text)) {
                        throw new AssertionError(said());
                    }
                });
    }

    private void assertAlive() {
        if (!process.isAlive()) {
            throw new AssertionError(said());
        }
    }

    String said() {
        return out + "\n" + err;
    }

    Process process() {
        return process;
    }

    Ended awaitEnd() {
        try {
            if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The launcher did not end:\n" + said());
            }
            readers.forEach(reader ->
                    reader.orTimeout(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join());
            return new Ended(process.exitValue(), out.toString(), err.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
