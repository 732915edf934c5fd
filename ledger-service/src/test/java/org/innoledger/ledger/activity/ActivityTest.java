package org.innoledger.ledger.activity;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.innoledger.kit.test.Service;
import org.innoledger.ledger.Given;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class ActivityTest {
    private static String state(String enterprise) {
        return as(SHUOZHOU)
                .get("/v1/enterprises/" + enterprise)
                .then()
                .extract()
                .path("status");
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 in the enterprise's county, FILED; with verifiedOn, which only a verb sets → 400")
        void filing() {
            var enterprise = Given.enterprise(SHUOCHENG, "140602");
            var facts = """
                    {"enterprise": "%s", "kind": "NEW_PRODUCT", "title": "釉料", "startedOn": "2026-03-01",
                     "evidence": [{"title": "立项通知", "url": "https://example.org/a.pdf"}]}""".formatted(enterprise);
            as(SHUOCHENG)
                    .body(facts.replaceFirst("\\{", "{\"verifiedOn\": \"2026-03-02\", "))
                    .post("/v1/activities")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/verifiedOn"));
            var id = as(SHUOCHENG)
                    .body(facts)
                    .post("/v1/activities")
                    .then()
                    .statusCode(201)
                    .body("region", is("140602"), "status", is("FILED"), "facts.verifiedOn", nullValue())
                    .extract()
                    .<String>path("id");
            as(SHUOCHENG)
                    .queryParam("enterprise", enterprise)
                    .queryParam("kind", "NEW_PRODUCT,STANDARD")
                    .queryParam("startedOn.gte", "2026-01-01")
                    .get("/v1/activities")
                    .then()
                    .body("items.id", contains(id));
            as(SHUOCHENG)
                    .get("/v1/activity-kinds")
                    .then()
                    .statusCode(200)
                    .body("find { it.code == 'TRAINING' }.qualifying", is(false));
        }

        @Test
        @DisplayName(
                "POST with a kind that is none, an end before the start, an enterprise that is not there → 400 each")
        void wrong() {
            var enterprise = Given.enterprise(SHUOCHENG, "140602");
            as(SHUOCHENG)
                    .body("""
                            {"enterprise": "%s", "kind": "PARTY", "title": "x", "startedOn": "2026-03-01", "endedOn": "2026-02-01"}""".formatted(enterprise))
                    .post("/v1/activities")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/endedOn", "/kind"));
            as(SHUOCHENG)
                    .body("""
                            {"enterprise": "%s", "kind": "STANDARD", "title": "x", "startedOn": "2026-03-01"}""".formatted(code()))
                    .post("/v1/activities")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("enterprise-unknown"), "errors.pointer", contains("/enterprise"));
        }

        @Test
        @DisplayName("verification and return by a clerk → 403; a verified one cannot be changed → 409 illegal-state")
        void notMine() {
            var enterprise = Given.enterprise(SHUOCHENG, "140602");
            var path = "/v1/activities/" + Given.activity(SHUOCHENG, enterprise, "STANDARD", "2026-03-01");
            as(SHUOCHENG).body("{}").post(path + "/verification").then().statusCode(403);
            as(SHUOCHENG)
                    .body("{\"reason\": \"x\"}")
                    .post(path + "/return")
                    .then()
                    .statusCode(403);
            as(SHUOZHOU).body("{}").post(path + "/verification").then().statusCode(200);
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"title\": \"另一个\"}")
                    .patch(path)
                    .then()
                    .statusCode(409)
                    .body("present", is("VERIFIED"), "allowed", contains("RETURNED"));
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName(
                "verification → the enterprise is ACTIVE; return with a reason → no longer; resubmission → FILED again")
        void verification() {
            var enterprise = Given.enterprise(SHUOCHENG, "140602");
            var path = "/v1/activities/" + Given.activity(SHUOCHENG, enterprise, "RD_PROJECT", "2026-03-01");
            as(SHUOZHOU)
                    .body("{\"on\": \"2026-02-01\"}")
                    .post(path + "/verification")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"));
            as(SHUOZHOU)
                    .body("{\"on\": \"2026-04-01\", \"note\": \"材料齐全\"}")
                    .post(path + "/verification")
                    .then()
                    .statusCode(200)
                    .body("status", is("VERIFIED"), "facts.verifiedOn", is("2026-04-01"));
            assertEquals("ACTIVE", state(enterprise));
            as(SHUOZHOU)
                    .body("{}")
                    .post(path + "/verification")
                    .then()
                    .statusCode(409)
                    .body(
                            "type",
                            is("/problems/illegal-state"),
                            "present",
                            is("VERIFIED"),
                            "allowed",
                            hasItem("RETURNED"));
            as(SHUOZHOU)
                    .body("{\"reason\": \"佐证不足\"}")
                    .post(path + "/return")
                    .then()
                    .statusCode(200)
                    .body("status", is("RETURNED"), "facts.verifiedOn", nullValue());
            assertEquals("NOT_STARTED", state(enterprise));
            as(SHUOCHENG).post(path + "/resubmission").then().statusCode(200).body("status", is("FILED"));
            as(SHUOZHOU)
                    .get("/v1/enterprises/" + enterprise + "/history")
                    .then()
                    .body("items.type", contains("enterprise.lapsed", "enterprise.activated", "enterprise.registered"));
        }

        @Test
        @DisplayName("verifications in bulk → a result for each line; a kind that does not count leaves the state")
        void bulk() {
            var enterprise = Given.enterprise(SHUOCHENG, "140602");
            var training = Given.activity(SHUOCHENG, enterprise, "TRAINING", "2026-03-01");
            var lines = """
                    {"id": "%s", "on": "2026-03-05", "note": "材料齐全"}
                    {"id": "%s"}
                    {"id": "0"}
                    7""".formatted(training, "019a9e3c-5d6f-7a10-8000-00000000ffff");
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/activities/verifications")
                    .then()
                    .statusCode(200)
                    .body(
                            "total", is(4),
                            "changed", is(1),
                            "results.outcome", contains("CHANGED", "REFUSED", "REFUSED", "REFUSED"),
                            "results[1].problem.status", is(404));
            as(SHUOZHOU)
                    .get("/v1/activities/" + training + "/history")
                    .then()
                    .body("items[0].type", is("activity.verified"), "items[0].reason", is("材料齐全"));
            assertEquals("NOT_STARTED", state(enterprise));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName(
                "GET, verification → 404; POST for its enterprise → 409 without saying where it is; a reader writes → 403")
        void others() {
            var enterprise = Given.enterprise(SHUOCHENG, "140602");
            var path = "/v1/activities/" + Given.activity(SHUOCHENG, enterprise, "STANDARD", "2026-03-01");
            as(DATONG).get(path).then().statusCode(404);
            as(DATONG).body("{}").post(path + "/verification").then().statusCode(404);
            as(DATONG)
                    .body("""
                            {"enterprise": "%s", "kind": "STANDARD", "title": "x", "startedOn": "2026-03-01"}""".formatted(enterprise))
                    .post("/v1/activities")
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"));
            as(INTEGRATOR).body("{}").post(path + "/verification").then().statusCode(403);
        }
    }
}
