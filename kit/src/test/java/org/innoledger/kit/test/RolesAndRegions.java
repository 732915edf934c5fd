package org.innoledger.kit.test;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.nobody;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
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
public abstract class RolesAndRegions {
    private static final String A_CLERK_MAY = "A clerk may";

    private static final List<String> ROLES =
            List.of(Caller.READER, Caller.CLERK, Caller.REVIEWER, Caller.OPERATOR, Caller.PERSONAL);

    /// A token with each role alone; signing one takes longer than what is asked with it.
    private static final Map<String, String> ALONE = ROLES.stream()
            .collect(Collectors.toMap(role -> role, role -> Tokens.of("only-a-" + role, Set.of(role), "14")));

    /// A city that no other test files anything in, and one that must see nothing of it.
    private static final Place OWN = new Place("1404", "140400", "140403");

    private static final Place OTHER = new Place("1402", "140200", "140213");

    private static final String OF_OWN = OWN.token();
    private static final String OF_OTHER = OTHER.token();

    private static final String NOBODYS_ID = "00000000-0000-7000-8000-000000000000";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger MADE = new AtomicInteger((int) (System.nanoTime() / 1000 % 900_000));

    /// @param prefix of the codes of all its divisions
    private record Place(String prefix, String city, String county) {
        String token() {
            return Tokens.of(
                    "of-" + prefix, Set.of(Caller.READER, Caller.CLERK, Caller.REVIEWER, Caller.PERSONAL), prefix);
        }

        /// The division of the same level here.
        String like(String division) {
            return division.endsWith("00") ? city : county;
        }
    }

    /// Files what a register asks to be on file first and its facts do not name by id; nothing as a rule.
    ///
    /// @param facts that will be filed, which may be changed
    /// @param token of a clerk and reviewer of the city that they are filed in
    protected void before(String register, ObjectNode facts, String token) {}

    /// Brings about a record of a register in which nobody files: one that the service writes by itself.
    ///
    /// @param token of a clerk and reviewer of the city that it is to belong to
    /// @return its id, empty for a register in which callers file
    protected Optional<String> arisen(String register, String token) {
        return Optional.empty();
    }

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

    /// A record of a register, filed from the document's own example.
    private record Example(String register, String id, ObjectNode facts) {}

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
        return dynamicContainer(register, Stream.concat(Stream.of(begins, asks), ends));
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

    private Example filed(String register) {
        return filed(register, null);
    }

    /// Files the example of a register in the city, with what it refers to.
    ///
    /// @param enterprise that it hangs on, null for a new one
    private Example filed(String register, String enterprise) {
        var arisen = arisen(register, OF_OWN);
        if (arisen.isPresent()) {
            return new Example(register, arisen.get(), JSON.createObjectNode());
        }
        var post = Operation.find("POST", register);
        var put = Operation.find("PUT", register + "/{id}");
        var facts = (ObjectNode) moved(exampleOf(register, post == null ? put : post), OWN);
        var named = enterprise == null && facts.has("enterprise") ? enterprise() : enterprise;
        if (facts.has("enterprise")) {
            facts.put("enterprise", named);
        }
        refer(facts, named);
        before(register, facts, OF_OWN);
        var answer = send(register, post, put, facts, OF_OWN);
        if (answer.statusCode() == 403) {
            // Some things are said of a city by the province only, such as its targets.
            answer = send(register, post, put, facts, Tokens.PROVINCE);
        }
        var imported = answer.statusCode() == 200;
        assertTrue(
                answer.statusCode() == 201 || imported && "CREATED".equals(answer.path("results[0].outcome")),
                register + " " + facts + " " + answer.asString());
        return new Example(register, answer.path(imported ? "results[0].id" : "id"), facts);
    }

    /// By the way that the register offers: POST, PUT under an id, or an import.
    private static Response send(String register, Operation post, Operation put, ObjectNode facts, String token) {
        if (post != null) {
            return as(token).body(facts.toString()).post(register);
        }
        if (put != null) {
            return as(token).body(facts.toString()).put(register + "/" + code());
        }
        return as(token)
                .contentType("application/x-ndjson")
                .body(JSON.createObjectNode()
                        .<ObjectNode>set("facts", facts)
                        .toString()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(register + "/imports");
    }

    /// A new enterprise, on file where the service keeps enterprises.
    private String enterprise() {
        return Operation.find("PUT", "/v1/enterprises/{id}") == null
                ? code()
                : filed("/v1/enterprises").id();
    }

    /// What the facts name by an id of the document's making is filed too, and verified where it is a
    /// register of things to verify: `group` is a record of `/v1/work-groups`, `activity` one of
    /// `/v1/activities`.
    private void refer(ObjectNode facts, String enterprise) {
        var names = new TreeMap<String, String>();
        facts.properties().forEach(field -> {
            if (field.getValue().asText().matches(UUID)) {
                names.put(field.getKey(), registerOf(field.getKey()));
            }
        });
        names.forEach((name, register) -> {
            var referred = filed(register, enterprise);
            var verify = Operation.find("POST", register + "/{id}/verification");
            if (verify != null) {
                var answer = verify.send(as(OF_OWN).body(verify.example().toString()), referred.id());
                assertEquals(200, answer.statusCode(), answer.asString());
            }
            facts.put(name, referred.id());
        });
    }

    private String registerOf(String name) {
        var plural = (name.endsWith("y") ? name.substring(0, name.length() - 1) + "ie" : name)
                        .replaceAll("([A-Z])", "-$1")
                        .toLowerCase(Locale.ROOT)
                + "s";
        return Operation.all()
                .map(Operation::path)
                .filter(path -> path.matches("/v1/([a-z-]+-)?" + plural))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no register is called " + plural));
    }

    /// The facts as they would be elsewhere, under a number of their own.
    private static JsonNode moved(JsonNode facts, Place to) {
        var moved = (ObjectNode) facts.deepCopy();
        if (moved.has("region")) {
            moved.put("region", to.like(moved.path("region").asText()));
        }
        if (moved.has("externalId")) {
            moved.put("externalId", "RR-" + MADE.incrementAndGet());
        }
        return moved;
    }

    /// The example of the facts of a register, from the body that files one or else from its answers.
    private JsonNode exampleOf(String register, Operation files) {
        if (files != null) {
            return files.example();
        }
        var schema = Operation.find("GET", register + "/{id}")
                .described()
                .at("/responses/200/content/application~1json/schema");
        return Operation.example(
                Operation.resolved(Operation.resolved(schema).path("properties").path("facts")), register);
    }
}
