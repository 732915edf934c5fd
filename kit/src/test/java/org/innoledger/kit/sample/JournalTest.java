package org.innoledger.kit.sample;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.sample.Samples.PATH;
import static org.innoledger.kit.sample.Samples.facts;
import static org.innoledger.kit.sample.Samples.filed;
import static org.innoledger.kit.sample.Samples.fresh;
import static org.innoledger.kit.sample.Samples.id;
import static org.innoledger.kit.sample.Samples.line;
import static org.innoledger.kit.sample.Samples.sent;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How a record is written, and what its versions tell.
@QuarkusTest
@TestProfile(Samples.Running.class)
class JournalTest {
    private static final String HERE = "140602";

    private static Response put(String path, String name) {
        return as(SHUOZHOU).body(facts(HERE, name, "")).put(path);
    }

    private static Response verb(String path, String verb, String body) {
        return as(SHUOZHOU).body(body).post(path + "/" + verb);
    }

    @Nested
    class Verbs {
        @Test
        @DisplayName("PUT a new one → 201, the same → 200 and nothing new, other facts → version 2 with its ETag")
        void put() {
            var path = fresh();
            JournalTest.put(path, "甲")
                    .then()
                    .statusCode(201)
                    .header("Location", is(path))
                    .header("ETag", "\"1\"")
                    .body("version", is(1), "region", is(HERE), "status", is("TAKEN"), "facts.name", is("甲"));
            JournalTest.put(path, "甲").then().statusCode(200).body("version", is(1));
            JournalTest.put(path, "乙").then().statusCode(200).header("ETag", "\"2\"");
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type", contains("sample.amended", "sample.registered"),
                            "items[0].changes.name.from", is("甲"),
                            "items[0].changes.name.to", is("乙"),
                            "items[0].changes.size()", is(1),
                            "items[0].actor", is("shuozhou"));
        }

