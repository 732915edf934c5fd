package org.innoledger.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("nothing acknowledged is lost, doubled or out of order")
@ExtendWith(RunningSuite.Extension.class)
class ContinuitySuiteTest {
    private static final String TOPIC = "innoledger.ledger.changes.v1";
    private static final int CLIENTS = 64;
    private static final int ENTERPRISES = 200;
    private static final Duration WRITING = Duration.ofSeconds(20);

    private final RunningSuite suite;

    ContinuitySuiteTest(RunningSuite suite) {
        this.suite = suite;
    }

    /// What the acknowledged writes were, as `id/version`.
    private record Written(Set<String> acknowledged, int refused) {}

    @Test
    @Tag("long")
    @DisplayName("64 clients amend 200 enterprises for 20 s while the sequencer's process is killed twice")
    void killedWhileWriting() throws Exception {
        var written = write(WRITING, () -> {
            for (var kill = 0; kill < 2; kill++) {
                pause(Duration.ofSeconds(6));
                suite.kill(Suite.LEDGER);
            }
        });
        System.out.printf(
                "acknowledged %d, refused %d%n", written.acknowledged().size(), written.refused());
        assertTrue(written.acknowledged().size() > CLIENTS, "the test wrote next to nothing");
        check(written);
    }

    @Test
    @DisplayName(
            "Kafka stopped: writes and feed go on, health says degraded with the lag; started again: all is there once")
    void brokerAway() throws Exception {
        suite.awaitHealth("UP");
        suite.hold(Suite.KAFKA);
        var written = write(Duration.ofSeconds(3), () -> {});
        assertEquals(0, written.refused());
        suite.awaitHealth("DEGRADED");
        Awaitility.await().untilAsserted(() -> {
            var ledger = suite.as(Client.OPERATOR)
                    .get("/health")
                    .body()
                    .path("services")
                    .path("ledger");
            assertEquals("DEGRADED", ledger.path("broker").asText(), ledger.toString());
            assertTrue(
                    ledger.path("relay").path("lag").asLong()
                            >= written.acknowledged().size(),
                    ledger.toString());
        });
        var seen = new ArrayList<String>();
        feed().values().forEach(event -> seen.add(version(event)));
        assertTrue(seen.containsAll(written.acknowledged()));
        suite.release(Suite.KAFKA);
        suite.awaitHealth("UP");
        check(written);
    }

