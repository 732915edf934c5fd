package org.innoledger.kit.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.Reference;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.region.Caller;

/// Keeps the `reference` table from the events of another service, and lets what was waiting for a record find
/// it.
/// Position and effect are one transaction, so a crash neither loses nor doubles anything.
@ApplicationScoped
public class Follower {
    /// Events taken into one transaction.
    private static final int BATCH = 500;

    private static final Duration POLL = Duration.ofMillis(500);

    private final FeedConfig config;
    private final Journal journal;
    private final ObjectMapper json;
    private final Leader leader;

    Follower(FeedConfig config, @DataSource("system") AgroalDataSource system, Journal journal, ObjectMapper json) {
        this.config = config;
        this.journal = journal;
        this.json = json;
        this.leader = new Leader("follower", system, this::lead);
    }

    void start(@Observes StartupEvent event) {
        if (config.bootstrapServers().isPresent() && config.followService().isPresent()) {
            leader.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        leader.stop();
    }

    private void lead(Connection connection) throws Exception {
        var topic = FeedConfig.topic(config.followService().orElseThrow());
        var limits = Map.of("max.poll.records", String.valueOf(BATCH), "default.api.timeout.ms", "5000");
        try (var consumer =
                new KafkaConsumer<>(config.client(limits), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            for (var partition : partitions) {
                consumer.seek(partition, position(partition));
            }
            try {
                while (leader.running() && connection.isValid(/* seconds */ 5)) {
                    var events = consumer.poll(POLL);
                    if (!events.isEmpty()) {
                        take(events);
                    }
                }
            } finally {
                // An interrupt has done its work by now; the consumer could not say goodbye with it still set.
                Thread.interrupted();
            }
        }
    }

    private long position(TopicPartition partition) {
        return Caller.asService(
                config.service(),
                () -> journal.reading(session -> session.createNativeQuery(
                                "select coalesce(max(next_offset), 0) from follow_position where topic = :topic and partition = :partition",
                                Long.class)
                        .setParameter("topic", partition.topic())
                        .setParameter("partition", partition.partition())
                        .getSingleResult()));
    }

    private void take(ConsumerRecords<byte[], byte[]> events) throws IOException {
        // One record's events are in order within its partition, so the last of them is how it stands.
        var latest = new LinkedHashMap<String, Reference>();
        var prefix = config.followRegister().orElseThrow() + "/";
        for (var event : events) {
            if (header(event, "ce_subject").startsWith(prefix)) {
                var reference = reference(event);
                latest.put(reference.id(), reference);
            }
        }
        Caller.asService(
                config.service(),
                () -> journal.writing(When.ALWAYS, null, writing -> {
                    writing.refer(latest.values());
                    events.nextOffsets()
                            .forEach((partition, next) ->
                                    writing.followed(partition.topic(), partition.partition(), next.offset()));
                    return null;
                }));
    }

    private Reference reference(ConsumerRecord<byte[], byte[]> event) throws IOException {
        var entry = json.readTree(event.value());
        return new Reference(
                entry.get("id").asText(),
                entry.get("region").asText(),
                entry.get("version").asLong(),
                entry.get("type").asText().endsWith(".withdrawn"));
    }

    private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
