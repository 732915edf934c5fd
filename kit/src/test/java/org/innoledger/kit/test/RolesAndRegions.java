package org.innoledger.kit.test;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.nobody;
import static org.innoledger.kit.test.Together.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.region.Caller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Who may do what, and who sees what, over every operation of the service's OpenAPI document: a reader cannot
/// write, a clerk cannot review, a city sees no other. A new operation is tested without a line here.
///
/// Each service has a `RolesAndRegionsTest` that extends this.
public abstract class RolesAndRegions extends FiledExamples {
    private static final String A_CLERK_MAY = "A clerk may";

    private static final List<String> ROLES =
            List.of(Caller.READER, Caller.CLERK, Caller.REVIEWER, Caller.OPERATOR, Caller.PERSONAL);

    /// A token with each role alone; signing one takes longer than what is asked with it.
    private static final Map<String, String> ALONE = ROLES.stream()
            .collect(Collectors.toMap(role -> role, role -> Tokens.of("only-a-" + role, Set.of(role), "14")));

    /// The city that must see nothing of what is filed in the other.
    private static final Place OTHER = WHOLE.part(1);

    private static final String OF_OTHER = token(OTHER);

    private static final String NOBODYS_ID = "00000000-0000-7000-8000-000000000000";

    @TestFactory
    @DisplayName("each role may do what the document states and nothing else")
    Stream<DynamicTest> roles() {
        return Operation.all()
                .map(operation -> dynamicTest(operation.title(), () -> {
                    states(operation);
                    answers(operation);
                }));
    }

    /// Somebody without a token and somebody with each role alone ask at the same moment. A write that may be
    /// done is not done here: without a body it would show nothing more.
    private static void answers(Operation operation) throws Exception {
        var asking = ROLES.stream()
                .filter(role -> operation.reads() || !operation.roles().contains(role))
                .toList();
        var statuses = together(
                asking.size() + 1,
                number -> operation
                        .send(number == asking.size() ? nobody() : as(ALONE.get(asking.get(number))), NOBODYS_ID)
                        .statusCode());
        assertEquals(401, statuses.removeLast(), operation.title() + " without a token");
        for (int i = 0; i < asking.size(); i++) {
            var role = asking.get(i);
            assertEquals(
                    operation.roles().contains(role),
                    statuses.get(i) != 403,
                    operation.title() + " as " + role + " only: " + statuses.get(i));
        }
    }

    /// What the document states is what the house rules say.
    private static void states(Operation operation) {
        var roles = operation.roles();
        assertFalse(roles.isEmpty(), operation.title() + " states no role");
        assertTrue(operation.reads() || !roles.contains(Caller.READER), operation.title() + ": a reader may write");
        var clerks = operation.described().path("description").asText().contains(A_CLERK_MAY);
        if (operation.review() && !clerks) {
            assertEquals(
                    Set.of(Caller.REVIEWER),
                    roles,
                    operation.title() + ": a step of review, and the description does not say why others may take it");
        }
        assertEquals(
                operation.review() && clerks,
                clerks && roles.contains(Caller.CLERK),
                operation.title() + ": the description says that a clerk may, which is not so or goes without saying");
        assertTrue(
                operation.review() || !roles.contains(Caller.REVIEWER),
                operation.title() + ": a reviewer's, but its last word is none of those of review");
    }

    @TestFactory
    @DisplayName("another city sees and changes nothing")
    Stream<DynamicNode> regions() {
        return Operation.all()
                .filter(Operation::ofRecord)
                .map(Operation::register)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .map(this::anotherCity);
    }

    private DynamicContainer anotherCity(String register) {
        var records = new ArrayList<Example>();
        var begins = dynamicTest("the document's example can be filed", () -> records.add(filed(register)));
        var operations = Operation.all()
                .filter(operation -> operation.register().equals(register))
                .filter(operation -> operation.ofRecord() || operation.bulk())
                .toList();
        var asks = dynamicTest("each operation on the record → 404, each for many → REFUSED", () -> {
            var record = only(records);
            var ofRecord = operations.stream().filter(Operation::ofRecord).toList();
            together(ofRecord.size(), number -> answeredAsUnknown(ofRecord.get(number), record));
            // A client may have few imports under way at once.
            operations.stream().filter(Operation::bulk).forEach(operation -> answeredAsUnknown(operation, record));
        });
        var ends = Stream.of(
                dynamicTest("GET " + register + "?region=… → no record", () -> listsNothing(register)),
                dynamicTest(
                        "the record is as it was",
                        () -> assertEquals("\"1\"", read(only(records)).header("ETag"))),
                dynamicTest("withdrawn by mistake, it is restored by a reviewer, as it was", () -> {
                    var record = only(records);
                    if (Operation.find("POST", register + "/{id}/restoration") != null) {
                        restored(record);
                    }
                }));
        var mistakes = dynamicTest(
                "PUT of nothing and merge patches that do not fit → 400, which names what is wrong",
                () -> SentByMistake.refused(
                        register, only(records).id(), only(records).facts()));
        return dynamicContainer(register, Stream.concat(Stream.of(begins, asks, mistakes), ends));
    }