        @Test
        @DisplayName(
                "a stale or weak If-Match → 412, the present one, alone or in a list → 200; If-None-Match on what it names → 412")
        void conditions() {
            var path = filed(SHUOZHOU, HERE, "");
            var body = facts(HERE, "乙", "");
            as(SHUOZHOU)
                    .header("If-Match", "\"7\"")
                    .body(body)
                    .put(path)
                    .then()
                    .statusCode(412)
                    .body("type", is("/problems/version-conflict"));
            as(SHUOZHOU)
                    .header("If-Match", "W/\"1\"")
                    .body(body)
                    .put(path)
                    .then()
                    .statusCode(412);
            as(SHUOZHOU)
                    .header("If-Match", "\"7\", \"1\"")
                    .body(body)
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2));
            as(SHUOZHOU)
                    .header("If-None-Match", "*")
                    .body(body)
                    .put(path)
                    .then()
                    .statusCode(412);
            as(SHUOZHOU)
                    .header("If-None-Match", "\"1\", W/\"2\"")
                    .body(body)
                    .put(path)
                    .then()
                    .statusCode(412);
            as(SHUOZHOU).header("If-Match", "*").body(body).put(fresh()).then().statusCode(412);
            as(SHUOZHOU)
                    .header("If-Match", "yesterday")
                    .body(body)
                    .put(path)
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("etag-form"));
        }

        @Test
        @DisplayName("PATCH → changes one field, clears another; an unknown field → 400; another region → 409")
        void patch() {
            var path = filed(SHUOZHOU, HERE, ", \"grams\": 5, \"industry\": \"C3073\"");
            patched(SHUOZHOU, path, "{\"grams\": 12, \"industry\": null}")
                    .statusCode(200)
                    .body("facts.grams", is(12), "facts.industry", nullValue(), "version", is(2));
            patched(SHUOZHOU, path, "{\"gramms\": 12}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/gramms"), "errors.code", contains("unknown-field"));
            patched(SHUOZHOU, path, "[]").statusCode(400).body("errors.code", contains("merge-patch-form"));
            patched(SHUOZHOU, path, "{\"region\": \"140603\"}").statusCode(409);
        }

        @Test
        @DisplayName("a record on file replaced without a region, or by nothing → 400 that names what is missing")
        void missingParts() {
            var path = filed(SHUOZHOU, HERE, "");
            for (var body : List.of("", "null", "{}", "{\"name\": \"甲\"}", "{\"region\": \"149999\"}")) {
                as(SHUOZHOU).body(body).put(path).then().statusCode(400).body("errors.pointer", hasItem("/region"));
            }
            for (var region : List.of("null", "\" \"", "\"149999\"")) {
                patched(SHUOZHOU, path, "{\"region\": " + region + "}")
                        .statusCode(400)
                        .body("errors.pointer", contains("/region"));
            }
            var id = id(path);
            var lines = List.of(
                    "{\"id\": \"" + id + "\", \"facts\": {\"name\": \"甲\"}}",
                    "{\"id\": \"" + id + "\"}",
                    "{\"id\": null, \"facts\": null}",
                    "null");
            sent(SHUOZHOU, PATH + "/imports", lines)
                    .then()
                    .statusCode(200)
                    .body("refused", is(4), "results[0].problem.errors.pointer", hasItem("/facts/region"));
        }

        @Test
        @DisplayName(
                "a verb → the next state with its note, once; a day to come → 400; its part stays when facts are replaced")
        void measured() {
            var path = filed(SHUOZHOU, HERE, "");
            var tomorrow = LocalDate.now(Clocks.ZONE).plusDays(1);
            verb(path, "measuring", "{\"grams\": 9, \"on\": \"%s\"}".formatted(tomorrow))
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/on"), "errors.code", contains("date-in-future"));
            verb(path, "measuring", "{}")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/grams"), "errors.code", contains("missing"));
            var measuring = "{\"grams\": 9, \"on\": \"2026-03-02\", \"note\": \"复称\"}";
            verb(path, "measuring", measuring)
                    .then()
                    .statusCode(200)
                    .body("status", is("MEASURED"), "facts.grams", is(9), "facts.measuredOn", is("2026-03-02"));
            verb(path, "measuring", measuring)
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/illegal-state"), "present", is("MEASURED"), "allowed", hasSize(0));
            JournalTest.put(path, "乙").then().body("facts.measuredOn", is("2026-03-02"), "status", is("MEASURED"));
            as(SHUOZHOU)
                    .body(facts(HERE, "丙", ", \"measuredOn\": \"2026-03-02\""))
                    .put(path)
                    .then()
                    .statusCode(200);
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                                    contains(
                                            "sample.amended", "sample.amended", "sample.measured", "sample.registered"),
                            "items[2].reason", is("复称"),
                            "items[2].changes.status.to", is("MEASURED"));
        }

        @Test
        @DisplayName("what only a verb sets, set or taken away by anybody → 400 that names it")
        void byVerbsOnly() {
            var stated = ", \"measuredOn\": \"2020-01-01\"";
            bySomebody(as(SHUOZHOU).body(facts(HERE, "甲", stated)).post(PATH).then());
            var path = filed(SHUOZHOU, HERE, "");
            verb(path, "measuring", "{\"grams\": 9}").then().statusCode(200);
            bySomebody(as(SHUOZHOU).body(facts(HERE, "甲", stated)).put(path).then());
            bySomebody(patched(SHUOZHOU, path, "{\"measuredOn\": null}"));
            sent(SHUOZHOU, PATH + "/imports", List.of(line(UUID.fromString(id(path)), facts(HERE, "甲", stated))))
                    .then()
                    .body(
                            "results[0].problem.errors.pointer", contains("/facts/measuredOn"),
                            "results[0].problem.errors.code", contains("set-by-verbs"));
        }

        private static void bySomebody(ValidatableResponse answer) {
            answer.statusCode(400)
                    .body("errors.pointer", contains("/measuredOn"), "errors.code", contains("set-by-verbs"));
        }

        @Test
        @DisplayName("withdrawal → 200, then every read and write → 410 with when and why, and the history stays")
        void withdrawal() {
            var path = filed(SHUOZHOU, HERE, "");
            verb(path, "withdrawal", "{}").then().statusCode(400).body("errors.pointer", contains("/reason"));
            verb(path, "withdrawal", "{\"reason\": \"重复登记\"}").then().statusCode(200);
            as(SHUOZHOU).get(path).then().statusCode(410).body("reason", is("重复登记"), "withdrawnAt", notNullValue());
            JournalTest.put(path, "乙").then().statusCode(410).body("advice", containsString("/restoration"));
            verb(path, "withdrawal", "{\"reason\": \"再次登记\"}").then().statusCode(410);
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.type", contains("sample.withdrawn", "sample.registered"),
                            "items[0].reason", is("重复登记"));
        }

        @Test
        @DisplayName("one Idempotency-Key → the first answer again, whatever came since; other content → 422")
        void idempotency() {
            var path = fresh();
            var key = "\"" + UUID.randomUUID() + "\"";
            for (int i = 0; i < 2; i++) {
                as(SHUOZHOU)
                        .header("Idempotency-Key", key)
                        .body(facts(HERE, "甲", ""))
                        .put(path)
                        .then()
                        .statusCode(201)
                        .body("version", is(1));
                JournalTest.put(path, "乙").then().statusCode(200);
            }
            as(SHUOZHOU)
                    .header("Idempotency-Key", key)
                    .body(facts(HERE, "丙", ""))
                    .put(path)
                    .then()
                    .statusCode(422);
            as(SHUOZHOU).get(path).then().body("facts.name", is("乙"), "version", is(2));
            as(SHUOZHOU)
                    .header("Idempotency-Key", "k".repeat(201))
                    .body(facts(HERE, "丙", ""))
                    .put(path)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("Idempotency-Key"));
        }
    }

    /// What was withdrawn by mistake comes back as it was, unless something else stands in its place.
    @Nested
    class Restoration {
        private static final String BY_MISTAKE = "{\"reason\": \"误撤\"}";

        private static String withdrawn(String more) {
            var path = filed(SHUOZHOU, HERE, more);
            verb(path, "withdrawal", BY_MISTAKE).then().statusCode(200);
            return path;
        }

        @Test
        @DisplayName(
                "a reviewer restores it with a reason → it is as before, once; what is there or never was → 409, 404")
        void restored() {
            var path = withdrawn(", \"grams\": 3");
            posted(SHUOCHENG, path + "/restoration", BY_MISTAKE).statusCode(403);
            verb(path, "restoration", "{}").then().statusCode(400).body("errors.pointer", contains("/reason"));
            verb(path, "restoration", BY_MISTAKE)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"3\"")
                    .body("facts.grams", is(3), "status", is("TAKEN"));
            as(SHUOCHENG).get(path).then().statusCode(200).body("version", is(3));
            as(SHUOCHENG)
                    .get(path + "/history")
                    .then()
                    .body("items[0].type", is("sample.restored"), "items[0].reason", is("误撤"));
            verb(path, "restoration", BY_MISTAKE).then().statusCode(409);
            verb(fresh(), "restoration", BY_MISTAKE).then().statusCode(404);
        }

        @Test
        @DisplayName("one that has moved meanwhile → its new city hears 404, until the province restores and moves it")
        void moved() {
            var path = withdrawn("");
            posted(DATONG, path + "/restoration", BY_MISTAKE).statusCode(404);
            posted(PROVINCE, path + "/restoration", BY_MISTAKE).statusCode(200);
            posted(PROVINCE, path + "/relocation", "{\"region\": \"140212\", \"reason\": \"整体搬迁\"}")
                    .statusCode(200);
            as(DATONG).get(path).then().statusCode(200).body("region", is("140212"));
        }

        @Test
        @DisplayName("what has taken its place stands in the way")
        void inTheWay() {
            var number = ", \"externalId\": \"RESTORED-1\"";
            var path = withdrawn(number);
            var second = filed(SHUOZHOU, HERE, number);
            verb(path, "restoration", BY_MISTAKE).then().statusCode(409).body("inTheWay", is(id(second)));
            verb(second, "withdrawal", BY_MISTAKE).then().statusCode(200);
            verb(path, "restoration", BY_MISTAKE).then().statusCode(200);
        }

        @Test
        @DisplayName("two reviewers at once → it is restored once")
        void once() throws Exception {
            var path = withdrawn("");
            var both = answers(2, n -> verb(path, "restoration", BY_MISTAKE));
            assertEquals(1, counted(both, 200));
            assertEquals(1, counted(both, 409));
        }
    }

    @Nested
    class AtOnce {
        private static final int CLIENTS = 16;

        @Test
        @DisplayName("16 PUTs of one new id → one record, versions 1 to 16, none refused")
        void puts() throws Exception {
            var path = fresh();
            var statuses = together(CLIENTS, i -> put(path, "甲" + i).statusCode());
            assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
            assertEquals(15, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
            as(SHUOZHOU).get(path).then().body("version", is(CLIENTS));
            as(SHUOZHOU).get(path + "/history").then().body("items", hasSize(CLIENTS));
        }

        @Test
        @DisplayName("16 requests with one Idempotency-Key → one effect; the others get its result or 409")
        void oneKey() throws Exception {
            var key = UUID.randomUUID().toString();
            var answers = together(
                    CLIENTS,
                    i -> as(SHUOZHOU)
                            .header("Idempotency-Key", key)
                            .body(facts(HERE, "只一件", ""))
                            .post(PATH));
            assertTrue(Set.of(201, 409)
                    .containsAll(answers.stream().map(Response::statusCode).toList()));
            assertEquals(
                    1,
                    answers.stream()
                            .filter(answer -> answer.statusCode() == 201)
                            .map(answer -> answer.path("id"))
                            .distinct()
                            .count());
            as(SHUOZHOU).get(PATH + "?total=true&name=只一件").then().body("total", is(1));
        }
    }
}
