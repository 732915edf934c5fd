package org.innoledger.ledger.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.ledger.Supporting.assigned;
import static org.innoledger.ledger.Supporting.assignmentFacts;
import static org.innoledger.ledger.Supporting.enterprise;
import static org.innoledger.ledger.Supporting.group;
import static org.innoledger.ledger.Supporting.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class AssignmentTest {
    @Nested
    class AsClerk {
        @Test
        @DisplayName(
                "a county assigns its enterprise to its city's group → 201 in the enterprise's region; the same → 200")
        void file() {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            var path = "/v1/assignments/" + UUID.randomUUID();
            as(SHUOCHENG)
                    .body(assignmentFacts(enterprise, group.toUpperCase(Locale.ROOT), "2026-02-01"))
                    .put(path)
                    .then()
                    .statusCode(201)
                    .body("region", is("140602"), "facts.group", is(group), "facts.enterprise", is(enterprise));
            as(SHUOCHENG)
                    .body(assignmentFacts(enterprise, group, "2026-02-01"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(1));
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": \"2026-06-30\"}")
                    .patch(path)
                    .then()
                    .statusCode(200);
            as(INTEGRATOR)
                    .get("/v1/assignments?group=" + group + "&enterprise=" + enterprise + "&until.gte=2026-06-30")
                    .then()
                    .statusCode(200)
                    .body("items.facts.enterprise", contains(enterprise));
        }

        @Test
        @DisplayName("POST with an unknown enterprise, a wrong id or dates in disorder → 400")
        void invalid() {
            var group = group(SHUOZHOU, "140600");
            as(SHUOZHOU)
                    .body(assignmentFacts(code(), group, "2026-02-01"))
                    .post("/v1/assignments")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("enterprise-unknown"));
            var enterprise = enterprise("140602", "C3073");
            as(SHUOZHOU)
                    .body(assignmentFacts(enterprise, "7", "2026-02-01"))
                    .post("/v1/assignments")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/group"), "errors[0].code", is("pattern"));
            as(SHUOZHOU)
                    .body(assignmentFacts(enterprise, group, "2026-02-01").replace("}", ", \"until\": \"2026-01-31\"}"))
                    .post("/v1/assignments")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/until"));
        }

        @Test
        @DisplayName("POST to a group that is unknown, of another county, over or withdrawn → 409 with the rule")
        void wrongGroup() {
            var enterprise = enterprise("140602", "C3073");
            refused(enterprise, UUID.randomUUID().toString(), "assignment_group_known");
            refused(enterprise, group(SHUOZHOU, "140603"), "assignment_group_region");
            var over = group(SHUOZHOU, "140600");
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": \"2026-01-31\"}")
                    .patch("/v1/work-groups/" + over)
                    .then()
                    .statusCode(200);
            refused(enterprise, over, "assignment_group_over");
            var withdrawn = group(SHUOZHOU, "140600");
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post("/v1/work-groups/" + withdrawn + "/withdrawal")
                    .then()
                    .statusCode(200);
            refused(enterprise, withdrawn, "assignment_group_known");
        }

        private static void refused(String enterprise, String group, String rule) {
            var facts = assignmentFacts(enterprise, group, "2026-02-01");
            as(SHUOZHOU)
                    .body(facts)
                    .post("/v1/assignments")
                    .then()
                    .statusCode(409)
                    .body("rule", is(rule));
        }

        @Test
        @DisplayName("the same enterprise and group over overlapping days → 409; to another group, or afterwards → 201")
        void twice() {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            var first = assigned(SHUOZHOU, enterprise, group, "2026-02-01");
            as(SHUOZHOU)
                    .body(assignmentFacts(enterprise, group, "2026-05-01"))
                    .post("/v1/assignments")
                    .then()
                    .statusCode(409)
                    .body("rule", is("assignment_once"));
            assigned(SHUOZHOU, enterprise, group(SHUOZHOU, "140602"), "2026-05-01");
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": \"2026-04-30\"}")
                    .patch("/v1/assignments/" + first)
                    .then()
                    .statusCode(200);
            assigned(SHUOZHOU, enterprise, group, "2026-05-01");
        }

        @Test
        @DisplayName("imports → lines judged one by one, in one request")
        void imports() {
            var group = group(SHUOZHOU, "140600");
            var good = enterprise("140602", "C3073");
            var line = "{\"id\": \"%s\", \"facts\": %s}";
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines(List.of(
                            line.formatted(UUID.randomUUID(), assignmentFacts(good, group, "2026-02-01")),
                            line.formatted(UUID.randomUUID(), assignmentFacts(good, group, "2026-03-01")),
                            line.formatted(
                                    UUID.randomUUID(),
                                    assignmentFacts(
                                            enterprise("140603", "C3073"),
                                            UUID.randomUUID().toString(),
                                            "2026-02-01")),
                            line.formatted(
                                    UUID.randomUUID(),
                                    assignmentFacts(enterprise("140603", "C3073"), group, "2026-02-01")))))
                    .post("/v1/assignments/imports")
                    .then()
                    .statusCode(200)
                    .body(
                            "results.outcome", contains("CREATED", "REFUSED", "REFUSED", "CREATED"),
                            "results[1].problem.rule", is("assignment_once"),
                            "results[2].problem.rule", is("assignment_group_known"));
        }

        @Test
        @DisplayName("withdrawal or shortening past a service record → 409; once the record is withdrawn → 200")
        void restsOn() {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            var path = "/v1/assignments/" + assigned(SHUOZHOU, enterprise, group, "2026-02-01");
            var record = as(SHUOZHOU)
                    .body("""
                            {"enterprise": "%s", "group": "%s", "method": "ON_SITE", "servedOn": "2026-03-02", "content": "现场对接"}""".formatted(enterprise, group))
                    .post("/v1/service-records")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            shorten(path, "2026-03-01", 409);
            shorten(path, "2026-03-02", 200);
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(409)
                    .body("rule", is("assignment_has_service_records"));
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post("/v1/service-records/" + record + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU).get(path).then().statusCode(410);
        }

        private static void shorten(String path, String until, int status) {
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": \"%s\"}".formatted(until))
                    .patch(path)
                    .then()
                    .statusCode(status);
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("another city's enterprise → 409, its group → 409 as if there were none, its assignment → 404")
        void foreign() {
            var group = group(SHUOZHOU, "140600");
            var enterprise = enterprise("140602", "C3073");
            var id = assigned(SHUOZHOU, enterprise, group, "2026-02-01");
            as(DATONG)
                    .body(assignmentFacts(enterprise, group(DATONG, "140200"), "2026-02-01"))
                    .post("/v1/assignments")
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"));
            as(DATONG)
                    .body(assignmentFacts(enterprise("140213", "C3073"), group, "2026-02-01"))
                    .post("/v1/assignments")
                    .then()
                    .statusCode(409)
                    .body("rule", is("assignment_group_known"));
            as(DATONG).get("/v1/assignments/" + id).then().statusCode(404);
            as(DATONG)
                    .get("/v1/assignments?enterprise=" + enterprise)
                    .then()
                    .statusCode(200)
                    .body("items", empty());
        }

        @Test
        @DisplayName("an enterprise moves to another city → its assignment goes with it, though the group stays behind")
        void relocation() {
            var enterprise = enterprise("140602", "C3073");
            var path = "/v1/assignments/" + assigned(SHUOZHOU, enterprise, group(SHUOZHOU, "140600"), "2026-02-01");
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"搬迁\"}")
                    .post("/v1/enterprises/" + enterprise + "/relocation")
                    .then()
                    .statusCode(200);
            as(DATONG).get(path).then().statusCode(200).body("region", is("140213"));
            as(DATONG)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": \"2026-06-30\"}")
                    .patch(path)
                    .then()
                    .statusCode(200);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("8 POSTs of one enterprise and group → one 201, the others 409")
        void once() throws Exception {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            var statuses = together(
                    8,
                    i -> as(SHUOZHOU)
                            .body(assignmentFacts(enterprise, group, "2026-02-0" + (i + 1)))
                            .post("/v1/assignments")
                            .statusCode());
            assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
            assertEquals(7, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
        }
    }
}
