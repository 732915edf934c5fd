package org.innoledger.kit.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.StatelessSession;
import org.innoledger.kit.http.Memory;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Sequencer;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;

/// The change feed over HTTP: the same events as on Kafka, within the caller's regions.
@ApplicationScoped
public class Feed {
    /// Events in one answer.
    public static final int LIMIT_MAX = 1_000;

    /// Seconds that a long poll waits at the most.
    public static final int WAIT_MAX = 30;

    /// Bytes of the entries in one answer, and in one part of a stream, beyond which no further one comes.
    private static final int BYTES_MAX = 1024 * 1024;

    private static final int STREAM_BYTES_MAX = 256 * 1024;

    /// Bytes of memory that one byte of an entry takes, as it is read and as an answer.
    private static final long MEMORY_A_BYTE = 4;

    /// Positions looked at for one answer: a county whose entries are rare gets a short page and goes on,
    /// instead of making the database walk the whole journal.
    private static final int WINDOW = 20_000;

    /// Event streams that one instance serves at a time.
    private static final int STREAMS_MAX = 500;

    /// How often entries that another instance sealed are looked for.
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Journal journal;
    private final Caller.Current caller;
    private final Sequencer sequencer;
    private final FeedConfig config;
    private final ObjectMapper json;
    private final Memory memory;
    private final Semaphore streams = new Semaphore(STREAMS_MAX);

    Feed(
            Journal journal,
            Caller.Current caller,
            Sequencer sequencer,
            FeedConfig config,
            ObjectMapper json,
            Memory memory) {
        this.journal = journal;
        this.caller = caller;
        this.sequencer = sequencer;
        this.config = config;
        this.json = json;
        this.memory = memory;
    }

    /// A part of the feed.
    ///
    /// @param items events after the position asked for, in the order of their `seq`
    /// @param next what to give as `after` next; it grows also where no event was the caller's to see
    /// @param head the newest position of the feed; `next` = `head` says that nothing is left for now
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(
            description = "变更事件的一段 A part of the feed",
            requiredProperties = {"items", "next", "head"})
    public record Changes(
            @Schema(description = "变更事件 Events in the order of their positions")
            List<Event> items,

            @Schema(description = "下一次请求的 after Position to go on from", examples = "1")
            long next,

            @Schema(description = "最新序号 Newest position", examples = "1")
            long head) {}

    /// Events after a position, waiting for one where there is none. A limit above [#LIMIT_MAX] and a wait
    /// above [#WAIT_MAX] are cut.
    public Changes changes(Following following) {
        check(following);
        var after = following.position();
        var held = memory.ofRequest();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(following.waitSeconds, WAIT_MAX));
        while (true) {
            var seen = sequencer.sealed().count();
            held.more(MEMORY_A_BYTE * BYTES_MAX);
            var changes = read(after, Math.min(following.limit, LIMIT_MAX), BYTES_MAX, following.register, held);
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!changes.items().isEmpty() || changes.next() < changes.head() || !left.isPositive()) {
                return changes;
            }
            sequencer.sealed().await(seen, left.compareTo(POLL) < 0 ? left : POLL);
        }
    }

    /// Sends events as they are sealed, until the caller goes away or its token expires.
    public void stream(Following following, SseEventSink sink, Sse sse) {
        check(following);
        if (!streams.tryAcquire()) {
            throw Problem.of(
                    ProblemType.UNAVAILABLE,
                    Text.of(
                            "同时打开的事件流已达 %d 个，请稍后重试或改用长轮询。",
                            "%d event streams are open already; try again later or use the long poll.", STREAMS_MAX));
        }
        try (sink;
                var held = memory.held()) {
            // The first comment sends the headers, so that the caller knows at once that the line stands.
            send(sink, sse.newEventBuilder().comment("").build());
            var spoken = System.nanoTime();
            var until = caller.get().until();
            for (long position = following.position();
                    !sink.isClosed() && Instant.now().isBefore(until); ) {
                var seen = sequencer.sealed().count();
                if (!held.more(MEMORY_A_BYTE * STREAM_BYTES_MAX, HEARTBEAT)) {
                    // Others hold everything; the stream stays where it is and looks again.
                    send(sink, sse.newEventBuilder().comment("").build());
                    continue;
                }
                var changes = read(position, LIMIT_MAX, STREAM_BYTES_MAX, following.register, held);
                for (var event : changes.items()) {
                    send(
                            sink,
                            sse.newEventBuilder()
                                    .id(String.valueOf(event.seq()))
                                    .name(event.type())
                                    .data(String.class, text(event))
                                    .build());
                    spoken = System.nanoTime();
                }
                held.shrink(0);
                position = changes.next();
                if (position < changes.head()) {
                    continue;
                }
                if (System.nanoTime() - spoken > HEARTBEAT.toNanos()) {
                    // A comment keeps proxies from closing the line, and tells us when the caller has gone.
                    send(sink, sse.newEventBuilder().comment("").build());
                    spoken = System.nanoTime();
                }
                sequencer.sealed().await(seen, POLL);
            }
        } finally {
            streams.release();
        }
    }

    private String text(Event event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(SseEventSink sink, OutboundSseEvent event) {
        // Waiting for each one to be written lets a slow caller slow down only its own stream.
        sink.send(event).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void check(Following following) {
        if (following.position() < 0 || following.limit < 1 || following.waitSeconds < 0) {
            throw Problem.invalid(
                    following.position() < 0 ? "after" : following.limit < 1 ? "limit" : "waitSeconds",
                    FaultCode.OUT_OF_RANGE,
                    Text.of(
                            "after 与 waitSeconds 不能为负，limit 至少为 1",
                            "`after` and `waitSeconds` cannot be negative, `limit` is at least 1"));
        }
    }

    private Changes read(long after, int limit, int bytesMax, String register, Memory.Held held) {
        return journal.reading(session -> {
            var head = head(session);
            var until = Math.min(head, after + WINDOW);
            var items = items(session, after, until, limit, bytesMax, register);
            var bytes = items.stream().mapToLong(Event::bytes).sum();
            held.shrink(MEMORY_A_BYTE * bytes);
            var cut = items.size() == limit || bytes >= bytesMax;
            var next = cut ? items.getLast().seq() : Math.max(after, until);
            return new Changes(items, next, head);
        });
    }

    private static long head(StatelessSession session) {
        return session.createNativeQuery("select coalesce(max(seq), 0) from journal_seal", Long.class)
                .getSingleResult();
    }

    private List<Event> items(
            StatelessSession session, long after, long until, int limit, int bytesMax, String register) {
        var sql = Event.select("s.seq > ? and s.seq <= ?" + (register == null ? "" : " and j.register = ?"), bytesMax);
        return session.doReturningWork(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                var parameter = 0;
                query.setLong(++parameter, after);
                query.setLong(++parameter, until);
                if (register != null) {
                    query.setString(++parameter, register);
                }
                query.setInt(++parameter, limit);
                var items = new ArrayList<Event>();
                for (var rows = query.executeQuery(); rows.next(); ) {
                    items.add(Event.of(rows, config.service()));
                }
                return items;
            }
        });
    }
}
