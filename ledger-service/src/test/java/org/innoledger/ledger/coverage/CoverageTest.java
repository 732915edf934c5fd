package org.innoledger.ledger.coverage;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.Service.number;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.OPERATOR;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Together;
import org.innoledger.ledger.Given;
import org.innoledger.ledger.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Coverage of an area as the API answers it: states, close-outs, the year's turn, sums, rebuilding.
@QuarkusTest
@WithTestResource(Service.class)
class CoverageTest {
    private static final Place OWN = Place.city();
    private static final String MONTHS = OWN.part(0).code();
    private static final String TURN = OWN.part(1).code();
    private static final String REBUILD = OWN.part(2).code();
    private static final String DIMENSIONS = OWN.part(3).code();
    private static final String PROVINCE = OWN.provincial("reader", "clerk", "reviewer");
    private static final Duration MOST = Duration.ofSeconds(20);

    @AfterEach
    void clock() {
        TestClock.reset();
    }

    private static JsonPath coverage(String token, String query) {
        return as(token)
                .get("/v1/coverage?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long head() {
        return number("select coalesce(max(seq), 0) from journal_seal");
    }

    /// Waits until the rollups hold all that was written so far.
    private static void projected() {
        await().atMost(MOST)
                .until(() -> number("select count(*) from journal_pending") == 0
                        && number("select seq from projection") >= head());
    }

    private static String state(String enterprise) {
        return as(PROVINCE)
                .get("/v1/enterprises/" + enterprise)
                .then()
                .extract()
                .path("status");
    }

    @Test
    @DisplayName("a close-out is confirmed in the year that it belongs to, or not at all")
    void yearOfCloseOut() {
        var enterprise = Given.enterprise(SHUOCHENG, "140602");
        var path = "/v1/enterprises/" + enterprise + "/close-out";
        var activity = Given.activity(SHUOCHENG, enterprise, "RD_PROJECT", "2025-03-01");
        posted(SHUOZHOU, "/v1/activities/" + activity + "/verification", "{}").statusCode(200);
        posted(SHUOCHENG, path, "{\"activity\": \"" + activity + "\", \"on\": \"2025-12-20\"}")
                .statusCode(201)
                .body("facts.year", is(2025));
        posted(SHUOZHOU, path + "/confirmation", "{\"on\": \"2026-01-10\"}")
                .statusCode(400)
                .body("errors.pointer", contains("/on"), "errors.code", contains("confirmed-on-year"));
    }

    @Test
    @DisplayName("a verified activity, proposed, confirmed, reopened, another activity → the states follow one by one")
    void closeOut() {
        var enterprise = Given.enterprise(SHUOCHENG, "140602");
        var path = "/v1/enterprises/" + enterprise;
        as(SHUOZHOU)
                .body("{}")
                .post(path + "/close-out/confirmation")
                .then()
                .statusCode(409)
                .body("present", is("NOT_STARTED"));
        var activity = Given.activity(SHUOCHENG, enterprise, "RD_PROJECT", "2026-03-01");
        as(SHUOCHENG)
                .body("{\"activity\": \"" + activity + "\"}")
                .post(path + "/close-out")
                .then()
                .statusCode(409)
                .body(
                        "type",
                        is("/problems/illegal-state"),
                        "present",
                        is("NOT_STARTED"),
                        "allowed",
                        contains("ASSIGNED", "ACTIVE"));
        as(SHUOZHOU)
                .body("{}")
                .post("/v1/activities/" + activity + "/verification")
                .then()
                .statusCode(200);
        assertEquals("ACTIVE", state(enterprise));
        as(SHUOCHENG)
                .body("{\"activity\": \"" + activity + "\", \"on\": \"2026-05-10\"}")
                .post(path + "/close-out")
                .then()
                .statusCode(201)
                .body("status", is("PROPOSED"), "facts.year", is(2026));
        as(SHUOCHENG)
                .body("{\"activity\": \"" + activity + "\"}")
                .post(path + "/close-out")
                .then()
                .statusCode(409)
                .body("rule", is("close_out_open"));
        as(SHUOCHENG)
                .contentType("application/x-ndjson")
                .body(("{\"facts\": {\"enterprise\": \"" + enterprise + "\", \"activity\": \"" + activity
                                + "\", \"proposedOn\": \"2098-01-01\"}}")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/close-outs/imports")
                .then()
                .statusCode(200)
                .body("refused", is(1), "results[0].problem.errors[0].pointer", is("/facts/proposedOn"));
        as(SHUOCHENG).body("{}").post(path + "/close-out/confirmation").then().statusCode(403);
        as(Given.COUNTY_REVIEWER)
                .body("{}")
                .post(path + "/close-out/confirmation")
                .then()
                .statusCode(403);
        as(SHUOZHOU)
                .body("{\"on\": \"2026-05-09\"}")
                .post(path + "/close-out/confirmation")
                .then()
                .statusCode(400);
        as(SHUOZHOU)
                .body("{\"on\": \"2026-05-12\"}")
                .post(path + "/close-out/confirmation")
                .then()
                .statusCode(200)
                .body("status", is("CONFIRMED"));
        assertEquals("CLOSED", state(enterprise));
        as(SHUOZHOU)
                .body("{\"reason\": \"x\"}")
                .post("/v1/activities/" + activity + "/return")
                .then()
                .statusCode(409)
                .body("type", is("/problems/conflict"));
        as(SHUOZHOU)
                .body("{\"reason\": \"活动已中止\", \"on\": \"2026-08-01\"}")
                .post(path + "/reopening")
                .then()
                .statusCode(200);
        assertEquals("REOPENED", state(enterprise));
        var another = Given.activity(SHUOCHENG, enterprise, "NEW_PROCESS", "2026-08-05");
        as(SHUOZHOU)
                .body("{\"on\": \"2026-09-01\"}")
                .post("/v1/activities/" + another + "/verification")
                .then()
                .statusCode(200);
        assertEquals("ACTIVE", state(enterprise));
        as(SHUOZHOU)
                .get(path + "/history")
                .then()
                .body(
                        "items.type",
                        contains(
                                "enterprise.activated",
                                "enterprise.reopened",
                                "enterprise.closed",
                                "enterprise.activated",
                                "enterprise.registered"));
        as(DATONG).get(path + "/close-out").then().statusCode(404);
    }

    @Test
    @DisplayName("two reviewers confirm one close-out at once → one wins, the others get 409")
    void atOnce() throws Exception {
        var enterprise = Given.enterprise(SHUOCHENG, "140602");
        var activity = Given.verified(SHUOZHOU, enterprise, "2026-03-01");
        as(SHUOCHENG)
                .body("{\"activity\": \"" + activity + "\"}")
                .post("/v1/enterprises/" + enterprise + "/close-out")
                .then()
                .statusCode(201);
        var statuses = together(
                16,
                clerk -> as(SHUOZHOU)
                        .body("{}")
                        .post("/v1/enterprises/" + enterprise + "/close-out/confirmation")
                        .statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count());
        assertEquals(15, statuses.stream().filter(status -> status == 409).count());
    }

    @Test
    @DisplayName("coverage month by month: what began in March counts from March on, and not before")
    void months() {
        var enterprise = Given.enterprise(PROVINCE, MONTHS, "C3031", "2026-01-15");
        Given.verified(PROVINCE, enterprise, "2026-03-10");
        projected();
        assertEquals(0, coverage(PROVINCE, "month=2025-12&region=" + MONTHS).getInt("total.roster"));
        var february = coverage(PROVINCE, "month=2026-02&region=" + MONTHS + "&industry=C30");
        assertEquals(1, february.getInt("items[0].sums.notStarted"));
        assertEquals(1, february.getInt("items[0].sums.unassigned"));
        var march = coverage(PROVINCE, "month=2026-03&region=" + MONTHS);
        assertEquals(1, march.getInt("items[0].sums.active"));
        assertEquals(1, march.getInt("items[0].sums.newActivities"));
        assertEquals(100.0, march.getDouble("items[0].sums.coverageRatePercent"));
        assertEquals(100.0, march.getDouble("items[0].sums.changePercentagePoints"));
        assertEquals(0, coverage(PROVINCE, "month=2026-04&region=" + MONTHS).getInt("total.newActivities"));
        var months = coverage(PROVINCE, "month=2026-04&by=month&region=" + MONTHS);
        assertEquals(List.of("2026-01", "2026-02", "2026-03", "2026-04"), months.getList("items.by.month"));
        assertEquals(List.of(0, 0, 1, 1), months.getList("items.sums.covered"));
        as(SHUOZHOU).get("/v1/coverage?month=2026-03&region=" + MONTHS).then().statusCode(403);
        assertEquals(
                List.of("2026 年 1 月", "2026 年 2 月"),
                months.getList("items.names.month").subList(0, 2));
        assertEquals(1, months.getInt("total.covered"));
        assertEquals("2026-04-01", months.getString("from"));
    }

    @Test
    @DisplayName("several dimensions → an item for each combination, with names, and ranked by rate among them all")
    void dimensions() {
        var covered = Given.enterprise(PROVINCE, DIMENSIONS, "C3031", "2026-01-15");
        Given.enterprise(PROVINCE, DIMENSIONS, "B0610", "2026-01-15");
        Given.verified(PROVINCE, covered, "2026-03-10");
        projected();
        var answer = coverage(PROVINCE, "month=2026-03&region=" + DIMENSIONS + "&by=industry,region,ownership");
        assertEquals(List.of("industry", "region", "ownership"), answer.getList("by"));
        assertEquals(List.of("B06", "C30"), answer.getList("items.by.industry"));
        assertEquals(List.of(OWN.part(3).name(), OWN.part(3).name()), answer.getList("items.names.region"));
        assertEquals(List.of("民营", "民营"), answer.getList("items.names.ownership"));
        assertEquals(List.of(2, 1), answer.getList("items.sums.rank"));
        assertEquals(50.0, answer.getDouble("total.coverageRatePercent"));
        assertNull(answer.get("total.rank"));
        assertEquals(
                1,
                coverage(PROVINCE, "month=2026-03&region=" + DIMENSIONS + "&by=none&industry=c30")
                        .getInt("total.roster"));
        assertEquals(
                0,
                coverage(PROVINCE, "month=2026-03&region=" + DIMENSIONS + "&ownership=MIXED,FOREIGN")
                        .getInt("total.roster"));
        var cities = coverage(PROVINCE, "month=2026-03&region=14").<String>getList("items.by.region");
        assertTrue(cities.stream().allMatch(city -> city.endsWith("00")), cities.toString());
    }

    @Test
    @DisplayName("what there is not → 400 with what there is")
    void unknown() {
        refused("month=2026-13", "month", "month-form");
        refused("by=county", "by", "not-in-catalogue");
        refused("kind=RD_PROJECT", "kind", "unknown-parameter");
        refused("ownership=ALIEN", "ownership", "not-in-catalogue");
        refused("industry=30", "industry", "industry-prefix");
        refused("industry=C99", "industry", "not-in-catalogue");
        refused("region=1499", "region", "division-unknown");
    }

    private static void refused(String query, String pointer, String code) {
        as(PROVINCE)
                .get("/v1/coverage?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is(pointer), "errors[0].code", is(code));
    }

    @Test
    @DisplayName("the year turns → a new count; an activity that runs on counts on, the old year stays readable")
    void yearTurns() {
        var done = Given.enterprise(PROVINCE, TURN, "C3031", "2020-01-01");
        var goesOn = Given.enterprise(PROVINCE, TURN, "C3031", "2020-01-01");
        var activity = as(PROVINCE)
                .body("""
                        {"enterprise": "%s", "kind": "RD_PROJECT", "title": "x", "startedOn": "2026-03-01", "endedOn": "2026-06-30"}""".formatted(done))
                .post("/v1/activities")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        as(PROVINCE)
                .body("{}")
                .post("/v1/activities/" + activity + "/verification")
                .then()
                .statusCode(200);
        Given.verified(PROVINCE, goesOn, "2026-03-01");
        assertEquals("ACTIVE", state(done));
        // Midnight in Shanxi is four in the afternoon of the day before in UTC.
        TestClock.set(Instant.parse("2026-12-31T15:59:59Z"));
        assertEquals("ACTIVE", state(done));
        TestClock.set(Instant.parse("2026-12-31T16:00:00Z"));
        await().atMost(MOST).until(() -> state(done).equals("NOT_STARTED"));
        assertEquals("ACTIVE", state(goesOn));
        projected();
        assertEquals(2, coverage(PROVINCE, "month=2026-12&region=" + TURN).getInt("total.active"));
        assertEquals(1, coverage(PROVINCE, "month=2027-01&region=" + TURN).getInt("total.active"));
        TestClock.reset();
        await().atMost(MOST).until(() -> state(done).equals("ACTIVE"));
    }

    @Test
    @DisplayName("while clerks write, the counties always add up to their city and the cities to the province")
    void sums() throws Exception {
        var stop = new AtomicBoolean();
        var written = new AtomicInteger();
        try (var threads = Together.clients()) {
            var writers = new ArrayList<Future<?>>();
            for (var county : List.of("140602", "140603", "140105", "140106")) {
                writers.add(threads.submit(() -> {
                    var token = county.startsWith("1406") ? SHUOZHOU : TAIYUAN;
                    while (!stop.get()) {
                        var enterprise = Given.enterprise(token, county);
                        Given.verified(token, enterprise, "2026-0" + (1 + written.incrementAndGet() % 9) + "-10");
                    }
                }));
            }
            var totals = new HashSet<Integer>();
            try {
                await("the figures move while they are read")
                        .atMost(Duration.ofMinutes(1))
                        .pollDelay(Duration.ZERO)
                        .until(() -> {
                            var counties = coverage(PROVINCE, "month=2026-09&by=region&level=COUNTY");
                            assertSums(counties);
                            assertSums(coverage(PROVINCE, "month=2026-09"));
                            totals.add(counties.getInt("total.roster"));
                            return totals.size() > 5;
                        });
            } finally {
                stop.set(true);
            }
            for (var writer : writers) {
                writer.get();
            }
        }
        projected();
        var counties = coverage(PROVINCE, "month=2026-09&by=region&level=COUNTY");
        var cities = coverage(PROVINCE, "month=2026-09");
        for (var city : cities.<Map<String, Object>>getList("items")) {
            var prefix = region(city).substring(0, 4);
            var sum = counties.<Map<String, Object>>getList("items").stream()
                    .filter(county -> region(county).startsWith(prefix))
                    .mapToInt(county -> covered(county))
                    .sum();
            assertEquals(covered(city), sum, prefix);
        }
    }

    private static String region(Map<String, Object> item) {
        return ((Map<?, ?>) item.get("by")).get("region").toString();
    }

    private static int covered(Map<String, Object> item) {
        return (Integer) ((Map<?, ?>) item.get("sums")).get("covered");
    }

    private static void assertSums(JsonPath answer) {
        for (var figure : List.of("roster", "active", "covered", "newActivities", "verifiedActivities", "unassigned")) {
            assertEquals(
                    answer.getInt("total." + figure),
                    answer.<Integer>getList("items.sums." + figure).stream()
                            .mapToInt(n -> n)
                            .sum(),
                    figure);
        }
    }

    @Test
    @DisplayName("POST rebuild → 202, and the same figures as before; by anybody but the operator → 403")
    void rebuild() {
        var enterprise = Given.enterprise(PROVINCE, REBUILD, "B0610", "2020-01-01");
        Given.verified(PROVINCE, enterprise, "2026-02-10");
        projected();
        var before = coverage(PROVINCE, "month=2026-10&by=region&level=COUNTY").getMap("");
        as(PROVINCE).post("/v1/coverage/rebuild").then().statusCode(403);
        as(OPERATOR).post("/v1/coverage/rebuild").then().statusCode(202).body("rebuilding", is(true));
        await().atMost(MOST)
                .untilAsserted(() -> as(OPERATOR)
                        .get("/v1/coverage/rebuild")
                        .then()
                        .statusCode(200)
                        .body("rebuilding", is(false), "rebuiltAt", notNullValue()));
        projected();
        assertEquals(
                before.get("items"),
                coverage(PROVINCE, "month=2026-10&by=region&level=COUNTY")
                        .getMap("")
                        .get("items"));
    }
}
