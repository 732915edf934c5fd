package org.innoledger.kit.test;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// A real Kafka broker for a module's tests: a single node (KRaft) in a process of its own, from the class
/// path of the module under test, with the topics of all services.
final class Broker implements AutoCloseable {
    private static final String CLUSTER_ID = "SW5ub0xlZGdlclRlc3RzMQ";
    private static final List<String> JVM = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            // A broker that lives for some minutes never earns back what the optimising compiler costs.
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.statusLoggerLevel=OFF");

    private static final int PARTITIONS = 6;
    private static final int START_SECONDS = 60;

    private final Path folder;
    private final String address;
    private final Process process;
    private final Thread onExit;

    private Broker() {
        try {
            folder = Files.createTempDirectory("innoledger-broker");
            var port = freePort();
            var controller = freePort();
            while (controller == port) {
                controller = freePort();
            }
            address = "127.0.0.1:" + port;
            var settings = Files.writeString(folder.resolve("server.properties"), settings(port, controller));
            var formatted = java(
                    "format.log", "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", settings.toString());
            if (formatted.waitFor() != 0) {
                throw new IOException(Files.readString(folder.resolve("format.log")));
            }
            process = java("broker.log", "kafka.Kafka", settings.toString());
            // A test run that is broken off leaves nothing behind.
            onExit = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(onExit);
        } catch (IOException e) {
            throw new IllegalStateException("Kafka for the tests did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Whether the module under test has `kafka_2.13` on its class path.
    static boolean available() {
        return Broker.class.getClassLoader().getResource("kafka/Kafka.class") != null;
    }

    /// A broker on its way up; what it will answer at is known already.
    static Broker starting() {
        return new Broker();
    }

    String address() {
        return address;
    }

    /// Waits for the broker and makes the topics of these services: a follower of one that does not exist
    /// would ask for it again and again.
    void topics(List<String> services) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", address))) {
            var topics = services.stream()
                    .map(service -> new NewTopic(Topic.name(service), PARTITIONS, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka for the tests did not start; see " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
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

    /// A free port below those that the system hands out to outgoing connections: one of these, and modules
    /// are tested side by side, could take it between this look and the start of the broker.
    private static int freePort() throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(/* from */ 20_000, /* below */ 32_000);
            try (var socket = new ServerSocket(port, /* backlog */ 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another one.
            }
        }
        throw new IOException("no free port");
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
