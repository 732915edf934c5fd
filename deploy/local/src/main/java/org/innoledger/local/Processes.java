package org.innoledger.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What runs, kept on disk so that also a later command finds it: one file a process with its pid and start
/// time. The start time tells our process from a stranger that was given the same pid afterwards, which is
/// never touched. Of a process that died lately the file also tells how often, and when its next try is due.
final class Processes {
    /// The launcher's own entry.
    static final String LAUNCHER = "launcher";

    /// The clock that start times are counted from may be set by a second or so while the machine runs.
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    /// What is on record of a process that died and has not lived for long since.
    ///
    /// @param deaths how often it died in a row
    /// @param next when it is tried again; past when it is being tried
    record Restarts(int deaths, Instant next) {
        boolean keepsDying() {
            return deaths >= Backoff.KEEPS_DYING;
        }
    }

    private final Folder folder;
    private final Consumer<ProcessHandle> stopPostgres;

    /// @param stopPostgres asks PostgreSQL for its fast shutdown, which takes more than the signal that ends
    ///     the others
    Processes(Folder folder, Consumer<ProcessHandle> stopPostgres) {
        this.folder = folder;
        this.stopPostgres = stopPostgres;
    }

    /// Keeps a process under a name until it has been stopped.
    void record(String name, ProcessHandle handle) {
        record(name, handle, 0);
    }

    /// As [#record(String, ProcessHandle)], of a process that died so often in a row before.
    void record(String name, ProcessHandle handle, int deaths) {
        long start = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        write(name, handle.pid(), start, deaths, Instant.EPOCH);
    }

    /// Keeps that a process died, and when it is tried again.
    void died(String name, int deaths, Instant next) {
        write(name, 0, 0, deaths, next);
    }

    private void write(String name, long pid, long start, int deaths, Instant next) {
        Folder.write(file(name), pid + " " + start + " " + deaths + " " + next.toEpochMilli() + "\n");
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw Refusal.unexpected(file(name).toString(), e);
        }
    }

    /// The running process of that name, empty when it has ended.
    Optional<ProcessHandle> find(String name) {
        try {
            var parts = Files.readString(file(name)).strip().split(" ");
            var start = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(Processes::runs)
                    .filter(handle -> handle.info()
                            .startInstant()
                            .filter(at -> Duration.between(start, at).abs().compareTo(START_TOLERANCE) < 0)
                            .isPresent());
        } catch (IOException | RuntimeException absentOrUnreadable) {
            return Optional.empty();
        }
    }

    /// How often the process of that name died in a row, empty when it did not.
    Optional<Restarts> restarts(String name) {
        try {
            var parts = Files.readString(file(name)).strip().split(" ");
            return Optional.of(new Restarts(Integer.parseInt(parts[2]), Instant.ofEpochMilli(Long.parseLong(parts[3]))))
                    .filter(restarts -> restarts.deaths() > 0);
        } catch (IOException | RuntimeException absentOrUnreadable) {
            return Optional.empty();
        }
    }

    /// The names of the suite's processes that run.
    List<String> running() {
        return Suite.STOP_ORDER.stream()
                .flatMap(List::stream)
                .filter(name -> find(name).isPresent())
                .toList();
    }

    /// Stops what runs of the suite, in order: the gateway, the services together, Kafka, PostgreSQL.
    ///
    /// @return the names of those that ran
    List<String> stopAll() {
        var found = new ArrayList<String>();
        for (var stage : Suite.STOP_ORDER) {
            var running = stage.stream().filter(name -> find(name).isPresent()).toList();
            running.forEach(name -> find(name).ifPresent(handle -> ask(name, handle)));
            running.forEach(name -> find(name).ifPresent(Processes::await));
            stage.forEach(this::forget);
            found.addAll(running);
        }
        return found;
    }

    private void ask(String name, ProcessHandle handle) {
        if (name.equals(Suite.POSTGRES)) {
            stopPostgres.accept(handle);
        } else {
            handle.destroy();
        }
    }

    /// Waits for the end of a process that was asked to stop, and ends it by force when it takes too long.
    static void await(ProcessHandle handle) {
        if (!ended(handle, STOP_TIMEOUT)) {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
            ended(handle, STOP_TIMEOUT);
        }
    }

    /// Whether the process has ended, or does within the time.
    static boolean ended(ProcessHandle handle, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (runs(handle)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.of(Duration.ofMillis(20));
        }
        return true;
    }

    /// A process that has ended stays in the table as a zombie until its parent asks for it, and the parent
    /// of a killed launcher's children may never do so.
    private static boolean runs(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException | RuntimeException notLinux) {
            return handle.isAlive();
        }
    }

    private Path file(String name) {
        return folder.processes().resolve(name);
    }
}
