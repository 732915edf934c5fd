package org.innoledger.kit.test;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.HostileInputs.EVERYTHING;
import static org.innoledger.kit.test.HostileInputs.NOBODYS_ID;
import static org.innoledger.kit.test.HostileInputs.bodies;
import static org.innoledger.kit.test.HostileInputs.next;
import static org.innoledger.kit.test.HostileInputs.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What a caller sends by mistake and a lenient service takes for something else, over every operation of the
/// service's OpenAPI document. A new operation is tested without a line here.
///
/// Each service has a `StrictnessTest` that extends this.
public abstract class Strictness {
    private static final List<String> OTHER_TYPES = List.of("text/csv", "application/xml", "application/ld+json");
    private static final List<String> NO_TYPES = List.of("json", "*/*/", "", "application/*;q=0, */*", "*/*;q=abc");

    /// As bytes, which are sent whatever the type of the body.
    private static final byte[] NO_MEMBERS = {'{', '}'};

    private static final List<String> NO_DAYS =
            List.of("\"2020-12-31T16:00:00Z\"", "\"2021-01-01T10:00\"", "44197", "2021", "\"2021-1-1\"", "[2021,1,1]");

    private static final List<String> UNSEEN = List.of(
            "\"\\ud83d\"",
            "\"\\udc00x\"",
            "\"\u200b\u200b\u2060\"",
            "\"\u3164\"",
            "\"\u202eabc\"",
            "\"\u00a0\u200d\u00a0\"");

    @TestFactory
    @DisplayName("an answer of another type than JSON is refused before anything is done: 406, as a problem")
    Stream<DynamicTest> types() {
        return Operation.all()
                .map(operation -> dynamicTest(operation.title(), () -> {
                    notAcceptable(operation, next(OTHER_TYPES));
                    if (operation.answer().equals("application/json")) {
                        notAcceptable(operation, next(NO_TYPES));
                    }
                }));
    }

