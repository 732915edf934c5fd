package org.innoledger.ledger.enterprise;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.nobody;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Service.number;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.OPERATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class EnterpriseTest {
    static String facts(String name, String region) {
        return """
                {"name": "%s", "region": "%s", "industry": "C3073", "ownership": "PRIVATE", "revenueYuan": 36000000}""".formatted(name, region);
    }

    private static String filed(String token, String region) {
        var id = code();
        as(token)
                .body(facts("示例企业" + id, region))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("PUT a new one → 201, the same → 200 and nothing new, other facts → version 2 with its ETag")
        void put() {
            var path = "/v1/enterprises/" + code();
            as(SHUOCHENG)
                    .body(facts("甲", "140602"))
                    .put(path)
                    .then()
                    .statusCode(201)
                    .header("Location", equalTo(path))
                    .header("ETag", "\"1\"")
                    .body("version", is(1), "region", is("140602"), "status", is("NOT_STARTED"), "facts.name", is("甲"));
            as(SHUOCHENG)
                    .body(facts("甲", "140602"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(1));
            as(SHUOCHENG)
                    .body(facts("乙", "140602"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"2\"")
                    .body("version", is(2));
            as(SHUOCHENG)
                    .get(path + "/history")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.type", contains("enterprise.amended", "enterprise.registered"),
                            "items[0].changes.name.from", is("甲"),
                            "items[0].changes.name.to", is("乙"),
                            "items[0].changes.size()", is(1),
                            "items[0].actor", is("shuocheng"));
        }

        @Test
        @DisplayName(
                "PUT with a stale If-Match → 412; with the present one → 200; If-None-Match: * on one that exists → 412")
        void conditions() {
            var path = "/v1/enterprises/" + filed(SHUOZHOU, "140602");
            as(SHUOZHOU)
                    .header("If-Match", "\"7\"")
                    .body(facts("乙", "140602"))
                    .put(path)
                    .then()
                    .statusCode(412)
                    .body("type", is("/problems/version-conflict"));
            for (var none : List.of("\"7\", \"8\"", "W/\"1\"", "\"-1\", \"+1\", \"01\"")) {
                as(SHUOZHOU)
                        .header("If-Match", none)
                        .body(facts("乙", "140602"))
                        .put(path)
                        .then()
                        .statusCode(412);
            }
            for (var held : List.of("\"1\"", "\"3\", W/\"1\"")) {
                as(SHUOZHOU)
                        .header("If-None-Match", held)
                        .body(facts("乙", "140602"))
                        .put(path)
                        .then()
                        .statusCode(412)
                        .body("type", is("/problems/version-conflict"));
            }
            as(SHUOZHOU)
                    .header("If-Match", "\"7\", \"1\"")
                    .body(facts("乙", "140602"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2));
            as(SHUOZHOU)
                    .header("If-None-Match", "*")
                    .body(facts("丙", "140602"))
                    .put(path)
                    .then()
                    .statusCode(412);
            as(SHUOZHOU)
                    .header("If-Match", "*")
                    .body(facts("丙", "140602"))
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(412);
        }

        @Test
        @DisplayName("PUT with wrong codes → 400 that names all of them, in Chinese and in English")
        void wrongCodes() {
            var wrong = """
                    {"name": " ", "region": "140202", "industry": "C9931", "ownership": "PRIVATE", "parent": "91350100M000100Y44"}""";
            as(PROVINCE)
                    .body(wrong)
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer", contains("/industry", "/name", "/parent", "/region"),
                            "errors.code",
                                    contains(
                                            "industry-unknown",
                                            "missing",
                                            "credit-code-check-character",
                                            "division-retired"),
                            "errors[3].message", containsString("请改用 140213 平城区"));
            as(PROVINCE)
                    .header("Accept-Language", "en")
                    .body(wrong)
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(400)
                    .header("Content-Type", "application/problem+json;charset=UTF-8")
                    .body(
                            "title", is("The request is not valid"),
                            "errors[0].message", is("GB/T 4754-2017 has no division 99"),
                            "errors[1].message", is("This is required"));
            as(PROVINCE)
                    .body(facts("甲", "140602"))
                    .put("/v1/enterprises/91350100M000100Y4Z")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/id"));
            as(PROVINCE)
                    .body(facts("甲", "140600"))
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(400)
                    .body("errors[0].message", startsWith("所在区划应为县级"));
        }

        @Test
        @DisplayName("PUT of what is no such JSON → 400 that says where, and nothing of Java")
        void wrongJson() {
            for (var body : List.of(
                    "{",
                    "[]",
                    "{\"name\": 1}",
                    "{\"nmae\": \"x\"}",
                    "{\"ownership\": \"OTHER\"}",
                    "{\"aboveScaleSince\": \"gestern\"}",
                    "{\"revenueYuan\": 1.5}",
                    "{\"revenueYuan\": \"5\"}",
                    "")) {
                as(PROVINCE)
                        .body(body)
                        .put("/v1/enterprises/" + code())
                        .then()
                        .statusCode(400)
                        .body(not(containsString("java")), not(containsString("innoledger.")));
            }
            as(PROVINCE)
                    .body("{\"ownership\": \"OTHER\"}")
                    .put("/v1/enterprises/" + code())
                    .then()
                    .body("errors[0].pointer", is("/ownership"), "errors[0].code", is("not-in-catalogue"));
        }

        @Test
        @DisplayName("PATCH → changes one field, clears another; an unknown field → 400")
        void patch() {
            var path = "/v1/enterprises/" + filed(SHUOZHOU, "140602");
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"staff\": 12, \"revenueYuan\": null}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("facts.staff", is(12), "facts.revenueYuan", nullValue(), "version", is(2));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"stuff\": 12}")
                    .patch(path)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/stuff"));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"region\": \"140603\"}")
                    .patch(path)
                    .then()
                    .statusCode(409);
        }

        @Test
        @DisplayName("a record on file replaced without a region, or by nothing: 400 that names what is missing")
        void missingParts() {
            var code = filed(SHUOZHOU, "140602");
            var path = "/v1/enterprises/" + code;
            for (var body : List.of("", "null", "{}", "{\"name\": \"示例企业\"}", "{\"region\": \"149999\"}")) {
                as(SHUOZHOU).body(body).put(path).then().statusCode(400).body("errors.pointer", hasItem("/region"));
            }
            for (var region : List.of("null", "\" \"", "\"149999\"")) {
                patched(SHUOZHOU, path, "{\"region\": " + region + "}")
                        .statusCode(400)
                        .body("errors[0].pointer", is("/region"));
            }
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(("{\"id\": \"" + code + "\", \"facts\": {\"name\": \"示例企业\"}}\n{\"id\": \"" + code
                                    + "\"}\n{\"id\": null, \"facts\": null}\nnull")
                            .getBytes(StandardCharsets.UTF_8))
                    .post("/v1/enterprises/imports")
                    .then()
                    .statusCode(200)
                    .body("refused", is(4), "results[0].problem.errors.pointer", hasItem("/facts/region"));
        }

        @Test
        @DisplayName("POST withdrawal → 200, then every read and write → 410 with when and why, and the history stays")
        void withdrawal() {
            var path = "/v1/enterprises/" + filed(SHUOZHOU, "140602");
            as(SHUOZHOU)
                    .body("{}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/reason"));
            as(SHUOZHOU)
                    .body("{\"reason\": \"重复登记\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU).get(path).then().statusCode(410).body("reason", is("重复登记"), "withdrawnAt", notNullValue());
            as(SHUOZHOU).body(facts("乙", "140602")).put(path).then().statusCode(410);
            as(SHUOZHOU)
                    .body("{\"reason\": \"再次\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(410);
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.type",
                            contains("enterprise.withdrawn", "enterprise.registered"),
                            "items[0].reason",
                            is("重复登记"));
        }

        @Test
        @DisplayName("PUT twice with one Idempotency-Key → the first answer again; other content → 422")
        void idempotency() {
            var path = "/v1/enterprises/" + code();
            var key = "\"" + UUID.randomUUID() + "\"";
            as(SHUOZHOU)
                    .header("Idempotency-Key", key)
                    .body(facts("甲", "140602"))
                    .put(path)
                    .then()
                    .statusCode(201);
            as(SHUOZHOU).body(facts("乙", "140602")).put(path).then().statusCode(200);
            as(SHUOZHOU)
                    .header("Idempotency-Key", key)
                    .body(facts("甲", "140602"))
                    .put(path)
                    .then()
                    .statusCode(201)
                    .body("version", is(1));
            as(SHUOZHOU)
                    .header("Idempotency-Key", key)
                    .body(facts("丙", "140602"))
                    .put(path)
                    .then()
                    .statusCode(422)
                    .body("type", is("/problems/idempotency-key-reused"));
            as(SHUOZHOU).get(path).then().body("facts.name", is("乙"), "version", is(2));
        }

        @Test
        @DisplayName(
                "imports → a result for each line; what is wrong stops nothing else; a second time changes nothing")
        void imports() {
            var good = code();
            var body = "{\"id\": \"%s\", \"facts\": %s}\n"
                            .formatted(good, facts("甲", "140602").strip())
                    + "{\"id\": \"%s\", \"facts\": %s}\n"
                            .formatted(code(), facts("乙", "140202").strip())
                    + "{\"id\": \"%s\", \"facts\": %s}\n"
                            .formatted(code(), facts("丙", "140213").strip())
                    + "{\"id\": \"%s\", \"facts\": %s}\n"
                            .formatted(good, facts("丁", "140602").strip())
                    + "nonsense\n";
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .post("/v1/enterprises/imports")
                    .then()
                    .statusCode(200)
                    .body(
                            "results.outcome", contains("CREATED", "REFUSED", "REFUSED", "CHANGED", "REFUSED"),
                            "results[1].problem.errors[0].pointer", is("/facts/region"),
                            "results[2].problem.type", is("/problems/forbidden"),
                            "results[4].problem.errors[0].code", is("json"),
                            "created", is(1),
                            "changed", is(1),
                            "refused", is(3));
            as(SHUOZHOU).get("/v1/enterprises/" + good).then().body("facts.name", is("丁"), "version", is(2));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("any write → 403")
        void writes() {
            as(INTEGRATOR)
                    .body(facts("甲", "140602"))
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(403)
                    .body("type", is("/problems/forbidden"));
            as(INTEGRATOR)
                    .contentType("application/x-ndjson")
                    .body(new byte[] {10})
                    .post("/v1/enterprises/imports")
                    .then()
                    .statusCode(403);
            as(OPERATOR).get("/v1/enterprises").then().statusCode(403);
        }

        @Test
        @DisplayName("no token, or a bad one → 401")
        void noToken() {
            nobody().get("/v1/enterprises").then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
            as(INTEGRATOR + "x")
                    .get("/v1/enterprises")
                    .then()
                    .statusCode(401)
                    .body("type", is("/problems/unauthenticated"));
        }

        @Test
        @DisplayName("GET list by filter, sort and cursor → each record once, also while others are filed")
        void pages() {
            var mine = new HashSet<String>();
            for (int i = 0; i < 7; i++) {
                mine.add(filed(PROVINCE, "140902"));
            }
            var seen = new ArrayList<String>();
            var next = "/v1/enterprises?region=140902&limit=3&sort=-recordedAt&ownership=PRIVATE";
            while (next != null) {
                var page = as(INTEGRATOR)
                        .urlEncodingEnabled(false)
                        .get(next)
                        .then()
                        .statusCode(200)
                        .extract();
                seen.addAll(page.path("items.id"));
                var link = page.header("Link");
                next = link == null ? null : link.substring(1, link.indexOf('>'));
                filed(PROVINCE, "140902");
            }
            assertEquals(7, seen.size());
            assertEquals(mine, new HashSet<>(seen));
        }

        @Test
        @DisplayName("GET list with a filter, sort or cursor that does not exist → 400 that says which do")
        void wrongFilters() {
            as(INTEGRATOR)
                    .get("/v1/enterprises?color=red")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("color"), "errors[0].message", containsString("revenueYuan"));
            as(INTEGRATOR).get("/v1/enterprises?sort=color").then().statusCode(400);
            as(INTEGRATOR).get("/v1/enterprises?cursor=abc").then().statusCode(400);
            as(INTEGRATOR).get("/v1/enterprises?limit=-1").then().statusCode(400);
            as(INTEGRATOR).get("/v1/enterprises?revenueYuan.gte=many").then().statusCode(400);
            as(INTEGRATOR).get("/v1/enterprises?limit=x").then().statusCode(400);
        }

        @Test
        @DisplayName("GET list by every sort of filter → those that match")
        void filters() {
            var id = filed(PROVINCE, "140822");
            var all =
                    "/v1/enterprises?region=1408&industry=C30&revenueYuan.gte=36000000&revenueYuan.lte=36000000&status=NOT_STARTED,ACTIVE&total=true&updatedSince=2026-01-01T00:00:00Z&q="
                            + id;
            as(INTEGRATOR).get(all).then().statusCode(200).body("items.id", contains(id), "total", is(1));
            for (var sort : List.of("name", "-revenueYuan", "aboveScaleSince", "-industry", "id")) {
                as(INTEGRATOR)
                        .get("/v1/enterprises?region=1408&sort=" + sort)
                        .then()
                        .statusCode(200)
                        .body("items.id", hasItem(id));
            }
            as(INTEGRATOR)
                    .get("/v1/enterprises?region=1408&industry=C31")
                    .then()
                    .statusCode(200)
                    .body("items", empty());
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("GET what is another city's → 404, and it is in no list, history or feed")
        void invisible() {
            var id = filed(SHUOZHOU, "140602");
            as(DATONG).get("/v1/enterprises/" + id).then().statusCode(404).body("type", is("/problems/not-found"));
            as(DATONG).get("/v1/enterprises/" + id + "/history").then().statusCode(404);
            as(DATONG).get("/v1/enterprises?limit=500").then().body("items.region", everyItem(startsWith("1402")));
            as(DATONG).get("/v1/enterprises?region=1406").then().statusCode(403);
            as(DATONG).get("/v1/enterprises?region=140600").then().statusCode(403);
            as(SHUOCHENG)
                    .get("/v1/enterprises?limit=1&region=140600")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
            as(DATONG)
                    .get("/v1/ledger/changes?limit=1000&waitSeconds=1")
                    .then()
                    .statusCode(200)
                    .body("items.region", everyItem(startsWith("1402")));
        }

        @Test
        @DisplayName("PUT in another city → 403; under a code that another city holds → 409 that does not say which")
        void foreign() {
            var id = filed(SHUOZHOU, "140602");
            as(SHUOZHOU)
                    .body(facts("甲", "140213"))
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(403);
            as(DATONG)
                    .body(facts("甲", "140213"))
                    .put("/v1/enterprises/" + id)
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"), "detail", not(containsString("140602 ")));
            as(DATONG)
                    .body("{\"reason\": \"试\"}")
                    .post("/v1/enterprises/" + id + "/withdrawal")
                    .then()
                    .statusCode(404);
        }

        @Test
        @DisplayName(
                "relocation by the province → the new city has it with its whole history, the old one hears of it and loses it")
        void relocation() {
            var id = filed(SHUOZHOU, "140602");
            var before = number("select coalesce(max(seq), 0) from journal_seal");
            as(SHUOZHOU)
                    .body("{\"region\": \"140213\", \"reason\": \"搬迁\"}")
                    .post("/v1/enterprises/" + id + "/relocation")
                    .then()
                    .statusCode(403);
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"搬迁\"}")
                    .post("/v1/enterprises/" + id + "/relocation")
                    .then()
                    .statusCode(200)
                    .body("region", is("140213"), "facts.region", is("140213"));
            as(SHUOZHOU).get("/v1/enterprises/" + id).then().statusCode(404);
            as(DATONG).get("/v1/enterprises/" + id).then().statusCode(200);
            as(DATONG)
                    .get("/v1/enterprises/" + id + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains("enterprise.relocated", "enterprise.registered"),
                            "items[0].changes.region.from",
                            is("140602"));
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> as(SHUOZHOU)
                            .get("/v1/ledger/changes?limit=1000&after=" + before)
                            .then()
                            .body(
                                    "items.subject",
                                    hasItem("enterprise/" + id),
                                    "items.type",
                                    hasItem("org.innoledger.enterprise.relocated.v1")));
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("16 PUTs of one new id → one record, versions 1 to 16, none refused")
        void puts() throws Exception {
            var path = "/v1/enterprises/" + code();
            var statuses = together(
                    16,
                    i -> as(SHUOZHOU).body(facts("甲" + i, "140602")).put(path).statusCode());
            assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
            assertEquals(15, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
            as(SHUOZHOU).get(path).then().body("version", is(16));
            as(SHUOZHOU).get(path + "/history").then().body("items", hasSize(16));
        }

        @Test
        @DisplayName("16 imports with one Idempotency-Key → one effect; the others get its result or 409")
        void oneKey() throws Exception {
            var id = code();
            var line = "{\"id\": \"%s\", \"facts\": %s}"
                    .formatted(id, facts("甲", "140602").strip());
            var key = UUID.randomUUID().toString();
            // As many imports as a client may have under way.
            var statuses = together(
                    4,
                    i -> as(SHUOZHOU)
                            .header("Idempotency-Key", key)
                            .contentType("application/x-ndjson")
                            .body(line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .post("/v1/enterprises/imports")
                            .statusCode());
            assertEquals(
                    new HashSet<>(List.of(200, 409)),
                    new HashSet<>(statuses) {
                        {
                            add(409);
                        }
                    },
                    statuses.toString());
            as(SHUOZHOU).get("/v1/enterprises/" + id).then().body("version", is(1));
        }
    }
}
