package org.innoledger.kit.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.region.Caller;

/// Reads the events of other services for every [Follows] of this one.
/// Position and effect are one transaction, so a crash neither loses nor doubles anything.
@ApplicationScoped
public class Follower {
    /// Events taken into one transaction.
    private static final int BATCH = 500;

    private static final Duration POLL = Duration.ofMillis(500);

    private final FeedConfig config;
    private final Journal journal;
    private final ObjectMapper json;
    private final List<Source> sources;

    Follower(
            FeedConfig config,
            @DataSource("system") AgroalDataSource system,
            Journal journal,
            ObjectMapper json,
            @All List<Follows> follows) {
        this.config = config;
        this.journal = journal;
        this.json = json;
        this.sources = follows.stream()
                .filter(each -> each.service().isPresent())
                .collect(Collectors.groupingBy(each -> each.service().orElseThrow()))
                .entrySet()
                .stream()
                .map(service -> new Source(service.getKey(), service.getValue(), system))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        if (config.bootstrapServers().isPresent()) {
            sources.forEach(source -> source.leader.start());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        sources.forEach(source -> source.leader.stop());
    }

    /// One service followed, by one instance of this service at a time.
    private final class Source {
        private final String topic;
        private final List<Follows> follows;
        private final Leader leader;

        Source(String service, List<Follows> follows, AgroalDataSource system) {
            this.topic = FeedConfig.topic(service);
            this.follows = follows;
            this.leader = new Leader("follower of " + service, system, this::lead);
        }

        private void lead(Connection connection) throws Exception {
            var limits = Map.of("max.poll.records", String.valueOf(BATCH), "default.api.timeout.ms", "5000");
            try (var consumer = new KafkaConsumer<>(
                    config.client(limits), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
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

        private void take(ConsumerRecords<byte[], byte[]> events) throws IOException {
            // One record's events are in order within its partition, so the last of them is how it stands.
            var latest = new LinkedHashMap<String, FollowedEvent>();
            for (var event : events) {
                var subject = subject(event);
                var register = subject.substring(0, subject.indexOf('/'));
                if (follows.stream().anyMatch(each -> each.registers().contains(register))) {
                    latest.put(subject, FollowedEvent.of(json.readTree(event.value())));
                }
            }
            Caller.asService(
                    config.service(),
                    () -> journal.writing(When.ALWAYS, null, writing -> {
                        for (var each : follows) {
                            each.take(
                                    writing,
                                    latest.values().stream()
                                            .filter(event -> each.registers().contains(event.register()))
                                            .toList());
                        }
                        events.nextOffsets()
                                .forEach((partition, next) ->
                                        writing.followed(partition.topic(), partition.partition(), next.offset()));
                        return null;
                    }));
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

    private static String subject(ConsumerRecord<byte[], byte[]> event) {
        return new String(event.headers().lastHeader("ce_subject").value(), StandardCharsets.UTF_8);
    }
}
