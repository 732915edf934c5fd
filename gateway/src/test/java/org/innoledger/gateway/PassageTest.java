package org.innoledger.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Suite.class)
class PassageTest {
    private static final int WAIT_SECONDS = 10;

    @Suite.Running
    Suite suite;

    @TestHTTPResource
    URI gateway;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    @DisplayName("path, query, host and headers reach the service as the caller wrote them")
    void passesOn() throws Exception {
        var answer = client.send(
                request("/v1/enterprises/9114%2F0100?q=%E5%A4%AA%E5%8E%9F&limit=5")
                        .GET()
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals("\"1\"", answer.headers().firstValue("ETag").orElseThrow());
        assertEquals(1, answer.headers().allValues("X-Request-Id").size());
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
        var seen = json(answer.body());
        assertEquals(
                "/v1/enterprises/9114%2F0100?q=%E5%A4%AA%E5%8E%9F&limit=5",
                seen.path("uri").asText());
        assertEquals(gateway.getAuthority(), seen.at("/headers/host").asText());
        assertEquals("http", seen.at("/headers/x-forwarded-proto").asText());
        assertEquals("127.0.0.1", seen.at("/headers/x-forwarded-for").asText());
    }

    @Test
    @DisplayName("HEAD is answered where GET is")
    void head() throws Exception {
        var answer = client.send(
                request("/v1/enterprises")
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
    }

    @Test
    @DisplayName("text answers are compressed for those who take it, event streams never")
    void compresses() throws Exception {
        var json = client.send(
                request("/v1/enterprises")
                        .header("Accept-Encoding", "gzip")
                        .GET()
                        .build(),
                BodyHandlers.ofByteArray());
        assertEquals("gzip", json.headers().firstValue("Content-Encoding").orElseThrow());
        assertEquals(0x1f, json.body()[0]);
        suite.ledger.secondEvent = new CountDownLatch(1);
        var events = client.send(
                request("/v1/ledger/changes")
                        .header("Accept-Encoding", "gzip")
                        .GET()
                        .build(),
                BodyHandlers.ofInputStream());
        try (var body = events.body()) {
            assertEquals(Peer.FIRST_EVENT, new String(body.readNBytes(Peer.FIRST_EVENT.length()), UTF_8));
        }
    }

    @Test
    @DisplayName("one client has 100 requests under way; the next → 429 with Retry-After, others are served")
    void greedy() throws Exception {
        suite.ledger.secondEvent = new CountDownLatch(1);
        var open = new ArrayList<HttpResponse<InputStream>>();
        for (int i = 0; i < UnderWay.MOST; i++) {
            var answer = client.send(stream("greedy"), BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            open.add(answer);
        }
        var refused = client.send(stream("greedy"), BodyHandlers.ofString());
        assertEquals(429, refused.statusCode());
        assertEquals("1", refused.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(
                "/problems/too-many-requests", json(refused.body()).path("type").asText());
        var other = client.send(stream("modest"), BodyHandlers.ofInputStream());
        assertEquals(200, other.statusCode());
        other.body().close();
        open.removeFirst().body().close();
        await("room for one more").until(() -> {
            var again = client.send(stream("greedy"), BodyHandlers.ofInputStream());
            again.body().close();
            return again.statusCode() == 200;
        });
        for (var each : open) {
            each.body().close();
        }
        suite.ledger.secondEvent.countDown();
    }

    private HttpRequest stream(String client) {
        return HttpRequest.newBuilder(gateway.resolve("/v1/ledger/changes"))
                .header("Authorization", "Bearer " + suite.token(client, "reader"))
                .build();
    }

    @Test
    @DisplayName("an event arrives while the stream is still open, and a follower who leaves is noticed by the service")
    void streamsEvents() throws Exception {
        suite.ledger.secondEvent = new CountDownLatch(1);
        suite.ledger.followerGone = new CountDownLatch(1);
        var answer = client.send(
                request("/v1/ledger/changes")
                        .header("Accept", "text/event-stream")
                        .GET()
                        .build(),
                BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            assertEquals(Peer.FIRST_EVENT, new String(body.readNBytes(Peer.FIRST_EVENT.length()), UTF_8));
            // The service has not been allowed to go on, so what was read had not been buffered until its end.
            suite.ledger.secondEvent.countDown();
            assertEquals(Peer.SECOND_EVENT, new String(body.readNBytes(Peer.SECOND_EVENT.length()), UTF_8));
        }
        assertTrue(suite.ledger.followerGone.await(WAIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("an import reaches the service while the caller is still sending it")
    void streamsImports() throws Exception {
        suite.ledger.importBegun = new CountDownLatch(1);
        var out = new PipedOutputStream();
        try (var in = new PipedInputStream(out, /* pipeSize */ 100_000)) {
            var answer = client.sendAsync(
                    request("/v1/enterprises/imports")
                            .POST(BodyPublishers.ofInputStream(() -> in))
                            .build(),
                    BodyHandlers.ofString());
            // The client sends in pieces of 16 KiB.
            out.write(new byte[50_000]);
            out.flush();
            assertTrue(suite.ledger.importBegun.await(WAIT_SECONDS, TimeUnit.SECONDS));
            assertFalse(answer.isDone());
            out.write(new byte[50_000]);
            out.close();
            assertEquals(
                    100_000,
                    json(answer.get(WAIT_SECONDS, TimeUnit.SECONDS).body())
                            .path("bytes")
                            .asInt());
        }
    }

    @Test
    @DisplayName(
            "a body longer than it may be: 413, whether its length is stated or it is chunked, and an import may be longer")
    void limitsBodies() throws Exception {
        assertEquals(
                200,
                post("/v1/enterprises", Suite.BODY_BYTES_MAX, /* chunked */ false)
                        .statusCode());
        assertEquals(
                200,
                post("/v1/enterprises", Suite.BODY_BYTES_MAX, /* chunked */ true)
                        .statusCode());
        assertTooLarge(post("/v1/enterprises", Suite.BODY_BYTES_MAX + 1, /* chunked */ false));
        assertTooLarge(post("/v1/enterprises", Suite.BODY_BYTES_MAX + 1, /* chunked */ true));
        assertEquals(
                200,
                post("/v1/enterprises/imports", Suite.IMPORT_BYTES_MAX, /* chunked */ true)
                        .statusCode());
        assertTooLarge(post("/v1/enterprises/imports", Suite.IMPORT_BYTES_MAX * 5, /* chunked */ false));
        assertTooLarge(post("/v1/enterprises/imports", Suite.IMPORT_BYTES_MAX * 5, /* chunked */ true));
    }

    @Test
    @DisplayName("a service that does not answer in time: 503; a long poll may take longer")
    void limitsTime() throws Exception {
        var slow = client.send(english("/v1/headcounts/slow"), BodyHandlers.ofString());
        assertUnavailable(slow);
        assertEquals(
                "The service talent did not answer within 1 s; the request may have taken effect.",
                json(slow.body()).path("detail").asText());
        var polled =
                client.send(request("/v1/talent/changes?waitSeconds=3").GET().build(), BodyHandlers.ofString());
        assertEquals("{\"items\":[]}", polled.body());
    }

    @Test
    @DisplayName("a service that breaks off before its answer: 503, which says that the request may have taken effect")
    void toldOfABreak() throws Exception {
        var broken = client.send(english("/v1/headcounts/broken"), BodyHandlers.ofString());
        assertUnavailable(broken);
        assertEquals(
                "The connection to the service talent broke before its answer; the request may have taken effect.",
                json(broken.body()).path("detail").asText());
    }

    @Test
    @DisplayName("a service that is away: 503 with Retry-After, the others go on, and it is found again by itself")
    void survivesAServiceAway() throws Exception {
        suite.platform.stop();
        for (var request = 0; request < Circuit.FAILURES_MAX + 1; request++) {
            assertUnavailable(client.send(request("/v1/platforms").GET().build(), BodyHandlers.ofString()));
        }
        assertEquals(
                200,
                client.send(request("/v1/enterprises").GET().build(), BodyHandlers.ofString())
                        .statusCode());
        suite.platform.start();
        await().atMost(WAIT_SECONDS, TimeUnit.SECONDS)
                .until(() -> client.send(request("/v1/platforms").GET().build(), BodyHandlers.ofString())
                                .statusCode()
                        == 200);
    }

    private HttpResponse<String> post(String path, int bytes, boolean chunked)
            throws IOException, InterruptedException {
        var body = new byte[bytes];
        var publisher = chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofByteArray(body);
        return client.send(request(path).POST(publisher).build(), BodyHandlers.ofString());
    }

    private HttpRequest english(String path) {
        return request(path).header("Accept-Language", "en").GET().build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .header("Authorization", "Bearer " + suite.token("province", "reader", "clerk"));
    }

    private static void assertTooLarge(HttpResponse<String> answer) throws JsonProcessingException {
        assertEquals(413, answer.statusCode());
        assertEquals("/problems/too-large", json(answer.body()).path("type").asText());
    }

    private static void assertUnavailable(HttpResponse<String> answer) throws JsonProcessingException {
        assertEquals(503, answer.statusCode());
        assertEquals("2", answer.headers().firstValue("Retry-After").orElseThrow());
        assertEquals("/problems/unavailable", json(answer.body()).path("type").asText());
    }

    private static JsonNode json(String body) throws JsonProcessingException {
        return new ObjectMapper().readTree(body);
    }
}
