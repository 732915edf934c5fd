package org.innoledger.kit.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The topic of the service as its [Relay] finds, makes and fills it.
final class RelayTopic {
    /// Bytes of one message to the broker: well above those of an entry.
    private static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

    /// Bytes that the producer holds of what is under way.
    private static final int BUFFER_BYTES = 16 * 1024 * 1024;

    private static final Duration POLL = Duration.ofMillis(500);

    /// How long reading the ends of the partitions may take.
    private static final Duration TAILS_MAX = Duration.ofSeconds(20);

    /// How long the broker may take to answer before that counts as no answer.
    static final Duration REQUEST_MAX = Duration.ofSeconds(5);

    private static final Map<String, String> LIMITS = Map.of(
            "default.api.timeout.ms", String.valueOf(REQUEST_MAX.toMillis()),
            "request.timeout.ms", String.valueOf(REQUEST_MAX.toMillis()));

    private final FeedConfig config;
    private final String topic;

    RelayTopic(FeedConfig config) {
        this.config = config;
        this.topic = config.topic();
    }

    Admin admin() {
        return Admin.create(config.client(LIMITS));
    }

    /// An event as the broker is given it.
    ///
    /// @param aside whether the event is to be told of without its data, which the feed has
    ProducerRecord<byte[], byte[]> message(Event event, int partition, byte[] key, boolean aside) {
        var data = aside ? null : event.data().getBytes(StandardCharsets.UTF_8);
        var message = new ProducerRecord<>(topic, partition, key, data);
        var headers = new HashMap<String, String>();
        if (aside) {
            headers.put("ce_dataref", event.source() + "/changes?limit=1&after=" + (event.seq() - 1));
        } else {
            headers.put("content-type", "application/json");
        }
        headers.put("ce_specversion", event.getSpecversion());
        headers.put("ce_id", event.id());
        headers.put("ce_type", event.type());
        headers.put("ce_source", event.source());
        headers.put("ce_subject", event.subject());
        headers.put("ce_time", event.time());
        headers.put("ce_sequence", event.getSequence());
        headers.put("ce_region", event.region());
        if (event.traceparent() != null) {
            headers.put("ce_traceparent", event.traceparent());
        }
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                config.client(Map.of(
                        "enable.idempotence", "true",
                        "acks", "all",
                        "linger.ms", "5",
                        // The one compression that every client has without a further library.
                        "compression.type", "gzip",
                        "max.request.size", String.valueOf(MESSAGE_BYTES_MAX),
                        "buffer.memory", String.valueOf(BUFFER_BYTES),
                        "max.block.ms", String.valueOf(REQUEST_MAX.toMillis()),
                        "request.timeout.ms", String.valueOf(REQUEST_MAX.toMillis()),
                        "delivery.timeout.ms", String.valueOf(Integer.MAX_VALUE))),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /// How many partitions the topic has; it is made when it does not exist. Their number must not change
    /// afterwards.
    int partitions(Admin admin) throws Exception {
        if (!within(admin.listTopics().names()).contains(topic)) {
            var wanted = new NewTopic(topic, config.partitions(), config.replication());
            // A replay has no end, so nothing is ever deleted.
            wanted.configs(Map.of("retention.ms", "-1", "retention.bytes", "-1"));
            within(admin.createTopics(Set.of(wanted)).all());
        }
        return within(admin.describeTopics(Set.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .size();
    }

    static boolean answers(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster().clusterId().get(REQUEST_MAX.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static <T> T within(KafkaFuture<T> answer) throws Exception {
        return answer.get(REQUEST_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What a message of ours bears, 0 where it is none.
    private static long sequence(ConsumerRecord<byte[], byte[]> message) {
        var header = message.headers().lastHeader("ce_sequence");
        var digits = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        return digits.matches("0\\d{19}") ? Long.parseLong(digits) : 0;
    }

    /// The sequence number of the last record of each partition, 0 for an empty one.
    long[] tails(int count) {
        var tails = new long[count];
        var settings = config.client(LIMITS);
        // A fetch that waits for more behind the ends, where nobody sends any, would hold up each step back.
        settings.put("fetch.max.wait.ms", "20");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var all = IntStream.range(0, count)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            var begins = consumer.beginningOffsets(all);
            var ends = consumer.endOffsets(all);
            var back = new HashMap<TopicPartition, Long>();
            ends.forEach((partition, end) -> {
                if (end > begins.get(partition)) {
                    back.put(partition, 1L);
                    consumer.seek(partition, end - 1);
                } else {
                    consumer.seek(partition, end);
                }
            });
            for (long deadline = System.nanoTime() + TAILS_MAX.toNanos(); !back.isEmpty(); ) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the tail of " + back.keySet() + " could not be read");
                }
                consumer.poll(POLL)
                        .forEach(record ->
                                tails[record.partition()] = Math.max(tails[record.partition()], sequence(record)));
                for (var partition : List.copyOf(back.keySet())) {
                    var begin = Math.max(begins.get(partition), ends.get(partition) - back.get(partition));
                    if (consumer.position(partition) < ends.get(partition)) {
                        continue;
                    }
                    if (tails[partition.partition()] > 0 || begin == begins.get(partition)) {
                        back.remove(partition);
                    } else {
                        // Somebody else's, however many: ours is before them.
                        back.merge(partition, 2L, (step, twice) -> step * twice);
                        consumer.seek(
                                partition, Math.max(begins.get(partition), ends.get(partition) - back.get(partition)));
                    }
                }
            }
        }
        return tails;
    }
}
