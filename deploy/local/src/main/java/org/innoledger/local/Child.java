package org.innoledger.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One process of the suite: started, its output kept in a log, and started again whenever it dies, for as
/// long as the suite runs. Whatever becomes of it, the other processes go on.
final class Child {
    /// How often a process that is held looks whether it still is.
    private static final Duration HOLD_POLL = Duration.ofMillis(300);

    /// A line of a log can be as long as what a caller sent; what is told of it is not.
    private static final int REASON_CHARACTERS_MAX = 300;

    /// What marks a line that says why a process fails: of PostgreSQL, of a Java program, and of a JVM that
    /// ends since its memory does not suffice.
    private static final List<String> FAILURES = List.of("FATAL", "Caused by", "ERROR", "OutOfMemoryError");

    /// The command of a process.
    ///
    /// @param name what it is called in logs and `status`
    /// @param command program and arguments
    /// @param environment added to the launcher's own
    /// @param first what must have ended well once before the process is started
    record Command(String name, List<String> command, Map<String, String> environment, Optional<Command> first) {
        Command(String name, List<String> command, Map<String, String> environment) {
            this(name, command, environment, Optional.empty());
        }
    }

    private final Command command;
    private final Folder folder;
    private final Processes processes;
    private final Suite suite;
    private final Backoff backoff;
    private volatile boolean ready;

    /// Whether what comes first is still to be done.
    private volatile boolean preparing;

    private volatile String lastLine = "";
    private volatile String lastFailure = "";
    private volatile String lastExit = "";
    private volatile String lastReason = "";

    /// Deaths in a row, written under the suite's lock together with the file that `status` reads.
    private volatile int deaths;

    /// Whether the console's last word on it is that it keeps dying.
    private volatile boolean told;

    Child(Command command, Folder folder, Processes processes, Suite suite, Backoff backoff) {
        this.command = command;
        this.preparing = command.first().isPresent();
        this.folder = folder;
        this.processes = processes;
        this.suite = suite;
        this.backoff = backoff;
    }

    /// Starts the process and the thread that watches over it.
    void start() {
        try {
            var first = launch();
            Thread.ofPlatform().daemon().name(command.name()).start(() -> watch(first));
        } catch (IOException e) {
            throw Refusal.unexpected(command.command().getFirst(), e);
        }
    }

    String name() {
        return command.name();
    }

    /// It serves. Before this, the death of a process that nothing works without ends the start.
    void ready() {
        ready = true;
    }

    /// Says that a process which the start went on without is there after all.
    void came() {
        ready();
        told = false;
        suite.console().say("%s 已就绪 · %1$s is ready now", command.name());
    }

    /// Whether it has died and not lived for long since.
    boolean restarting() {
        return deaths > 0;
    }

    /// Whether it has died so often in a row that starting it again does not seem to help.
    boolean keepsDying() {
        return deaths >= Backoff.KEEPS_DYING;
    }

    /// Why it died last; of one that did not die, what it said last.
    String why() {
        return restarting() ? lastReason : said();
    }

    /// The last line that names a failure, else the last line.
    private String said() {
        var said = lastFailure.isEmpty() ? lastLine : lastFailure;
        return said.length() > REASON_CHARACTERS_MAX ? said.substring(0, REASON_CHARACTERS_MAX) + "…" : said;
    }

    /// The refusal of a start that cannot do without it.
    Refusal couldNotStart() {
        return Refusal.of(
                "%s 启动失败（退出码 %s）：%s；详见 %s。",
                "%s could not start (exit code %s): %s; see %s.", command.name(), lastExit, why(), log());
    }

    /// Where its output is kept.
    Path log() {
        return folder.log(command.name());
    }

