package org.innoledger.kit.feed;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.innoledger.kit.journal.Canonical;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.region.Caller;
import org.jboss.logging.Logger;

/// Reads the events of other services for every [Follows] of this one. Each is told at least once: position
/// and effect are one transaction, so a crash neither loses nor doubles an effect, but an event that stands in
/// the topic twice is told twice. An effect that compares versions happens once.
///
/// An event that cannot be taken, now or ever, is set aside: it is kept in `follow_aside`, shown in health,
/// and those after it are taken.
@ApplicationScoped
public class Follower {
    private static final Logger LOG = Logger.getLogger(Follower.class);

    /// Events taken into one transaction.
    private static final int BATCH = 500;

    /// Bytes of events taken into one transaction, beyond which no further ones come.
    private static final int BATCH_BYTES = 2 * 1024 * 1024;

    /// Events that the client unpacks at once: it counts them, not their bytes.
    private static final int UNPACKED_MAX = 50;

    private static final int FETCH_BYTES = 4 * 1024 * 1024;

    /// Events set aside, beyond which it is not the events that are at fault: the follower stops and says so.
    private static final int ASIDE_MAX = 100;

    private static final Duration POLL = Duration.ofMillis(500);

    private final FeedConfig config;
    private final Journal journal;
    private final List<Source> sources;

    Follower(
            FeedConfig config,
            @DataSource("system") AgroalDataSource system,
            Journal journal,
            @All List<Follows> follows) {
        this.config = config;
        this.journal = journal;
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

    /// Events that wait to be taken, of all services followed: as far as this instance knows, which does where
    /// it leads.
    long lag() {
        return sources.stream().mapToLong(source -> source.lag).sum();
    }

    /// Whether every topic that is this instance's to read can be read.
    boolean reads() {
        return sources.stream().allMatch(source -> source.reading || !source.leader.leading());
    }

    /// One service followed, by one instance of this service at a time.
    private final class Source {
        private final String topic;
        private final List<Follows> follows;
        private final Leader leader;
        private volatile long lag;
        private volatile boolean reading;

        Source(String service, List<Follows> follows, AgroalDataSource system) {
            this.topic = FeedConfig.topic(service);
            this.follows = follows;
            this.leader = new Leader("follower of " + service, system, this::lead);
        }

        private void lead(Connection connection) throws Exception {
            var limits = Map.of(
                    "max.poll.records", String.valueOf(UNPACKED_MAX),
                    "fetch.max.bytes", String.valueOf(FETCH_BYTES),
                    "default.api.timeout.ms", "5000");
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
                        var events = gathered(consumer);
                        var behind = behind(consumer, partitions);
                        lag = behind.orElse(0) + events.size();
                        if (!events.isEmpty()) {
                            take(events);
                            lag = behind.orElse(0);
                        }
                        // One that is stuck begins anew again and again, and has not read until it has taken.
                        reading |= !events.isEmpty() || behind.equals(OptionalLong.of(0));
                    }
                } finally {
                    reading = false;
                    // An interrupt has done its work by now; the consumer could not say goodbye with it still
                    // set.
                    Thread.interrupted();
                }
            }
        }

        /// Events of the topic that have not been fetched, once the broker has told of every partition.
        private static OptionalLong behind(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
            var told = partitions.stream()
                    .map(consumer::currentLag)
                    .flatMapToLong(OptionalLong::stream)
                    .toArray();
            return told.length < partitions.size()
                    ? OptionalLong.empty()
                    : OptionalLong.of(LongStream.of(told).sum());
        }

        /// What there is of events, until it is a batch by number or bytes.
        private List<ConsumerRecord<byte[], byte[]>> gathered(KafkaConsumer<byte[], byte[]> consumer) {
            var gathered = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            long bytes = 0;
            for (var polled = consumer.poll(POLL); !polled.isEmpty(); polled = consumer.poll(Duration.ZERO)) {
                for (var event : polled) {
                    gathered.add(event);
                    bytes += Math.max(0, event.serializedValueSize());
                }
                if (gathered.size() + UNPACKED_MAX > BATCH || bytes >= BATCH_BYTES) {
                    break;
                }
            }
            return gathered;
        }

        /// Takes events, all of them in one transaction where that can be; else ever fewer, until the one that
        /// cannot be taken stands alone.
        private void take(List<ConsumerRecord<byte[], byte[]>> events) {
            try {
                takeTogether(events);
            } catch (RuntimeException e) {
                if (!leader.running() || e instanceof Problem problem && problem.type == ProblemType.UNAVAILABLE) {
                    throw e;
                }
                if (events.size() > 1) {
                    take(events.subList(0, events.size() / 2));
                    take(events.subList(events.size() / 2, events.size()));
                } else {
                    setAside(events.getFirst(), e);
                }
            }
        }

        private void takeTogether(List<ConsumerRecord<byte[], byte[]>> events) {
            // The newest version is how a record stands: an event that is told once more may come behind it.
            var latest = new LinkedHashMap<String, FollowedEvent>();
            for (var event : events) {
                var subject = subject(event);
                var register = subject.substring(0, subject.indexOf('/'));
                if (follows.stream().anyMatch(each -> each.registers().contains(register))) {
                    latest.merge(
                            subject,
                            read(event),
                            (former, later) -> later.version() < former.version() ? former : later);
                }
            }
            inTransaction(writing -> {
                for (var each : follows) {
                    each.take(
                            writing,
                            latest.values().stream()
                                    .filter(event -> each.registers().contains(event.register()))
                                    .toList());
                }
                // Of each partition the last: events come in the order of their offsets.
                events.stream()
                        .collect(Collectors.toMap(ConsumerRecord::partition, event -> event, (former, later) -> later))
                        .values()
                        .forEach(last -> FollowPosition.move(writing, last));
            });
        }

        private void setAside(ConsumerRecord<byte[], byte[]> event, RuntimeException why) {
            var header = event.headers().lastHeader("ce_subject");
            var subject = header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
            var reason = String.valueOf(why.getMessage());
            inTransaction(writing -> {
                if (FollowPosition.setAside(writing, event, subject, reason) > ASIDE_MAX) {
                    throw new IllegalStateException("events cannot be taken in numbers, the last for: " + reason
                            + "; none is set aside any more");
                }
                FollowPosition.move(writing, event);
            });
            LOG.errorf(
                    why,
                    "%s, partition %d, offset %d, %s: the event is set aside",
                    event.topic(),
                    event.partition(),
                    event.offset(),
                    subject);
        }

        private void inTransaction(Consumer<Writing> work) {
            Caller.asService(
                    config.service(),
                    () -> journal.writing(When.ALWAYS, null, writing -> {
                        work.accept(writing);
                        return null;
                    }));
        }
    }

    private static FollowedEvent read(ConsumerRecord<byte[], byte[]> event) {
        if (event.value() == null) {
            throw new IllegalArgumentException("the event came without its data, which its service has set aside");
        }
        return FollowedEvent.of(Canonical.read(event.value()));
    }

    private long position(TopicPartition partition) {
        return Caller.asService(
                config.service(), () -> journal.reading(session -> FollowPosition.of(session, partition)));
    }

    private static String subject(ConsumerRecord<byte[], byte[]> event) {
        var header = event.headers().lastHeader("ce_subject");
        var subject = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        if (subject.indexOf('/') < 1) {
            throw new IllegalArgumentException("the message has no ce_subject of the form <register>/<id>");
        }
        return subject;
    }
}
