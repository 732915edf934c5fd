package org.innoledger.kit.sample;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.sample.Samples.PATH;
import static org.innoledger.kit.sample.Samples.facts;
import static org.innoledger.kit.sample.Samples.filed;
import static org.innoledger.kit.sample.Samples.id;
import static org.innoledger.kit.sample.Samples.line;
import static org.innoledger.kit.sample.Samples.sent;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.innoledger.kit.test.Place;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Many records at once, by import and by a verb for many.
@QuarkusTest
@TestProfile(Samples.Running.class)
class ImportTest {
    private static final String IMPORTS = PATH + "/imports";

    private static ValidatableResponse imported(String... lines) {
        return sent(SHUOZHOU, IMPORTS, List.of(lines)).then().statusCode(200);
    }

    private static String numbered(String region, String name, String externalId) {
        return "{\"facts\": " + facts(region, name, ", \"externalId\": \"" + externalId + "\"") + "}";
    }

    @Test
    @DisplayName("a result for each line; what is wrong stops nothing else, and says where in its line")
    void lines() {
        var good = UUID.randomUUID();
        imported(
                        line(good, facts("140602", "甲", "")),
                        line(UUID.randomUUID(), facts("140202", " ", ", \"keptUntil\": \"2020-01-01\"")),
                        line(UUID.randomUUID(), facts("140213", "丙", "")),
                        line(good, facts("140602", "丁", "")),
                        line(good, facts("140602", "丁", "")),
                        "nonsense",
                        "{\"id\": \"%s\"}".formatted(good),
                        "",
                        "{\"id\": \"five\", \"facts\": {}}",
                        line(UUID.randomUUID(), "{\"grams\": \"many\"}"))
                .body(
                        "total", is(9),
                        "results.line", contains(1, 2, 3, 4, 5, 6, 7, 9, 10),
                        "results.outcome",
                                contains(
                                        "CREATED",
                                        "REFUSED",
                                        "REFUSED",
                                        "CHANGED",
                                        "UNCHANGED",
                                        "REFUSED",
                                        "REFUSED",
                                        "REFUSED",
                                        "REFUSED"),
                        "results[1].problem.errors.pointer",
                                contains("/facts/keptUntil", "/facts/name", "/facts/region"),
                        "results[2].problem.type", is("/problems/forbidden"),
                        "results[5].problem.errors.code", contains("json"),
                        "results[6].problem.errors.code", contains("line-form"),
                        "results[7].problem.errors.code", contains("id-form"),
                        "results[8].problem.errors.pointer", hasItem("/facts/grams"),
                        "created", is(1),
                        "changed", is(1),
                        "unchanged", is(1),
                        "refused", is(6));
        as(SHUOZHOU).get(PATH + "/" + good).then().body("facts.name", is("丁"), "version", is(2));
    }

    @Test
    @DisplayName("lines without id → matched by externalId within their region; twice → nothing new")
    void externalIds() {
        var lines = new String[] {
            numbered("140621", "甲", "N-1"),
            numbered("140621", "乙", "N-2"),
            numbered("140622", "丙", "N-1"),
            numbered("140621", "丁", "N-1"),
            "{\"facts\": " + facts("140621", "戊", "") + "}"
        };
        var first = imported(lines)
                .body("results.outcome", contains("CREATED", "CREATED", "CREATED", "CHANGED", "CREATED"))
                .extract();
        assertEquals(first.<String>path("results[0].id"), first.path("results[3].id"));
        var second = imported(numbered("140621", "丁", "N-1"), numbered("140621", "己", "N-2"))
                .body("results.outcome", contains("UNCHANGED", "CHANGED"))
                .extract();
        assertEquals(first.<List<String>>path("results.id").subList(0, 2), second.path("results.id"));
        // Another record cannot take a number that one of its region bears.
        imported(line(UUID.randomUUID(), facts("140621", "庚", ", \"externalId\": \"N-1\"")))
                .body(
                        "results.outcome", contains("REFUSED"),
                        "results[0].problem.type", is("/problems/conflict"),
                        "results[0].problem.rule", is("sample_external_id"));
        as(SHUOZHOU)
                .body("{\"reason\": \"重复登记\"}")
                .post(PATH + "/" + first.path("results[0].id") + "/withdrawal")
                .then()
                .statusCode(200);
        imported(numbered("140621", "辛", "N-1")).body("results.outcome", contains("CREATED"));
    }

