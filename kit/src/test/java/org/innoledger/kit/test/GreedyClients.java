package org.innoledger.kit.test;

import static org.innoledger.kit.test.HostileRequests.CHANGES;
import static org.innoledger.kit.test.HostileRequests.request;
import static org.innoledger.kit.test.HostileRequests.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Clients that take all there is.
///
/// Each service has a `GreedyClientsTest` that extends this.
public abstract class GreedyClients {
    /// Streams that one client may have open.
    private static final int STREAMS_MAX = 20;

    private static final int IMPORTS_MAX = 4;

    @Test
    @DisplayName(
            "one client has 20 event streams; the next → 429 with Retry-After, others are served, and one that ends makes room")
    void streams() throws Exception {
        var greedy = Tokens.of("greedy", Set.of("reader"), "14");
        try (var client = HttpClient.newHttpClient()) {
            var open = new ArrayList<HttpResponse<java.io.InputStream>>();
            for (int i = 0; i < STREAMS_MAX; i++) {
                var answer = client.send(stream(greedy), BodyHandlers.ofInputStream());
                assertEquals(200, answer.statusCode());
                open.add(answer);
            }
            var refused = client.send(stream(greedy), BodyHandlers.ofString());
            assertEquals(429, refused.statusCode());
            assertEquals("5", refused.headers().firstValue("Retry-After").orElseThrow());
            assertTrue(refused.body().contains("/problems/too-many-requests"), refused.body());
            var other = client.send(stream(Tokens.INTEGRATOR), BodyHandlers.ofInputStream());
            assertEquals(200, other.statusCode());
            other.body().close();
            open.removeFirst().body().close();
            Awaitility.await("room for one more").until(() -> {
                var again = client.send(stream(greedy), BodyHandlers.ofInputStream());
                again.body().close();
                return again.statusCode() == 200;
            });
            for (var each : open) {
                each.body().close();
            }
        }
    }

    private static HttpRequest stream(String token) {
        return request(CHANGES, token).header("Accept", "text/event-stream").build();
    }

    @Test
    @DisplayName("one client has 4 imports; the next → 429 with Retry-After, others are served")
    void imports() throws IOException {
        var path = Operation.all()
                .filter(each -> each.bulk() && each.roles().contains("clerk"))
                .findFirst()
                .orElseThrow()
                .path();
        var greedy = Tokens.of("greedy-imports", Set.of("reader", "clerk"), "14");
        var open = new ArrayList<Socket>();
        for (int i = 0; i < IMPORTS_MAX; i++) {
            open.add(begun("POST", path, greedy, "Content-Type: application/x-ndjson\r\nContent-Length: 99\r\n\r\n{"));
        }
        refusedInTheEnd(() -> imported(path, greedy));
        assertEquals(200, send(imported(path, Tokens.PROVINCE)).statusCode());
        for (var each : open) {
            each.close();
        }
    }

    private static HttpRequest.Builder imported(String path, String token) {
        return request(path, token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString("{\"facts\": {}}\n"));
    }

    /// Those before it may still be on their way.
    private static void refusedInTheEnd(Supplier<HttpRequest.Builder> request) {
        var refused = Awaitility.await("no more for this client")
                .atMost(Duration.ofSeconds(20))
                .until(() -> send(request.get()), answer -> answer.statusCode() == 429);
        assertEquals("5", refused.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(refused.body().contains("/problems/too-many-requests"), refused.body());
    }

    private static Socket begun(String method, String path, String token, String rest) throws IOException {
        var socket = new Socket("localhost", RestAssured.port);
        var head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n";
        socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }
}
