package org.innoledger.talent.talent;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.PROVINCE;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.test.Tokens;

/// What tests of guessing have in common: clients of their own, since clients are counted, and the ways by
/// which a clerk writes a person.
final class Guessing {
    private Guessing() {}

    static String clerk(String name) {
        return Tokens.of(name, Set.of("reader", "clerk"), "140602");
    }

    static String person(String number) {
        return "{\"name\": \"示例人才\", \"nationalId\": \"%s\"}".formatted(number);
    }

    static String facts(String number) {
        return People.facts(person(number), "140602", "");
    }

    static String filed(String personal) {
        return "/v1/talents/"
                + as(PROVINCE)
                        .body(People.facts(personal, "140602", ""))
                        .post("/v1/talents")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    static String born(String number) {
        return number.substring(6, 10) + "-" + number.substring(10, 12) + "-" + number.substring(12, 14);
    }

    static Response patch(String token, String path, String personal) {
        return as(token)
                .contentType("application/merge-patch+json")
                .body("{\"personal\": " + personal + "}")
                .patch(path);
    }

    static Response correct(String token, String path, String personal) {
        return as(token)
                .body("{\"personal\": " + personal + ", \"reason\": \"本人申请更正\"}")
                .post(path + "/correction");
    }

    /// @param lines facts, each with an id before it or none
    static ValidatableResponse imported(String token, Stream<String> lines) {
        return as(token)
                .contentType("application/x-ndjson")
                .body(lines.collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8))
                .post("/v1/talents/imports")
                .then()
                .statusCode(200);
    }

    static String line(String facts) {
        return "{\"facts\": " + facts + "}";
    }

    static String line(String path, String facts) {
        return "{\"id\": \"" + id(path) + "\", \"facts\": " + facts + "}";
    }

    static String id(String path) {
        return path.substring("/v1/talents/".length());
    }

    static ValidatableResponse lookedUp(String client) {
        return as(PROVINCE)
                .get("/v1/personal-lookups?limit=500&sort=recordedAt&lookedUpBy=" + client)
                .then()
                .statusCode(200);
    }

    static Response look(String token, String number) {
        return as(token).body("{\"nationalId\": \"%s\"}".formatted(number)).post("/v1/talents/lookup");
    }

    static Object problem(Response refused) {
        var problem = refused.jsonPath().getMap("");
        problem.remove("requestId");
        return refused.statusCode() + " " + problem;
    }
}
