package org.innoledger.kit.sample;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.innoledger.kit.sample.Samples.PATH;
import static org.innoledger.kit.sample.Samples.facts;
import static org.innoledger.kit.sample.Samples.filed;
import static org.innoledger.kit.sample.Samples.fresh;
import static org.innoledger.kit.sample.Samples.line;
import static org.innoledger.kit.sample.Samples.sent;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.nobody;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is refused, to whom, and how that is told.
@QuarkusTest
@TestProfile(Samples.Running.class)
class RefusalTest {
    private static final String HERE = "140602";

    private static Response verb(String path, String verb, String body) {
        return as(SHUOZHOU).body(body).post(path + "/" + verb);
    }

    @Nested
    class Bodies {
        @Test
        @DisplayName(
                "every fault at once, in the order of its pointer: of components, of values, of rules over several")
        void faults() {
            var wrong = """
                    {"region": "140202", "name": " ", "kind": "WATER", "industry": "C9931", "maker": "91350100M000100Y44", \
                    "takenOn": "2026-03-01", "keptUntil": "2026-02-28", "notes": [{"text": "有"}, {}]}""";
            as(PROVINCE)
                    .body(wrong)
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .header("Content-Type", "application/problem+json;charset=UTF-8")
                    .body(
                            "errors.pointer",
                            contains(
                                    "/industry",
                                    "/industry",
                                    "/keptUntil",
                                    "/maker",
                                    "/name",
                                    "/notes/1/text",
                                    "/region"),
                            "errors.findAll { it.pointer != '/industry' }.code",
                            contains(
                                    "out-of-order",
                                    "credit-code-check-character",
                                    "missing",
                                    "missing",
                                    "division-retired"),
                            "title",
                            is("请求内容不符合要求"));
            as(PROVINCE)
                    .header("Accept-Language", "en")
                    .body(wrong)
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body("title", is("The request is not valid"));
            as(PROVINCE)
                    .body(facts(HERE, "甲", ""))
                    .put(PATH + "/no-uuid")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/id"), "errors.code", contains("id-form"));
        }

        @Test
        @DisplayName("a body that is no such JSON → 400 that says where, and nothing of Java")
        void wrongJson() {
            for (var body : List.of(
                    "{",
                    "[]",
                    "{\"name\": 1}",
                    "{\"nmae\": \"x\"}",
                    "{\"kind\": \"STEEL\"}",
                    "{\"takenOn\": \"gestern\"}",
                    "{\"grams\": 1.5}",
                    "{\"grams\": \"5\"}",
                    "")) {
                as(PROVINCE)
                        .body(body)
                        .put(fresh())
                        .then()
                        .statusCode(400)
                        .body(not(containsString("java")), not(containsString("innoledger.")));
            }
            as(PROVINCE)
                    .body("{\"kind\": \"STEEL\"}")
                    .put(fresh())
                    .then()
                    .body(
                            "errors.pointer", contains("/kind", "/name", "/region", "/takenOn"),
                            "errors.code", contains("not-in-catalogue", "missing", "missing", "missing"),
                            "errors[0].message", containsString("WATER"));
        }

        @Test
        @DisplayName("a rule on other records refuses the one that breaks it, and those that leave; the rest is filed")
        void rules() {
            var first = UUID.randomUUID();
            var lines = List.of(
                    line(first, ruled(60_000)),
                    line(UUID.randomUUID(), ruled(100_001)),
                    line(UUID.randomUUID(), ruled(null)));
            sent(SHUOZHOU, PATH + "/imports", lines)
                    .then()
                    .body(
                            "results.outcome", contains("CREATED", "REFUSED", "CREATED"),
                            "results[1].problem.rule", is("grams_a_day"));
            as(SHUOZHOU).body(ruled(50_000)).post(PATH).then().statusCode(409).body("rule", is("grams_a_day"));
            as(SHUOZHOU).body(ruled(40_000)).post(PATH).then().statusCode(201);
            var path = PATH + "/" + first;
            verb(path, "measuring", "{\"grams\": 60000}").then().statusCode(200);
            verb(path, "withdrawal", "{\"reason\": \"重复登记\"}")
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/illegal-state"));
        }

        private static String ruled(Integer grams) {
            return """
                    {"region": "140681", "name": "示例", "kind": "WATER", "takenOn": "2026-05-05", "grams": %d}""".formatted(grams);
        }

