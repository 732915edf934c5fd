package org.innoledger.ledger.target;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.innoledger.kit.test.Service;
import org.innoledger.ledger.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class TargetTest {
    @AfterEach
    void clock() {
        TestClock.reset();
    }

    /// A target of a department that no other test uses, so that there is always room for it.
    private static String facts(String region, String rest) {
        return """
                {"region": "%s", "department": "示例部门%s", "year": 2026, "indicator": "RD_INTENSITY", "target": 1.50%s}""".formatted(region, UUID.randomUUID(), rest);
    }

    private static String filed(String token, String region, String rest) {
        return "/v1/targets/"
                + as(token)
                        .body(facts(region, rest))
                        .post("/v1/targets")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    private static final String SUPERVISED = ", \"supervised\": true, \"dueOn\": \"2026-12-15\"";

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 unsupervised; PUT of the same with other zeros → nothing new; other facts → version 2")
        void file() {
            var id = UUID.randomUUID().toString();
            var facts = facts("140602", ", \"weight\": 25, \"externalId\": \"" + id + "\"");
            as(SHUOCHENG)
                    .body(facts)
                    .put("/v1/targets/" + id)
                    .then()
                    .statusCode(201)
                    .body("status", is("UNSUPERVISED"), "facts.target", is(1.5f), "facts.supervised", is(false));
            as(SHUOCHENG)
                    .body(facts.replace("1.50", "1.5"))
                    .put("/v1/targets/" + id)
                    .then()
                    .statusCode(200)
                    .body("version", is(1));
            as(SHUOCHENG)
                    .body(facts.replace("1.50", "200"))
                    .put("/v1/targets/" + id)
                    .then()
                    .statusCode(200)
                    .body("version", is(2), "facts.target", is(200));
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"weight\": null, \"floor\": 10}")
                    .patch("/v1/targets/" + id)
                    .then()
                    .statusCode(200)
                    .body("facts.weight", nullValue(), "facts.floor", is(10));
            as(SHUOCHENG)
                    .contentType("application/x-ndjson")
                    .body(("{\"facts\": " + facts.replace("1.50", "3") + "}").getBytes(StandardCharsets.UTF_8))
                    .post("/v1/targets/imports")
                    .then()
                    .statusCode(200)
                    .body("changed", is(1));
            as(SHUOCHENG)
                    .get("/v1/targets/" + id + "/history")
                    .then()
                    .statusCode(200)
                    .body("items.version", contains(4, 3, 2, 1));
        }

        @Test
        @DisplayName("POST with floor above target, no day, too many decimals → 400 at the field")
        void wrong() {
            wrong(", \"floor\": 1.5", "/floor", "out-of-order");
            wrong(", \"supervised\": true", "/dueOn", "inconsistent");
            wrong(", \"dueOn\": \"2026-12-15\"", "/dueOn", "inconsistent");
            wrong(", \"floor\": 0.123", "/floor", "digits");
            wrong(", \"weight\": 101", "/weight", "out-of-range");
        }

        private void wrong(String rest, String pointer, String code) {
            as(SHUOCHENG)
                    .body(facts("140602", rest))
                    .post("/v1/targets")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is(pointer), "errors[0].code", is(code));
        }

        @Test
        @DisplayName("POST report on a supervised item → REPORTED with text and day; again, or on another → 409")
        void report() {
            TestClock.set(Instant.parse("2026-12-09T17:00:00Z"));
            var path = filed(SHUOZHOU, "140602", SUPERVISED);
            as(SHUOCHENG).get(path).then().body("status", is("OPEN"));
            as(SHUOCHENG)
                    .body("{\"text\": \"已新组建研发机构12家\"}")
                    .post(path + "/report")
                    .then()
                    .statusCode(200)
                    .body(
                            "status", is("REPORTED"),
                            "facts.feedback", is("已新组建研发机构12家"),
                            "facts.reportedOn", is("2026-12-10"));
            as(SHUOCHENG)
                    .body("{\"text\": \"再报\"}")
                    .post(path + "/report")
                    .then()
                    .statusCode(409)
                    .body("present", is("REPORTED"));
            as(SHUOCHENG)
                    .body("{\"text\": \"x\"}")
                    .post(filed(SHUOZHOU, "140602", "") + "/report")
                    .then()
                    .statusCode(409)
                    .body("present", is("UNSUPERVISED"), "allowed", contains("OPEN"));
        }

        @Test
        @DisplayName("PUT or PATCH of what only verbs change → 400 that names it, and it stays as it is")
        void verbsOnly() {
            var path = filed(SHUOZHOU, "140602", SUPERVISED);
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"dueOn\": \"2030-01-01\", \"supervised\": false, \"feedback\": \"x\", \"weight\": 1}")
                    .patch(path)
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.code", everyItem(is("set-by-verbs")),
                            "errors.pointer", contains("/supervised", "/dueOn", "/feedback"));
            as(SHUOCHENG)
                    .get(path)
                    .then()
                    .body(
                            "version", is(1),
                            "facts.dueOn", is("2026-12-15"),
                            "facts.supervised", is(true),
                            "facts.feedback", nullValue());
            var asFiled = as(SHUOCHENG).get(path).then().extract().jsonPath().<Map<String, Object>>get("facts");
            List.of("supervised", "dueOn").forEach(asFiled::remove);
            as(SHUOCHENG).body(asFiled).put(path).then().statusCode(200).body("version", is(1));
            as(SHUOCHENG)
                    .body("{\"reason\": \"不再适用\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(403)
                    .body("decidedBy", is("140600"), "detail", containsString("朔州"));
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName(
                "POST supervision, report, clearing by the level above → OPEN, REPORTED, CLEARED; each has its entry")
        void cleared() {
            var path = filed(SHUOZHOU, "140600", "");
            as(PROVINCE)
                    .body("{\"dueOn\": \"2026-12-15\", \"reason\": \"进度滞后\"}")
                    .post(path + "/supervision")
                    .then()
                    .statusCode(200)
                    .body("status", is("OPEN"), "facts.supervised", is(true), "facts.dueOn", is("2026-12-15"));
            as(PROVINCE).body("{}").post(path + "/clearing").then().statusCode(409);
            as(SHUOZHOU)
                    .body("{\"text\": \"已整改\"}")
                    .post(path + "/report")
                    .then()
                    .statusCode(200);
            as(PROVINCE)
                    .body("{\"note\": \"已核实\"}")
                    .post(path + "/clearing")
                    .then()
                    .statusCode(200)
                    .body("status", is("CLEARED"));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                                    contains(
                                            "target.cleared",
                                            "target.reported",
                                            "target.supervised",
                                            "target.registered"),
                            "items[0].reason", is("已核实"),
                            "items[2].reason", is("进度滞后"));
            as(PROVINCE)
                    .body("{\"dueOn\": \"2027-01-15\", \"reason\": \"反弹\"}")
                    .post(path + "/supervision")
                    .then()
                    .statusCode(200)
                    .body("status", is("OPEN"), "facts.feedback", nullValue());
            as(PROVINCE)
                    .body("{\"reason\": \"误登\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(PROVINCE).get(path).then().statusCode(410);
        }

        @Test
        @DisplayName("POST supervision or clearing by the region itself → 403; a reader → 403")
        void notItself() {
            var path = filed(SHUOZHOU, "140600", SUPERVISED);
            as(SHUOZHOU)
                    .body("{\"dueOn\": \"2026-12-15\", \"reason\": \"x\"}")
                    .post(path + "/supervision")
                    .then()
                    .statusCode(403)
                    .body("type", is("/problems/forbidden"));
            as(SHUOZHOU).body("{\"text\": \"x\"}").post(path + "/report").then().statusCode(200);
            as(INTEGRATOR)
                    .body("{\"text\": \"x\"}")
                    .post(path + "/report")
                    .then()
                    .statusCode(403);
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("GET open items past their day → the overdue ones only")
        void overdue() {
            var late = filed(SHUOZHOU, "140602", ", \"supervised\": true, \"dueOn\": \"2026-01-31\"");
            var open = filed(SHUOZHOU, "140602", SUPERVISED);
            as(SHUOCHENG)
                    .get("/v1/targets?status=OPEN&dueOn.lt=2026-02-01&limit=500")
                    .then()
                    .statusCode(200)
                    .body("items.id", hasItem(id(late)), "items.id", not(hasItem(id(open))));
        }
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("GET a target of one's city and province → 200, of another city → 404; writing either → no")
        void below() {
            var city = filed(SHUOZHOU, "140600", "");
            var province = filed(PROVINCE, "140000", "");
            as(SHUOCHENG).get(city).then().statusCode(200);
            as(SHUOCHENG).get(province).then().statusCode(200);
            as(SHUOCHENG)
                    .get("/v1/targets?limit=500&sort=-recordedAt")
                    .then()
                    .body("items.id", hasItem(id(city)), "items.id", hasItem(id(province)));
            as(DATONG).get(city).then().statusCode(404);
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"weight\": 5}")
                    .patch(city)
                    .then()
                    .statusCode(org.hamcrest.Matchers.oneOf(403, 404));
            as(SHUOCHENG).body(facts("140600", "")).post("/v1/targets").then().statusCode(403);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("the same target filed by many at once → one 201, the others 409, with and without a department")
        void once() throws Exception {
            var year = 2050 + (int) (System.nanoTime() % 50);
            for (var department : new String[] {"", ", \"department\": \"示例部门\""}) {
                var body = """
                        {"region": "140602", "year": %d, "indicator": "ALLIANCES", "target": 14%s}""".formatted(year, department);
                try (var pool = Executors.newFixedThreadPool(6)) {
                    Callable<Integer> filing =
                            () -> as(SHUOCHENG).body(body).post("/v1/targets").statusCode();
                    var answers = pool.invokeAll(
                            Stream.generate(() -> filing).limit(6).toList());
                    var created = 0;
                    for (var answer : answers) {
                        created += answer.get() == 201 ? 1 : 0;
                        assertEquals(0, answer.get() == 201 || answer.get() == 409 ? 0 : answer.get());
                    }
                    assertEquals(1, created);
                }
                as(SHUOCHENG)
                        .body(body)
                        .post("/v1/targets")
                        .then()
                        .statusCode(409)
                        .body("rule", is("target_once"));
            }
        }
    }
}
