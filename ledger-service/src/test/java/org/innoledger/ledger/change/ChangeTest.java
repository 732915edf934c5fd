package org.innoledger.ledger.change;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.nobody;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class ChangeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    URI service;

    private static String code(int number) {
        var body = "91141102MB%06d".formatted(number);
        body = body + CreditCode.organisationCheck(body.substring(8, 16));
        return body + CreditCode.check(body + "0");
    }

    private static Response put(String id, int staff) {
        return as(PROVINCE)
                .body(
                        "{\"name\": \"示例\", \"region\": \"141102\", \"industry\": \"B06\", \"ownership\": \"PRIVATE\", \"staff\": %d}"
                                .formatted(staff))
                .put("/v1/enterprises/" + id);
    }

    private static long head() {
        return as(INTEGRATOR)
                .get("/v1/ledger/changes?after=0&limit=1")
                .then()
                .extract()
                .jsonPath()
                .getLong("head");
    }

    /// All events after a position.
    private static List<JsonNode> all(long after) throws Exception {
        var events = new ArrayList<JsonNode>();
        for (var position = after; ; ) {
            var page = JSON.readTree(as(INTEGRATOR)
                    .get("/v1/ledger/changes?limit=1000&after=" + position)
                    .asString());
            page.get("items").forEach(events::add);
            position = page.get("next").asLong();
            if (position == page.get("head").asLong()) {
                return events;
            }
        }
    }

    @Test
    @DisplayName(
            "a position beyond the feed → 410 with the head, as a page and as a stream: the ledger may have been restored")
    void beyond() {
        put(
                code(ThreadLocalRandom.current().nextInt(20)),
                ThreadLocalRandom.current().nextInt());
        var beyond = head() + 1_000_000;
        var page = as(INTEGRATOR).get("/v1/ledger/changes?after=" + beyond);
        var stream = as(INTEGRATOR)
                .accept("text/event-stream")
                .header("Last-Event-ID", String.valueOf(beyond))
                .get("/v1/ledger/changes");
        for (var answer : List.of(page, stream)) {
            assertEquals(410, answer.statusCode(), answer.asString());
            assertEquals("/problems/position-beyond", answer.path("type"), answer.asString());
            assertTrue(answer.jsonPath().getLong("head") < beyond, answer.asString());
        }
    }

    @Test
    @DisplayName(
            "16 writers on 20 records → every acknowledged version in the feed once, positions dense, versions in order")
    void concurrentWriters() throws Exception {
        var acknowledged = new TreeMap<String, Long>();
        var before = head();
        try (var writers = Executors.newFixedThreadPool(16)) {
            var work = new ArrayList<CompletableFuture<Void>>();
            for (int writer = 0; writer < 16; writer++) {
                work.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 12; i++) {
                                var id = code(ThreadLocalRandom.current().nextInt(20));
                                var answer = put(id, ThreadLocalRandom.current().nextInt());
                                if (answer.statusCode() < 300) {
                                    synchronized (acknowledged) {
                                        acknowledged.merge(id, answer.jsonPath().getLong("version"), Math::max);
                                    }
                                }
                            }
                        },
                        writers));
            }
            CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Service.number("select count(*) from journal_pending") == 0);
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
        acknowledged.forEach((id, version) -> assertEquals(version, versions.get(id), id));
    }

    @Test
    @DisplayName("the leaf of every entry is SHA-256 of a zero byte and the bytes that the feed shows")
    void leaves() throws Exception {
        put(code(900), 1);
        Awaitility.await().untilAsserted(() -> assertTrue(head() > 0));
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
    @DisplayName("GET with waitSeconds → answers as soon as something is sealed, and empty when nothing is")
    void longPoll() throws Exception {
        put(code(901), 1);
        Awaitility.await()
                .untilAsserted(() -> as(INTEGRATOR)
                        .get("/v1/ledger/changes?limit=1000")
                        .then()
                        .body("items.size()", greaterThan(0)));
        var head = head();
        var waiting = CompletableFuture.supplyAsync(
                () -> as(INTEGRATOR).get("/v1/ledger/changes?waitSeconds=20&after=" + head),
                Thread.ofPlatform()::start);
        put(code(901), ThreadLocalRandom.current().nextInt(1000) + 2);
        var answer = waiting.get(15, TimeUnit.SECONDS);
        answer.then().statusCode(200).body("items.seq", everyItem(greaterThan((int) head)));
        as(INTEGRATOR)
                .get("/v1/ledger/changes?register=nothing&after=" + head)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("register"));
    }

    @Test
    @DisplayName("GET with a negative position or no number → 400; without a token → 401")
    void refusals() {
        as(INTEGRATOR).get("/v1/ledger/changes?after=-1").then().statusCode(400);
        as(INTEGRATOR).get("/v1/ledger/changes?limit=0").then().statusCode(400);
        as(INTEGRATOR).get("/v1/ledger/changes?after=x").then().statusCode(400);
        nobody().get("/v1/ledger/changes").then().statusCode(401);
    }

    @Test
    @DisplayName("GET as an event stream → events as they are sealed; Last-Event-ID goes on where it stopped")
    void stream() throws Exception {
        put(code(902), 1);
        Awaitility.await().untilAsserted(() -> assertTrue(head() > 0));
        var head = head();
        var request = HttpRequest.newBuilder(service.resolve("/v1/ledger/changes"))
                .header("Authorization", "Bearer " + INTEGRATOR)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", String.valueOf(head))
                .build();
        var events = new ArrayList<String>();
        try (var client = HttpClient.newHttpClient()) {
            var lines = client.send(request, HttpResponse.BodyHandlers.ofLines());
            assertEquals(200, lines.statusCode());
            var reader = CompletableFuture.runAsync(
                    () -> {
                        try (var body = lines.body()) {
                            body.filter(line -> line.startsWith("id:") || line.startsWith("data:"))
                                    .limit(4)
                                    .forEach(line -> {
                                        synchronized (events) {
                                            events.add(line);
                                        }
                                    });
                        }
                    },
                    Thread.ofPlatform()::start);
            put(code(902), ThreadLocalRandom.current().nextInt(1000) + 2);
            put(code(903), ThreadLocalRandom.current().nextInt(1000) + 2);
            reader.get(15, TimeUnit.SECONDS);
            client.shutdownNow();
        }
        var seqs = events.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Long.valueOf(line.substring(3).strip()))
                .toList();
        assertEquals(List.of(seqs.getFirst(), seqs.getFirst() + 1), seqs);
        assertTrue(seqs.getFirst() > head);
        var event = JSON.readTree(events.stream()
                .filter(line -> line.startsWith("data:"))
                .findFirst()
                .orElseThrow()
                .substring(5)
                .getBytes(StandardCharsets.UTF_8));
        assertEquals("/v1/ledger", event.get("source").asText());
        assertEquals("1.0", event.get("specversion").asText());
        assertEquals(
                event.get("data").get("register").asText() + "/"
                        + event.get("data").get("id").asText(),
                event.get("subject").asText());
    }
}
