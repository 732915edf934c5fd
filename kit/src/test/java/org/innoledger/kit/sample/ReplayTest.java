package org.innoledger.kit.sample;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.sample.Samples.PATH;
import static org.innoledger.kit.sample.Samples.facts;
import static org.innoledger.kit.test.Asking.as;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that come again, by an `Idempotency-Key` or by the tag of what their caller has.
@QuarkusTest
@TestProfile(Samples.Running.class)
class ReplayTest {
    private static final Set<String> ROLES = Set.of("reader", "clerk");

    private static Response posted(String token, String key, String body) {
        return as(token).header("Idempotency-Key", key).body(body).post(PATH);
    }

    private static String sample() {
        return facts("140602", UUID.randomUUID().toString(), "");
    }

    private static String filed(Response answer) {
        return answer.then().statusCode(201).extract().path("id");
    }

    @Test
    @DisplayName("the first answer again for who still has its regions, or more; 403 once one of them is lost")
    void regionsLost() {
        var key = UUID.randomUUID().toString();
        var body = sample();
        var client = "client-" + key;
        var id = filed(posted(Tokens.of(client, ROLES, "1406", "1402"), key, body));
        for (var same : List.of(
                new String[] {"1406", "1402"}, new String[] {"1402", "1406"}, new String[] {"14"}, new String[] {
                    "1401", "1402", "1406"
                })) {
            posted(Tokens.of(client, ROLES, same), key, body)
                    .then()
                    .statusCode(201)
                    .body("id", is(id));
        }
        for (var less : List.of(
                new String[] {"1406"},
                new String[] {"140602"},
                new String[] {"1402"},
                new String[] {"1401"},
                new String[] {})) {
            posted(Tokens.of(client, ROLES, less), key, body)
                    .then()
                    .statusCode(403)
                    .body("type", is("/problems/forbidden"));
        }
    }

    @Test
    @DisplayName("a client without a person shares no keys with a person of that name")
    void names() {
        var key = UUID.randomUUID().toString();
        var body = sample();
        var name = "name-" + key;
        var ofPerson = filed(posted(Tokens.of(name, ROLES, "1406"), key, body));
        var ofClient = filed(posted(Tokens.withoutSubject(name, ROLES, "1406"), key, sample()));
        assertNotEquals(ofPerson, ofClient);
    }

    @Test
    @DisplayName("GET with the tag of what is on file → 304 without a body; with another one → 200")
    void known() {
        var path = PATH + "/" + filed(posted(Tokens.SHUOZHOU, UUID.randomUUID().toString(), sample()));
        for (var tag : List.of("\"1\"", "W/\"1\"", "\"7\", \"1\"", "*")) {
            given().auth()
                    .oauth2(Tokens.SHUOZHOU)
                    .header("If-None-Match", tag)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", "\"1\"")
                    .body(emptyString());
        }
        as(Tokens.SHUOZHOU)
                .header("If-None-Match", "\"2\"")
                .get(path)
                .then()
                .statusCode(200)
                .body("version", is(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "\"  \"", "\" \t\""})
    @DisplayName("an empty or blank key → 400")
    void blankKeys(String key) {
        posted(Tokens.SHUOZHOU, key, sample())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("Idempotency-Key"), "errors[0].code", is("length"));
    }
}
