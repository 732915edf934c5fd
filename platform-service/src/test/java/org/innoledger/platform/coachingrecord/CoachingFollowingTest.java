package org.innoledger.platform.coachingrecord;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.innoledger.platform.alliance.Cases.alliance;
import static org.innoledger.platform.alliance.Cases.filed;
import static org.innoledger.platform.alliance.Cases.platform;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Stream;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Topic;
import org.innoledger.platform.alliance.Cases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What coaching comes to when the ledger's events tell how enterprises stand, by a real broker.
@QuarkusTest
@WithTestResource(Service.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoachingFollowingTest {
    private static final Place OWN = Place.city();
    private static final String CITY = OWN.token("reader", "clerk", "reviewer");
    private static final String RECORDS = "/v1/coaching-records";

    private Topic ledger;

    @BeforeAll
    void connect() {
        ledger = Topic.of("ledger");
    }

    @AfterAll
    void disconnect() {
        ledger.close();
    }

    private void tell(String verb, String enterprise, long version, String region, String state) {
        var facts = "{\"industry\":\"C3031\",\"name\":\"示例企业\",\"region\":\"%s\"}".formatted(region);
        ledger.tell("enterprise", verb, enterprise, version, region, state, facts);
    }

    private static String ofAlliance(String token, String region) {
        return "\"alliance\": \"" + filed(token, "/v1/alliances", alliance(region, "ALLIANCE", "BIG_DATA")) + "\"";
    }

    private static String coached(String token, String enterprise, String by, String on) {
        return filed(token, RECORDS, CoachingRecordTest.facts(enterprise, by, on));
    }

    private static ValidatableResponse statistics(String region, String more) {
        return as(CITY).get("/v1/coaching-statistics?region=" + region + more)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse gaps(String token, String query) {
        return as(token).get("/v1/coaching-gaps?" + query).then().statusCode(200);
    }

    @Test
    @DisplayName(
            "coached without an activity, then ACTIVE or CLOSED → counted as activated; one that was ACTIVE is not")
    void activated() throws Exception {
        var county = OWN.part(0).code();
        var by = ofAlliance(CITY, OWN.code());
        var ofPlatform = "\"platform\": \"" + platform(CITY, county) + "\"";
        var idle = code();
        var closes = code();
        var busy = code();
        var waits = code();
        tell("registered", idle, 1, county, "NOT_STARTED");
        tell("registered", closes, 1, county, "REOPENED");
        tell("registered", busy, 1, county, "ACTIVE");
        tell("registered", waits, 1, county, "ASSIGNED");
        ledger.taken();
        coached(CITY, idle, by, "2026-03-01");
        coached(CITY, closes, ofPlatform, "2026-03-02");
        coached(CITY, busy, by, "2026-03-03");
        coached(CITY, waits, by, "2026-03-04");
        statistics(county, "&from=2026-01-01&to=2026-06-30")
                .body(
                        "total.records", is(4),
                        "total.byPlatforms", is(1),
                        "total.byAlliances", is(3),
                        "total.enterprises", is(4),
                        "total.active", is(1),
                        "total.withoutActivity", is(3),
                        "total.activated", is(0),
                        "total.unknown", is(0));
        tell("verified", idle, 2, county, "ACTIVE");
        tell("closed", closes, 2, county, "CLOSED");
        ledger.taken();
        // Coached again, it is told by how it stood the first time.
        coached(CITY, idle, by, "2026-04-01");
        statistics(county, "&from=2026-01-01&to=2026-06-30")
                .body(
                        "total.records",
                        is(5),
                        "total.enterprises",
                        is(4),
                        "total.withoutActivity",
                        is(3),
                        "total.activated",
                        is(2));
        statistics(county, "&from=2026-03-03&to=2026-03-31").body("total.records", is(2), "total.enterprises", is(2));
        as(DATONG)
                .get("/v1/coaching-statistics?region=" + county + "&from=2026-01-01")
                .then()
                .statusCode(403);
    }

    @Test
    @DisplayName("an enterprise is first heard of after it was coached → the record moves to it and knows how it stood")
    void metLater() throws Exception {
        var county = OWN.part(1).code();
        var enterprise = code();
        var path = RECORDS + "/" + coached(CITY, enterprise, ofAlliance(CITY, OWN.code()), "2026-03-01");
        as(CITY).get(path).then().body("region", is(OWN.code()), "remarks.code", contains("reference-unknown"));
        tell("registered", enterprise, 1, county, "NOT_STARTED");
        ledger.taken();
        as(CITY).get(path).then().body("region", is(county), "version", is(2), "remarks", nullValue());
        statistics(county, "&from=2026-01-01")
                .body("total.enterprises", is(1), "total.withoutActivity", is(1), "total.unknown", is(0));
        tell("relocated", enterprise, 2, "140213", "NOT_STARTED");
        ledger.taken();
        as(CITY).get(path).then().statusCode(404);
        as(DATONG).get(path).then().statusCode(200).body("region", is("140213"), "version", is(3));
    }

    @Test
    @DisplayName("gaps → enterprises without activity and coaching, page by page; told again, nothing changes")
    void gaps() throws Exception {
        var county = OWN.part(2).code();
        var codes = Stream.generate(() -> code()).limit(5).sorted().toList();
        for (var each : codes) {
            tell("registered", each, 1, county, "NOT_STARTED");
        }
        tell("verified", codes.get(3), 2, county, "ACTIVE");
        tell("withdrawn", codes.get(4), 2, county, "NOT_STARTED");
        ledger.taken();
        var next = gaps(CITY, "limit=2&region=" + county)
                .body(
                        "items.enterprise", contains(codes.get(0), codes.get(1)),
                        "items[0].name", is("示例企业"),
                        "items[0].region", is(county),
                        "items[0].industry", is("C3031"),
                        "items[0].state", is("NOT_STARTED"),
                        "next", notNullValue())
                .extract()
                .<String>path("next");
        gaps(CITY, "limit=2&region=" + county + "&cursor=" + next)
                .body("items.enterprise", contains(codes.get(2)), "next", nullValue());
        as(CITY).get("/v1/coaching-gaps?region=" + OWN.prefix() + "&cursor=" + next)
                .then()
                .statusCode(400)
                .body("errors[0].code", is("cursor-mismatch"));
        as(DATONG).get("/v1/coaching-gaps?region=" + county).then().statusCode(403);

        var record = RECORDS + "/" + coached(CITY, codes.get(0), ofAlliance(CITY, OWN.code()), "2025-03-01");
        gaps(CITY, "region=" + county).body("items.enterprise", contains(codes.get(1), codes.get(2)));
        gaps(CITY, "since=2026-01-01&region=" + county)
                .body("items.enterprise", contains(codes.get(0), codes.get(1), codes.get(2)));
        posted(CITY, record + "/withdrawal", "{\"reason\": \"误登\"}").statusCode(200);
        tell("registered", codes.get(3), 1, county, "NOT_STARTED");
        tell("registered", codes.get(4), 1, county, "NOT_STARTED");
        ledger.taken();
        gaps(CITY, "region=" + county).body("items.enterprise", contains(codes.get(0), codes.get(1), codes.get(2)));
    }

    @Test
    @DisplayName(
            "coached by a platform of another city, filed by the province → its county amends it, and files none by it")
    void coachFromElsewhere() throws Exception {
        var enterprise = code();
        tell("registered", enterprise, 1, "140602", "IN_PROGRESS");
        ledger.taken();
        var by = "\"platform\": \"" + platform(TAIYUAN, "140105") + "\"";
        var path = RECORDS + "/" + coached(PROVINCE, enterprise, by, "2026-03-01");
        patched(SHUOCHENG, path, "{\"outcome\": \"建成检测室\"}").statusCode(200).body("facts.outcome", is("建成检测室"));
        posted(SHUOCHENG, RECORDS, CoachingRecordTest.facts(enterprise, by, "2026-04-01"))
                .statusCode(400)
                .body("errors[0].code", is("platform-unknown"));
        posted(DATONG, RECORDS, CoachingRecordTest.facts(enterprise, ofAlliance(DATONG, "140200"), "2026-04-01"))
                .statusCode(409)
                .body("type", is("/problems/held-elsewhere"));
    }

    @Test
    @DisplayName(
            "a member of an alliance becomes known → the alliance waits no longer; one of its bookings is as it was")
    void members() throws Exception {
        var enterprise = code();
        var member = "{\"role\": \"LEAD\", \"enterprise\": \"%s\", \"since\": \"2022-01-10\"}".formatted(enterprise);
        var id = filed(SHUOZHOU, "/v1/alliances", alliance("140600", "ALLIANCE", "BIG_DATA", Cases.members(member)));
        var resource = filed(SHUOZHOU, "/v1/shared-resources", """
                {"platform": "%s", "kind": "INSTRUMENT", "name": "示例·电镜"}""".formatted(platform(SHUOZHOU, "140602")));
        var booking = filed(SHUOZHOU, "/v1/resource-bookings", """
                {"resource": "%s", "enterprise": "%s", "from": "2026-03-02T01:00:00Z", "to": "2026-03-02T02:00:00Z"}""".formatted(resource, enterprise));
        var waiting = "/v1/alliances?unresolved=true&limit=500";
        as(SHUOZHOU).get(waiting).then().body("items.id", hasItem(id));
        tell("registered", enterprise, 1, "140602", "NOT_STARTED");
        ledger.taken();
        as(SHUOZHOU).get(waiting).then().body("items.id", not(hasItem(id)));
        as(SHUOZHOU).get("/v1/alliances/" + id).then().body("version", is(2), "region", is("140600"));
        as(SHUOZHOU).get("/v1/resource-bookings/" + booking).then().body("version", is(1));
    }
}
