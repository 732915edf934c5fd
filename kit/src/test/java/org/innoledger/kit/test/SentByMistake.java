package org.innoledger.kit.test;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.HostileInputs.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/// What is sent by mistake to a record that is there: only then does anybody look at what a merge patch makes
/// of it, or at facts that replace others.
final class SentByMistake {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SentByMistake() {}

    /// Sends PUT and PATCH, where a register has them, for a record with these facts.
    static void refused(String register, String id, ObjectNode facts) {
        var put = Operation.find("PUT", register + "/{id}");
        if (put != null) {
            for (var nothing : List.of("{}", "null", "")) {
                var answer = sent(put, id, nothing, 400);
                assertFalse(answer.<List<String>>path("errors.pointer").isEmpty(), answer.asString());
            }
        }
        var patch = Operation.find("PATCH", register + "/{id}");
        if (patch != null) {
            for (var none : List.of("[]", "1", "\"name\"", "null")) {
                assertEquals("merge-patch-form", sent(patch, id, none, 400).path("errors[0].code"));
            }
            unknown(patch, id, facts);
            otherThings(patch, id, facts);
            sent(patch, id, "{}", 200);
            sent(patch, id, whole(facts).toString(), 200);
        }
    }

    /// A name that a record does not have is heard of, also where it is to be taken away.
    private static void unknown(Operation patch, String id, ObjectNode facts) {
        told(patch, id, "{\"nobodyKnows\": null, \"a/b~\": 1}", "unknown-field", "/nobodyKnows", "/a~1b~0");
        facts.properties().stream()
                .filter(field -> field.getValue().isObject())
                .map(Map.Entry::getKey)
                .forEach(field -> told(
                        patch,
                        id,
                        "{\"%s\": {\"nobodyKnows\": null}}".formatted(field),
                        "unknown-field",
                        "/" + field + "/nobodyKnows"));
    }

    private static void told(Operation patch, String id, String body, String code, String... pointers) {
        var answer = sent(patch, id, body, 400);
        for (var pointer : pointers) {
            var at = answer.<List<String>>path("errors.pointer").indexOf(pointer);
            assertTrue(at >= 0, body + ": " + answer.asString());
            assertEquals(code, answer.path("errors[%d].code".formatted(at)), answer.asString());
        }
    }

    /// Each member of the facts by itself, with what it cannot be.
    private static void otherThings(Operation patch, String id, ObjectNode facts) {
        for (var field : facts.properties()) {
            var member = JSON.createObjectNode().<ObjectNode>set(field.getKey(), field.getValue());
            for (var mistake : Strictness.MISTAKES) {
                for (var marked : Marked.of(member, mistake.fields())) {
                    var body = marked.with(next(mistake.values()));
                    var answer = sent(patch, id, body, 400);
                    assertTrue(
                            answer.<List<String>>path("errors.pointer").stream().anyMatch(marked.field()::startsWith),
                            body + ": " + answer.asString());
                }
            }
        }
    }

    /// The whole numbers of the facts as `120.0`, which says the same.
    private static ObjectNode whole(ObjectNode facts) {
        var whole = JSON.createObjectNode();
        facts.properties().stream()
                .filter(field -> field.getValue().isIntegralNumber())
                .forEach(field -> whole.put(
                        field.getKey(), field.getValue().decimalValue().setScale(1)));
        return whole;
    }

    private static Response sent(Operation operation, String id, String body, int status) {
        var answer = operation.send(as(FiledExamples.OF_OWN).body(body), id);
        assertEquals(status, answer.statusCode(), operation.title() + " " + body + ": " + answer.asString());
        return answer;
    }
}