    @Test
    @DisplayName("a line that is no UTF-8 → refused alone; more than ten thousand lines → 413 and nothing filed")
    void bounds() {
        var line = line(UUID.randomUUID(), facts("140623", "甲", ""));
        as(SHUOZHOU)
                .contentType("application/x-ndjson")
                .body((line + "\n\u00ff").getBytes(StandardCharsets.ISO_8859_1))
                .post(IMPORTS)
                .then()
                .statusCode(200)
                .body("results[1].problem.errors.code", contains("utf-8"));
        var many = IntStream.rangeClosed(0, 10_000).mapToObj(i -> "{}").toList();
        sent(SHUOZHOU, IMPORTS, many).then().statusCode(413).body("type", is("/problems/too-large"));
    }

    @Test
    @DisplayName("a verb for many → each by its own state; bodies and pointers are the verb's")
    void verbs() {
        var first = UUID.fromString(id(filed(SHUOZHOU, "140602", "")));
        var second = UUID.fromString(id(filed(SHUOZHOU, "140602", "")));
        sent(
                        SHUOZHOU,
                        PATH + "/measurings",
                        List.of(
                                measuring(first, "\"grams\": 5, \"note\": \"复称\""),
                                measuring(first, "\"grams\": 6"),
                                measuring(second, "\"grams\": 0"),
                                measuring(second, "\"grams\": 7, \"on\": \"9000-01-01\""),
                                measuring(UUID.randomUUID(), "\"grams\": 5"),
                                measuring(second, "\"gramms\": 5"),
                                "[]"))
                .then()
                .statusCode(200)
                .body(
                        "results.outcome",
                                contains("CHANGED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED"),
                        "results[1].problem.type", is("/problems/illegal-state"),
                        "results[2].problem.errors.pointer", contains("/grams"),
                        "results[3].problem.errors.pointer", contains("/on"),
                        "results[4].problem.type", is("/problems/not-found"),
                        "results[5].problem.errors.code", contains("unknown-field", "missing"),
                        "results[6].problem.errors.code", contains("line-form"));
        as(SHUOZHOU).get(PATH + "/" + first + "/history").then().body("items[0].reason", is("复称"));
        as(SHUOZHOU).get(PATH + "/" + second).then().body("version", is(1), "facts.grams", nullValue());
    }

    private static String measuring(UUID id, String body) {
        return "{\"id\": \"%s\", %s}".formatted(id, body);
    }

    @Test
    @DisplayName(
            "4 imports, as many as a client may have under way, with one Idempotency-Key → one effect; the others get its result or 409")
    void oneKey() throws Exception {
        var key = UUID.randomUUID().toString();
        var body = numbered("140623", "甲", "N-9").getBytes(StandardCharsets.UTF_8);
        var statuses = together(
                4,
                i -> as(SHUOZHOU)
                        .header("Idempotency-Key", key)
                        .contentType("application/x-ndjson")
                        .body(body)
                        .post(IMPORTS)
                        .statusCode());
        assertTrue(Set.of(200, 409).containsAll(statuses), statuses.toString());
        as(SHUOZHOU).get(PATH + "?externalId=N-9").then().body("items", hasSize(1), "items[0].version", is(1));
    }

    @Test
    @DisplayName("4 imports of the same 200 new records at once → each record once, and none refused")
    void atOnce() throws Exception {
        var county = Place.county();
        var clerk = county.token("reader", "clerk");
        var lines = IntStream.range(0, 200)
                .mapToObj(i -> numbered(county.code(), "甲", "P-" + i))
                .toList();
        var answers = together(4, i -> sent(clerk, IMPORTS, lines));
        assertTrue(answers.stream().anyMatch(answer -> answer.statusCode() == 200));
        as(clerk).get(PATH + "?total=true").then().body("total", is(200));
        answers.stream()
                .filter(answer -> answer.statusCode() == 200)
                .map(Response::asString)
                .forEach(answer -> assertTrue(answer.contains("\"total\":200"), answer));
    }
}