        @Test
        @DisplayName("no token, or a bad one → 401; without the role → 403")
        void callers() {
            nobody().get(PATH).then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
            as(INTEGRATOR + "x").get(PATH).then().statusCode(401).body("type", is("/problems/unauthenticated"));
            as(INTEGRATOR)
                    .body(facts(HERE, "甲", ""))
                    .put(fresh())
                    .then()
                    .statusCode(403)
                    .body("type", is("/problems/forbidden"));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("what is another city's → 404, under its id too; 403 to file there")
        void foreign() {
            var path = filed(SHUOZHOU, HERE, "");
            as(DATONG).get(path).then().statusCode(404).body("type", is("/problems/not-found"));
            as(DATONG).get(path + "/history").then().statusCode(404);
            as(DATONG).get(PATH + "?limit=500").then().body("items.region", everyItem(startsWith("1402")));
            as(DATONG)
                    .body("{\"reason\": \"试一试吧\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(404);
            as(DATONG)
                    .body(facts(HERE, "甲", ""))
                    .put(fresh())
                    .then()
                    .statusCode(403)
                    .body("type", is("/problems/forbidden"));
            as(DATONG).body(facts("140213", "甲", "")).put(path).then().statusCode(404);
        }

        @Test
        @DisplayName("relocation by who covers both → the new city has it with its whole history, the old one loses it")
        void relocation() {
            var path = filed(SHUOZHOU, HERE, "");
            var moving = "{\"region\": \"140213\", \"reason\": \"样品移交\"}";
            as(SHUOZHOU).body(moving).post(path + "/relocation").then().statusCode(403);
            as(PROVINCE)
                    .body(moving)
                    .post(path + "/relocation")
                    .then()
                    .statusCode(200)
                    .body("region", is("140213"), "facts.region", is("140213"));
            as(SHUOZHOU).get(path).then().statusCode(404);
            as(DATONG)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type", contains("sample.relocated", "sample.registered"),
                            "items[0].changes.region.from", is(HERE),
                            "items[0].reason", is("样品移交"));
        }
    }

    @Nested
    class Sizes {
        private static String notes(int count, String note) {
            return facts(
                    HERE,
                    "示例",
                    ", \"notes\": ["
                            + IntStream.range(0, count).mapToObj(i -> note).collect(Collectors.joining(",")) + "]");
        }

        @Test
        @DisplayName("a record beyond 256 KiB → 413 that names the field and its bytes")
        void tooLarge() {
            as(SHUOZHOU)
                    .body(notes(90, "{\"text\": \"" + "字".repeat(1_000) + "\"}"))
                    .post(PATH)
                    .then()
                    .statusCode(413)
                    .body(
                            "type", is("/problems/too-large"),
                            "errors[0].pointer", is("/notes"),
                            "errors[0].code", is("too-many-bytes"));
        }

        @Test
        @DisplayName(
                "twenty thousand empty elements → told that it is too many; 499 → the first 50 faults, 5 of a line")
        void tooMany() {
            as(SHUOZHOU)
                    .body(notes(20_000, "{}"))
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/notes"), "errors.code", contains("size"));
            as(SHUOZHOU)
                    .body(notes(499, "{}"))
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body("errors", hasSize(50));
            sent(SHUOZHOU, PATH + "/imports", List.of("{\"facts\": " + notes(499, "{}") + "}"))
                    .then()
                    .body("results[0].outcome", is("REFUSED"), "results[0].problem.errors", hasSize(5));
        }

        @Test
        @DisplayName(
                "a record that grows by a verb → 413 before it is too large; it stays readable, and so its history")
        void grows() {
            var path = filed(SHUOZHOU, HERE, "");
            var note = "{\"text\": \"" + "见".repeat(4_000) + "\"}";
            Response answer;
            do {
                answer = verb(path, "notes", note);
            } while (answer.statusCode() == 200);
            assertEquals(413, answer.statusCode(), answer.asString());
            assertEquals("/notes", answer.path("errors[0].pointer"));
            int version =
                    as(SHUOZHOU).get(path).then().statusCode(200).extract().path("version");
            var pages = Pages.of(SHUOZHOU, path + "/history");
            assertTrue(pages.size() > 1);
            assertEquals(
                    IntStream.iterate(version, each -> each > 0, each -> each - 1)
                            .boxed()
                            .toList(),
                    Pages.all(pages, "items.version"));
            // What a version changed is told where the one before stands on the next page, too.
            assertEquals(
                    IntStream.iterate(version - 1, each -> each > 0, each -> each - 1)
                            .boxed()
                            .toList(),
                    Pages.<List<?>>all(pages, "items.findAll { it.version > 1 }.changes.notes.to").stream()
                            .map(List::size)
                            .toList());
        }
    }
}
