package org.innoledger.ledger.pairing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.ledger.Supporting.enterprise;
import static org.innoledger.ledger.Supporting.lines;
import static org.innoledger.ledger.Supporting.state;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class PairingTest {
    private static String facts(String enterprise, String mentor) {
        return """
                {"enterprise": "%s", "kind": "ENTERPRISE", "mentor": "%s", "since": "2026-02-01", "goal": "首个研发项目"}""".formatted(enterprise, mentor);
    }

    private static String department(String enterprise, String kind) {
        return """
                {"enterprise": "%s", "kind": "%s", "department": "市工信局", "since": "2026-02-01"}""".formatted(enterprise, kind);
    }

    private static String mentor(String region, String industry) {
        var mentor = enterprise(region, industry);
        state(mentor, "ACTIVE");
        return mentor;
    }

    private static String paired(String enterprise, String mentor) {
        return as(SHUOZHOU)
                .body(facts(enterprise, mentor))
                .post("/v1/pairings")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void refused(String token, String facts, String rule) {
        as(token).body(facts).post("/v1/pairings").then().statusCode(409).body("rule", is(rule));
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST of each kind → 201 for one enterprise; a mentor of many, ACTIVE or CLOSED")
        void kinds() {
            var mentee = enterprise("140602", "C3073");
            var mentor = mentor("140603", "C3021");
            as(SHUOZHOU)
                    .body(facts(mentee, mentor))
                    .post("/v1/pairings")
                    .then()
                    .statusCode(201)
                    .body("region", is("140602"), "facts.mentor", is(mentor));
            for (var kind : List.of("DEPARTMENT", "LOCALITY")) {
                as(SHUOCHENG)
                        .body(department(mentee, kind))
                        .post("/v1/pairings")
                        .then()
                        .statusCode(201);
            }
            state(mentor, "CLOSED");
            paired(enterprise("140602", "C3073"), mentor);
            as(INTEGRATOR)
                    .get("/v1/pairings?mentor=" + mentor + "&total=true")
                    .then()
                    .statusCode(200)
                    .body("total", is(2));
        }

        @Test
        @DisplayName("POST with what its kind does not take → 400 that names each field")
        void wrongKind() {
            var mentee = enterprise("140602", "C3073");
            as(SHUOZHOU)
                    .body(
                            "{\"enterprise\": \"%s\", \"kind\": \"DEPARTMENT\", \"mentor\": \"%s\", \"since\": \"2026-02-01\"}"
                                    .formatted(mentee, code()))
                    .post("/v1/pairings")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", containsInAnyOrder("/department", "/mentor"));
            as(SHUOZHOU)
                    .body(department(mentee, "ENTERPRISE"))
                    .post("/v1/pairings")
                    .then()
                    .statusCode(400)
                    .body("errors.code", hasItem("inconsistent"));
            as(SHUOZHOU)
                    .body(facts(mentee, mentee))
                    .post("/v1/pairings")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/mentor"), "errors[0].code", is("inconsistent"));
            as(SHUOZHOU)
                    .body(department(code(), "DEPARTMENT"))
                    .post("/v1/pairings")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("enterprise-unknown"));
        }

        @Test
        @DisplayName(
                "POST with a mentor not active, of another division or unknown, or an active mentee → 409 with the rule")
        void rules() {
            var mentee = enterprise("140602", "C3073");
            refused(SHUOZHOU, facts(mentee, enterprise("140602", "C3073")), "pairing_mentor_active");
            refused(SHUOZHOU, facts(mentee, mentor("140602", "C3100")), "pairing_same_division");
            refused(SHUOZHOU, facts(mentee, code()), "pairing_mentor_known");
            var active = mentor("140602", "C3073");
            refused(SHUOZHOU, facts(active, mentor("140602", "C3073")), "pairing_mentee_not_active");
        }

        @Test
        @DisplayName("a second mentor at the same time → 409; after the first is ended → 201")
        void oneMentor() {
            var mentee = enterprise("140602", "C3073");
            var first = paired(mentee, mentor("140602", "C3073"));
            var second = facts(mentee, mentor("140602", "C3073"));
            refused(SHUOZHOU, second, "pairing_one_mentor");
            as(SHUOZHOU)
                    .body("{\"on\": \"2026-05-31\", \"result\": \"已立项\"}")
                    .post("/v1/pairings/" + first + "/ending")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU)
                    .body(second.replace("2026-02-01", "2026-06-01"))
                    .post("/v1/pairings")
                    .then()
                    .statusCode(201);
        }

        @Test
        @DisplayName("PATCH and ending after the mentee has become active → 200; another mentor or day → 409")
        void mended() {
            var mentee = enterprise("140602", "C3073");
            var path = "/v1/pairings/" + paired(mentee, mentor("140602", "C3073"));
            var other = mentor("140602", "C3073");
            state(mentee, "ACTIVE");
            patched(path, "{\"goal\": \"两个研发项目\"}", 200);
            patched(path, "{\"mentor\": \"%s\"}".formatted(other), 409);
            patched(path, "{\"since\": \"2026-02-02\"}", 409);
            as(SHUOZHOU)
                    .body("{\"result\": \"已开展\"}")
                    .post(path + "/ending")
                    .then()
                    .statusCode(200)
                    .body(
                            "facts.until", is(LocalDate.now(Clocks.ZONE).toString()),
                            "facts.result", is("已开展"),
                            "facts.goal", is("两个研发项目"));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body("items.type", contains("pairing.ended", "pairing.amended", "pairing.registered"));
        }

        private static void patched(String path, String patch, int status) {
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body(patch)
                    .patch(path)
                    .then()
                    .statusCode(status);
        }

        @Test
        @DisplayName("ending without a result, in the future or before the beginning → 400; the result by PUT → 400")
        void wrongEnding() {
            var facts = department(enterprise("140602", "C3073"), "DEPARTMENT");
            var path = "/v1/pairings/" + UUID.randomUUID();
            as(SHUOZHOU)
                    .body(facts.replace("}", ", \"result\": \"自填\"}"))
                    .put(path)
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("set-by-verbs"), "errors.pointer", contains("/result"));
            as(SHUOZHOU).body(facts).put(path).then().statusCode(201);
            var ending = path + "/ending";
            as(SHUOZHOU)
                    .body("{\"on\": \"2026-05-31\"}")
                    .post(ending)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/result"));
            var late = "{\"on\": \"%s\", \"result\": \"成\"}"
                    .formatted(LocalDate.now(Clocks.ZONE).plusDays(2));
            as(SHUOZHOU)
                    .body(late)
                    .post(ending)
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("date-in-future"), "errors.pointer", contains("/on"));
            as(SHUOZHOU)
                    .body("{\"on\": \"2026-01-31\", \"result\": \"成\"}")
                    .post(ending)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/on"));
            as(SHUOZHOU)
                    .body("{\"on\": \"2026-03-31\", \"result\": \"成\"}")
                    .post(ending)
                    .then()
                    .statusCode(200);
            as(SHUOZHOU)
                    .body(facts)
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("facts.result", is("成"), "facts.until", is("2026-03-31"));
        }

        @Test
        @DisplayName("imports → lines judged one by one")
        void imports() {
            var mentor = mentor("140602", "C3073");
            var mentee = enterprise("140602", "C3073");
            var line = "{\"id\": \"%s\", \"facts\": %s}";
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines(List.of(
                            line.formatted(UUID.randomUUID(), facts(mentee, mentor)),
                            line.formatted(UUID.randomUUID(), facts(mentee, mentor)),
                            line.formatted(UUID.randomUUID(), facts(enterprise("140602", "C3100"), mentor)),
                            line.formatted(UUID.randomUUID(), department(mentee, "LOCALITY")))))
                    .post("/v1/pairings/imports")
                    .then()
                    .statusCode(200)
                    .body(
                            "results.outcome", contains("CREATED", "REFUSED", "REFUSED", "CREATED"),
                            "results[1].problem.rule", is("pairing_one_mentor"),
                            "results[2].problem.rule", is("pairing_same_division"));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName(
                "a mentor of another city → 409 for the city, 201 for the province; the other city sees none of it")
        void foreign() {
            var mentee = enterprise("140602", "C3073");
            var mentor = mentor("140213", "C3073");
            refused(SHUOZHOU, facts(mentee, mentor), "pairing_mentor_known");
            var id = as(PROVINCE)
                    .body(facts(mentee, mentor))
                    .post("/v1/pairings")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            as(SHUOZHOU).get("/v1/pairings/" + id).then().statusCode(200);
            as(SHUOZHOU)
                    .body("{\"result\": \"成\"}")
                    .post("/v1/pairings/" + id + "/ending")
                    .then()
                    .statusCode(200);
            as(DATONG).get("/v1/pairings/" + id).then().statusCode(404);
            as(DATONG)
                    .body("{\"result\": \"成\"}")
                    .post("/v1/pairings/" + id + "/ending")
                    .then()
                    .statusCode(404);
            as(DATONG).get("/v1/pairings?limit=500").then().body("items.id", not(hasItem(id)));
            as(DATONG)
                    .body(facts(mentee, mentor))
                    .post("/v1/pairings")
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"));
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("8 mentors for one mentee → one 201, the others 409")
        void mentors() throws Exception {
            var mentee = enterprise("140602", "C3073");
            var mentors = new String[8];
            for (int i = 0; i < mentors.length; i++) {
                mentors[i] = mentor("140602", "C3073");
            }
            var statuses = together(
                    mentors.length,
                    i -> as(SHUOZHOU)
                            .body(facts(mentee, mentors[i]))
                            .post("/v1/pairings")
                            .statusCode());
            assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
            assertEquals(7, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
        }
    }
}
