package org.innoledger.kit.test;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.innoledger.kit.region.Caller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The document's own examples on file, with what they refer to, and each accepted by its operation.
abstract class FiledExamples {
    static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger MADE = new AtomicInteger((int) (System.nanoTime() / 1000 % 900_000));

    /// A province of its own, and a city of it in which everything is filed.
    protected static final Place WHOLE = Place.province();

    protected static final Place OWN = WHOLE.part(0);

    protected static final String OF_WHOLE = token(WHOLE);
    static final String OF_OWN = token(OWN);

    static String token(Place place) {
        return place.token(Caller.READER, Caller.CLERK, Caller.REVIEWER, Caller.PERSONAL);
    }

    /// A record of a register, filed from the document's own example.
    record Example(String register, String id, ObjectNode facts) {}

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

    /// What files is done. A verb may be refused where the record is not in a state for it, or where a rule
    /// or an office is in its way, but no example is malformed.
    @TestFactory
    @DisplayName("the example of each body is accepted by its operation")
    Stream<DynamicTest> accepted() {
        return Operation.all()
                .filter(operation -> !operation.reads() && operation.described().has("requestBody"))
                .map(operation -> dynamicTest(operation.title(), () -> accepted(operation)));
    }

    private void accepted(Operation operation) {
        var register = operation.register();
        if (operation.bulk()) {
            assertTakesLine(operation, register);
        } else if (operation.method().equals("PUT")) {
            filed(register, null, null);
        } else if (operation.ofRecord()) {
            assertTaken(operation, filed(register));
        } else if (Operation.find("GET", operation.path() + "/{id}") != null) {
            filed(operation.path());
        } else {
            assertTaken(operation, new Example(register, "", JSON.createObjectNode()));
        }
    }

    private void assertTaken(Operation operation, Example record) {
        var body = (ObjectNode) moved(operation.example(), OWN);
        refer(operation.register(), body, record.facts().path("enterprise").asText(null));
        var answer = operation.send(as(OF_OWN).body(body.toString()), record.id());
        if (answer.statusCode() == 403) {
            answer = operation.send(as(OF_WHOLE).body(body.toString()), record.id());
        }
        assertTrue(
                List.of(200, 201, 202, 403, 409).contains(answer.statusCode())
                        && (answer.statusCode() < 300 || !operation.method().equals("PATCH")),
                answer.statusCode() + " " + body + " " + answer.asString());
    }

    /// The line of an import makes a record; that of a verb for many finds one.
    private void assertTakesLine(Operation operation, String register) {
        var line = line(operation);
        var imports = operation.word().equals("imports");
        if (imports) {
            var facts = (ObjectNode) moved(line.path("facts"), OWN);
            var enterprise = facts.has("enterprise") ? enterprise() : null;
            if (enterprise != null) {
                facts.put("enterprise", enterprise);
            }
            refer(register, facts, enterprise);
            before(register, facts, OF_OWN);
            line.set("facts", facts);
            if (line.has("id")) {
                line.put("id", code());
            }
        } else {
            line.put("id", filed(register).id());
        }
        var answer = asked(operation, line, OF_OWN);
        var token = "/problems/forbidden".equals(answer.path("results[0].problem.type")) ? OF_WHOLE : OF_OWN;
        answer = token.equals(OF_OWN) ? answer : asked(operation, line, token);
        while (imports && refusedAsSecond(answer) && earlier((ObjectNode) line.path("facts"))) {
            answer = asked(operation, line, token);
        }
        assertEquals(200, answer.statusCode(), answer.asString());
        if (imports) {
            assertEquals("CREATED", answer.path("results[0].outcome"), line + " " + answer.asString());
        }
        assertNotEquals((Object) 400, answer.path("results[0].problem.status"), line + " " + answer.asString());
    }

