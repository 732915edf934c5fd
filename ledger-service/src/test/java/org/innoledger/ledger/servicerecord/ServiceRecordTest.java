package org.innoledger.ledger.servicerecord;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.ledger.Supporting.assigned;
import static org.innoledger.ledger.Supporting.enterprise;
import static org.innoledger.ledger.Supporting.group;
import static org.innoledger.ledger.Supporting.lines;
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
class ServiceRecordTest {
    private static String facts(String enterprise, String group, Object date) {
        return """
                {"enterprise": "%s", "group": "%s", "method": "ON_SITE", "servedOn": "%s", "content": "现场对接", "problemsFound": "缺少检测设备"}""".formatted(enterprise, group, date);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST for an assigned enterprise → 201; GET by method and date → it; each method is taken")
        void file() {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            assigned(SHUOCHENG, enterprise, group, "2026-02-01");
            var id = as(SHUOCHENG)
                    .body(facts(enterprise, group, "2026-03-02"))
                    .post("/v1/service-records")
                    .then()
                    .statusCode(201)
                    .body("region", is("140602"), "facts.servedOn", is("2026-03-02"), "facts.group", is(group))
                    .extract()
                    .<String>path("id");
            as(INTEGRATOR)
                    .get(
                            "/v1/service-records?method=ON_SITE&servedOn.gte=2026-03-01&servedOn.lte=2026-03-31&sort=-servedOn&group="
                                    + group)
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(id));
            for (var method : List.of("SYMPOSIUM", "QUESTIONNAIRE", "HOTLINE", "OTHER")) {
                as(SHUOCHENG)
                        .body(facts(enterprise, group, "2026-03-02").replace("ON_SITE", method))
                        .post("/v1/service-records")
                        .then()
                        .statusCode(201);
            }
            as(SHUOCHENG)
                    .body(facts(enterprise, group, "2026-03-02").replace("ON_SITE", "LETTER"))
                    .post("/v1/service-records")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("not-in-catalogue"));
        }

        @Test
        @DisplayName(
                "POST before, after or without an assignment → 409: no step can be skipped; PATCH to such a day too")
        void notAssigned() {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            refused(facts(enterprise, group, "2026-03-02"));
            var assignment = assigned(SHUOZHOU, enterprise, group, "2026-02-01");
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": \"2026-03-31\"}")
                    .patch("/v1/assignments/" + assignment)
                    .then()
                    .statusCode(200);
            refused(facts(enterprise, group, "2026-01-31"));
            refused(facts(enterprise, group, "2026-04-01"));
            refused(facts(enterprise, group(SHUOZHOU, "140600"), "2026-03-02"));
            for (var last : List.of("2026-02-01", "2026-03-31")) {
                var id = as(SHUOZHOU)
                        .body(facts(enterprise, group, last))
                        .post("/v1/service-records")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
                as(SHUOZHOU)
                        .contentType("application/merge-patch+json")
                        .body("{\"servedOn\": \"2026-04-01\"}")
                        .patch("/v1/service-records/" + id)
                        .then()
                        .statusCode(409);
            }
        }

        private static void refused(String facts) {
            as(SHUOZHOU)
                    .body(facts)
                    .post("/v1/service-records")
                    .then()
                    .statusCode(409)
                    .body("rule", is("service_record_assigned"));
            as(SHUOZHOU)
                    .body(facts)
                    .post("/v1/service-records")
                    .then()
                    .statusCode(409)
                    .body("rule", is("service_record_assigned"));
        }

        @Test
        @DisplayName("POST of tomorrow → 400; of today → 201")
        void future() {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            assigned(SHUOZHOU, enterprise, group, "2026-02-01");
            var today = LocalDate.now(Clocks.ZONE);
            as(SHUOZHOU)
                    .body(facts(enterprise, group, today.plusDays(2)))
                    .post("/v1/service-records")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/servedOn"), "errors.code", contains("date-in-future"));
            as(SHUOZHOU)
                    .body(facts(enterprise, group, today))
                    .post("/v1/service-records")
                    .then()
                    .statusCode(201);
        }

        @Test
        @DisplayName("imports → lines judged one by one; again → unchanged")
        void imports() {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            assigned(SHUOZHOU, enterprise, group, "2026-02-01");
            var line = "{\"id\": \"%s\", \"facts\": %s}";
            var body = lines(List.of(
                    line.formatted(UUID.randomUUID(), facts(enterprise, group, "2026-02-01")),
                    line.formatted(UUID.randomUUID(), facts(enterprise, group, "2026-01-01")),
                    line.formatted(UUID.randomUUID(), facts(enterprise, group, "2026-02-02"))));
            for (var outcome : List.of("CREATED", "UNCHANGED")) {
                as(SHUOZHOU)
                        .contentType("application/x-ndjson")
                        .body(body)
                        .post("/v1/service-records/imports")
                        .then()
                        .statusCode(200)
                        .body(
                                "results.outcome", contains(outcome, "REFUSED", outcome),
                                "results[1].problem.rule", is("service_record_assigned"));
            }
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("POST for another city's enterprise → 409; GET its records → 404, and in no list")
        void foreign() {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            assigned(SHUOZHOU, enterprise, group, "2026-02-01");
            var id = as(SHUOZHOU)
                    .body(facts(enterprise, group, "2026-03-02"))
                    .post("/v1/service-records")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            as(DATONG)
                    .body(facts(enterprise, group, "2026-03-02"))
                    .post("/v1/service-records")
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"));
            as(DATONG).get("/v1/service-records/" + id).then().statusCode(404);
            as(DATONG).get("/v1/service-records?limit=500").then().body("items.id", not(hasItem(id)));
        }

        @Test
        @DisplayName("an enterprise moves to another city → its services go with it and may still be mended there")
        void relocation() {
            var enterprise = enterprise("140602", "C3073");
            var group = group(SHUOZHOU, "140600");
            assigned(SHUOZHOU, enterprise, group, "2026-02-01");
            var path = "/v1/service-records/" + UUID.randomUUID();
            as(SHUOZHOU)
                    .body(facts(enterprise, group, "2026-03-02"))
                    .put(path)
                    .then()
                    .statusCode(201);
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"搬迁\"}")
                    .post("/v1/enterprises/" + enterprise + "/relocation")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU).get(path).then().statusCode(404);
            as(DATONG)
                    .contentType("application/merge-patch+json")
                    .body("{\"problemsFound\": null}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("region", is("140213"));
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("an assignment is withdrawn while a service is filed → one of the two wins, the other is 409")
        void withdrawnMeanwhile() throws Exception {
            var group = group(SHUOZHOU, "140600");
            for (int round = 0; round < 5; round++) {
                var enterprise = enterprise("140602", "C3073");
                var assignment = assigned(SHUOZHOU, enterprise, group, "2026-02-01");
                var statuses = together(
                        2,
                        i -> i == 0
                                ? as(SHUOZHOU)
                                        .body("{\"reason\": \"误登\"}")
                                        .post("/v1/assignments/" + assignment + "/withdrawal")
                                        .statusCode()
                                : as(SHUOZHOU)
                                        .body(facts(enterprise, group, "2026-03-02"))
                                        .post("/v1/service-records")
                                        .statusCode());
                assertEquals(
                        statuses.getFirst() == 200 ? List.of(200, 409) : List.of(409, 201),
                        statuses,
                        statuses.toString());
            }
        }
    }
}
