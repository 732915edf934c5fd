package org.innoledger.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.innoledger.kit.problem.ProblemType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(Suite.class)
class PortalTest {

    @Test
    @DisplayName("/ leads to /docs, and /docs has all its parts")
    void docs() {
        given().redirects().follow(false).get("/").then().statusCode(302).header("Location", equalTo("/docs"));
        given().get("/docs").then().statusCode(200).contentType("text/html").body(containsString("/docs/start.js"));
        for (var part : new String[] {"start.js", "swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png"}) {
            given().get("/docs/" + part).then().statusCode(200);
        }
    }

    @Test
    @DisplayName("/openapi is JSON, and YAML for those who ask for it")
    void openapi() {
        for (var path : new String[] {"/openapi", "/openapi.json", "/openapi?format=json"}) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("application/json"))
                    .body("openapi", equalTo("3.1.0"))
                    .body("info.title", equalTo("企业创新活动台账 / Enterprise innovation ledger"))
                    .body("servers[0].url", equalTo(Suite.ORIGIN))
                    .body("paths", hasKey("/v1/enterprises/{id}"))
                    .body("paths", hasKey("/v1/headcounts"))
                    .body("paths", hasKey("/v1/platforms"))
                    .body("components.securitySchemes.token.scheme", equalTo("bearer"));
        }
        for (var path : new String[] {"/openapi.yaml", "/openapi?format=yaml"}) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("application/yaml"))
                    .body(startsWith("openapi: \"3.1.0\""));
        }
        given().accept("application/yaml").get("/openapi").then().contentType(startsWith("application/yaml"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("each kind of problem has its page in both languages")
    void problemPage(ProblemType type) {
        given().header("Accept-Language", "en")
                .get(type.path())
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("HTTP " + type.status))
                .body(containsString("<html lang=\"en\">"))
                .body(containsString(type.title.zh()))
                .body(containsString(type.title.en()));
        given().get("/problems").then().body(containsString("href=\"" + type.path() + "\""));
    }

    @Test
    @DisplayName("a problem or a page that does not exist: 404, and markup in texts is shown as text")
    void unknownPages() {
        given().get("/problems/none").then().statusCode(404).body("type", equalTo("/problems/not-found"));
        given().get("/nothing").then().statusCode(404).body("type", equalTo("/problems/not-found"));
        given().get("/problems/unauthenticated").then().body(containsString("./ledger token &lt;client&gt;"));
    }

    @Test
    @DisplayName("pages carry the security headers")
    void securityHeaders() {
        given().get("/docs")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("default-src 'self'"));
    }
}
