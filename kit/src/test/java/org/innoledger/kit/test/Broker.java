package org.innoledger.kit.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real Kafka broker for the tests that need one: a single node (KRaft) in a process of its own, from the
/// class path of the module under test, which has `kafka_2.13` on it.
public class Broker implements QuarkusTestResourceLifecycleManager {
    private static final String CLUSTER_ID = "SW5ub0xlZGdlclRlc3RzMQ";
    private static final List<String> JVM = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            // A broker that lives for one test class never earns back what the optimising compiler costs.
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.statusLoggerLevel=OFF");

    private Path folder;
    private Process process;
    private Thread onExit;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("innoledger-broker");
            var port = freePort();
            var settings = Files.writeString(folder.resolve("server.properties"), settings(port, freePort()));
            var formatted = java(
                    "format.log", "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", settings.toString());
            if (formatted.waitFor() != 0) {
                throw new IOException(Files.readString(folder.resolve("format.log")));
            }
            process = java("broker.log", "kafka.Kafka", settings.toString());
            // A test run that is broken off leaves nothing behind.
            onExit = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(onExit);
            return Map.of("innoledger.kafka.bootstrap-servers", "127.0.0.1:" + port);
        } catch (IOException e) {
            throw new IllegalStateException("Kafka for the tests did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(onExit);
        try (var files = process.waitFor(10, TimeUnit.SECONDS) ? Files.walk(folder) : Stream.<Path>empty()) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process java(String log, String mainClass, String... arguments) throws IOException {
        var command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        JVM.stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), mainClass),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, /* backlog */ 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String settings(int port, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                inter.broker.listener.name=BROKER
                listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                group.initial.rebalance.delay.ms=0
                num.network.threads=1
                num.io.threads=2
                background.threads=2
                log.cleaner.dedupe.buffer.size=4194304
                log.cleaner.io.buffer.size=65536
                """.formatted(port, controllerPort, folder.resolve("data"));
    }
}