    /// The record; without one there is nothing to ask for, and the first test has said why.
    private static Example only(List<Example> records) {
        assumeFalse(records.isEmpty(), "no record was filed");
        return records.getFirst();
    }

    /// A record that is another city's is answered like one that nobody has. Only what would file a record
    /// under this id cannot be: the id is taken (ADR 3).
    private Response answeredAsUnknown(Operation operation, Example record) {
        var foreign = refused(operation, record);
        if (!operation.method().equals("PUT") && !operation.word().equals("imports")) {
            var nobodys = new Example(
                    record.register(), record.id().matches(UUID) ? NOBODYS_ID : CreditCodes.code(), record.facts());
            assertEquals(told(asked(operation, nobodys), nobodys), told(foreign, record), operation.title());
        }
        return foreign;
    }

    /// What an answer tells, whatever record and request it is about.
    private static String told(Response answer, Example record) {
        return answer.statusCode() + " "
                + answer.asString().replace(record.id(), "").replaceFirst("\"requestId\":\"[^\"]*\"", "");
    }

    private Response asked(Operation operation, Example record) {
        var request = as(OF_OTHER);
        if (operation.bulk()) {
            return operation.on(request.body(line(operation, record))).post(operation.path());
        }
        var body = operation.method().equals("PUT") ? moved(record.facts(), OTHER) : operation.example();
        return operation.send(body == null ? request : request.body(body.toString()), record.id());
    }

    private Response refused(Operation operation, Example record) {
        var answer = asked(operation, record);
        if (operation.bulk()) {
            assertEquals(200, answer.statusCode(), operation.title() + answer.asString());
            assertEquals("REFUSED", answer.path("results[0].outcome"), operation.title() + answer.asString());
            return answer;
        }
        // PUT of a credit code that is taken where the caller sees nothing is told as taken, and so is one
        // that names it; one that names other records that the caller does not see hears that they are not
        // known.
        assertTrue(
                answer.statusCode() == 404
                        || operation.method().equals("PUT") && (codeIsHeld(answer) || namesUnknown(answer)),
                operation.title() + " " + answer.statusCode() + " " + answer.asString());
        return answer;
    }

    private static boolean codeIsHeld(Response answer) {
        return answer.statusCode() == 409
                && answer.<String>path("type").equals("/problems/held-elsewhere")
                && answer.<String>path("detail").matches("[0-9A-Z]{18} .*");
    }

    private static boolean namesUnknown(Response answer) {
        return switch (answer.statusCode()) {
            case 400 -> answer.<List<String>>path("errors.code").stream().allMatch(code -> code.endsWith("-unknown"));
            case 409 ->
                answer.path("rule") != null && answer.<String>path("rule").matches(".*_(known|readable)");
            default -> false;
        };
    }

    /// The line of a bulk verb, with the example of the same verb for one record.
    private byte[] line(Operation operation, Example record) {
        var line = JSON.createObjectNode().put("id", record.id());
        if (operation.word().equals("imports")) {
            line.set("facts", moved(record.facts(), OTHER));
        } else {
            Operation.all()
                    .filter(one -> one.ofRecord() && operation.path().equals(one.register() + "/" + one.word() + "s"))
                    .findFirst()
                    .map(Operation::example)
                    .ifPresent(body -> line.setAll((ObjectNode) body));
        }
        return line.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void listsNothing(String register) {
        var answer = as(OF_OTHER).get(register + "?region=" + OWN.prefix());
        assertTrue(
                answer.statusCode() == 403
                        || answer.statusCode() == 200
                                && answer.<List<?>>path("items").isEmpty(),
                answer.statusCode() + " " + answer.asString());
    }

    /// What came of a record may forbid that it is withdrawn; then there is nothing to restore.
    private static void restored(Example record) {
        var path = record.register() + "/" + record.id();
        var before = read(record);
        var why = "{\"reason\": \"误撤一次\"}";
        var withdrawn = as(OF_OWN).body(why).post(path + "/withdrawal");
        assumeFalse(List.of(403, 409).contains(withdrawn.statusCode()), withdrawn.asString());
        assertEquals(200, withdrawn.statusCode(), withdrawn.asString());
        assertEquals("/problems/withdrawn", as(OF_OWN).get(path).path("type"));
        assertEquals(404, as(OF_OTHER).body(why).post(path + "/restoration").statusCode());
        var restored = as(OF_OWN).body(why).post(path + "/restoration");
        assertEquals(200, restored.statusCode(), restored.asString());
        var after = read(record);
        assertEquals(before.<Object>path("facts"), after.path("facts"), after.asString());
        assertEquals(before.<Object>path("status"), after.path("status"), after.asString());
    }

    private static Response read(Example record) {
        var answer = as(OF_OWN).get(record.register() + "/" + record.id());
        assertEquals(200, answer.statusCode(), answer.asString());
        return answer;
    }
}
