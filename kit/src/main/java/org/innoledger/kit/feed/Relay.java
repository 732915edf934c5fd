package org.innoledger.kit.feed;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.Sequencer;

/// Publishes sealed entries to Kafka, in their order, each exactly once.
///
/// The topic itself is the position: at the start the relay reads the last record of each partition, and what
/// is there
/// is not sent again. The database keeps a lower bound, so that little has to be compared. The partition of a
/// record
/// follows from its id, hence a record's events stay in order, and a partition holds everything up to its last
/// record.
///
/// A relay whose database connection is gone stops waiting and lets go. What the broker takes in after that
/// moment,
/// while
/// another instance reads the ends, could come twice: consumers compare `ce_id`, as with every log of this
/// kind.
@ApplicationScoped
public class Relay {
    /// Entries read and sent at once.
    private static final int BATCH = 1_000;

    /// How long the position that is kept may lag.
    private static final Duration KEEP = Duration.ofMillis(200);

    private static final Duration POLL = Duration.ofMillis(500);

    /// How long reading the ends of the partitions may take.
    private static final Duration TAILS_MAX = Duration.ofSeconds(20);

    private static final Duration REQUEST_MAX = Duration.ofSeconds(5);

    private static final Map<String, String> LIMITS = Map.of(
            "default.api.timeout.ms", String.valueOf(REQUEST_MAX.toMillis()),
            "request.timeout.ms", String.valueOf(REQUEST_MAX.toMillis()));

    private final FeedConfig config;
    private final String topic;
    private final Sequencer sequencer;
    private final Leader leader;
    private volatile boolean connected;

    Relay(FeedConfig config, @DataSource("system") AgroalDataSource system, Sequencer sequencer) {
        this.config = config;
        this.sequencer = sequencer;
        this.topic = config.topic();
        this.leader = new Leader("relay", system, this::lead);
    }

    void start(@Observes StartupEvent event) {
        if (config.bootstrapServers().isPresent()) {
            leader.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        leader.stop();
    }

    /// Whether the broker answered last time. An instance that does not lead has not asked.
    boolean reachable() {
        return connected || !leader.leading();
    }

    private void lead(Connection connection) throws Exception {
        try (var producer = producer();
                var admin = Admin.create(config.client(LIMITS))) {
            var tails = tails(partitions(admin));
            connected = true;
            long kept = position(connection);
            var keptAt = System.nanoTime();
            for (long position = kept; leader.running(); ) {
                var seen = sequencer.sealed().count();
                var batch = batch(connection, position);
                if (!batch.isEmpty()) {
                    publish(producer, batch, tails, connection);
                    position = batch.getLast().seq();
                }
                // The topic is the position; what is kept is a lower bound, which may lag and so costs few commits.
                if (position > kept && (batch.isEmpty() || System.nanoTime() - keptAt > KEEP.toNanos())) {
                    keep(connection, position);
                    kept = position;
                    keptAt = System.nanoTime();
                }
                if (batch.isEmpty()) {
                    sequencer.sealed().await(seen, POLL);
                    if (sequencer.sealed().count() == seen) {
                        // With nothing to send nobody would notice that the broker is gone.
                        connected = answers(admin);
                    }
                }
            }
        } finally {
            connected = false;
        }
    }

    private List<Event> batch(Connection connection, long position) throws SQLException {
        var sql = "select " + Event.COLUMNS
                + " from journal_seal s join journal j using (entry) where s.seq > ? order by s.seq limit ?";
        try (var query = connection.prepareStatement(sql)) {
            query.setLong(1, position);
            query.setInt(2, BATCH);
            var batch = new ArrayList<Event>();
            for (var rows = query.executeQuery(); rows.next(); ) {
                batch.add(Event.of(rows, config.service()));
            }
            return batch;
        }
    }

    /// Sends a batch and waits until the broker has all of it, however long that takes: the idempotent producer
    /// repeats
    /// in order what was not acknowledged, so a partition never holds an event without those before it. Giving
    /// up and
    /// beginning anew would have to guess what a slow broker still takes in.
    private void publish(KafkaProducer<byte[], byte[]> producer, List<Event> batch, long[] tails, Connection connection)
            throws Exception {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var event : batch) {
            var key =
                    event.subject().substring(event.subject().indexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
            var partition = Utils.toPositive(Utils.murmur2(key)) % tails.length;
            if (event.seq() > tails[partition]) {
                var sending = producer.send(record(event, partition, key));
                if (sending.isDone()) {
                    // Refused before it left, or acknowledged already: nothing may follow a refused one.
                    sending.get();
                }
                sent.add(sending);
            }
        }
        for (var sending : sent) {
            acknowledged(sending, connection);
        }
        connected = true;
    }

    private void acknowledged(Future<RecordMetadata> sending, Connection connection) throws Exception {
        while (true) {
            try {
                sending.get(REQUEST_MAX.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                connected = false;
                if (!leader.running() || !connection.isValid(/* seconds */ 5)) {
                    throw e;
                }
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(Event event, int partition, byte[] key) {
        var message = new ProducerRecord<>(topic, partition, key, event.data().getBytes(StandardCharsets.UTF_8));
        var headers = new HashMap<String, String>();
        headers.put("content-type", "application/json");
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

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                config.client(Map.of(
                        "enable.idempotence", "true",
                        "acks", "all",
                        "linger.ms", "5",
                        // The one compression that every client has without a further library.
                        "compression.type", "gzip",
                        "max.block.ms", String.valueOf(REQUEST_MAX.toMillis()),
                        "request.timeout.ms", String.valueOf(REQUEST_MAX.toMillis()),
                        "delivery.timeout.ms", String.valueOf(Integer.MAX_VALUE))),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /// How many partitions the topic has; it is made when it does not exist. Their number must not change
    /// afterwards.
    private int partitions(Admin admin) throws Exception {
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

    private static boolean answers(Admin admin) throws InterruptedException {
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

    /// The sequence number of the last record of each partition, 0 for an empty one.
    private long[] tails(int count) {
        var tails = new long[count];
        try (var consumer =
                new KafkaConsumer<>(config.client(LIMITS), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var all = IntStream.range(0, count)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            var begins = consumer.beginningOffsets(all);
            var ends = consumer.endOffsets(all);
            var missing = new HashSet<TopicPartition>();
            ends.forEach((partition, end) -> {
                if (end > begins.get(partition)) {
                    consumer.seek(partition, end - 1);
                    missing.add(partition);
                } else {
                    consumer.seek(partition, end);
                }
            });
            for (long deadline = System.nanoTime() + TAILS_MAX.toNanos(); !missing.isEmpty(); ) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the tail of " + missing + " could not be read");
                }
                consumer.poll(POLL).forEach(last -> {
                    var sequence = last.headers().lastHeader("ce_sequence").value();
                    tails[last.partition()] = Long.parseLong(new String(sequence, StandardCharsets.UTF_8));
                    missing.remove(new TopicPartition(topic, last.partition()));
                });
            }
        }
        return tails;
    }

    private long position(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select seq from relay_position where topic = ?")) {
            query.setString(1, topic);
            var rows = query.executeQuery();
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private void keep(Connection connection, long position) throws SQLException {
        var sql = "insert into relay_position values (?, ?) on conflict (topic) do update set seq = excluded.seq";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, topic);
            statement.setLong(2, position);
            statement.executeUpdate();
        }
    }
}
