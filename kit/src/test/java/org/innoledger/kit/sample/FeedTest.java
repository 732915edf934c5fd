package org.innoledger.kit.sample;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.innoledger.kit.sample.Samples.PATH;
import static org.innoledger.kit.sample.Samples.facts;
import static org.innoledger.kit.sample.Samples.filed;
import static org.innoledger.kit.sample.Samples.line;
import static org.innoledger.kit.sample.Samples.sent;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Service.number;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The sequencer, and the feed that tells what it has sealed.
@QuarkusTest
@TestProfile(Samples.Running.class)
class FeedTest {
    private static final String CHANGES = "/v1/sample/changes";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    URI service;

    /// The last position, once all that was written before has one.
    private static long head() throws Exception {
        Awaitility.await().until(() -> number("select count(*) from journal_pending") == 0);
        return number("select coalesce(max(seq), 0) from journal_seal");
    }

    private static List<JsonNode> all(long after) throws IOException {
        var events = new ArrayList<JsonNode>();
        for (var position = after; ; ) {
            var page = JSON.readTree(
                    as(INTEGRATOR).get(CHANGES + "?limit=100&after=" + position).asString());
            page.get("items").forEach(events::add);
            position = page.get("next").asLong();
            if (position == page.get("head").asLong()) {
                return events;
            }
        }
    }

    @Test
    @DisplayName("16 writers on 20 records → every acknowledged version in the feed once, dense, versions in order")
    void concurrentWriters() throws Exception {
        var before = head();
        var ids = IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
        var acknowledged = new TreeMap<String, Long>();
        together(16, writer -> {
            for (int i = 0; i < 12; i++) {
                var random = ThreadLocalRandom.current();
                var id = ids.get(random.nextInt(ids.size())).toString();
                var answer = as(PROVINCE)
                        .body(facts("141102", "示例" + random.nextInt(), ""))
                        .put(PATH + "/" + id);
                if (answer.statusCode() < 300) {
                    synchronized (acknowledged) {
                        acknowledged.merge(id, answer.jsonPath().getLong("version"), Math::max);
                    }
                }
            }
            return null;
        });
        head();
        var position = before;
        Map<String, Long> versions = new HashMap<>();
        for (var event : all(before)) {
            assertEquals(++position, event.get("seq").asLong());
            assertEquals("%020d".formatted(position), event.get("sequence").asText());
            var data = event.get("data");
            var version = data.get("version").asLong();
            assertEquals(versions.getOrDefault(data.get("id").asText(), version - 1) + 1, version);
            versions.put(data.get("id").asText(), version);
        }
        assertTrue(acknowledged.size() > 10, acknowledged.toString());
        acknowledged.forEach((id, version) -> assertEquals(version, versions.get(id), id));
    }

    @Test
    @DisplayName("the leaf of every entry is SHA-256 of a zero byte and the bytes that the feed shows")
    void leaves() throws Exception {
        filed(PROVINCE, "141102", "");
        head();
        try (var connection = Service.superuser();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select s.leaf, j.body from journal_seal s join journal j using (entry) limit 100")) {
            var seen = 0;
            for (; rows.next(); seen++) {
                var preimage = new ByteArrayOutputStream();
                preimage.write(0);
                preimage.write(rows.getBytes(2));
                assertArrayEquals(
                        MessageDigest.getInstance("SHA-256").digest(preimage.toByteArray()), rows.getBytes(1));
            }
            assertTrue(seen > 0);
        }
    }

