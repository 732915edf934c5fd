package org.innoledger.kit.test;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Together.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.innoledger.kit.region.Caller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What nobody sends in earnest, over every operation of the service's OpenAPI document: text that is not
/// seen, numbers that are short to send and endless to compute with, bodies and lines beyond their limits. A
/// new operation is tested without a line here.
///
/// Each service has a `HostileInputsTest` that extends this.
public abstract class HostileInputs {
    static final String EVERYTHING = Tokens.of(
            "hostile", Set.of(Caller.READER, Caller.CLERK, Caller.REVIEWER, Caller.PERSONAL, Caller.OPERATOR), "14");

    private static final AtomicInteger TURN = new AtomicInteger();

    static final String NOBODYS_ID = "00000000-0000-7000-8000-000000000000";

    /// Numbers whose value is out of all bounds, or whose digits are.
    private static final List<String> ENDLESS = List.of(
            "1e10000000", "1e-30000000", "1e200000", "-1E+99", "1e999999999999", "9".repeat(90), "7".repeat(500));

    /// Characters that nobody sees: they are escaped by six bytes each.
    private static final List<String> UNSEEN = List.of("\\u0001", "\\u0000", "\\u001b", "\\u007f", "\\u009f");

    @TestFactory
    @DisplayName("no text with control characters is taken, in no field of no operation")
    Stream<DynamicTest> controlCharacters() {
        return bodies().map(operation -> dynamicTest(
                operation.title(), () -> refused(operation, JsonNode::isTextual, () -> "\"示" + next(UNSEEN) + "例\"")));
    }

    @TestFactory
    @DisplayName("no number out of all bounds is computed with, in no field of no operation")
    Stream<DynamicTest> numbers() {
        return bodies().map(operation ->
                dynamicTest(operation.title(), () -> refused(operation, JsonNode::isNumber, () -> next(ENDLESS))));
    }

    /// Each of these in turn: every field meets some, and all of them meet every kind of field.
    static String next(List<String> values) {
        return values.get(TURN.getAndIncrement() % values.size());
    }

    /// Sends a body for each of these fields, all at the same moment.
    static void refused(Operation operation, Marked.Chosen fields, Supplier<String> value) throws Exception {
        var marked = Marked.of(operation.example(), fields);
        together(marked.size(), number -> refused(operation, marked.get(number), value.get()));
    }

    private static Response refused(Operation operation, Marked marked, String value) {
        var answer = operation.send(as(EVERYTHING).body(marked.with(value)), NOBODYS_ID);
        var said = operation.title() + " " + marked.field() + " " + value + ": " + answer.asString();
        // A verb may look for its record before it looks at what it is given.
        if (answer.statusCode() != 404 || !operation.ofRecord()) {
            assertEquals(400, answer.statusCode(), said);
            assertTrue(
                    answer.<List<String>>path("errors.pointer").stream()
                            .anyMatch(pointer -> marked.field().startsWith(pointer) || pointer.equals("/id")),
                    said);
        }
        return answer;
    }

