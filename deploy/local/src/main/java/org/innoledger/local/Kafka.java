package org.innoledger.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Kafka broker of a local run: one node that is its own controller (KRaft), from the plain class path.
final class Kafka {
    private static final int HEAP_MEBIBYTES = 128;

    /// One node, no strangers: the cluster's id only has to be the same at every start.
    private static final String CLUSTER_ID = "SW5ub0xlZGdlckxvY2FsMQ";

    private final Folder folder;
    private final Path data;
    private final Path configuration;

    Kafka(Folder folder) {
        this.folder = folder;
        this.data = folder.kafka().resolve("data");
        this.configuration = folder.kafka().resolve("server.properties");
    }

    /// Refuses a log folder that this broker cannot open, before anything is started.
    void check() {
        if (Files.exists(data) && !Files.isReadable(data.resolve("meta.properties"))) {
            throw folder.broken(data);
        }
    }

    /// Writes the configuration, and formats the log folder at the first start, beside its place as for
    /// PostgreSQL.
    void prepare(Ports ports) {
        try {
            Files.createDirectories(folder.kafka());
            if (!Files.exists(data)) {
                var fresh = folder.kafka().resolve("data.new");
                Folder.delete(fresh);
                Folder.write(configuration, properties(ports, fresh));
                format();
                Folder.move(fresh, data);
            }
            Folder.write(configuration, properties(ports, data));
        } catch (IOException e) {
            throw Refusal.unexpected(folder.kafka().toString(), e);
        }
    }

    Child.Command command() {
        return new Child.Command(Suite.KAFKA, java("kafka.Kafka", List.of(configuration.toString())), Map.of());
    }

    private void format() throws IOException {
        var arguments = List.of("format", "--cluster-id", CLUSTER_ID, "--config", configuration.toString());
        var process = new ProcessBuilder(java("kafka.tools.StorageTool", arguments))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private List<String> java(String mainClass, List<String> arguments) {
        var all = new ArrayList<>(List.of("-cp", Java.launcherJar().toString(), mainClass));
        all.addAll(arguments);
        return Java.command(
                HEAP_MEBIBYTES,
                List.of(
                        // Log4j is there only because the broker's classes name it.
                        "-Dlog4j2.statusLoggerLevel=OFF",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ"),
                all);
    }

    private static String properties(Ports ports, Path data) {
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
                # Events are kept for ever: whoever comes later replays from the beginning.
                log.retention.ms=-1
                log.retention.bytes=-1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                # After a kill -9 the broker may come back only when its old session is over; there is no other broker to ask.
                broker.session.timeout.ms=4000
                broker.heartbeat.interval.ms=1000
                # Small numbers for a small machine; the cleaner's default buffer alone would not fit the heap.
                num.network.threads=1
                num.io.threads=2
                background.threads=2
                log.cleaner.dedupe.buffer.size=4194304
                log.cleaner.io.buffer.size=65536
                """.formatted(
                        ports.of(Suite.KAFKA),
                        ports.of(Ports.CONTROLLER),
                        data.toString().replace("\\", "/"));
    }
}
