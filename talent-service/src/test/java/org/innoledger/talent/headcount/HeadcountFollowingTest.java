package org.innoledger.talent.headcount;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Topic;
import org.innoledger.talent.talent.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What becomes of headcount returns when the ledger's events tell of their enterprises, by a real broker.
@QuarkusTest
@WithTestResource(Service.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadcountFollowingTest {
    private static final Duration MOST = Duration.ofSeconds(30);

    private Topic ledger;

    @BeforeAll
    void connect() {
        ledger = Topic.of("ledger");
    }

    @AfterAll
    void disconnect() {
        ledger.close();
    }

    private void tell(String verb, String enterprise, long version, String region) {
        ledger.tell(
                "enterprise",
                verb,
                enterprise,
                version,
                region,
                "NOT_STARTED",
                "{\"name\":\"示例企业\",\"region\":\"%s\"}".formatted(region));
    }

    /// Path of a headcount return of this enterprise.
    private static String filed(String token, String enterprise) {
        return "/v1/headcounts/"
                + as(token)
                        .body(HeadcountTest.facts(enterprise, 2023, 120, 150, 70, 100, ""))
                        .post("/v1/headcounts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    /// Position of the last change that is told.
    private static long head() {
        return as(PROVINCE)
                .get("/v1/talent/changes?limit=1&after=0")
                .then()
                .extract()
                .jsonPath()
                .getLong("head");
    }

    @Test
    @DisplayName("the enterprise is registered → the return waits no longer and moves to its county")
    void resolved() throws Exception {
        var enterprise = code();
        long before = head();
        var path = filed(SHUOZHOU, enterprise);
        as(SHUOZHOU).get(path).then().body("region", is("140600"), "remarks.code", contains("reference-unknown"));
        tell("registered", enterprise, 1, "140623");
        ledger.taken();
        as(SHUOZHOU)
                .get(path)
                .then()
                .statusCode(200)
                .body("region", is("140623"), "version", is(2), "remarks", nullValue());
        as(SHUOZHOU)
                .get(path + "/history")
                .then()
                .body(
                        "items.type", contains("headcount.followed", "headcount.registered"),
                        "items[0].actor", is("talent"),
                        "items[0].changes.region.from", is("140600"),
                        "items[0].changes.region.to", is("140623"));
        await().atMost(MOST)
                .untilAsserted(() -> as(SHUOZHOU)
                        .get("/v1/talent/changes?limit=1000&after=" + before)
                        .then()
                        .body("items.type", hasItem("org.innoledger.headcount.followed.v1")));
    }

    private void told(String enterprise, String region) {
        tell("registered", enterprise, 1, region);
        ledger.taken();
    }

    @Test
    @DisplayName("talents by employer → it is called as the event told; told again, a name that was not kept is there")
    void named() throws Exception {
        var county = Place.county();
        var clerk = county.token("reader", "clerk");
        var employer = code();
        told(employer, county.code());
        as(clerk)
                .body(People.facts(
                        "{\"name\": \"示例人才\", \"nationalId\": \"%s\"}".formatted(People.number()),
                        county.code(),
                        ", \"employer\": \"%s\"".formatted(employer)))
                .post("/v1/talents")
                .then()
                .statusCode(201);
        assertNamed(clerk, employer, "示例企业");
        try (var connection = Service.superuser();
                var forget = connection.prepareStatement("update foreign_reference set name = null where id = ?")) {
            forget.setString(1, employer);
            assertEquals(1, forget.executeUpdate());
        }
        assertNamed(clerk, employer, employer);
        told(employer, county.code());
        assertNamed(clerk, employer, "示例企业");
    }

    private static void assertNamed(String clerk, String employer, String name) {
        as(clerk)
                .get("/v1/talent-statistics?by=employer")
                .then()
                .statusCode(200)
                .body("items.by.employer", contains(employer), "items.names.employer", contains(name));
    }

    @Test
    @DisplayName(
            "the enterprise moves to another city → its returns move with it; the new city has their whole history")
    void relocated() throws Exception {
        var enterprise = code();
        tell("registered", enterprise, 1, "140602");
        ledger.taken();
        var path = filed(SHUOZHOU, enterprise);
        as(SHUOZHOU).get(path).then().body("region", is("140602"));
        tell("relocated", enterprise, 2, "140213");
        ledger.taken();
        as(SHUOZHOU).get(path).then().statusCode(404);
        as(DATONG)
                .get(path)
                .then()
                .statusCode(200)
                .body("region", is("140213"), "version", is(2), "facts.total", is(300));
        as(DATONG)
                .get(path + "/history")
                .then()
                .body("items.version", contains(2, 1), "items[0].changes.region.from", is("140602"));
    }

    @Test
    @DisplayName("the enterprise is withdrawn → its returns wait again, where they are")
    void withdrawn() throws Exception {
        var enterprise = code();
        tell("registered", enterprise, 1, "140602");
        ledger.taken();
        var path = filed(SHUOZHOU, enterprise);
        tell("withdrawn", enterprise, 2, "140602");
        ledger.taken();
        as(SHUOZHOU)
                .get(path)
                .then()
                .statusCode(200)
                .body("region", is("140602"), "version", is(2), "remarks.code", contains("reference-unknown"));
    }

    @Test
    @DisplayName("events that were told already → nothing changes")
    void replays() throws Exception {
        var moved = code();
        var gone = code();
        var ofMoved = filed(PROVINCE, moved);
        var ofGone = filed(PROVINCE, gone);
        tell("registered", moved, 1, "140602");
        tell("registered", gone, 1, "140602");
        ledger.taken();
        tell("relocated", moved, 2, "140213");
        tell("withdrawn", gone, 2, "140602");
        ledger.taken();
        tell("registered", moved, 1, "140602");
        tell("registered", gone, 1, "140602");
        tell("withdrawn", gone, 2, "140602");
        ledger.taken();
        as(PROVINCE).get(ofMoved).then().body("region", is("140213"), "version", is(3));
        as(PROVINCE).get(ofGone).then().body("version", is(3), "remarks.code", contains("reference-unknown"));
    }
}
