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
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /// Values of one kind, and what is sent in their place.
    record Mistake(Marked.Chosen fields, List<String> values) {}

    static final List<Mistake> MISTAKES = List.of(
            new Mistake(JsonNode::isTextual, List.of("true", "1.5", "{}")),
            new Mistake(JsonNode::isNumber, List.of("\"1\"", "true", "\"\"", "1.5e-3")),
            new Mistake(JsonNode::isBoolean, List.of("1", "0", "\"\"", "\"true\"", "1.0", "{}")),
            new Mistake(Strictness::isDay, NO_DAYS),
            new Mistake(
                    value -> matches(value, "[0-9-]{10}T.*"),
                    List.of("1790000000", "1790000000.5", "\"1790000000\"", "\"2026-10-01\"", "\"2026-10-01T08:00\"")),
            new Mistake(value -> matches(value, "[A-Z][A-Z_]{3,}"), List.of("\"0\"", "0", "\"1\"", "{}")),
            new Mistake(JsonNode::isArray, List.of("\"one\"", "{}", "1", "\"\"")),
            new Mistake(JsonNode::isObject, List.of("\"one\"", "[]", "1", "\"\"")));

    private static final String INSIDE = "\"1406\u300002\"";

    private static final List<String> CHARSETS = List.of("gbk", "utf-16", "utf-7", "iso-8859-1");

    private static final List<String> NO_IDS =
            List.of("1-2-3-4-5", NOBODYS_ID + "0", "0" + NOBODYS_ID, "00000000000070008000000000000000");

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
    Stream<DynamicTest> charsetsAsked() {
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
            for (var mistake : MISTAKES) {
                refused(operation, mistake.fields(), () -> next(mistake.values()));
            }
        }));
    }

    @TestFactory
    @DisplayName("the same of the lines of imports, and of verbs for many: each is refused where it is wrong")
    Stream<DynamicTest> otherThingsInLines() {
        return bulks().map(operation -> dynamicTest(operation.title(), () -> {
            var line = operation.line();
            var fields = new ArrayList<String>();
            var lines = new ArrayList<String>();
            for (var mistake : MISTAKES) {
                for (var marked : Marked.of(line, mistake.fields())) {
                    fields.add(marked.field());
                    lines.add(marked.with(next(mistake.values())));
                }
            }
            var answer = imported(operation, lines);
            for (int i = 0; i < lines.size(); i++) {
                List<String> pointers = answer.path("results[%d].problem.errors.pointer".formatted(i));
                var field = fields.get(i);
                assertTrue(
                        pointers != null
                                && pointers.stream()
                                        .anyMatch(pointer -> field.startsWith(pointer) || pointer.equals("/id")),
                        lines.get(i) + ": " + pointers);
            }
        }));
    }

    @TestFactory
    @DisplayName("a blank of full width inside a code is refused")
    Stream<DynamicTest> blanksInCodes() {
        return bodies().map(operation -> dynamicTest(
                operation.title(),
                () -> refused(
                        operation, value -> matches(value, "[0-9]{6}|[0-9A-Z]{18}|[A-T][0-9]{2,4}"), () -> INSIDE)));
    }

    @TestFactory
    @DisplayName("what is no UUID is no id of a record, however like one it looks: 400 at /id")
    Stream<DynamicTest> ids() {
        return Operation.all()
                .filter(operation -> operation.path().endsWith("/{id}"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var example = operation.example();
                    for (var id : NO_IDS) {
                        var request = as(EVERYTHING);
                        wrong(operation.send(example == null ? request : request.body(example.toString()), id), "/id");
                    }
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
        return matches(value, "[0-9]{4}-[0-9]{2}-[0-9]{2}");
    }

    private static boolean matches(JsonNode value, String form) {
        return value.isTextual() && value.asText().matches(form);
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
            body.put("nobodyKnows", 1).put("nobody/either~", 2);
            var answer = operation.send(as(EVERYTHING).body(body.toString()), NOBODYS_ID);
            if (answer.statusCode() != 404 || !operation.ofRecord()) {
                wrong(answer, "/nobodyKnows");
                wrong(answer, "/nobody~1either~0");
                assertTrue(answer.<List<String>>path("errors.code").contains("unknown-field"), answer.asString());
            }
        }));
    }

    @TestFactory
    @DisplayName("a label of another charset than UTF-8 is refused, also of lines, and so are compressed lines: 415")
    Stream<DynamicTest> labels() {
        return Operation.all()
                .filter(operation -> operation.described().has("requestBody"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    unsupported(operation, as(EVERYTHING), operation.body() + ";charset=" + next(CHARSETS));
                    if (operation.bulk()) {
                        unsupported(operation, as(EVERYTHING).header("Content-Encoding", "gzip"), operation.body());
                    }
                }));
    }

    private static void unsupported(Operation operation, RequestSpecification request, String type) {
        var answer = request.contentType(type)
                .accept("application/json, application/problem+json")
                .body(NO_MEMBERS)
                .request(operation.method(), operation.path().replaceFirst("\\{[^}]+}", NOBODYS_ID));
        assertEquals(415, answer.statusCode(), type + ": " + answer.asString());
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
        return bulks().map(operation -> dynamicTest(operation.title(), () -> {
            var answer = imported(
                    operation,
                    List.of(
                            "\uFEFF",
                            "{\"Id\": \"x\", \"facts\": {}}\r",
                            "",
                            "{\"id\": ",
                            "[]",
                            "null",
                            "{\"/\": 1, \"facts\": {}}"));
            assertEquals(List.of(2, 4, 5, 6, 7), answer.<List<Integer>>path("results.line"), answer.asString());
            assertEquals(5, answer.<Integer>path("refused"), answer.asString());
            assertTrue(
                    answer.<String>path("results[1].problem.detail").matches(".*[^0-9]4[^0-9].*"), answer.asString());
            for (var noLine : List.of(2, 3)) {
                assertEquals(
                        List.of("line-form"),
                        answer.<List<String>>path("results[%d].problem.errors.code".formatted(noLine)),
                        answer.asString());
            }
            if (operation.word().equals("imports")) {
                assertEquals(
                        List.of("/~1"),
                        answer.<List<String>>path("results[4].problem.errors.pointer"),
                        answer.asString());
            }
        }));
    }

    @TestFactory
    @DisplayName("the id of a line is text, and no number that was a code once: wrong-type at /id")
    Stream<DynamicTest> idsOfLines() {
        return bulks().map(operation -> dynamicTest(operation.title(), () -> {
            var lines = Stream.of("911406021380013800", "{}", "true", "[]", "1.5")
                    .map(id -> "{\"id\": %s, \"facts\": {}}".formatted(id))
                    .toList();
            var answer = imported(operation, lines);
            for (int i = 0; i < lines.size(); i++) {
                var at = "results[%d].problem.errors[0].".formatted(i);
                assertEquals("/id", answer.path(at + "pointer"), answer.asString());
                assertEquals("wrong-type", answer.path(at + "code"), answer.asString());
            }
        }));
    }

    private static Stream<Operation> bulks() {
        return Operation.all().filter(Operation::bulk);
    }

    private static Response imported(Operation operation, List<String> lines) {
        var answer = HostileInputs.imported(operation, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        assertEquals(200, answer.statusCode(), answer.asString());
        return answer;
    }

    @TestFactory
    @DisplayName("a file in GB18030 is refused as a whole, and nothing of it is taken")
    Stream<DynamicTest> gb18030() {
        return bulks().map(operation -> dynamicTest(operation.title(), () -> {
            var lines = "{\"facts\": {}}\n{\"facts\": {\"name\": \"示例企业\"}}";
            var answer = HostileInputs.imported(operation, lines.getBytes(java.nio.charset.Charset.forName("GB18030")));
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