    private static ObjectNode line(Operation operation) {
        try {
            return (ObjectNode) JSON.readTree(operation
                    .described()
                    .at("/requestBody/content/application~1x-ndjson/example")
                    .asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(operation.title(), e);
        }
    }

    private static Response asked(Operation operation, ObjectNode line, String token) {
        return operation.send(as(token).body(line.toString().getBytes(StandardCharsets.UTF_8)), "");
    }

    Example filed(String register) {
        return filed(register, null, Operation.find("POST", register));
    }

    /// Files the example of a register in the city, with what it refers to.
    ///
    /// @param enterprise that it hangs on, null for a new one
    /// @param post null where it is to come by PUT, or else by an import
    private Example filed(String register, String enterprise, Operation post) {
        var arisen = arisen(register, OF_OWN);
        if (arisen.isPresent()) {
            return new Example(register, arisen.get(), JSON.createObjectNode());
        }
        var put = Operation.find("PUT", register + "/{id}");
        var facts = (ObjectNode) moved(exampleOf(register, post == null ? put : post), OWN);
        var named = enterprise == null && facts.has("enterprise") ? enterprise() : enterprise;
        if (facts.has("enterprise")) {
            facts.put("enterprise", named);
        }
        refer(register, facts, named);
        before(register, facts, OF_OWN);
        var answer = send(register, post, put, facts, OF_OWN);
        // Some things are said of a city by the province only, such as its targets.
        var token = answer.statusCode() == 403 ? OF_WHOLE : OF_OWN;
        answer = token.equals(OF_OWN) ? answer : send(register, post, put, facts, token);
        while (refusedAsSecond(answer) && earlier(facts)) {
            answer = send(register, post, put, facts, token);
        }
        var imported = answer.statusCode() == 200;
        assertTrue(
                answer.statusCode() == 201 || imported && "CREATED".equals(answer.path("results[0].outcome")),
                register + " " + facts + " " + answer.asString());
        return new Example(register, answer.path(imported ? "results[0].id" : "id"), facts);
    }

    /// Whether there is one on file already, of this region and its month or year.
    private static boolean refusedAsSecond(Response answer) {
        return answer.statusCode() == 409
                || answer.statusCode() == 200 && Objects.equals(answer.path("results[0].problem.status"), (Object) 409);
    }

    /// The facts become those of the month or the year before.
    private static boolean earlier(ObjectNode facts) {
        if (facts.has("month")) {
            facts.put(
                    "month",
                    YearMonth.parse(facts.path("month").asText()).minusMonths(1).toString());
        } else if (facts.has("year")) {
            facts.put("year", facts.path("year").asInt() - 1);
        }
        return facts.has("month") || facts.has("year");
    }

    /// By the way that the register offers: POST, PUT under an id, or an import.
    private static Response send(String register, Operation post, Operation put, ObjectNode facts, String token) {
        if (post != null) {
            return as(token).body(facts.toString()).post(register);
        }
        if (put != null) {
            var id = Operation.find("POST", register) == null ? code() : java.util.UUID.randomUUID();
            return as(token).body(facts.toString()).put(register + "/" + id);
        }
        return as(token)
                .contentType("application/x-ndjson")
                .body(JSON.createObjectNode()
                        .<ObjectNode>set("facts", facts)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8))
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
    /// `/v1/activities`, and what names no register, such as `into`, another record of the same.
    private void refer(String of, ObjectNode facts, String enterprise) {
        var names = new TreeMap<String, String>();
        facts.properties().forEach(field -> {
            if (field.getValue().asText().matches(UUID)) {
                names.put(field.getKey(), registerOf(field.getKey()).orElse(of));
            }
        });
        names.forEach((name, register) -> {
            var referred = filed(register, enterprise, Operation.find("POST", register));
            var verify = Operation.find("POST", register + "/{id}/verification");
            if (verify != null) {
                var answer = verify.send(as(OF_OWN).body(verify.example().toString()), referred.id());
                assertEquals(200, answer.statusCode(), answer.asString());
            }
            facts.put(name, referred.id());
        });
    }

    /// @return empty where no register is called so
    private static Optional<String> registerOf(String name) {
        var plural = (name.endsWith("y") ? name.substring(0, name.length() - 1) + "ie" : name)
                        .replaceAll("([A-Z])", "-$1")
                        .toLowerCase(Locale.ROOT)
                + "s";
        return Operation.all()
                .map(Operation::path)
                .filter(path -> path.matches("/v1/([a-z-]+-)?" + plural))
                .findFirst();
    }

    /// The facts as they would be elsewhere, under a number of their own.
    static JsonNode moved(JsonNode facts, Place to) {
        var moved = (ObjectNode) facts.deepCopy();
        if (moved.has("region")) {
            var city = moved.path("region").asText().endsWith("00");
            moved.put("region", city ? to.code() : to.part(0).code());
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
