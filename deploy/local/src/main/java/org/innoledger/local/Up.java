package org.innoledger.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.innoledger.local.sample.Sample;
import org.innoledger.local.sample.SampleLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Starts everything and stays in the foreground until Ctrl-C, `down`, or a failure that is the machine's,
/// such as a full disk.
@Command(name = "up", description = "启动全部服务，前台运行 · Start everything and stay in the foreground.")
final class Up implements Callable<Integer> {
    private static final int PORT_MAX = 65535;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "网关端口 · Port of the gateway, by default ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--no-sample", description = "不装载山西样例 · Do not load the Shanxi sample.")
    private boolean noSample;

    /// Tests cannot fill a disk, so the bound can be raised; people have no need to.
    private static final long FREE_MEBIBYTES = Optional.ofNullable(System.getenv("INNOLEDGER_FREE_SPACE_MIB"))
            .map(Long::valueOf)
            .orElse(1024L);

    @Mixin
    private Launcher.Data data;

    @Override
    public Integer call() {
        if (port < 1 || port > PORT_MAX) {
            throw Refusal.of("端口应在 1 到 65535 之间。", "A port is a number from 1 to 65535.");
        }
        var folder = Folder.make(data.folder());
        folder.checkFreeSpace(FREE_MEBIBYTES);
        var lock = folder.take();
        var console = new Console(folder);
        var suite = new Suite(folder, console);
        var self = new Processes(folder, handle -> {});
        self.record(Processes.LAUNCHER, ProcessHandle.current());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            suite.stop();
            // A tool of the start that is still at work, such as initdb, has nothing left to do.
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            self.forget(Processes.LAUNCHER);
            give(lock);
        }));
        try {
            run(folder, suite, console);
        } catch (Refusal why) {
            if (suite.stopping()) {
                // Ctrl-C came during the start: the hook is at work, and what now fails fails because of it.
                return awaitTheHook();
            }
            console.note(why.text.zh() + " " + why.text.en());
            throw why;
        }
        return 0;
    }

    private void run(Folder folder, Suite suite, Console console) {
        var since = Instant.now();
        var left = suite.clearLeftovers();
        if (!left.isEmpty()) {
            console.say("已清理上次遗留的进程：%s · cleared what the last run left", String.join(", ", left));
        }
        var ports = Ports.choose(folder, port);
        console.say("正在启动 · Starting …  %s", folder.root());
        var missing = suite.start(ports);
        var started = Duration.between(since, Instant.now());
        if (!noSample && !Files.exists(folder.sampleMarker())) {
            if (missing.isEmpty()) {
                load(folder, suite, console);
            } else {
                postpone(console, missing);
            }
        }
        announce(console, ports, started, missing);
        suite.awaitEnd();
    }

    private void load(Folder folder, Suite suite, Console console) {
        var since = Instant.now();
        var tokens = Tokens.existing(folder);
        var loader = new SampleLoader(
                "http://127.0.0.1:" + port,
                client -> tokens.token(Client.find(client).orElseThrow()),
                console::say);
        try {
            loader.load(Sample.make());
        } catch (SampleLoader.Refused refused) {
            var away = suite.restarting();
            if (away.isEmpty()) {
                throw Refusal.of(refused.text);
            }
            // What was loaded stays; the next start loads the rest, since every request bears its own key.
            postpone(console, away);
            return;
        }
        Folder.write(folder.sampleMarker(), Instant.now() + "\n");
        console.say("样例装载用时 %.1f 秒 · Sample loaded in %1$.1f s", seconds(Duration.between(since, Instant.now())));
    }

    private static void postpone(Console console, List<String> away) {
        console.say(
                "样例未装载完，将在下次启动时装载：缺少 %s · The sample is loaded at the next start, since %1$s is away",
                String.join(", ", away));
    }

    private void announce(Console console, Ports ports, Duration started, List<String> missing) {
        var without = missing.isEmpty()
                ? ""
                : "\n  缺少 Without              %s   ./ledger status".formatted(String.join(", ", missing));
        var origin = "http://127.0.0.1:" + port;
        console.say(
                """

                创新台账已就绪（%1$.1f 秒） · The ledger is ready (%1$.1f s)%5$s
                  接口文档 API, try it out   %2$s/docs
                  OpenAPI 3.1               %2$s/openapi
                  运行状况 Health            %2$s/health
                  变更事件 Kafka             127.0.0.1:%3$d   (innoledger.<service>.changes.v1; kafka/integrator.properties)
                  令牌 Tokens (1 h)          ./ledger token <client>   %4$s
                  停止 Stop                 Ctrl-C, ./ledger down
                """.stripTrailing(),
                seconds(started),
                origin,
                ports.of(Suite.KAFKA),
                String.join(" ", Client.titles()),
                without);
    }

    private static void give(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException theProcessEndsAnyway) {
            // The lock goes with the process.
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static int awaitTheHook() {
        Pause.of(Duration.ofMinutes(2));
        return 1;
    }
}