    @TestFactory
    @DisplayName("no filter is given such a number")
    Stream<DynamicTest> filters() {
        return Operation.all()
                .filter(Operation::reads)
                .filter(operation -> !operation.path().contains("{"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    for (var parameter : operation.described().path("parameters")) {
                        var name = parameter.path("name").asText();
                        var type = Operation.resolved(parameter.path("schema"))
                                .path("type")
                                .asText();
                        if (parameter.path("in").asText().equals("query")
                                && (type.equals("integer") || type.equals("number"))) {
                            var number = next(ENDLESS);
                            var answer = operation
                                    .on(as(EVERYTHING).queryParam(name, number))
                                    .get(operation.path());
                            assertEquals(400, answer.statusCode(), name + "=" + number + " " + answer.asString());
                        }
                    }
                }));
    }

    @TestFactory
    @DisplayName("a body that is no import has 1 MiB at most, whether or not it tells its length")
    Stream<DynamicTest> bodySizes() {
        var large = "{\"reason\": \"" + "x".repeat(1024 * 1024) + "\"}";
        return bodies().filter(operation -> operation.method().equals("POST"))
                .limit(3)
                .map(operation -> dynamicTest(operation.title(), () -> {
                    tooLarge(operation.send(as(EVERYTHING).body(large), NOBODYS_ID));
                    tooLarge(chunked(operation, large));
                }));
    }

    /// A body that tells no length, which the HTTP client of the other tests cannot send.
    private static Response chunked(Operation operation, String body) {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create(
                    "http://localhost:" + RestAssured.port + operation.path().replace("{id}", NOBODYS_ID));
            var request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + EVERYTHING)
                    .header("Content-Type", operation.body())
                    .POST(BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            return new ResponseBuilder()
                    .setStatusCode(answer.statusCode())
                    .setContentType("application/json")
                    .setBody(answer.body())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void tooLarge(Response answer) {
        assertEquals(413, answer.statusCode(), answer.asString());
        assertEquals("/problems/too-large", answer.path("type"), answer.asString());
    }

    @Test
    @DisplayName("many small things in one body are counted: 400, and no tree of them is made")
    void tokens() {
        var operation = Operation.all()
                .filter(each -> each.method().equals("PATCH"))
                .findFirst()
                .orElseThrow();
        var many = "{\"name\": [" + "{},".repeat(120_000) + "{}]}";
        var deep = "{\"name\": " + "[".repeat(200) + "]".repeat(200) + "}";
        for (var body : List.of(many, deep)) {
            var answer = operation.send(as(EVERYTHING).body(body), NOBODYS_ID);
            assertEquals(400, answer.statusCode(), answer.asString());
            assertEquals("json-limits", answer.path("errors[0].code"), answer.asString());
        }
    }

    @TestFactory
    @DisplayName("lines of an import are no body of another operation: 415, whatever their length")
    Stream<DynamicTest> linesElsewhere() {
        return bodies().limit(5)
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var answer = as(EVERYTHING)
                            .contentType("application/x-ndjson")
                            .accept("application/json, application/problem+json")
                            .body("{}".getBytes(StandardCharsets.UTF_8))
                            .request(operation.method(), operation.path().replaceFirst("\\{[^}]+}", NOBODYS_ID));
                    assertEquals(415, answer.statusCode(), answer.asString());
                    assertEquals("/problems/unsupported-media-type", answer.path("type"), answer.asString());
                }));
    }

    @TestFactory
    @DisplayName("a line of an import has 256 KiB, an import 10,000 lines; one that is not UTF-8 is refused by itself")
    Stream<DynamicTest> lines() {
        return Operation.all()
                .filter(Operation::bulk)
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var line = "{\"id\": \"" + NOBODYS_ID + "\", \"facts\": {\"name\": \"" + "x".repeat(256 * 1024)
                            + "\"}}";
                    tooLarge(imported(operation, line.getBytes(StandardCharsets.UTF_8)));
                    tooLarge(imported(operation, "{}\n".repeat(10_001).getBytes(StandardCharsets.UTF_8)));
                    var latin = imported(operation, "{\"id\": \"\u00fc\"}\n{}".getBytes(StandardCharsets.ISO_8859_1));
                    assertEquals(200, latin.statusCode(), latin.asString());
                    assertEquals("utf-8", latin.path("results[0].problem.errors[0].code"), latin.asString());
                    assertEquals(2, latin.<Integer>path("refused"), latin.asString());
                }));
    }

    static Response imported(Operation operation, byte[] lines) {
        return operation.on(as(EVERYTHING).body(lines)).post(operation.path());
    }

    /// Operations that take a body of JSON.
    static Stream<Operation> bodies() {
        return Operation.all()
                .filter(operation -> operation.body().equals("application/json"))
                .filter(operation -> operation.described().has("requestBody"));
    }
}
