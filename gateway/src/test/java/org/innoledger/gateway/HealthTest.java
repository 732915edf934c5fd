package org.innoledger.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Suite.class)
class HealthTest {
    @Suite.Running
    Suite suite;

    @AfterEach
    void recover() {
        suite.talent.health = Peer.health("UP", "UP", 0);
    }

    @Test
    @DisplayName("without a token, or with one of no operator: the status alone")
    void anyone() {
        given().get("/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("services", nullValue());
        given().header("Authorization", "Bearer " + suite.token("province", "reader"))
                .get("/health")
                .then()
                .statusCode(200)
                .body("services", nullValue());
        given().header("Authorization", "Bearer nonsense").get("/health").then().statusCode(200);
    }

    @Test
    @DisplayName("all well: UP, and the operator sees each service")
    void up() {
        operator()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("services.size()", equalTo(3))
                .body("services.ledger.database", equalTo("UP"))
                .body("services.ledger.broker", equalTo("UP"))
                .body("services.ledger.relay.lag", equalTo(0));
    }

    @Test
    @DisplayName("a broker away: DEGRADED with the lag, still 200")
    void degraded() {
        suite.talent.health = Peer.health("UP", "DEGRADED", 17);
        operator()
                .statusCode(200)
                .body("status", equalTo("DEGRADED"))
                .body("services.ledger.status", equalTo("UP"))
                .body("services.talent.status", equalTo("DEGRADED"))
                .body("services.talent.relay.sealed", equalTo(17))
                .body("services.talent.relay.lag", equalTo(17));
    }

    @Test
    @DisplayName("a database away, nonsense for an answer, or no service: DOWN, 503")
    void down() {
        suite.talent.health = Peer.health("DOWN", "UP", 0);
        operator().statusCode(503).body("status", equalTo("DOWN")).body("services.talent.database", equalTo("DOWN"));
        suite.talent.health = "nonsense";
        operator().statusCode(503).body("services.talent.status", equalTo("DOWN"));
        suite.talent.stop();
        try {
            operator().statusCode(503).body("services.talent.status", equalTo("DOWN"));
        } finally {
            suite.talent.start();
        }
    }

    private ValidatableResponse operator() {
        return given().header("Authorization", "Bearer " + suite.token("operator", "operator"))
                .get("/health")
                .then();
    }
}
