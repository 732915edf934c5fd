package org.innoledger.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Service.class)
class ReplayTest {
    private static final Set<String> ROLES = Set.of("reader", "clerk");

    private static Response posted(String token, String key, String body) {
        return as(token).header("Idempotency-Key", key).body(body).post("/v1/platforms");
    }

    private static String platform() {
        return "{\"name\": \"示例平台\", \"region\": \"140602\", \"type\": \"PILOT_BASE\", \"level\": \"MUNICIPAL\", \"subfield\": \"%s\"}"
                .formatted(UUID.randomUUID());
    }

    @Test
    @DisplayName("the first answer again for who still has its regions, or more; 403 once one of them is lost")
    void regionsLost() {
        var key = UUID.randomUUID().toString();
        var body = platform();
        var client = "client-" + key;
        var id = OnFile.id(posted(Tokens.of(client, ROLES, "1406", "1402"), key, body));
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
        var body = platform();
        var name = "name-" + key;
        var ofPerson = OnFile.id(posted(Tokens.of(name, ROLES, "1406"), key, body));
        var ofClient = OnFile.id(posted(Tokens.withoutSubject(name, ROLES, "1406"), key, platform()));
        assertNotEquals(ofPerson, ofClient);
    }

    @Test
    @DisplayName("GET with the tag of what is on file → 304 without a body; with another one → 200")
    void known() {
        var path = "/v1/platforms/"
                + OnFile.id(posted(Tokens.SHUOZHOU, UUID.randomUUID().toString(), platform()));
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
        posted(Tokens.SHUOZHOU, key, platform())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("Idempotency-Key"), "errors[0].code", is("length"));
    }
}
