package org.innoledger.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A small HTTP server in the place of a service. It answers what it was asked, so that a test sees what came
/// through.
final class Peer {
    static final String FIRST_EVENT = "id: 1\ndata: {\"seq\":1}\n\n";
    static final String SECOND_EVENT = "id: 2\ndata: {\"seq\":2}\n\n";

    /// Released by a test when the second event may go out.
    volatile CountDownLatch secondEvent = new CountDownLatch(1);

    /// Released when the follower of the event stream has gone.
    volatile CountDownLatch followerGone = new CountDownLatch(1);

    /// Released when the first bytes of an import have arrived.
    volatile CountDownLatch importBegun = new CountDownLatch(1);

    volatile String health = health("UP", "UP", 0);

    private final ObjectMapper mapper = new ObjectMapper();
    private HttpServer server;
    private int port;

    Peer start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            port = server.getAddress().getPort();
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
            return this;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    void stop() {
        server.stop(0);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    static String health(String database, String broker, int lag) {
        var status = "DOWN".equals(database) ? "DOWN" : "UP";
        return """
                {"status": "%s", "checks": [
                  {"name": "database", "status": "%s"},
                  {"name": "broker", "status": "UP", "data": {"state": "%s"}},
                  {"name": "relay", "status": "UP", "data": {"sealed": %d, "relayed": 0, "lag": %d}}]}
                """.formatted(status, database, broker, lag, lag);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/q/health" -> respond(exchange, 200, "application/json", health);
                case "/v1/ledger/changes" -> follow(exchange);
                case "/v1/talent/changes", "/v1/headcounts/slow" -> wait(exchange);
                case "/v1/headcounts/broken" -> exchange.getRequestBody().readAllBytes();
                default -> echo(exchange);
            }
        }
    }

    private void follow(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        out.write(FIRST_EVENT.getBytes(StandardCharsets.UTF_8));
        out.flush();
        try {
            secondEvent.await();
            while (true) {
                out.write(SECOND_EVENT.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            followerGone.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes longer than the gateway gives to other operations.
    private void wait(HttpExchange exchange) throws IOException {
        try {
            new CountDownLatch(1).await(Suite.RESPONSE_TIME_MS * 2, TimeUnit.MILLISECONDS);
            respond(exchange, 200, "application/json", "{\"items\":[]}");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void echo(HttpExchange exchange) throws IOException {
        var in = exchange.getRequestBody();
        var bytes = 0L;
        if (in.read() >= 0) {
            importBegun.countDown();
            bytes = 1 + in.transferTo(OutputStream.nullOutputStream());
        }
        var headers = mapper.createObjectNode();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        exchange.getResponseHeaders().set("X-Request-Id", "the-service-says-so-too");
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        var body = mapper.createObjectNode()
                .put("method", exchange.getRequestMethod())
                .put("uri", exchange.getRequestURI().toString())
                .put("bytes", bytes)
                .set("headers", headers);
        respond(exchange, 200, "application/json", body.toString());
    }

    private static void respond(HttpExchange exchange, int status, String mediaType, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
