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
import java.util.LinkedHashMap;
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
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.Sequencer;
import org.jboss.logging.Logger;

/// Publishes sealed entries to Kafka, in their order, each exactly once.
///
/// The topic itself is the position: at the start the relay reads the last record of each partition, and what
/// is there
/// is not sent again. The database keeps a lower bound, so that little has to be compared. The partition of a
/// record
/// follows from its id, hence a record's events stay in order, and a partition holds everything up to its last
/// record.
///
/// An entry that the broker refuses for itself, such as one larger than its topic takes, is set aside: it is kept
/// in `relay_aside`, shown in health, and an event without data stands in its place, so that none waits behind it.
///
/// A relay whose database connection is gone stops waiting and lets go. What the broker takes in after that
/// moment,
/// while
/// another instance reads the ends, could come twice: consumers compare `ce_id`, as with every log of this
/// kind.
@ApplicationScoped
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);

    /// Entries read and sent at once.
    private static final int BATCH = 1_000;

    /// Bytes of entries read and sent at once, beyond which no further one comes.
    private static final int BATCH_BYTES = 2 * 1024 * 1024;

    /// Bytes of one message to the broker: well above those of an entry.
    private static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

    /// Bytes of an entry that the broker might refuse for its size: none follows it before it is acknowledged.
    private static final int ALONE_BYTES = 64 * 1024;

    /// Bytes that the producer holds of what is under way.
    private static final int BUFFER_BYTES = 16 * 1024 * 1024;

    /// Entries set aside, beyond which it is not the entries that are at fault: the relay stops and says so.
    private static final int ASIDE_MAX = 100;

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
            var aside = aside(connection);
            long kept = position(connection);
            var keptAt = System.nanoTime();
            for (long position = kept; leader.running(); ) {
                var seen = sequencer.sealed().count();
                var batch = batch(connection, position);
                if (!batch.isEmpty()) {
                    publish(producer, batch, tails, aside, connection);
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
        try (var query = connection.prepareStatement(Event.select("s.seq > ?", BATCH_BYTES))) {
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
    private void publish(
            KafkaProducer<byte[], byte[]> producer,
            List<Event> batch,
            long[] tails,
            Set<Long> aside,
            Connection connection)
            throws Exception {
        var sent = new LinkedHashMap<Event, Future<RecordMetadata>>();
        for (var event : batch) {
            var key =
                    event.subject().substring(event.subject().indexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
            var partition = Utils.toPositive(Utils.murmur2(key)) % tails.length;
            if (event.seq() > tails[partition]) {
                var sending = producer.send(record(event, partition, key, aside.contains(event.seq())));
                sent.put(event, sending);
                if (refusedBefore(sending) || event.bytes() > ALONE_BYTES && refusedAlone(sending, connection)) {
                    // Nothing may follow it: an event without data is to stand in its place.
                    break;
                }
            }
        }
        var refused = new LinkedHashMap<Event, String>();
        for (var each : sent.entrySet()) {
            try {
                acknowledged(each.getValue(), connection);
            } catch (ExecutionException e) {
                if (!forItself(e.getCause())) {
                    throw e;
                }
                refused.put(each.getKey(), e.getCause().getMessage());
            }
        }
        if (!refused.isEmpty()) {
            setAside(refused, aside.size(), connection);
        }
        connected = true;
    }

    /// Whether a message did not even leave.
    private static boolean refusedBefore(Future<RecordMetadata> sending) {
        return sending.state() == Future.State.FAILED;
    }

    /// Whether a message is refused that is waited for before others follow.
    private boolean refusedAlone(Future<RecordMetadata> sending, Connection connection) throws Exception {
        try {
            acknowledged(sending, connection);
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    /// Whether the broker, or the producer, refuses a message for what it is, however often it is sent.
    private static boolean forItself(Throwable refusal) {
        return refusal instanceof RecordTooLargeException
                || refusal instanceof RecordBatchTooLargeException
                || refusal instanceof InvalidRecordException;
    }

    /// Keeps which entries were refused, and begins anew: the tails tell what has come in beside them.
    private void setAside(Map<Event, String> refused, int before, Connection connection) throws SQLException {
        if (before + refused.size() > ASIDE_MAX) {
            throw new IllegalStateException("the broker refuses entries in numbers, the last for: "
                    + refused.values().iterator().next() + "; none is set aside any more");
        }
        var sql = "insert into relay_aside (topic, seq, reason) values (?, ?, ?) on conflict do nothing";
        try (var insert = connection.prepareStatement(sql)) {
            for (var each : refused.entrySet()) {
                insert.setString(1, topic);
                insert.setLong(2, each.getKey().seq());
                insert.setString(3, each.getValue());
                insert.addBatch();
                LOG.errorf(
                        "relay: %s, entry %d of %d bytes, is set aside: %s",
                        each.getKey().subject(),
                        each.getKey().seq(),
                        each.getKey().bytes(),
                        each.getValue());
            }
            insert.executeBatch();
        }
        throw new IllegalStateException(refused.size() + " entries were set aside");
    }

    private Set<Long> aside(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select seq from relay_aside where topic = ?")) {
            query.setString(1, topic);
            var aside = new HashSet<Long>();
            for (var rows = query.executeQuery(); rows.next(); ) {
                aside.add(rows.getLong(1));
            }
            return aside;
        }
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

    /// @param aside whether the event is to be told of without its data, which the feed has
    private ProducerRecord<byte[], byte[]> record(Event event, int partition, byte[] key, boolean aside) {
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

    private KafkaProducer<byte[], byte[]> producer() {
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