    /// Amends enterprises from many clients at once, while `meanwhile` happens.
    private Written write(Duration time, Runnable meanwhile) throws Exception {
        var ids = enterprises();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var refused = new AtomicInteger();
        var end = System.nanoTime() + time.toNanos();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                clients.submit(() -> {
                    var api = suite.as(Client.PROVINCE);
                    while (System.nanoTime() < end) {
                        amend(api, ids.get(ThreadLocalRandom.current().nextInt(ENTERPRISES)), acknowledged, refused);
                    }
                });
            }
            meanwhile.run();
            clients.shutdown();
            assertTrue(clients.awaitTermination(120, TimeUnit.SECONDS));
        }
        return new Written(acknowledged, refused.get());
    }

    /// Enterprises that the tests of this class file, and only they.
    private List<String> enterprises() {
        var ids = IntStream.range(0, ENTERPRISES)
                .mapToObj(number -> SuiteTest.code("14050200010%03d".formatted(number)))
                .toList();
        var lines = ids.stream()
                .map(id -> Api.json(Map.of("id", id, "facts", SuiteTest.facts("140502", 30_000_000))))
                .collect(Collectors.joining("\n"));
        var filed = suite.as(Client.PROVINCE)
                .call("POST", "/v1/enterprises/imports", lines, Map.of("Content-Type", "application/x-ndjson"));
        assertEquals(200, filed.status(), filed.text());
        assertEquals(0, filed.body().path("refused").asInt(-1), filed.text());
        return ids;
    }

    private static void amend(Api api, String id, Set<String> acknowledged, AtomicInteger refused) {
        var patch = "{\"staff\": %d}".formatted(ThreadLocalRandom.current().nextInt(1, 1_000_000_000));
        try {
            var answer = api.call(
                    "PATCH", "/v1/enterprises/" + id, patch, Map.of("Content-Type", "application/merge-patch+json"));
            if (answer.status() == 200) {
                var version = id + "/" + answer.body().path("version").asLong();
                assertTrue(acknowledged.add(version), "acknowledged twice: " + version);
            } else {
                refused.incrementAndGet();
                pause(Duration.ofMillis(100));
            }
        } catch (UncheckedIOException torn) {
            // The answer did not come; the write may or may not have happened, and nobody was told either.
            refused.incrementAndGet();
        }
    }

    /// The feed holds every acknowledged write once, densely numbered, versions in order, and Kafka holds the
    /// same.
    private void check(Written written) {
        suite.awaitHealth("UP");
        Awaitility.await("the relay catches up")
                .atMost(Duration.ofSeconds(60))
                .until(() -> suite.as(Client.OPERATOR)
                                .get("/health")
                                .body()
                                .path("services")
                                .path("ledger")
                                .path("relay")
                                .path("lag")
                                .asLong(-1)
                        == 0);
        var feed = feed();
        assertEquals(1L, feed.firstKey());
        assertEquals(feed.size(), feed.lastKey().intValue(), "positions are dense");
        var versions = new HashMap<String, Long>();
        feed.values().forEach(event -> {
            var data = event.path("data");
            var id = data.path("id").asText();
            assertEquals(versions.getOrDefault(id, 0L) + 1, data.path("version").asLong(), id);
            versions.put(id, data.path("version").asLong());
        });
        var seen = feed.values().stream().map(ContinuitySuiteTest::version).toList();
        assertEquals(seen.size(), Set.copyOf(seen).size());
        assertTrue(Set.copyOf(seen).containsAll(written.acknowledged()), "an acknowledged write is missing");
        var published = published();
        assertEquals(feed.size(), published.size(), "Kafka holds each event once");
        assertEquals(
                feed.values().stream().map(event -> event.path("id").asText()).toList(),
                published.stream()
                        .sorted(Comparator.comparing(Published::seq))
                        .map(Published::id)
                        .toList());
        inOrder(published);
    }

    private static String version(JsonNode event) {
        return event.path("data").path("id").asText() + "/"
                + event.path("data").path("version").asLong();
    }

    private TreeMap<Long, JsonNode> feed() {
        var feed = new TreeMap<Long, JsonNode>();
        var api = suite.as(Client.INTEGRATOR);
        for (long after = 0; ; ) {
            var page = api.get("/v1/ledger/changes?limit=1000&after=" + after).body();
            page.path("items").forEach(event -> {
                var twice = feed.put(event.path("seq").asLong(), event);
                assertEquals(null, twice, "a position came twice");
            });
            after = page.path("next").asLong();
            if (after == page.path("head").asLong()) {
                return feed;
            }
        }
    }

    /// An event as Kafka gave it.
    private record Published(long seq, String id, String subject) {}

    /// Everything on the topic, by a consumer with the settings that the launcher gives out.
    private List<Published> published() {
        var published = new ArrayList<Published>();
        var settings = suite.integrator();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(500)).forEach(message -> {
                    var headers = new HashMap<String, String>();
                    message.headers()
                            .forEach(header ->
                                    headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
                    published.add(new Published(
                            Long.parseLong(headers.get("ce_sequence")),
                            headers.get("ce_id"),
                            headers.get("ce_subject")));
                });
            }
        }
        return published;
    }

    private static void inOrder(List<Published> published) {
        var last = new HashMap<String, Long>();
        for (var event : published) {
            assertTrue(last.getOrDefault(event.subject(), 0L) < event.seq(), event.subject() + " is out of order");
            last.put(event.subject(), event.seq());
        }
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
