package org.innoledger.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// One process of the suite: started, its output kept in a log, and started again when it dies.
final class Child {
    /// More deaths than this within [#WINDOW] mean that starting again does not help.
    private static final int RESTARTS_MAX = 5;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(300);

    /// The command of a process.
    ///
    /// @param name what it is called in logs and `status`
    /// @param command program and arguments
    /// @param environment added to the launcher's own
    record Command(String name, List<String> command, Map<String, String> environment) {}

    private final Command command;
    private final Folder folder;
    private final Processes processes;
    private final Suite suite;
    private final Deque<Long> deaths = new ArrayDeque<>();
    private volatile boolean ready;
    private volatile String lastLine = "";
    private volatile String lastFailure = "";

    Child(Command command, Folder folder, Processes processes, Suite suite) {
        this.command = command;
        this.folder = folder;
        this.processes = processes;
        this.suite = suite;
    }

    /// Starts the process and the thread that watches over it.
    void start() {
        var first = launch();
        Thread.ofPlatform().daemon().name(command.name()).start(() -> watch(first));
    }

    /// From now on a death is answered by a new start; before, it means that the suite cannot start.
    void ready() {
        ready = true;
    }

    private void watch(Process first) {
        try {
            for (var process = first; process != null; process = restart(process)) {
                keepOutput(process);
                process.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            suite.fail(e instanceof Refusal refusal ? refusal : Refusal.unexpected(command.name(), e));
        }
    }

    private Process restart(Process dead) {
        if (suite.stopping()) {
            return null;
        }
        if (!ready) {
            throw diedAtStart(dead.exitValue());
        }
        long now = System.nanoTime();
        deaths.addLast(now);
        deaths.removeIf(at -> now - at > WINDOW.toNanos());
        if (deaths.size() > RESTARTS_MAX) {
            throw Refusal.of(
                    "%s 一分钟内退出超过 %d 次，已停止全部进程；原因见 %s。",
                    "%s ended more than %d times within a minute, so everything was stopped; %s says why.",
                    command.name(),
                    RESTARTS_MAX,
                    folder.log(command.name()));
        }
        suite.console()
                .say(
                        "%s 意外退出（%d），正在重新启动 · %s ended (%d); it is started again",
                        command.name(), dead.exitValue(), command.name(), dead.exitValue());
        Pause.of(PAUSE);
        waitWhileHeld();
        return suite.stopping() ? null : launch();
    }

    private void waitWhileHeld() {
        var hold = folder.hold().resolve(command.name());
        if (Files.exists(hold)) {
            suite.console().say("%s 暂停，删除 %s 后恢复 · held until that file is gone", command.name(), hold);
        }
        while (Files.exists(hold) && !suite.stopping()) {
            Pause.of(PAUSE);
        }
    }

    private Refusal diedAtStart(int exit) {
        var said = lastFailure.isEmpty() ? lastLine : lastFailure;
        return Refusal.of(
                "%s 启动失败（退出码 %d）：%s；详见 %s。",
                "%s could not start (exit code %d): %s; see %s.",
                command.name(),
                exit,
                said,
                folder.log(command.name()));
    }

    /// Starting and recording are one step under the suite's lock, so that a stop never misses a process.
    private Process launch() {
        var builder = new ProcessBuilder(withOwnSession(command.command())).redirectErrorStream(true);
        builder.environment().putAll(command.environment());
        synchronized (suite) {
            if (suite.stopping()) {
                throw new IllegalStateException("stopping");
            }
            try {
                var process = builder.start();
                process.getOutputStream().close();
                processes.record(command.name(), process.toHandle());
                return process;
            } catch (IOException e) {
                throw Refusal.unexpected(command.command().getFirst(), e);
            }
        }
    }

    /// Ctrl-C reaches every process of the terminal's foreground group; in sessions of their own the children
    /// are left to the launcher, which stops them in order. `setsid` becomes the command, so the pid is the
    /// command's.
    private static List<String> withOwnSession(List<String> command) {
        var setsid = Path.of("/usr/bin/setsid");
        if (!Files.isExecutable(setsid)) {
            return command;
        }
        var whole = new ArrayList<String>();
        whole.add(setsid.toString());
        whole.addAll(command);
        return whole;
    }

    private void keepOutput(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                var log = new LogFile(folder.log(command.name()), LogFile.LIMIT_BYTES)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                notice(line);
                log.line(line);
                if (!lines.ready()) {
                    log.flush();
                }
            }
        } catch (IOException e) {
            if (Refusal.saysDiskFull(e.getMessage())) {
                suite.fail(Refusal.diskFull());
            }
        }
    }

    private void notice(String line) {
        if (Refusal.saysDiskFull(line)) {
            suite.fail(Refusal.diskFull());
        }
        if (!line.isBlank()) {
            lastLine = line.strip();
        }
        if (line.contains("FATAL") || line.contains("Caused by") || line.contains("ERROR")) {
            lastFailure = line.strip();
        }
    }
}
