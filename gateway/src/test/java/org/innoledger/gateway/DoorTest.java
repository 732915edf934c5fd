package org.innoledger.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Suite.class)
class DoorTest {
    @Suite.Running
    Suite suite;

    @Test
    @DisplayName("no token: 401 with WWW-Authenticate, in Chinese, wherever below /v1")
    void noToken() {
        for (var path : new String[] {"/v1/enterprises", "/v1/enterprises/1", "/v1/nothing", "/v1"}) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", equalTo("Bearer realm=\"innoledger\""))
                    .contentType(equalTo("application/problem+json;charset=UTF-8"))
                    .body("type", equalTo("/problems/unauthenticated"))
                    .body("title", equalTo("缺少有效的访问令牌"));
        }
    }

    @Test
    @DisplayName("a token that is forged, expired, of another issuer, for another audience, or none at all: 401")
    void badTokens() {
        var tokens = new String[] {
            suite.tokenOfOtherKey(),
            suite.tokenExpired(),
            suite.tokenOfOtherIssuer(),
            suite.tokenForOtherAudience(),
            "nonsense"
        };
        for (var token : tokens) {
            given().header("Authorization", "Bearer " + token)
                    .header("Accept-Language", "en-GB")
                    .get("/v1/enterprises")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                    .header("Content-Language", "en")
                    .body("title", equalTo("A valid access token is needed"));
        }
    }

    @Test
    @DisplayName("a good token: on to the service, with the token")
    void goodToken() {
        var bearer = "Bearer " + suite.token("province", "reader");
        given().header("Authorization", bearer)
                .get("/v1/enterprises")
                .then()
                .statusCode(200)
                .body("headers.authorization", equalTo(bearer));
    }

    @Test
    @DisplayName("an address that the document does not describe: 404")
    void unknownPath() {
        for (var path : new String[] {"/v1/nothing", "/v1/enterprises/1/2/3"}) {
            given().header("Authorization", "Bearer " + suite.token("province", "reader"))
                    .get(path)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("/problems/not-found"));
        }
    }

    @Test
    @DisplayName(
            "a method that the document does not describe: 405 with Allow; a literal segment comes before a parameter")
    void unknownMethod() {
        given().header("Authorization", "Bearer " + suite.token("province", "reader"))
                .delete("/v1/enterprises/1")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD, OPTIONS, PUT"))
                .body("type", equalTo("/problems/method-not-allowed"));
        given().header("Authorization", "Bearer " + suite.token("province", "reader"))
                .get("/v1/enterprises/imports")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("OPTIONS, POST"));
    }

    @Test
    @DisplayName("metrics: 401 without a token, 403 without the operator group, else Prometheus text")
    void metrics() {
        given().get("/metrics").then().statusCode(401);
        given().header("Authorization", "Bearer " + suite.token("province", "reader", "reviewer"))
                .get("/metrics")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"));
        given().header("Authorization", "Bearer " + suite.token("operator", "operator"))
                .get("/metrics")
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds_count"));
    }

    @Test
    @DisplayName("a sane request id is kept and passed on, any other is replaced; the service's own does not double it")
    void requestId() {
        var bearer = "Bearer " + suite.token("province", "reader");
        given().header("Authorization", bearer)
                .header("X-Request-Id", "city-1406.A_7")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/v1/enterprises")
                .then()
                .header("X-Request-Id", equalTo("city-1406.A_7"))
                .body("headers.x-request-id", equalTo("city-1406.A_7"))
                .body("headers.traceparent", equalTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        for (var insane : new String[] {"a b", "x".repeat(65), "<script>"}) {
            given().header("X-Request-Id", insane)
                    .get("/v1/enterprises")
                    .then()
                    .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"))
                    .body("requestId", matchesPattern("[0-9a-f-]{36}"));
        }
    }
}
