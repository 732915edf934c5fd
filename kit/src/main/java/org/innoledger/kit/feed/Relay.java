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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.utils.Utils;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.Sequencer;
import org.jboss.logging.Logger;

/// Publishes sealed entries to Kafka, in their order, each at least once: a crash alone neither loses nor
/// doubles any, but a broker that takes in late what was sent before can make one come twice.
///
/// The topic itself is the position: at the start the relay reads the last record of each partition, and what
/// is there is not sent again. The database keeps a lower bound, so that little has to be compared. The
/// partition of a record follows from its id, hence a record's events stay in order, and a partition holds
/// everything up to its last record.
///
/// An entry that the broker refuses for itself, such as one larger than its topic takes, is set aside: it is
/// kept in `relay_aside`, shown in health, and an event without data stands in its place, so that none waits
/// behind it.
///
/// A relay whose database connection is gone stops waiting and lets go. What the broker takes in after that
/// moment, while another instance reads the ends, comes twice: consumers compare `ce_id`, as with every log of
/// this kind.
@ApplicationScoped
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);

    /// Entries read and sent at once.
    private static final int BATCH = 1_000;

    /// Bytes of entries read and sent at once, beyond which no further one comes.
    private static final int BATCH_BYTES = 2 * 1024 * 1024;

    /// Bytes of an entry that the broker might refuse for its size: none follows it before it is acknowledged.
    private static final int ALONE_BYTES = 64 * 1024;

    /// Entries set aside, beyond which it is not the entries that are at fault: the relay stops and says so.
    private static final int ASIDE_MAX = 100;

    /// How long the position that is kept may lag.
    private static final Duration KEEP = Duration.ofMillis(200);

    private static final Duration POLL = Duration.ofMillis(500);

    private final FeedConfig config;
    private final RelayTopic target;
    private final String topic;
    private final Sequencer sequencer;
    private final Leader leader;
    private volatile boolean connected;

    Relay(FeedConfig config, @DataSource("system") AgroalDataSource system, Sequencer sequencer) {
        this.config = config;
        this.sequencer = sequencer;
        this.topic = config.topic();
        this.target = new RelayTopic(config);
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
        try (var producer = target.producer();
                var admin = target.admin()) {
            var tails = target.tails(target.partitions(admin));
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
                // The topic is the position; what is kept is a lower bound, which may lag and so costs few
                // commits.
                if (position > kept && (batch.isEmpty() || System.nanoTime() - keptAt > KEEP.toNanos())) {
                    keep(connection, position);
                    kept = position;
                    keptAt = System.nanoTime();
                }
                if (batch.isEmpty()) {
                    sequencer.sealed().await(seen, POLL);
                    if (sequencer.sealed().count() == seen) {
                        // With nothing to send nobody would notice that the broker is gone.
                        connected = RelayTopic.answers(admin);
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

    /// Sends a batch and waits until the broker has all of it, however long that takes: the idempotent
    /// producer repeats in order what was not acknowledged, so a partition never holds an event without those
    /// before it. Giving up and beginning anew would have to guess what a slow broker still takes in.
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
                var sending = producer.send(target.message(event, partition, key, aside.contains(event.seq())));
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
                sending.get(RelayTopic.REQUEST_MAX.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                connected = false;
                if (!leader.running() || !connection.isValid(/* seconds */ 5)) {
                    throw e;
                }
            }
        }
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
