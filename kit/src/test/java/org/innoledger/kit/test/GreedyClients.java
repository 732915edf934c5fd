package org.innoledger.kit.test;

import static org.innoledger.kit.test.Asking.as;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Clients that take all there is, and clients that hang up.
///
/// Each service has a `GreedyClientsTest` that extends this.
public abstract class GreedyClients {
    /// Streams that one client may have open, and long polls.
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
    @DisplayName("one client has 20 long polls; the next → 429 with Retry-After, others are served")
    void longPolls() {
        var poll = CHANGES + "?waitSeconds=%d&after=" + head();
        var greedy = Place.county().token("reader");
        var client = HttpClient.newHttpClient();
        try {
            var open = Stream.generate(() ->
                            client.sendAsync(request(poll.formatted(30), greedy).build(), BodyHandlers.ofString()))
                    .limit(STREAMS_MAX)
                    .toList();
            refusedInTheEnd(() -> request(poll.formatted(1), greedy));
            assertEquals(0, open.stream().filter(CompletableFuture::isDone).count());
            assertEquals(
                    200, send(request(poll.formatted(1), Tokens.INTEGRATOR)).statusCode());
        } finally {
            client.shutdownNow();
        }
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

    private static long head() {
        return as(Tokens.INTEGRATOR)
                .get(CHANGES + "?limit=1")
                .<Number>path("head")
                .longValue();
    }

    @Test
    @DisplayName("clients that hang up leave no stack trace")
    void hangUps() throws IOException {
        var traces = new ConcurrentLinkedQueue<String>();
        var log = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getThrown() != null) {
                    traces.add(line.getLoggerName() + ": " + line.getThrown());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var write = Operation.all()
                .filter(each -> each.bulk() && each.roles().contains("clerk"))
                .findFirst()
                .orElseThrow();
        var poll = CHANGES + "?waitSeconds=1&after=" + head();
        Logger.getLogger("").addHandler(log);
        try {
            for (var open : List.of(
                    begun("GET", CHANGES, Tokens.INTEGRATOR, "\r\n"),
                    begun("GET", poll, Tokens.INTEGRATOR, "\r\n"),
                    begun("GET", CHANGES, Tokens.INTEGRATOR, "Accept: text/event-stream\r\n\r\n"),
                    begun("GET", write.register(), Tokens.PROVINCE, "\r\n"),
                    begun("POST", write.register(), Tokens.PROVINCE, "Content-Length: 99\r\n\r\n{"),
                    begun(
                            "POST",
                            write.path(),
                            Tokens.PROVINCE,
                            "Content-Type: application/x-ndjson\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"))) {
                open.setSoLinger(true, 0);
                open.close();
            }
            // What was left behind has ended when what began later, and waits for longer, has.
            assertEquals(
                    200,
                    send(request(poll.replace("=1&", "=3&"), Tokens.INTEGRATOR)).statusCode());
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
        assertEquals(List.of(), List.copyOf(traces));
    }
}