    @TestFactory
    @DisplayName("an answer is labelled as what it is, whatever label the caller would have")
    Stream<DynamicTest> labels() {
        return Operation.all()
                .filter(Operation::reads)
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var answer = as(EVERYTHING)
                            .header("Accept", operation.answer() + ";charset=gbk")
                            .get(operation.path().replaceFirst("\\{[^}]+}", NOBODYS_ID));
                    assertNotEquals(406, answer.statusCode(), answer.asString());
                    assertFalse(answer.contentType().toLowerCase(Locale.ROOT).contains("gb"), answer.contentType());
                }));
    }

    private static void notAcceptable(Operation operation, String accept) {
        var request = as(EVERYTHING).header("Accept", accept).contentType(operation.body());
        if (operation.described().has("requestBody")) {
            request.body(NO_MEMBERS);
        }
        var answer = request.request(operation.method(), operation.path().replaceFirst("\\{[^}]+}", NOBODYS_ID));
        assertEquals(406, answer.statusCode(), accept + ": " + answer.asString());
        assertEquals("/problems/not-acceptable", answer.path("type"), answer.asString());
        assertTrue(answer.contentType().startsWith("application/problem+json"), answer.contentType());
    }

    @TestFactory
    @DisplayName("a browser, which takes anything in the end, is answered with JSON")
    Stream<DynamicTest> browsers() {
        return lists().map(operation -> dynamicTest(operation.title(), () -> {
            var answer = as(EVERYTHING)
                    .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                    .get(operation.path());
            assertTrue(
                    answer.contentType().matches("application/(problem\\+)?json(;charset=UTF-8)?"),
                    answer.contentType());
        }));
    }

    @TestFactory
    @DisplayName("a parameter that an operation does not have is refused: 400 that names it")
    Stream<DynamicTest> unknownParameters() {
        return Operation.all()
                .filter(operation -> !operation.path().contains("/changes"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var request = as(EVERYTHING).queryParam("nobodyKnows", "1");
                    if (operation.described().has("requestBody")) {
                        request.body(NO_MEMBERS);
                    }
                    wrong(operation.send(request, NOBODYS_ID), "nobodyKnows");
                }));
    }

    @TestFactory
    @DisplayName("a parameter that is true or false, or a whole number, is nothing else: 400 that names it")
    Stream<DynamicTest> values() {
        return lists().map(operation -> dynamicTest(operation.title(), () -> {
            for (var parameter : operation.described().path("parameters")) {
                var type = Operation.resolved(parameter.path("schema"))
                        .path("type")
                        .asText();
                if (parameter.path("in").asText().equals("query")
                        && List.of("boolean", "integer").contains(type)) {
                    var name = parameter.path("name").asText();
                    for (var value : List.of("maybe", "TRUE", "1.5", "")) {
                        wrong(
                                operation
                                        .on(as(EVERYTHING).queryParam(name, value))
                                        .get(operation.path()),
                                name);
                    }
                }
            }
        }));
    }

    private static void wrong(Response answer, String name) {
        assertEquals(400, answer.statusCode(), answer.asString());
        assertTrue(answer.<List<String>>path("errors.pointer").contains(name), answer.asString());
    }

    @TestFactory
    @DisplayName("text is not made of numbers and truths, nor a number of text, nor a day or a constant of anything")
    Stream<DynamicTest> otherThings() {
        return bodies().map(operation -> dynamicTest(operation.title(), () -> {
            refused(operation, JsonNode::isTextual, () -> next(List.of("true", "1.5", "{}")));
            refused(operation, JsonNode::isNumber, () -> next(List.of("\"1\"", "true", "\"\"", "1.5e-3")));
            refused(operation, Strictness::isDay, () -> next(NO_DAYS));
            refused(operation, Strictness::isConstant, () -> next(List.of("\"0\"", "0", "\"1\"")));
            refused(operation, JsonNode::isArray, () -> next(List.of("\"one\"", "{}", "1")));
        }));
    }

    @TestFactory
    @DisplayName("halves of characters, and text in which nothing is seen, are refused")
    Stream<DynamicTest> unseen() {
        return bodies().map(operation -> dynamicTest(operation.title(), () -> {
            refused(operation, JsonNode::isTextual, () -> next(UNSEEN));
        }));
    }

    private static boolean isDay(JsonNode value) {
        return value.isTextual() && value.asText().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    }

    private static boolean isConstant(JsonNode value) {
        return value.isTextual() && value.asText().matches("[A-Z][A-Z_]{3,}");
    }

    @TestFactory
    @DisplayName("a body without anything is one without members: no verb fails on it")
    Stream<DynamicTest> empty() {
        return bodies().map(operation -> dynamicTest(operation.title(), () -> {
            for (var body : List.of("", "null", "{}")) {
                var answer = operation.send(as(EVERYTHING).body(body), NOBODYS_ID);
                assertTrue(answer.statusCode() < 500, body + ": " + answer.asString());
                assertNotEquals(415, answer.statusCode(), body + ": " + answer.asString());
            }
        }));
    }

    @TestFactory
    @DisplayName("a member that a body does not have is refused, and told with all other faults")
    Stream<DynamicTest> unknownMembers() {
        return bodies().map(operation -> dynamicTest(operation.title(), () -> {
            ObjectNode body = operation.example().deepCopy();
            body.put("nobodyKnows", 1).put("nobodyEither", 2);
            var answer = operation.send(as(EVERYTHING).body(body.toString()), NOBODYS_ID);
            if (answer.statusCode() != 404 || !operation.ofRecord()) {
                wrong(answer, "/nobodyKnows");
                wrong(answer, "/nobodyEither");
            }
        }));
    }

    @TestFactory
    @DisplayName("bodies in another encoding than UTF-8 are refused")
    Stream<DynamicTest> encodings() {
        return bodies().limit(3)
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var text = operation.example().toString();
                    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
                        var answer = operation.send(as(EVERYTHING).body(text.getBytes(charset)), NOBODYS_ID);
                        assertEquals(400, answer.statusCode(), answer.asString());
                    }
                    var overlong = operation.send(
                            as(EVERYTHING).body(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', '}'}), NOBODYS_ID);
                    assertEquals("utf-8", overlong.path("errors[0].code"), overlong.asString());
                }));
    }

    @TestFactory
    @DisplayName("a line of an import has an id and facts and nothing else; its number counts blank lines")
    Stream<DynamicTest> lines() {
        return Operation.all()
                .filter(Operation::bulk)
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var lines = "\uFEFF\n{\"Id\": \"x\", \"facts\": {}}\r\n\n{\"id\": ";
                    var answer = HostileInputs.imported(operation, lines.getBytes(StandardCharsets.UTF_8));
                    assertEquals(200, answer.statusCode(), answer.asString());
                    assertEquals(List.of(2, 4), answer.<List<Integer>>path("results.line"), answer.asString());
                    assertEquals(2, answer.<Integer>path("refused"), answer.asString());
                    assertTrue(
                            answer.<String>path("results[1].problem.detail").matches(".*[^0-9]4[^0-9].*"),
                            answer.asString());
                }));
    }

    @TestFactory
    @DisplayName("a file in GB18030 is refused as a whole, and nothing of it is taken")
    Stream<DynamicTest> gb18030() {
        return Operation.all()
                .filter(Operation::bulk)
                .limit(1)
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var lines = "{\"facts\": {}}\n{\"facts\": {\"name\": \"示例企业\"}}";
                    var answer = HostileInputs.imported(
                            operation, lines.getBytes(java.nio.charset.Charset.forName("GB18030")));
                    assertEquals(400, answer.statusCode(), answer.asString());
                    assertEquals("gb18030", answer.path("errors[0].code"), answer.asString());
                }));
    }

    @TestFactory
    @DisplayName("entity tags are those of RFC 9110, and no numbers")
    Stream<DynamicTest> entityTags() {
        return Operation.all()
                .filter(operation -> operation.method().equals("PUT"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var example = operation.example().toString();
                    for (var tag : List.of("1", "\"1", "abc", "\"1\" \"2\"")) {
                        var answer = operation.send(
                                as(EVERYTHING).header("If-Match", tag).body(example), NOBODYS_ID);
                        assertEquals(400, answer.statusCode(), tag + ": " + answer.asString());
                        assertEquals("etag-form", answer.path("errors[0].code"), answer.asString());
                    }
                }));
    }

    @TestFactory
    @DisplayName("whoever reads may name the versions that it has, and nothing else: If-None-Match: 3 → 400")
    Stream<DynamicTest> versionsHeld() {
        return Operation.all()
                .filter(Operation::reads)
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var answer = operation.send(as(EVERYTHING).header("If-None-Match", "3"), NOBODYS_ID);
                    assertEquals(400, answer.statusCode(), answer.asString());
                    assertEquals(List.of("If-None-Match"), answer.path("errors.pointer"), answer.asString());
                    assertEquals("etag-form", answer.path("errors[0].code"), answer.asString());
                }));
    }

    @TestFactory
    @DisplayName("a condition on a version is refused by whatever looks at no version: 400 that says so")
    Stream<DynamicTest> conditions() {
        return Operation.all()
                .filter(operation -> !operation.reads() && !operation.takes("If-Match"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    for (var header : List.of("If-Match", "If-None-Match")) {
                        var answer = operation.send(
                                as(EVERYTHING).header(header, "\"1\"").body(NO_MEMBERS), NOBODYS_ID);
                        assertEquals(400, answer.statusCode(), answer.asString());
                        assertEquals(List.of(header), answer.path("errors.pointer"), answer.asString());
                        assertEquals("condition-of-one", answer.path("errors[0].code"), answer.asString());
                    }
                }));
    }

    @TestFactory
    @DisplayName("what is written under a condition is not written where none of its versions is there: 412")
    Stream<DynamicTest> versionsElsewhere() {
        return Operation.all()
                .filter(operation -> operation.method().equals("PUT"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    for (var tags : List.of("*", "\"1\", \"7\"", "W/\"1\"")) {
                        var answer = operation.send(
                                as(EVERYTHING)
                                        .header("If-Match", tags)
                                        .body(operation.example().toString()),
                                anId(operation));
                        assertEquals(412, answer.statusCode(), tags + ": " + answer.asString());
                        assertEquals("/problems/version-conflict", answer.path("type"), answer.asString());
                    }
                }));
    }

    @TestFactory
    @DisplayName("a cursor that no page gave → 400, and it does not come to the database")
    Stream<DynamicTest> cursors() {
        return Operation.all()
                .filter(operation ->
                        operation.takes("cursor") && !operation.path().contains("{name}"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    for (var cursor : List.of("abc", "\0", "-5", "+3", "0", "1e2", "99999999999999999999")) {
                        var answer = operation.send(as(EVERYTHING).queryParam("cursor", cursor), anId(operation));
                        assertEquals(400, answer.statusCode(), cursor + ": " + answer.asString());
                        assertEquals(List.of("cursor"), answer.path("errors.pointer"), answer.asString());
                    }
                }));
    }

    /// An id that nobody has, in the form that the register's have.
    private static String anId(Operation operation) {
        return operation.path().startsWith("/v1/enterprises") ? CreditCodes.code() : NOBODYS_ID;
    }

    /// Operations that read something without naming a record.
    private static Stream<Operation> lists() {
        return Operation.all()
                .filter(Operation::reads)
                .filter(operation -> operation.answer().equals("application/json"))
                .filter(operation -> !operation.path().contains("{"));
    }
}
