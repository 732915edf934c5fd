package org.innoledger.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Suite.class)
class FrontTest {
    private static final int PATIENCE_MS = 30_000;

    @Suite.Running
    Suite suite;

    @TestHTTPResource
    URI gateway;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /openapi HTTP/1.1|",
                "GET /openapi HTTP/1.1|Host: |",
                "GET /openapi HTTP/1.1|Host: a b|",
                "GET /openapi HTTP/1.1|Host: a|Host: b|",
                "GET /openapi HTTP/1.1|Host: a|Transfer-Encoding: xchunked|",
                "GET /openapi HTTP/1.1|Host: a|Transfer-Encoding: chunked|Transfer-Encoding: chunked|",
                "GET /v1/../metrics HTTP/1.1|Host: a|",
                "GET /v1/%2e%2e/metrics HTTP/1.1|Host: a|",
                "GET /v1/..%2Fmetrics HTTP/1.1|Host: a|",
                "GET /v1/..%5Cmetrics HTTP/1.1|Host: a|",
                "GET /v1/./enterprises HTTP/1.1|Host: a|",
                "GET /v1/enterprises?q=% HTTP/1.1|Host: a|",
                "GET /v1/enterprises?q=%ff HTTP/1.1|Host: a|",
                "GET /v1/enterprises?q=\u00e9 HTTP/1.1|Host: a|",
                "GET /v1/enterprises/%zz HTTP/1.1|Host: a|",
                "GET /v1/enterprises/%00 HTTP/1.1|Host: a|"
            })
    @DisplayName("what two readers could take for two things → 400 as a problem, and closed")
    void unclear(String head) throws Exception {
        var answer = raw(head.replace("|", "\r\n") + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("\"/problems/invalid-request\""), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4|Transfer-Encoding: chunked|",
                "Transfer-Encoding: chunked|Content-Length: 4|",
                "Content-Length: 4|Content-Length: 5|",
                "Content-Length: +4|",
                "Content-Length: -4|"
            })
    @DisplayName("a body whose length cannot be told → 400, and closed")
    void lengths(String headers) throws Exception {
        var answer = raw(("POST /v1/enterprises HTTP/1.1|Host: a|" + headers + "|0||").replace("|", "\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @Test
    @DisplayName("an address of 16 KiB is read, one of 20 KiB → 414; headers of 70 kB → 431")
    void longTargets() throws Exception {
        var head = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertTrue(raw("GET /v1/enterprises?ids=" + "x".repeat(16_000) + head).startsWith("HTTP/1.1 401 "));
        var longer = raw("GET /v1/enterprises?ids=" + "x".repeat(20_000) + head);
        assertTrue(longer.startsWith("HTTP/1.1 414 "), longer);
        assertTrue(longer.contains("\"/problems/target-too-long\""), longer);
        var cookies = raw("GET /openapi HTTP/1.1\r\nHost: a\r\nCookie: " + "x".repeat(70_000) + "\r\n\r\n");
        assertTrue(cookies.startsWith("HTTP/1.1 431 "), cookies);
        assertTrue(cookies.contains("\"/problems/headers-too-large\""), cookies);
    }

    private String raw(String request) throws Exception {
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /metrics",
        "HEAD, /metrics",
        "POST, /metrics",
        "PUT, /metrics",
        "OPTIONS, /metrics",
        "DELETE, /metrics",
        "GET, /metrics/",
        "GET, /metrics/x",
        "POST, /metrics/x/y",
        "GET, //metrics",
        "GET, /%6detrics"
    })
    @DisplayName("what tells of the inside is for operators, by every method and below every path")
    void guarded(String method, String path) {
        given().urlEncodingEnabled(false).request(method, path).then().statusCode(401);
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + suite.token("province", "reader", "clerk", "reviewer"))
                .request(method, path)
                .then()
                .statusCode(403);
    }

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "health", "health/live", "health/ready"})
    @DisplayName("the gateway's own health and metrics have a port of their own, and are nowhere else")
    void managed(String path) {
        given().get(management.resolve(path)).then().statusCode(200);
        for (var method : new String[] {"GET", "POST", "OPTIONS"}) {
            given().header("Authorization", "Bearer " + suite.token("operator", "operator"))
                    .request(method, "/q/" + path)
                    .then()
                    .statusCode(404);
        }
        given().get(management.resolve("/v1/enterprises")).then().statusCode(404);
    }

    @Test
    @DisplayName("requests are measured by their routes, and never by what was sent")
    void measured() {
        var mark = UUID.randomUUID().toString();
        var bearer = "Bearer " + suite.token("province", "reader");
        given().get("/v1/enterprises/" + mark).then().statusCode(401);
        given().delete("/" + mark).then().statusCode(404);
        given().get("/problems/" + mark).then().statusCode(404);
        given().header("Authorization", bearer)
                .get("/v1/enterprises/" + mark)
                .then()
                .statusCode(200);
        given().header("Authorization", bearer)
                .delete("/v1/enterprises/" + mark)
                .then()
                .statusCode(405);
        given().header("Authorization", "Bearer " + suite.token("operator", "operator"))
                .get("/metrics")
                .then()
                .statusCode(200)
                .body(not(containsString(mark)), containsString("uri=\"/v1/enterprises/{p0}\""));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/enterprises, 'GET, HEAD, OPTIONS, POST'",
        "/v1/enterprises/1, 'GET, HEAD, OPTIONS, PUT'",
        "/v1/enterprises/imports, 'OPTIONS, POST'",
        "/openapi, 'GET, HEAD, OPTIONS'",
        "/docs, 'GET, HEAD, OPTIONS'",
        "/problems, 'GET, HEAD, OPTIONS'"
    })
    @DisplayName("OPTIONS → 204 with what a path takes")
    void options(String path, String allow) {
        given().options(path)
                .then()
                .statusCode(204)
                .header("Allow", equalTo(allow))
                .body(emptyString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/openapi", "/openapi.json", "/openapi.yaml", "/problems", "/problems/not-found"})
    @DisplayName("HEAD → the headers of GET and no body")
    void heads(String path) {
        var get = given().get(path);
        var head = given().head(path);
        assertEquals(200, head.statusCode());
        assertEquals("", head.asString());
        for (var header : new String[] {"Content-Type", "ETag", "Cache-Control", "Vary"}) {
            assertEquals(get.header(header), head.header(header), header);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/openapi.json", "/openapi.yaml"})
    @DisplayName("the document bears a tag, and is not sent again to who has it")
    void published(String path) throws Exception {
        var first = given().get(path);
        var tag = first.header("ETag");
        assertTrue(tag.startsWith("W/\""), tag);
        assertEquals("no-cache", first.header("Cache-Control"));
        for (var known : new String[] {tag, tag.substring(2), "\"other\", " + tag, "*"}) {
            given().header("If-None-Match", known)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .body(emptyString());
        }
        given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
        given().header("Accept-Encoding", "gzip")
                .get(path)
                .then()
                .header("Content-Encoding", "gzip")
                // What is compressed anew for each caller has no length beforehand.
                .header("Content-Length", notNullValue())
                .body(containsString("/v1/enterprises/{id}"));
        // A client that names no encoding: REST-assured always does.
        try (var client = HttpClient.newHttpClient()) {
            var plain =
                    client.send(HttpRequest.newBuilder(gateway.resolve(path)).build(), BodyHandlers.ofString());
            assertTrue(plain.headers().firstValue("Content-Encoding").isEmpty());
            assertTrue(plain.body().contains("/v1/enterprises/{id}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/start.js"})
    @DisplayName("a token that is typed in at /docs is kept nowhere")
    void tokenInMemory(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .body(startsWith("SwaggerUIBundle"), not(containsString("persistAuthorization")));
    }
}
