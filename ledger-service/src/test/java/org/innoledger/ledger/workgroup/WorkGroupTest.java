package org.innoledger.ledger.workgroup;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
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
import static org.innoledger.ledger.Supporting.assignmentFacts;
import static org.innoledger.ledger.Supporting.enterprise;
import static org.innoledger.ledger.Supporting.group;
import static org.innoledger.ledger.Supporting.groupFacts;
import static org.innoledger.ledger.Supporting.lines;
import static org.innoledger.ledger.Supporting.members;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class WorkGroupTest {
    private static final String GOOD = groupFacts("140600", "GOVERNMENT_HEAD", members("DIVISION", "INSTITUTE", 6));

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201; PUT the same → 200 and nothing new; PATCH → version 2; its history tells of both")
        void file() {
            var id = as(SHUOZHOU)
                    .body(GOOD)
                    .post("/v1/work-groups")
                    .then()
                    .statusCode(201)
                    .body("region", is("140600"), "facts.members", hasSize(6), "facts.members[1].technical", is(true))
                    .extract()
                    .<String>path("id");
            var path = "/v1/work-groups/" + id;
            as(SHUOZHOU).body(GOOD).put(path).then().statusCode(200).body("version", is(1));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": \"2026-12-31\"}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .statusCode(200)
                    .body("items.type", contains("work-group.amended", "work-group.registered"));
        }

        @Test
        @DisplayName("POST against every rule at once → 400 that names each")
        void everyRule() {
            var wrong = groupFacts("140600", "DEPARTMENT_HEAD", members("SECTION", "ENTERPRISE", 4));
            as(SHUOZHOU)
                    .body(wrong)
                    .post("/v1/work-groups")
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.code",
                            containsInAnyOrder(
                                    "city-leader", "five-to-six-members", "division-rank-member", "technical-member"),
                            "errors.pointer",
                            contains("/leaderPost", "/members", "/members", "/members"));
        }

        @Test
        @DisplayName("POST against one rule → 400 with its code alone; what the rule allows → 201")
        void eachRule() {
            refused("five-to-six-members", groupFacts("140600", "GOVERNMENT_HEAD", members("DIVISION", "PLATFORM", 4)));
            refused("five-to-six-members", groupFacts("140600", "GOVERNMENT_HEAD", members("DIVISION", "PLATFORM", 7)));
            refused("division-rank-member", groupFacts("140602", "OTHER", members("SECTION", "UNIVERSITY", 5)));
            refused("technical-member", groupFacts("140602", "OTHER", members("DIVISION", "ALLIANCE", 5)));
            refused("city-leader", groupFacts("140600", "OTHER", members("DIVISION", "UNIVERSITY", 5)));
            refused("missing", GOOD.replaceFirst("\"members\": \\[.*], ", ""));
            refused("out-of-order", GOOD.replace("\"since\"", "\"until\": \"2025-12-31\", \"since\""));
            refused("pattern", GOOD.replace("\"name\": \"成员0\"", "\"name\": \"成员0\", \"talent\": \"7\""));
            for (var allowed : List.of(
                    groupFacts("140602", "OTHER", members("PROVINCIAL_BUREAU", "PLATFORM", 5)),
                    groupFacts("140602", "DEPARTMENT_HEAD", members("DIVISION", "UNIVERSITY", 6)))) {
                as(SHUOZHOU).body(allowed).post("/v1/work-groups").then().statusCode(201);
            }
            as(PROVINCE)
                    .body(groupFacts("140000", "DEPARTMENT_HEAD", members("DIVISION", "UNIVERSITY", 5)))
                    .post("/v1/work-groups")
                    .then()
                    .statusCode(201);
        }

        private static void refused(String code, String facts) {
            as(SHUOZHOU)
                    .body(facts)
                    .post("/v1/work-groups")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains(code));
        }

        @Test
        @DisplayName(
                "POST withdrawal while enterprises are assigned → 409 that says how many; without any → 200, then 410")
        void withdrawal() {
            var id = group(SHUOZHOU, "140600");
            var assignment = assigned(SHUOCHENG, enterprise("140602", "C3073"), id, "2026-02-01");
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post("/v1/work-groups/" + id + "/withdrawal")
                    .then()
                    .statusCode(409)
                    .body("rule", is("work_group_unused"));
            as(SHUOCHENG)
                    .body("{\"reason\": \"改派\"}")
                    .post("/v1/assignments/" + assignment + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post("/v1/work-groups/" + id + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU).get("/v1/work-groups/" + id).then().statusCode(410);
        }

        @Test
        @DisplayName(
                "imports → a result for each line; a number used twice in one region → refused with its rule; by the number alone → the same group")
        void imports() {
            var number = UUID.randomUUID().toString();
            var numbered = GOOD.replace("\"name\": \"示例工作组\"", "\"name\": \"甲\", \"externalId\": \"" + number + "\"");
            imported(List.of(
                            "{\"id\": \"%s\", \"facts\": %s}".formatted(UUID.randomUUID(), numbered),
                            "{\"id\": \"%s\", \"facts\": %s}".formatted(UUID.randomUUID(), numbered)))
                    .body(
                            "results.outcome", contains("CREATED", "REFUSED"),
                            "results[1].problem.rule", is("work_group_external_id"));
            imported(List.of("{\"facts\": %s}".formatted(numbered))).body("results.outcome", contains("UNCHANGED"));
        }

        private static ValidatableResponse imported(List<String> lines) {
            return as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines(lines))
                    .post("/v1/work-groups/imports")
                    .then()
                    .statusCode(200);
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("relocation with all its enterprises inside → 200; away from one → 409")
        void relocation() {
            var id = group(SHUOZHOU, "140600");
            assigned(SHUOZHOU, enterprise("140602", "C3073"), id, "2026-02-01");
            var path = "/v1/work-groups/" + id + "/relocation";
            as(SHUOZHOU)
                    .body("{\"region\": \"140602\", \"reason\": \"下放\"}")
                    .post(path)
                    .then()
                    .statusCode(200)
                    .body("region", is("140602"));
            as(SHUOZHOU)
                    .body("{\"region\": \"140603\", \"reason\": \"误\"}")
                    .post(path)
                    .then()
                    .statusCode(409)
                    .body("rule", is("work_group_region"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("any write → 403; GET list by filter → the group")
        void reads() {
            var id = group(SHUOZHOU, "140600");
            as(INTEGRATOR).body(GOOD).post("/v1/work-groups").then().statusCode(403);
            as(INTEGRATOR)
                    .get("/v1/work-groups?region=1406&leaderPost=GOVERNMENT_HEAD&field=陶瓷&limit=500&sort=-recordedAt")
                    .then()
                    .statusCode(200)
                    .body("items.id", hasItem(id));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("GET by a county → its city's groups, to read only; by another city → 404, and in no list")
        void below() {
            var id = group(SHUOZHOU, "140600");
            var path = "/v1/work-groups/" + id;
            as(SHUOCHENG).get(path).then().statusCode(200).body("facts.leader", is("王某"));
            as(SHUOCHENG)
                    .get("/v1/work-groups?limit=500&sort=-recordedAt")
                    .then()
                    .body("items.id", hasItem(id));
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"leader\": \"甲\"}")
                    .patch(path)
                    .then()
                    .statusCode(403);
            as(SHUOCHENG).body(GOOD.replace("王某", "甲")).put(path).then().statusCode(403);
            as(SHUOCHENG)
                    .body("{\"reason\": \"试\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(403);
            as(DATONG).get(path).then().statusCode(404);
            as(DATONG).get("/v1/work-groups?limit=500").then().body("items.id", not(hasItem(id)));
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName(
                "a group is withdrawn while a county assigns to it → it is withdrawn or has assignments, never both")
        void withdrawnAndAssigned() throws Exception {
            for (int round = 0; round < 5; round++) {
                var id = group(SHUOZHOU, "140600");
                var enterprises = List.of(enterprise("140602", "C3073"), enterprise("140602", "C3073"));
                var statuses = together(
                        3,
                        i -> i == 0
                                ? as(SHUOZHOU)
                                        .body("{\"reason\": \"误登\"}")
                                        .post("/v1/work-groups/" + id + "/withdrawal")
                                        .statusCode()
                                : as(SHUOCHENG)
                                        .body(assignmentFacts(enterprises.get(i - 1), id, "2026-02-01"))
                                        .post("/v1/assignments")
                                        .statusCode());
                var assigned = statuses.subList(1, 3).stream()
                        .filter(status -> status == 201)
                        .count();
                assertEquals(assigned == 0 ? 200 : 409, statuses.getFirst(), statuses.toString());
                assertTrue(List.of(200, 201, 409).containsAll(statuses), statuses.toString());
            }
        }
    }
}