    @Test
    @DisplayName("GET with waitSeconds → answers as soon as something is sealed; a register that there is not → 400")
    void longPoll() throws Exception {
        var head = head();
        var waiting = CompletableFuture.supplyAsync(
                () -> as(INTEGRATOR).get(CHANGES + "?waitSeconds=20&after=" + head), Thread.ofPlatform()::start);
        filed(PROVINCE, "141102", "");
        var answer = waiting.get(15, TimeUnit.SECONDS);
        answer.then().statusCode(200).body("items.seq", hasItem((int) head + 1));
        as(INTEGRATOR)
                .get(CHANGES + "?register=nothing&after=" + head)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("register"), "errors.code", contains("not-in-catalogue"));
    }

    @Test
    @DisplayName("GET with a negative position or no number → 400; one beyond the end → 410; of another service → 404")
    void refusals() throws Exception {
        for (var query : List.of("after=-1", "limit=0", "after=x", "waitSeconds=-1")) {
            as(INTEGRATOR)
                    .get(CHANGES + "?" + query)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains(query.replaceFirst("=.*", "")));
        }
        var head = head();
        as(INTEGRATOR)
                .get(CHANGES + "?after=" + (head + 1))
                .then()
                .statusCode(410)
                .body("type", is("/problems/position-beyond"), "head", is((int) head));
        as(INTEGRATOR).get("/v1/ledger/changes").then().statusCode(404);
    }

    @Test
    @DisplayName("another city hears nothing; a record that leaves is told to those whom it leaves")
    void regions() throws Exception {
        var before = head();
        var path = filed(SHUOZHOU, "140602", "");
        head();
        as(DATONG).get(CHANGES + "?after=" + before).then().body("items", empty());
        as(PROVINCE)
                .body("{\"region\": \"140213\", \"reason\": \"样品移交\"}")
                .post(path + "/relocation")
                .then()
                .statusCode(200);
        head();
        as(SHUOZHOU)
                .get(CHANGES + "?after=" + before)
                .then()
                .body("items.type", hasItem("org.innoledger.sample.relocated.v1"));
        as(DATONG)
                .get(CHANGES + "?after=" + before)
                .then()
                .body("items.region", everyItem(startsWith("1402")), "items.size()", greaterThan(0));
    }

    @Test
    @DisplayName("large entries → pages that end by their bytes, and tell each once")
    void pagesEndByBytes() throws Exception {
        var before = head();
        var note = "{\"text\": \"" + "字".repeat(4_000) + "\"}";
        var notes = String.join(",", Collections.nCopies(20, note));
        var large = facts("141102", "示例", ", \"notes\": [" + notes + "]");
        var lines = IntStream.range(0, 8)
                .mapToObj(i -> line(UUID.randomUUID(), large))
                .toList();
        sent(PROVINCE, PATH + "/imports", lines).then().statusCode(200);
        var head = head();
        var pages = 0;
        var told = 0;
        for (var next = before; next < head; pages++) {
            var page = as(INTEGRATOR).get(CHANGES + "?limit=1000&after=" + next);
            Pages.small(page);
            told += page.<List<?>>path("items").size();
            next = page.<Number>path("next").longValue();
        }
        assertTrue(pages > 1);
        assertEquals(8, told);
    }

    @Test
    @DisplayName("GET as an event stream → events as they are sealed; Last-Event-ID goes on where it stopped")
    void stream() throws Exception {
        filed(PROVINCE, "141102", "");
        var head = head();
        var request = HttpRequest.newBuilder(service.resolve(CHANGES))
                .header("Authorization", "Bearer " + INTEGRATOR)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", String.valueOf(head))
                .build();
        var events = Collections.synchronizedList(new ArrayList<String>());
        try (var client = HttpClient.newHttpClient()) {
            var lines = client.send(request, HttpResponse.BodyHandlers.ofLines());
            assertEquals(200, lines.statusCode());
            var reader = CompletableFuture.runAsync(
                    () -> {
                        try (var body = lines.body()) {
                            body.filter(line -> line.startsWith("id:") || line.startsWith("data:"))
                                    .limit(4)
                                    .forEach(events::add);
                        }
                    },
                    Thread.ofPlatform()::start);
            filed(PROVINCE, "141102", "");
            filed(PROVINCE, "141102", "");
            reader.get(15, TimeUnit.SECONDS);
            client.shutdownNow();
        }
        var seqs = events.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Long.valueOf(line.substring(3).strip()))
                .toList();
        assertEquals(List.of(head + 1, head + 2), seqs);
        var event = JSON.readTree(events.stream()
                .filter(line -> line.startsWith("data:"))
                .findFirst()
                .orElseThrow()
                .substring(5)
                .getBytes(StandardCharsets.UTF_8));
        assertEquals("/v1/sample", event.get("source").asText());
        assertEquals("1.0", event.get("specversion").asText());
        assertEquals(
                event.get("data").get("register").asText() + "/"
                        + event.get("data").get("id").asText(),
                event.get("subject").asText());
    }
}