    private void watch(Process first) {
        try {
            for (var process = first; process != null; process = again()) {
                keepOutput(process);
                int exit = process.waitFor();
                if (preparing && exit == 0) {
                    preparing = false;
                } else {
                    died(Integer.toString(exit));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            suite.fail(e instanceof Refusal refusal ? refusal : Refusal.unexpected(command.name(), e));
        }
    }

    private void died(String exit) {
        lastExit = exit;
        lastReason = said();
        synchronized (suite) {
            if (suite.stopping()) {
                return;
            }
            deaths++;
            processes.died(command.name(), deaths, Instant.now().plus(backoff.pause(deaths)));
        }
        if (!ready && Suite.ESSENTIAL.contains(command.name())) {
            throw couldNotStart();
        }
        tell();
    }

    /// The first death and that it keeps dying are said; of the deaths between and after, only the log tells.
    private void tell() {
        var line = "%1$s 意外退出（%2$s），正在重新启动；详见 %3$s · %1$s ended (%2$s); it is started again; see %3$s"
                .formatted(command.name(), lastExit, log());
        if (keepsDying() && !told) {
            told = true;
            suite.console()
                    .say(
                            """
                            %1$s 已连续退出 %2$d 次，将持续重试，间隔至多 %3$d 秒，其他进程照常运行 · \
                            %1$s ended %2$d times in a row; it goes on being tried, at most %3$d s apart, while the others run
                              原因 Why  （%4$s）%5$s
                              日志 Log  %6$s
                            """.stripTrailing(),
                            command.name(),
                            deaths,
                            backoff.longest().toSeconds(),
                            lastExit,
                            why(),
                            log());
        } else if (deaths == 1) {
            suite.console().say("%s", line);
        } else {
            suite.console().note(line);
        }
    }

    /// Starts the process after a rest, as often as it takes, or what comes first; null when the suite stops.
    private Process again() {
        while (!suite.stopsWithin(deaths == 0 ? Duration.ZERO : backoff.pause(deaths)) && !heldUntilTheStop()) {
            try {
                var process = launch();
                Thread.startVirtualThread(() -> awaitSteady(process));
                return process;
            } catch (IOException e) {
                // The machine may be short of memory or processes for a while, which is no reason to give up.
                if (Refusal.saysDiskFull(e.getMessage())) {
                    throw Refusal.diskFull();
                }
                lastFailure = String.valueOf(e.getMessage());
                died("–");
            }
        }
        return null;
    }

    private boolean heldUntilTheStop() {
        var hold = folder.hold().resolve(command.name());
        if (Files.exists(hold)) {
            suite.console().say("%s 暂停，删除 %s 后恢复 · held until that file is gone", command.name(), hold);
        }
        while (Files.exists(hold)) {
            if (suite.stopsWithin(HOLD_POLL)) {
                return true;
            }
        }
        return false;
    }

    /// Forgets the deaths of a process that has lived long enough since.
    private void awaitSteady(Process process) {
        if (suite.stopsWithin(backoff.steady())) {
            return;
        }
        synchronized (suite) {
            if (suite.stopping() || !process.isAlive()) {
                return;
            }
            deaths = 0;
            told = false;
            try {
                processes.record(command.name(), process.toHandle());
            } catch (Refusal why) {
                suite.fail(why);
                return;
            }
        }
        suite.console()
                .say(
                        "%1$s 已稳定运行 %2$d 秒，恢复正常 · %1$s has run for %2$d s and is well again",
                        command.name(), backoff.steady().toSeconds());
    }

    /// Starting and recording are one step under the suite's lock, so that a stop never misses a process.
    private Process launch() throws IOException {
        var next = preparing ? command.first().orElseThrow() : command;
        var builder = new ProcessBuilder(withOwnSession(next.command()))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(next.environment());
        lastLine = "";
        lastFailure = "";
        synchronized (suite) {
            if (suite.stopping()) {
                throw Refusal.of("正在停止。", "Stopping.");
            }
            var process = builder.start();
            processes.record(command.name(), process.toHandle(), deaths);
            return process;
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
        if (FAILURES.stream().anyMatch(line::contains)) {
            lastFailure = line.strip();
        }
    }
}
