package org.innoledger.kit.test;

import static io.restassured.RestAssured.given;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.managed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Requests that are hostile by their head and not by their body: tokens that claim odd things, framing that
/// two readers take differently, paths that lead elsewhere.
///
/// Each service has a `HostileRequestsTest` that extends this.
public abstract class HostileRequests {
    static final String CHANGES =
            "/v1/" + ConfigProvider.getConfig().getValue("innoledger.service", String.class) + "/changes";

    /// What a good token claims, with places for what is odd.
    private static String claims(String... odd) {
        var now = Instant.now().getEpochSecond();
        var claims = new java.util.LinkedHashMap<String, String>();
        claims.put("iss", "\"https://ledger.local\"");
        claims.put("aud", "\"innoledger\"");
        claims.put("sub", "\"odd\"");
        claims.put("azp", "\"odd\"");
        claims.put("groups", "[\"reader\"]");
        claims.put("regions", "[\"14\"]");
        claims.put("iat", String.valueOf(now));
        claims.put("exp", String.valueOf(now + 3600));
        for (int i = 0; i < odd.length; i += 2) {
            if (odd[i + 1] == null) {
                claims.remove(odd[i]);
            } else {
                claims.put(odd[i], odd[i + 1]);
            }
        }
        return claims.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    private static List<String> oddClaims() {
        var now = Instant.now().getEpochSecond();
        var day = 24 * 3600;
        return List.of(
                claims("regions", "\"14\""),
                claims("regions", "14"),
                claims("regions", "{\"14\": true}"),
                claims("regions", "[null]"),
                claims("regions", "[\"14\", 1406]"),
                claims("regions", "[[\"14\"]]"),
                claims("regions", "null"),
                claims("regions", "[\"1\"]"),
                claims("azp", "7"),
                claims("azp", "[\"odd\"]"),
                claims("azp", "\"\"", "sub", null),
                claims("azp", null, "sub", null),
                claims("sub", "\"\""),
                claims("sub", "\" \""),
                claims("sub", "\"a\\nb\""),
                claims("sub", "\"a\\u0000b\""),
                claims("sub", "\"a\\u2028b\""),
                claims("sub", "\"\\ud83d\""),
                claims("sub", "\"azp:odd\""),
                claims("sub", "7"),
                claims("sub", "null"),
                claims("sub", "{\"name\": \"odd\"}"),
                claims("groups", "\"reader\""),
                claims("groups", "7"),
                claims("groups", "[7]"),
                claims("groups", "[null]"),
                claims("groups", "{\"reader\": 1}"),
                claims("exp", String.valueOf(Long.MAX_VALUE)),
                claims("exp", "1e300"),
                claims("exp", "\"tomorrow\""),
                claims("exp", null),
                claims("exp", String.valueOf(now + day + 3600)),
                claims("iat", "\"now\""),
                claims("iat", String.valueOf(now - 2 * day)),
                claims("iat", String.valueOf(now + 30 * day), "exp", String.valueOf(now + 30 * day + 60)),
                claims("nested", "[".repeat(500) + "]".repeat(500)),
                claims("sub", "\"one\",\"sub\":\"two\""),
                "[" + claims() + "]",
                "\"" + Tokens.signed(claims()) + "\"",
                Tokens.signed(claims()),
                "null",
                "{",
                "");
    }

    @TestFactory
    @DisplayName("a token that claims odd things → 401 or 403 as a problem, for pages, long polls, writes and streams")
    Stream<DynamicTest> tokens() {
        assertEquals(200, as(Tokens.signed(claims())).get(CHANGES).statusCode());
        var write = Operation.all()
                .filter(each -> each.method().equals("POST") && !each.path().contains("{"))
                .findFirst()
                .orElseThrow();
        return oddClaims().stream()
                .map(claims -> dynamicTest("claims: " + claims, () -> {
                    var token = Tokens.signed(claims);
                    var wanted = claims.contains("[\"1\"]") ? 403 : 401;
                    refused(wanted, request(CHANGES, token).GET());
                    refused(
                            wanted,
                            request(CHANGES + "?waitSeconds=1&after=0", token).GET());
                    refused(wanted, request(CHANGES, token).header("Accept", "text/event-stream"));
                    var answer = send(request(write.path(), token)
                            .header("Content-Type", write.body())
                            .POST(BodyPublishers.ofString("{}")));
                    assertTrue(
                            answer.statusCode() == 401 || answer.statusCode() == 403,
                            answer.statusCode() + answer.body());
                }));
    }

    private static void refused(int status, HttpRequest.Builder request) {
        var answer = send(request);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(
                answer.body().contains("\"/problems/" + (status == 401 ? "unauthenticated" : "forbidden")),
                answer::body);
    }

    static HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    @DisplayName("framing, hosts and paths that two readers take differently → 400 as a problem, and closed")
    Stream<DynamicTest> heads() {
        var host = "Host: localhost\r\n";
        return Stream.of(
                        "GET " + CHANGES + " HTTP/1.1\r\n",
                        "GET " + CHANGES + " HTTP/1.1\r\nHost: \r\n",
                        "GET " + CHANGES + " HTTP/1.1\r\nHost: a b\r\n",
                        "GET " + CHANGES + " HTTP/1.1\r\nHost: a/b\r\n",
                        "GET " + CHANGES + " HTTP/1.1\r\nHost: user@localhost\r\n",
                        "GET " + CHANGES + " HTTP/1.1\r\n" + host + host,
                        "GET " + CHANGES + " HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n",
                        "GET " + CHANGES + " HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n",
                        "GET /v1/../q/metrics HTTP/1.1\r\n" + host,
                        "GET /v1/%2e%2E/q/metrics HTTP/1.1\r\n" + host,
                        "GET /v1/..%2fq/metrics HTTP/1.1\r\n" + host,
                        "GET /v1/..%5cq/metrics HTTP/1.1\r\n" + host,
                        "GET /v1/./" + CHANGES.substring(4) + " HTTP/1.1\r\n" + host,
                        "GET " + CHANGES + "?register=% HTTP/1.1\r\n" + host,
                        "GET " + CHANGES + "?register=%c0%af HTTP/1.1\r\n" + host,
                        "GET " + CHANGES + "/%zz HTTP/1.1\r\n" + host,
                        "GET " + CHANGES + "/%0a HTTP/1.1\r\n" + host)
                .map(head -> dynamicTest(head.replace("\r\n", " | "), () -> {
                    var answer = raw(head + "\r\n");
                    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
                    assertTrue(answer.contains("\"/problems/invalid-request\""), answer);
                }));
    }

    @TestFactory
    @DisplayName("a body whose length cannot be told → 400, and closed")
    Stream<DynamicTest> lengths() {
        return Stream.of(
                        "Content-Length: 4\r\nTransfer-Encoding: chunked",
                        "Transfer-Encoding: chunked\r\nContent-Length: 4",
                        "Content-Length: 4\r\nContent-Length: 5",
                        "Content-Length: +4",
                        "Content-Length: -4")
                .map(headers -> dynamicTest(headers.replace("\r\n", " | "), () -> {
                    var head = "POST " + CHANGES + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
                    var answer = raw(head + "\r\n\r\n0\r\n\r\n");
                    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
                }));
    }

    @Test
    @DisplayName("a path of 16 KiB is read; one of 20 KiB → 414")
    void longTargets() {
        var head = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        var longest = raw("GET " + CHANGES + "?register=" + "x".repeat(16_000) + head);
        assertTrue(longest.startsWith("HTTP/1.1 401 "), longest);
        var beyond = raw("GET " + CHANGES + "?register=" + "x".repeat(20_000) + head);
        assertTrue(beyond.startsWith("HTTP/1.1 414 "), beyond);
        assertTrue(beyond.contains("\"/problems/target-too-long\""), beyond);
    }

    /// Everything that comes until the service closes the connection.
    private static String raw(String request) {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("requests that are refused leave no path of theirs among the metrics")
    void metrics() {
        var mark = UUID.randomUUID().toString();
        given().get(CHANGES + "/" + mark);
        as(Tokens.INTEGRATOR).queryParam("limit", "x").get("/v1/" + mark);
        given().header("Authorization", "Bearer nonsense").get(CHANGES + "/" + mark);
        var told = managed("/metrics").asString();
        assertTrue(told.contains("http_server_requests_seconds_count"));
        assertTrue(!told.contains(mark), mark);
    }

    @Test
    @DisplayName("what may name people is kept by no cache, whatever the answer; other lists may be")
    void caches() {
        for (var operation : Operation.all().toList()) {
            // All of talents bear their names.
            var personal =
                    operation.roles().contains("personal") || operation.path().startsWith("/v1/talents");
            if (personal || operation.reads() && !operation.path().contains("{")) {
                var answer = as(Tokens.TALENT_OFFICE)
                        .contentType(operation.body())
                        .body("{}".getBytes(StandardCharsets.UTF_8))
                        .request(
                                operation.method(),
                                operation
                                        .path()
                                        .replaceAll("\\{.*?}", UUID.randomUUID().toString()));
                assertEquals(personal ? "no-store" : null, answer.header("Cache-Control"), operation.title());
            }
        }
    }

    @Test
    @DisplayName("HEAD is answered where GET is, without a body; OPTIONS says what a path takes")
    void methods() {
        var lists = Operation.all()
                .filter(Operation::reads)
                .filter(each -> !each.path().contains("{")
                        && each.described().path("parameters").toString().contains("updatedSince"))
                .limit(3)
                .toList();
        for (var list : lists) {
            var head = given().auth().oauth2(Tokens.PROVINCE).head(list.path());
            var get = as(Tokens.PROVINCE).get(list.path());
            assertEquals(get.statusCode(), head.statusCode(), list.title());
            assertEquals(get.contentType(), head.contentType(), list.title());
            assertEquals("", head.asString(), list.title());
            var options = given().auth().oauth2(Tokens.PROVINCE).options(list.path());
            assertEquals(2, options.statusCode() / 100, list.title());
            assertTrue(options.header("Allow").contains("GET"), options.header("Allow"));
            assertTrue(options.header("Allow").contains("HEAD"), options.header("Allow"));
        }
    }
}
