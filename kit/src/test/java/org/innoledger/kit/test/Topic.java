package org.innoledger.kit.test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/// The change events of a service on the broker of the tests: a test tells what the service would, or looks at
/// what the service under test has told.
public final class Topic implements AutoCloseable {
    private static final Duration MOST = Duration.ofSeconds(60);

    /// What every message of the relay bears, whatever it tells.
    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json", "ce_specversion", "1.0", "ce_time", "2026-11-22T02:00:00Z");

    private final String service;
    private final String topic;
    private final Map<String, Object> settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<TopicPartition, Long> begin;

    private Topic(String service) {
        this.service = service;
        this.topic = name(service);
        this.settings = Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("innoledger.kafka.bootstrap-servers", String.class));
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.begin = ends();
    }

    /// The topic of a service, from its present end on.
    public static Topic of(String service) {
        return new Topic(service);
    }

    static String name(String service) {
        return "innoledger." + service + ".changes.v1";
    }

    /// Publishes a record's event in the form that its service's relay gives it.
    ///
    /// @param verb in the past tense, as the type of the entry ends
    /// @param status of the record, as its service knows it
    /// @param facts JSON
    public void tell(
            String register, String verb, String id, long version, String region, String status, String facts) {
        var entry = """
                {"actor":"%s","changed":["region"],"entry":"%s","facts":%s,"id":"%s",\
                "recordedAt":"2026-11-22T02:00:00Z","region":"%s","register":"%s","status":"%s","type":"%6$s.%s",\
                "version":%d}""".formatted(service, UUID.randomUUID(), facts, id, region, register, status, verb, version);
        var headers = new HashMap<>(HEADERS);
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_type", "org.innoledger." + register + "." + verb + ".v1");
        headers.put("ce_source", "/v1/" + service);
        headers.put("ce_subject", register + "/" + id);
        headers.put("ce_region", region);
        send(id, headers, entry);
    }

    /// Publishes any message.
    ///
    /// @param value null for a message without data
    public void send(String key, Map<String, String> headers, String value) {
        var message = new ProducerRecord<>(topic, bytes(key), value == null ? null : bytes(value));
        headers.forEach((name, text) -> message.headers().add(name, bytes(text)));
        try {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Publishes messages that are nobody's events, as many in each partition; they bear no key.
    public void flood(int count) {
        for (int i = 0; i < count; i++) {
            var message = new ProducerRecord<byte[], byte[]>(topic, i % begin.size(), null, bytes("{}"));
            message.headers().add("ce_sequence", bytes(String.valueOf(i)));
            producer.send(message);
        }
        producer.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Waits until the service under test has taken every event that was told, by whomever.
    public void taken() {
        await().atMost(MOST)
                .untilAsserted(() -> assertEquals(
                        ends().values().stream().mapToLong(Long::longValue).sum(), position()));
    }

    private long position() throws SQLException {
        try (var connection = Service.superuser();
                var query = connection.prepareStatement(
                        "select coalesce(sum(next_offset), 0) from follow_position where topic = ?")) {
            query.setString(1, topic);
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Every message since this object was made, those of one record in their order.
    public List<ConsumerRecord<byte[], byte[]>> told() {
        try (var consumer = consumer()) {
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            var ends = consumer.endOffsets(begin.keySet());
            var told = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (begin.keySet().stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(told::add);
            }
            return told;
        }
    }

    /// The record that a message is about, as `register/id`.
    public static String subject(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.headers().lastHeader("ce_subject").value(), StandardCharsets.UTF_8);
    }

    /// From now on the broker takes no larger messages.
    public void limit(int bytes) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(settings)) {
            var set = new AlterConfigOp(
                    new ConfigEntry("max.message.bytes", String.valueOf(bytes)), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
                    .all()
                    .get();
        }
    }

    private Map<TopicPartition, Long> ends() {
        try (var consumer = consumer()) {
            return consumer.endOffsets(consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        producer.close();
    }
}
