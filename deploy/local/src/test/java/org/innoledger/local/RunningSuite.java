package org.innoledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// What `./ledger up` starts, on free ports with a data folder of its own, once for all test classes.
///
/// A test class takes it as a parameter with `@ExtendWith(RunningSuite.Extension.class)`.
final class RunningSuite implements AutoCloseable {
    /// Loading the sample takes minutes, so it is there only where the long tests run, which look at it.
    private static final boolean SAMPLE =
            System.getProperty("tests.excluded", "").isEmpty();

    /// The first start may load the sample, which takes several minutes on a machine with other work.
    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration HEAL_TIMEOUT = Duration.ofSeconds(60);

    /// Starts the suite for the first test class that asks for it and stops it after the last.
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningSuite.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var suite = context.getRoot()
                    .getStore(Namespace.create(RunningSuite.class))
                    .computeIfAbsent(RunningSuite.class, key -> new RunningSuite(), RunningSuite.class);
            // An earlier class may have ended by stopping it.
            if (!suite.launcher().process().isAlive()) {
                suite.start();
            }
            return suite;
        }
    }

    private final Path data;
    private final int port;
    private final Folder folder;
    private final Processes processes;
    private final LauncherProcess first;
    private LauncherProcess launcher;

    private RunningSuite() {
        try {
            port = freePort();
            data = Files.createTempDirectory("innoledger-suite");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder = new Folder(data);
        processes = new Processes(folder, handle -> {});
        start();
        first = launcher;
    }

    /// The first of eleven free ports in a row, below those that the system hands out to outgoing connections:
    /// one of these could take a port of ours between this look and the start of its process.
    private static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            int first = ThreadLocalRandom.current().nextInt(/* from */ 20_000, /* below */ 32_000);
            if (IntStream.range(first, first + 11).allMatch(RunningSuite::free)) {
                return first;
            }
        }
        throw new IllegalStateException("no eleven free ports in a row");
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, Ports.LOOPBACK)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /// Starts the suite, again on the same data and port after a stop, and waits until it says that it is
    /// ready.
    void start() {
        var up = List.of("up", "--port", Integer.toString(port), "--data", data.toString());
        var command = SAMPLE ? up.stream() : Stream.concat(up.stream(), Stream.of("--no-sample"));
        launcher = LauncherProcess.start(Map.of(), command.toArray(String[]::new));
        try {
            launcher.awaitOutput("The ledger is ready", START_TIMEOUT);
        } catch (RuntimeException | AssertionError e) {
            launcher.process().toHandle().destroy();
            throw new AssertionError(launcher.said() + logs(), e);
        }
        System.out.println(launcher.said());
    }

    /// Stops the suite by `./ledger down`.
    LauncherProcess.Ended down() {
        var ended = LauncherProcess.run(data, "down");
        launcher.awaitEnd();
        return ended;
    }

    /// What the launcher said at the very first start, whichever class came first.
    String firstStart() {
        return first.said();
    }

    /// The launcher that runs, or ran last.
    LauncherProcess launcher() {
        return launcher;
    }

    Path data() {
        return data;
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    /// Settings of a consumer of Kafka.
    Properties integrator() {
        return folder.read(folder.kafka().resolve("integrator.properties"));
    }

    /// A caller of the public API with a client's token.
    Api as(Client client) {
        return new Api(origin(), Tokens.existing(folder).token(client));
    }

    /// A caller without a token.
    Api anonymous() {
        return new Api(origin(), null);
    }

    Processes processes() {
        return processes;
    }

    /// Ends one process of the suite by kill -9; the launcher starts it again.
    ///
    /// @param name one of the constants of [Suite]
    void kill(String name) {
        processes.find(name).orElseThrow().destroyForcibly();
    }

    /// Ends one process by kill -9 and keeps it stopped until [#release].
    void hold(String name) {
        try {
            Files.createFile(folder.hold().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kill(name);
        Awaitility.await().atMost(HEAL_TIMEOUT).until(() -> processes.find(name).isEmpty());
    }

    /// Lets a held process start again.
    void release(String name) {
        try {
            Files.delete(folder.hold().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the gateway says that the whole suite is in this state: `UP`, `DEGRADED` or `DOWN`.
    void awaitHealth(String status) {
        Awaitility.await("health " + status)
                .atMost(HEAL_TIMEOUT)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> as(Client.OPERATOR)
                        .get("/health")
                        .body()
                        .path("status")
                        .asText()
                        .equals(status));
    }

    private String logs() {
        var all = new StringBuilder();
        for (var stage : Suite.STOP_ORDER) {
            for (var name : stage) {
                try {
                    var lines = Files.readAllLines(folder.log(name));
                    all.append("\n== ").append(name).append('\n');
                    lines.stream()
                            .skip(Math.max(0, lines.size() - 40L))
                            .forEach(line -> all.append(line).append('\n'));
                } catch (IOException notStarted) {
                    all.append("\n== ").append(name).append(" has no log\n");
                }
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        if (launcher.process().isAlive()) {
            down();
        }
        Folder.delete(data);
    }
}
