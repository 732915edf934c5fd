package org.innoledger.ledger.problem;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class ProblemTest {
    private static final Place OWN = Place.city();
    private static final String WITHDRAWN = OWN.part(0).code();
    private static final String OVERDUE = OWN.part(1).code();
    private static final String PROVINCE = OWN.provincial("reader", "clerk", "reviewer");
    private static final String INTEGRATOR = OWN.provincial("reader");
    private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
    private static final String REVIEWER = Tokens.of("shuocheng-reviewer", Set.of("reader", "reviewer"), "140602");

    private static String enterprise(String region) {
        var id = code();
        as(PROVINCE)
                .body("""
                        {"name": "示例企业%s", "region": "%s", "industry": "C3073", "ownership": "PRIVATE"}""".formatted(id, region))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static String facts(String enterprise, String problemClass, String more) {
        return """
                {"enterprise": "%s", "source": "SERVICE_RECORD", "title": "示例问题", "problemClass": "%s", \
                "raisedOn": "2026-03-02"%s}""".formatted(enterprise, problemClass, more);
    }

    private static String filed(String enterprise, String problemClass, String more) {
        return as(PROVINCE)
                .body(facts(enterprise, problemClass, more))
                .post("/v1/problems")
                .then()
                .statusCode(201)
                .body("status", is("OPEN"))
                .extract()
                .path("id");
    }

    private static ValidatableResponse verb(String token, String id, String verb, String body) {
        return as(token).body(body).post("/v1/problems/" + id + "/" + verb).then();
    }

    private static String dispatch(String body, Object dueOn, String on) {
        return """
                {"responsibleLevel": "CITY", "responsibleBody": "%s", "dueOn": "%s", "on": "%s"}""".formatted(body, dueOn, on);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName(
                "a problem of government from dispatch to confirmation → each step with day, actor and body; events")
        void course() {
            var id = filed(enterprise("140602"), "GOVERNMENT", "");
            verb(SHUOZHOU, id, "dispatch", dispatch("市工信局", "2026-04-01", "2026-03-05"))
                    .statusCode(200)
                    .body("status", is("DISPATCHED"), "facts.responsibleBody", is("市工信局"));
            verb(SHUOZHOU, id, "dispatch", dispatch("市工信局", "2026-04-01", "2026-03-05"))
                    .statusCode(200)
                    .body("version", is(2));
            verb(SHUOZHOU, id, "start", "{\"on\": \"2026-03-06\"}")
                    .statusCode(200)
                    .body("status", is("IN_PROGRESS"));
            verb(SHUOZHOU, id, "escalation", """
                    {"responsibleBody": "省工信厅", "reason": "市级无权限", "dueOn": "2026-05-01", "on": "2026-03-20"}""")
                    .statusCode(200)
                    .body("status", is("ESCALATED"), "facts.responsibleLevel", is("PROVINCE"));
            verb(PROVINCE, id, "resolution", "{\"solution\": \"已协调办结\", \"on\": \"2026-04-10\"}")
                    .statusCode(200)
                    .body("status", is("RESOLVED"), "facts.solution", is("已协调办结"));
            verb(SHUOCHENG, id, "reopening", "{\"reason\": \"仍未放行\", \"on\": \"2026-04-12\"}")
                    .statusCode(200)
                    .body("status", is("REOPENED"), "facts.solution", nullValue());
            verb(SHUOCHENG, id, "start", "{\"on\": \"2026-04-12\"}").statusCode(200);
            verb(SHUOCHENG, id, "resolution", "{\"solution\": \"已放行\", \"on\": \"2026-04-20\"}")
                    .statusCode(200);
            verb(SHUOCHENG, id, "confirmation", "{}")
                    .statusCode(200)
                    .body(
                            "status", is("CONFIRMED"),
                            "facts.steps.state",
                                    contains(
                                            "DISPATCHED",
                                            "IN_PROGRESS",
                                            "ESCALATED",
                                            "RESOLVED",
                                            "REOPENED",
                                            "IN_PROGRESS",
                                            "RESOLVED",
                                            "CONFIRMED"),
                            "facts.steps[0].on", is("2026-03-05"),
                            "facts.steps[0].by", is("shuozhou"),
                            "facts.steps[0].body", is("市工信局"),
                            "facts.steps[2].body", is("省工信厅"),
                            "facts.steps[3].by", is("province"),
                            "facts.steps[4].note", is("仍未放行"),
                            "facts.steps[7].on", is(TODAY.toString()));
            as(SHUOCHENG)
                    .get("/v1/problems/" + id + "/history")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.type",
                            contains(
                                    "problem.confirmed",
                                    "problem.resolved",
                                    "problem.started",
                                    "problem.reopened",
                                    "problem.resolved",
                                    "problem.escalated",
                                    "problem.started",
                                    "problem.dispatched",
                                    "problem.registered"),
                            "items[3].reason",
                            is("仍未放行"));
        }

        @Test
        @DisplayName("a problem of the firm itself → no dispatch, told with what is allowed")
        void ofEnterprise() {
            var id = filed(enterprise("140602"), "ENTERPRISE", "");
            verb(SHUOZHOU, id, "dispatch", dispatch("市工信局", "2026-04-01", "2026-03-05"))
                    .statusCode(409)
                    .body(
                            "type",
                            is("/problems/illegal-state"),
                            "present",
                            is("OPEN"),
                            "allowed",
                            contains("IN_PROGRESS"));
            verb(SHUOZHOU, id, "start", "{}").statusCode(200).body("status", is("IN_PROGRESS"));
        }

        @Test
        @DisplayName(
                "days in the future, before the step before, or due before raised → 400, 409, 400; an empty body → 400")
        void days() {
            var id = filed(enterprise("140602"), "GOVERNMENT", "");
            verb(
                            SHUOZHOU,
                            id,
                            "dispatch",
                            dispatch("市工信局", "2026-04-01", TODAY.plusDays(1).toString()))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"), "errors[0].code", is("date-in-future"));
            verb(SHUOZHOU, id, "dispatch", dispatch("市工信局", "2026-04-01", "2026-03-01"))
                    .statusCode(409)
                    .body("type", is("/problems/conflict"));
            verb(SHUOZHOU, id, "dispatch", dispatch("市工信局", "2026-03-01", "2026-03-05"))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/dueOn"));
            verb(SHUOZHOU, id, "dispatch", "{}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/dueOn", "/responsibleBody", "/responsibleLevel"));
            verb(SHUOZHOU, id, "reopening", "{}").statusCode(400).body("errors[0].pointer", is("/reason"));
            as(SHUOZHOU)
                    .body(facts(enterprise("140602"), "GOVERNMENT", "").replace("2026-03-02", TODAY.plusDays(1) + ""))
                    .post("/v1/problems")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/raisedOn"), "errors[0].code", is("date-in-future"));
        }

        @Test
        @DisplayName(
                "PUT and PATCH of a dispatched problem → title changes; course, level, body and due date stay; the class → 409")
        void replaced() {
            var enterprise = enterprise("140602");
            as(SHUOZHOU)
                    .body(facts(enterprise, "GOVERNMENT", ", \"solution\": \"瞎填\""))
                    .post("/v1/problems")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/solution"));
            var id = filed(enterprise, "GOVERNMENT", "");
            verb(SHUOZHOU, id, "dispatch", dispatch("市工信局", "2026-04-01", "2026-03-05"))
                    .statusCode(200);
            as(SHUOZHOU)
                    .body(facts(enterprise, "GOVERNMENT", ", \"responsibleBody\": \"别处\""))
                    .put("/v1/problems/" + id)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/responsibleBody"));
            as(SHUOZHOU)
                    .body(facts(enterprise, "GOVERNMENT", ", \"responsibleBody\": \"市工信局\", \"description\": \"补充\""))
                    .put("/v1/problems/" + id)
                    .then()
                    .statusCode(200)
                    .body(
                            "status", is("DISPATCHED"),
                            "facts.description", is("补充"),
                            "facts.responsibleBody", is("市工信局"),
                            "facts.responsibleLevel", is("CITY"),
                            "facts.dueOn", is("2026-04-01"),
                            "facts.steps", hasSize(1));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"title\": \"Renamed\", \"steps\": null}")
                    .patch("/v1/problems/" + id)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/steps"));
            patched(SHUOZHOU, "/v1/problems/" + id, "{\"title\": \"Renamed\"}")
                    .statusCode(200)
                    .body("facts.title", is("Renamed"), "facts.steps", hasSize(1));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"problemClass\": \"ENTERPRISE\"}")
                    .patch("/v1/problems/" + id)
                    .then()
                    .statusCode(409);
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"raisedOn\": \"2026-03-06\"}")
                    .patch("/v1/problems/" + id)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/raisedOn"));
        }

        @Test
        @DisplayName(
                "POST with an unknown enterprise, a level for the firm's own or a service record that is no UUID → 400")
        void wrong() {
            as(SHUOZHOU)
                    .body(facts(code(), "GOVERNMENT", ""))
                    .post("/v1/problems")
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", is("enterprise-unknown"));
            as(SHUOZHOU)
                    .body(facts(
                            enterprise("140602"),
                            "ENTERPRISE",
                            ", \"responsibleLevel\": \"CITY\", \"serviceRecord\": \"7\""))
                    .post("/v1/problems")
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            contains("/responsibleLevel", "/serviceRecord"),
                            "errors[1].code",
                            is("pattern"));
        }

        @Test
        @DisplayName("the verbs in bulk → a result for each line; what is refused stops nothing else")
        void bulk() {
            var enterprise = enterprise("140602");
            var first = filed(enterprise, "GOVERNMENT", "");
            var second = filed(enterprise, "GOVERNMENT", "");
            var own = filed(enterprise, "ENTERPRISE", "");
            var lines = List.of(first, second, own).stream()
                    .map(id -> "{\"id\": \"" + id + "\", "
                            + dispatch("市工信局", "2026-04-01", "2026-03-05").substring(1))
                    .toList();
            bulk("dispatches", String.join("\n", lines))
                    .body("results.outcome", contains("CHANGED", "CHANGED", "REFUSED"))
                    .body("results[2].problem.type", is("/problems/illegal-state"));
            bulk("starts", "{\"id\": \"" + first + "\", \"on\": \"2026-03-06\"}\n{\"id\": \"" + own + "\"}")
                    .body("changed", is(2));
            bulk(
                            "resolutions",
                            "{\"id\": \"" + first + "\", \"on\": \"2026-03-07\", \"solution\": \"已办结\"}\n{\"id\": \""
                                    + second + "\", \"solution\": \"未开始\"}\n{\"id\": \"" + own + "\"}")
                    .body("results.outcome", contains("CHANGED", "REFUSED", "REFUSED"))
                    .body("results[2].problem.errors[0].pointer", is("/solution"));
            bulk("confirmations", "{\"id\": \"" + first + "\", \"on\": \"2026-03-08\"}")
                    .body("changed", is(1));
            as(SHUOZHOU)
                    .get("/v1/problems/" + first)
                    .then()
                    .body(
                            "status", is("CONFIRMED"),
                            "facts.steps.on", contains("2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"));
        }

        private ValidatableResponse bulk(String path, String lines) {
            return as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/problems/" + path)
                    .then()
                    .statusCode(200);
        }

        @Test
        @DisplayName(
                "imports by externalId, twice → created, then unchanged, also after a dispatch; a second of that number → 409")
        void imports() {
            var number = "WT-" + UUID.randomUUID();
            var facts = facts(enterprise("140602"), "GOVERNMENT", ", \"externalId\": \"" + number + "\"");
            var line = "{\"facts\": " + facts + "}";
            bulk("imports", line).body("created", is(1));
            String id = as(SHUOZHOU)
                    .get("/v1/problems?externalId=" + number)
                    .then()
                    .body("items", hasSize(1))
                    .extract()
                    .path("items[0].id");
            verb(SHUOZHOU, id, "dispatch", dispatch("市工信局", "2026-04-01", "2026-03-05"))
                    .statusCode(200);
            bulk("imports", line).body("unchanged", is(1));
            as(SHUOZHOU)
                    .body(facts)
                    .post("/v1/problems")
                    .then()
                    .statusCode(409)
                    .body("rule", is("problem_external_id"));
        }

        @Test
        @DisplayName("POST withdrawal → 200, then 410, and it is counted no more")
        void withdrawal() {
            var id = filed(enterprise(WITHDRAWN), "ENTERPRISE", "");
            verb(PROVINCE, id, "withdrawal", "{\"reason\": \"重复\"}").statusCode(200);
            as(PROVINCE).get("/v1/problems/" + id).then().statusCode(410);
            as(PROVINCE)
                    .get("/v1/problem-statistics?region=" + WITHDRAWN)
                    .then()
                    .statusCode(200)
                    .body("total.problems", is(0), "items", empty());
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("of the enterprise's county: confirmation → 200, reopening → 200; but no filing → 403")
        void confirms() {
            var enterprise = enterprise("140602");
            var id = filed(enterprise, "ENTERPRISE", "");
            verb(SHUOZHOU, id, "start", "{}").statusCode(200);
            verb(REVIEWER, id, "confirmation", "{}").statusCode(409).body("allowed", contains("RESOLVED"));
            verb(SHUOZHOU, id, "resolution", "{\"solution\": \"自行解决\"}").statusCode(200);
            verb(REVIEWER, id, "confirmation", "{}").statusCode(200).body("status", is("CONFIRMED"));
            verb(REVIEWER, id, "reopening", "{\"reason\": \"复发\"}")
                    .statusCode(200)
                    .body("status", is("REOPENED"));
            verb(REVIEWER, id, "start", "{}").statusCode(403);
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("GET list by class, state and responsible body → those that match; any verb → 403")
        void filters() {
            var body = "市工信局" + UUID.randomUUID();
            var id = filed(enterprise("140602"), "GOVERNMENT", "");
            verb(SHUOZHOU, id, "dispatch", dispatch(body, "2026-04-01", "2026-03-05"))
                    .statusCode(200);
            as(INTEGRATOR)
                    .queryParam("responsibleBody", body)
                    .get("/v1/problems?problemClass=GOVERNMENT&status=DISPATCHED&dueOn.lte=2026-04-01")
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(id));
            as(INTEGRATOR)
                    .queryParam("responsibleBody", body)
                    .get("/v1/problems?problemClass=ENTERPRISE")
                    .then()
                    .body("items", empty());
            verb(INTEGRATOR, id, "start", "{}").statusCode(403);
            verb(INTEGRATOR, id, "confirmation", "{}").statusCode(403);
        }

        @Test
        @DisplayName(
                "GET overdue → what is due before today and not solved, the oldest first, page by page, with the days")
        void overdue() {
            var enterprise = enterprise(OVERDUE);
            var body = "县科技局caf\u00e9" + UUID.randomUUID();
            var ids = new ArrayList<String>();
            for (int days : new int[] {30, 12, 1, 0, -5}) {
                var id = filed(enterprise, "GOVERNMENT", "");
                verb(PROVINCE, id, "dispatch", dispatch(body, TODAY.minusDays(days), "2026-03-05"))
                        .statusCode(200);
                ids.add(id);
            }
            var solved = filed(enterprise, "ENTERPRISE", ", \"dueOn\": \"2026-03-03\"");
            var own = filed(enterprise, "ENTERPRISE", ", \"dueOn\": \"2026-03-04\"");
            verb(PROVINCE, solved, "start", "{}").statusCode(200);
            verb(PROVINCE, solved, "resolution", "{\"solution\": \"好\"}").statusCode(200);

            as(INTEGRATOR)
                    .get("/v1/problems/overdue?region=" + OVERDUE)
                    .then()
                    .statusCode(200)
                    .body(
                            "items.problem.id", contains(own, ids.get(0), ids.get(1), ids.get(2)),
                            "items.daysOverdue.subList(1, 4)", contains(30, 12, 1),
                            "items[1].problem.facts.responsibleBody", is(body),
                            "next", nullValue());
            var seen = new ArrayList<String>();
            var next = "/v1/problems/overdue?region=" + OVERDUE + "&limit=2";
            while (next != null) {
                var page = as(INTEGRATOR)
                        .urlEncodingEnabled(false)
                        .get(next)
                        .then()
                        .statusCode(200)
                        .extract();
                seen.addAll(page.path("items.problem.id"));
                var link = page.header("Link");
                next = link == null ? null : link.substring(1, link.indexOf('>'));
            }
            assertEquals(List.of(own, ids.get(0), ids.get(1), ids.get(2)), seen);
            as(INTEGRATOR)
                    .get("/v1/problems/overdue?region=" + OVERDUE + "&problemClass=ENTERPRISE")
                    .then()
                    .body("items.problem.id", contains(own));
            for (var same : List.of(body, body.replace("\u00e9", "e\u0301"), "\u00a0" + body + "\ufeff")) {
                as(INTEGRATOR)
                        .queryParam("responsibleBody", same)
                        .get("/v1/problems/overdue")
                        .then()
                        .body("items.problem.id", contains(ids.get(0), ids.get(1), ids.get(2)));
            }
            as(INTEGRATOR)
                    .get("/v1/problem-statistics?region=" + OVERDUE
                            + "&by=problemClass,status,responsibleBody,responsibleLevel,region&level=CITY")
                    .then()
                    .statusCode(200)
                    .body(
                            "total.problems", is(7),
                            "total.overdue", is(4),
                            "items", hasSize(3),
                            "items.find { it.by.status == 'DISPATCHED' }.sums.problems", is(5),
                            "items.find { it.by.status == 'DISPATCHED' }.sums.overdue", is(3),
                            "items.find { it.by.status == 'DISPATCHED' }.by.responsibleBody", is(body),
                            "items.find { it.by.status == 'DISPATCHED' }.by.responsibleLevel", is("CITY"),
                            "items.find { it.by.status == 'RESOLVED' }.sums.overdue", is(0),
                            "items.find { it.by.status == 'OPEN' }.sums.overdue", is(1),
                            "items.names.region", everyItem(is(OWN.name())));
            as(INTEGRATOR)
                    .get("/v1/problem-statistics?region=" + OWN.prefix() + "&by=problemClass")
                    .then()
                    .body(
                            "items.by.problemClass", hasItems("GOVERNMENT", "ENTERPRISE"),
                            "items[0].by.status", nullValue(),
                            "items.sums.problems", everyItem(greaterThan(0)));
        }

        @Test
        @DisplayName("GET overdue or statistics with what does not exist → 400 that says what does")
        void wrong() {
            as(INTEGRATOR)
                    .get("/v1/problem-statistics?by=colour")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("by"), "errors[0].code", is("not-in-catalogue"));
            as(INTEGRATOR).get("/v1/problem-statistics?region=6").then().statusCode(400);
            for (var query :
                    List.of("limit=0", "cursor=abc", "cursor=!", "problemClass=OTHER", "region=x", "limit=y")) {
                as(INTEGRATOR).get("/v1/problems/overdue?" + query).then().statusCode(400);
            }
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("GET, verbs, lists and counts of another city's problem → 404, and it is in none of them")
        void invisible() {
            var enterprise = enterprise("140602");
            var id = filed(enterprise, "ENTERPRISE", ", \"dueOn\": \"2026-03-03\"");
            as(DATONG).get("/v1/problems/" + id).then().statusCode(404);
            verb(DATONG, id, "start", "{}").statusCode(404).body("type", is("/problems/not-found"));
            verb(TAIYUAN, id, "confirmation", "{}").statusCode(404);
            as(DATONG).get("/v1/problems/overdue?limit=500").then().body("items.problem.id", not(hasItem(id)));
            as(DATONG).get("/v1/problem-statistics?region=1406").then().statusCode(403);
            as(DATONG)
                    .body(facts(enterprise, "ENTERPRISE", ""))
                    .post("/v1/problems")
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"));
        }

        @Test
        @DisplayName("the enterprise moves → its problems move with it")
        void follows() {
            var enterprise = enterprise("140602");
            var id = filed(enterprise, "ENTERPRISE", "");
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"搬迁\"}")
                    .post("/v1/enterprises/" + enterprise + "/relocation")
                    .then()
                    .statusCode(200);
            as(DATONG).get("/v1/problems/" + id).then().statusCode(200).body("region", is("140213"));
            as(SHUOZHOU).get("/v1/problems/" + id).then().statusCode(404);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("8 starts of one problem → one step; the others hear of the state")
        void starts() throws Exception {
            var id = filed(enterprise("140602"), "ENTERPRISE", "");
            try (var threads = Executors.newFixedThreadPool(8)) {
                var calls = new ArrayList<Callable<Integer>>();
                for (int i = 0; i < 8; i++) {
                    calls.add(() -> verb(SHUOZHOU, id, "start", "{}").extract().statusCode());
                }
                var statuses = new ArrayList<Integer>();
                for (var answer : threads.invokeAll(calls)) {
                    statuses.add(answer.get());
                }
                assertEquals(
                        1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
                assertEquals(Set.of(200, 409), new HashSet<>(statuses));
            }
            as(SHUOZHOU).get("/v1/problems/" + id).then().body("facts.steps", hasSize(1), "recordedAt", notNullValue());
        }
    }
}
