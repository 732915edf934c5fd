package org.innoledger.ledger.indicator;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Indicators over HTTP, in provinces of their own, so that whole sums can be compared.
@QuarkusTest
@WithTestResource(Service.class)
class IndicatorTest {
    private static final Place OWN = Place.province();
    private static final Place CITY = OWN.part(0);
    private static final Place OTHER = OWN.part(1);
    private static final String ASKING = CITY.part(0).code();
    private static final String DEFINITIONS = CITY.part(1).code();
    private static final String PAGING = CITY.part(2).code();
    private static final String SCORES = CITY.part(3).code();
    private static final String HOSTS = OWN.part(2).part(0).code();

    private static final String PROVINCE = OWN.token("reader", "clerk", "reviewer");
    private static final String OF_CITY = CITY.token("reader", "clerk");
    private static final String OF_COUNTY = CITY.part(0).token("reader", "clerk");

    private static String enterprise(String region, String industry, String roster) {
        var id = code();
        as(PROVINCE)
                .body("""
                        {"name": "示例企业%s", "region": "%s", "industry": "%s", "ownership": "PRIVATE"%s}""".formatted(id, region, industry, roster))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    /// An enterprise that is on the roster since 2021.
    private static String enterprise(String region) {
        return enterprise(region, "C3073", ", \"aboveScaleSince\": \"2021-01-01\"");
    }

    /// Puts rows there that other features and services keep.
    private static void sql(String statement, Object... values) {
        try (var connection = Service.superuser();
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String platform(String host, String region, String type, String status) {
        var id = UUID.randomUUID().toString();
        sql("""
                insert into platform_reference (id, register, region, host, type, status, version, withdrawn)
                values (?, 'platform', ?, ?, ?, ?, 1, false)""", id, region, host, type, status);
        return id;
    }

    private static String activity(
            String enterprise, String region, String kind, String from, String to, String status) {
        var id = UUID.randomUUID().toString();
        sql("""
                insert into activity (enterprise, kind, title, started_on, ended_on, id, region, version, recorded_at, status)
                values (?, ?, '示例', cast(? as date), cast(? as date), ?, ?, 1, now(), ?)""", enterprise, kind, from, to, id, region, status);
        return id;
    }

    private static void annual(String enterprise, String region, int year, long revenue, long spend) {
        sql("""
                insert into annual_figures (enterprise, year, revenue_yuan, rd_internal_spend_yuan, id, region, version, recorded_at)
                values (?, ?, ?, ?, ?, ?, 1, now())""", enterprise, year, revenue, spend, UUID.randomUUID().toString(), region);
    }

    /// Figures of an indicator as `numerator/denominator=value`.
    private static String figure(String token, String region, String indicator) {
        var figure = as(token)
                .get("/v1/indicators?month=2026-10&region=" + region)
                .then()
                .statusCode(200)
                .extract()
                .<Map<String, Object>>path("total.figures.find { it.name == '" + indicator + "' }");
        return figure.get("numerator") + "/" + figure.get("denominator") + "=" + figure.get("value");
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName(
                "GET with roster members and others → each indicator counts by its definition, the rows name who and why")
        void definitions() {
            var all = enterprise(DEFINITIONS);
            var some = enterprise(DEFINITIONS);
            var none = enterprise(DEFINITIONS);
            enterprise(DEFINITIONS, "C3073", "");
            enterprise(DEFINITIONS, "C3073", ", \"aboveScaleSince\": \"2026-11-01\"");
            enterprise(
                    DEFINITIONS, "C3073", ", \"aboveScaleSince\": \"2021-01-01\", \"aboveScaleUntil\": \"2026-10-30\"");
            var construction = enterprise(DEFINITIONS, "E4710", ", \"aboveScaleSince\": \"2021-01-01\"");
            var until = enterprise(
                    DEFINITIONS, "D4411", ", \"aboveScaleSince\": \"2026-10-31\", \"aboveScaleUntil\": \"2026-10-31\"");

            var laboratory = platform(all, DEFINITIONS, "KEY_LABORATORY", "OPERATING");
            platform(some, DEFINITIONS, "INCUBATOR", "OPERATING");
            platform(some, DEFINITIONS, "KEY_LABORATORY", "CULTIVATING");
            platform(none, DEFINITIONS, "KEY_LABORATORY", "REVOKED");
            platform(construction, DEFINITIONS, "KEY_LABORATORY", "OPERATING");
            assertEquals("1/4=25", figure(PROVINCE, DEFINITIONS, "RD_INSTITUTION_SHARE"));

            var project = activity(all, DEFINITIONS, "RD_PROJECT", "2024-01-01", null, "VERIFIED");
            activity(all, DEFINITIONS, "NEW_PRODUCT", "2026-10-31", null, "VERIFIED");
            activity(some, DEFINITIONS, "NEW_PROCESS", "2020-01-01", "2026-01-01", "VERIFIED");
            activity(until, DEFINITIONS, "STANDARD", "2026-01-01", null, "VERIFIED");
            activity(until, DEFINITIONS, "RD_PROJECT", "2026-01-01", null, "FILED");
            activity(none, DEFINITIONS, "RD_PROJECT", "2026-11-01", null, "VERIFIED");
            activity(none, DEFINITIONS, "RD_PROJECT", "2025-01-01", "2025-12-31", "VERIFIED");
            assertEquals("2/4=50", figure(PROVINCE, DEFINITIONS, "RD_ACTIVITY_SHARE"));

            annual(all, DEFINITIONS, 2025, 300_000_000, 4_000_000);
            annual(some, DEFINITIONS, 2025, 100_000_000, 0);
            annual(all, DEFINITIONS, 2024, 999_000_000, 999_000_000);
            annual(construction, DEFINITIONS, 2025, 999_000_000, 999_000_000);
            assertEquals("4000000/400000000=1", figure(PROVINCE, DEFINITIONS, "RD_INTENSITY"));

            rows("RD_INSTITUTION_SHARE").body("items.id", contains(all), "items[0].by", contains(laboratory));
            rows("RD_ACTIVITY_SHARE")
                    .body(
                            "items.id",
                            containsInAnyOrder(all, some),
                            "items.find { it.id == '" + all + "' }.by.size()",
                            is(2),
                            "items.find { it.id == '" + all + "' }.by.contains('" + project + "')",
                            is(true),
                            "items[0].regionName",
                            is(CITY.part(1).name()));
            rows("RD_INTENSITY").body("items.id", contains(all), "items[0].yuan", is(4_000_000));
        }

        private io.restassured.response.ValidatableResponse rows(String indicator) {
            return as(PROVINCE)
                    .get("/v1/indicators/" + indicator + "/rows?month=2026-10&region=" + DEFINITIONS)
                    .then()
                    .statusCode(200)
                    .body("next", nullValue());
        }

        @Test
        @DisplayName("GET rows by pages of two → every row once, as many as the numerator; a cursor elsewhere → 400")
        void paging() {
            var hosts = new HashSet<String>();
            for (int i = 0; i < 5; i++) {
                var host = enterprise(PAGING);
                platform(host, PAGING, "PILOT_BASE", "APPROVED");
                hosts.add(host);
            }
            assertEquals("5/5=100", figure(PROVINCE, PAGING, "RD_INSTITUTION_SHARE"));
            var path = "/v1/indicators/RD_INSTITUTION_SHARE/rows?month=2026-10&region=" + PAGING + "&limit=2";
            var seen = new ArrayList<String>();
            String cursor = null;
            do {
                var page = as(PROVINCE)
                        .get(path + (cursor == null ? "" : "&cursor=" + cursor))
                        .then()
                        .statusCode(200);
                seen.addAll(page.extract().<List<String>>path("items.id"));
                cursor = page.extract().path("next");
            } while (cursor != null);
            assertEquals(5, seen.size());
            assertEquals(hosts, Set.copyOf(seen));

            String next = as(PROVINCE)
                    .get(path)
                    .then()
                    .header("Link", containsString("rel=\"next\""))
                    .extract()
                    .path("next");
            as(PROVINCE)
                    .get("/v1/indicators/RD_ACTIVITY_SHARE/rows?month=2026-10&region=" + PAGING + "&cursor=" + next)
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", is("cursor-mismatch"));
            as(PROVINCE).get(path + "&cursor=%25").then().statusCode(400);
        }

        @Test
        @DisplayName("GET with a target → target, score, supervision and the weighted score; without → none of them")
        void scores() {
            var host = enterprise(SCORES);
            enterprise(SCORES);
            platform(host, SCORES, "ENTERPRISE_CENTRE", "OPERATING");
            var report = "/v1/indicators?month=2026-10&region=" + SCORES + "&by=region";
            as(PROVINCE)
                    .get(report)
                    .then()
                    .statusCode(200)
                    .body("total.figures[1].score", nullValue(), "total.score", nullValue());
            target(
                    "RD_INSTITUTION_SHARE",
                    ", \"target\": 80, \"floor\": 20, \"weight\": 30, \"supervised\": true, \"dueOn\": \"2026-01-31\"");
            target("RD_ACTIVITY_SHARE", ", \"target\": 12.5, \"weight\": 10");
            target("RD_INTENSITY", ", \"target\": 2, \"weight\": 60, \"department\": \"省工信厅\"");
            as(PROVINCE)
                    .get(report)
                    .then()
                    .statusCode(200)
                    .body(
                            "total.figures[1].value", is(50),
                            "total.figures[1].target", is(80),
                            "total.figures[1].score", is(50),
                            "total.figures[1].weight", is(30),
                            "total.figures[1].supervision", is("OVERDUE"),
                            "total.figures[2].score", is(0),
                            "total.figures[2].target", is(12.5f),
                            "total.figures[2].supervision", nullValue(),
                            "total.figures[3].target", nullValue(),
                            "total.score", is(37.5f),
                            "items", hasSize(1),
                            "items[0].by.region", is(SCORES),
                            "items[0].sums.figures[1].score", is(50),
                            "items[0].sums.score", is(37.5f));
            as(PROVINCE)
                    .get("/v1/indicators?month=2025-10&region=" + SCORES)
                    .then()
                    .body("total.figures[1].target", nullValue());
        }

        @Test
        @DisplayName("GET of more than the caller covers → its part, without the score of the whole")
        void partly() {
            as(PROVINCE)
                    .body("{\"region\": \"" + OWN.code()
                            + "\", \"year\": 2026, \"indicator\": \"ALLIANCES\", \"target\": 14}")
                    .post("/v1/targets")
                    .then()
                    .statusCode(201);
            as(PROVINCE)
                    .get("/v1/indicators?month=2026-10&region=" + OWN.prefix())
                    .then()
                    .body("total.figures[0].target", is(14), "total.figures[0].score", is(0));
            as(OF_CITY)
                    .get("/v1/indicators?month=2026-10&region=" + OWN.prefix())
                    .then()
                    .statusCode(200)
                    .body("total.figures[0].target", nullValue(), "total.figures[0].score", nullValue());
        }

        private void target(String indicator, String rest) {
            as(PROVINCE)
                    .body("{\"region\": \"" + SCORES + "\", \"year\": 2026, \"indicator\": \"" + indicator + "\"" + rest
                            + "}")
                    .post("/v1/targets")
                    .then()
                    .statusCode(201);
        }

        @Test
        @DisplayName(
                "GET without parameters → this month, all of the caller's regions, four definitions in both languages")
        void defaults() {
            as(OF_CITY)
                    .get("/v1/indicators")
                    .then()
                    .statusCode(200)
                    .body(
                            "region", is(CITY.prefix()),
                            "from", notNullValue(),
                            "to", notNullValue(),
                            "total.definitions.name",
                                    contains("ALLIANCES", "RD_INSTITUTION_SHARE", "RD_ACTIVITY_SHARE", "RD_INTENSITY"),
                            "total.definitions.titleZh", contains("产业联盟建设", "研发机构组建", "研发活动比重", "研发投入强度"),
                            "total.definitions[3].unit", is("PERCENT"),
                            "items", empty());
        }

        @Test
        @DisplayName("GET with what is no month, level, indicator, region or limit → 400 at the parameter")
        void wrong() {
            wrong("/v1/indicators?month=2026-13", "month", "month-form");
            wrong("/v1/indicators?by=village", "by", "not-in-catalogue");
            wrong("/v1/indicators?region=x", "region", "region-prefix");
            wrong("/v1/indicators/GDP/rows", "name", "not-in-catalogue");
            wrong("/v1/indicators/RD_INTENSITY/rows?limit=0", "limit", "out-of-range");
        }

        private void wrong(String path, String pointer, String code) {
            as(PROVINCE)
                    .get(path)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is(pointer), "errors[0].code", is(code));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("GET of a city by its county → the county's part, and no city is listed; another city → nothing")
        void parts() {
            as(OF_COUNTY)
                    .get("/v1/indicators?by=region")
                    .then()
                    .statusCode(200)
                    .body("items.by.region", contains(ASKING), "region", is(ASKING));
            as(OF_COUNTY)
                    .get("/v1/indicators?by=region&level=CITY")
                    .then()
                    .statusCode(200)
                    .body("items", empty());
            as(OF_CITY)
                    .get("/v1/indicators?by=region&level=CITY")
                    .then()
                    .statusCode(200)
                    .body("items.by.region", contains(CITY.code()), "items.names.region", contains(CITY.name()));
            as(PROVINCE)
                    .get("/v1/indicators?by=region&level=CITY&region=" + ASKING)
                    .then()
                    .statusCode(200)
                    .body("items", empty());
            enterprise(OTHER.part(0).code());
            as(OF_CITY)
                    .get("/v1/indicators?by=region&level=CITY&region=" + OTHER.prefix())
                    .then()
                    .statusCode(403);
            assertTrue(!figure(PROVINCE, OTHER.prefix(), "RD_INSTITUTION_SHARE").startsWith("0/0"));
        }
    }

    @Nested
    class AtOnce {
        private static final Place WHOLE = Place.province();

        /// Three cities, of which the first has three counties here and the last two.
        private static final List<Place> CITIES = List.of(WHOLE.part(0), WHOLE.part(1), WHOLE.part(2));

        private static final List<String> COUNTIES = Stream.of(
                        CITIES.get(0).part(0),
                        CITIES.get(0).part(1),
                        CITIES.get(0).part(2),
                        CITIES.get(1).part(0),
                        CITIES.get(2).part(0),
                        CITIES.get(2).part(1))
                .map(Place::code)
                .toList();

        private static final List<String> LEVELS = List.of("PROVINCE", "CITY", "COUNTY");

        private final String clerk = WHOLE.token("reader", "clerk");

        @Test
        @DisplayName(
                "GET while clerks register and platforms come → counties sum to their city, cities to the province, in every answer")
        void sums() throws Exception {
            var running = new AtomicBoolean(true);
            var totals = new HashSet<String>();
            try (var pool = Executors.newFixedThreadPool(5)) {
                var writers = new ArrayList<Callable<Void>>();
                for (int w = 0; w < 4; w++) {
                    var offset = w;
                    writers.add(() -> {
                        for (int i = offset; running.get(); i++) {
                            write(COUNTIES.get(i % COUNTIES.size()));
                        }
                        return null;
                    });
                }
                var writing = writers.stream().map(pool::submit).toList();
                try {
                    var reads = new AtomicInteger();
                    await("the figures move while they are read")
                            .atMost(Duration.ofMinutes(1))
                            .pollDelay(Duration.ZERO)
                            .until(() -> {
                                var read = reads.getAndIncrement();
                                agreeing("COUNTY", CITIES.get(read % CITIES.size()));
                                totals.add(agreeing(LEVELS.get(read % LEVELS.size()), WHOLE));
                                return totals.size() > 10;
                            });
                } finally {
                    running.set(false);
                }
                for (var writer : writing) {
                    writer.get();
                }
            }
        }

        /// Files an enterprise with all that counts.
        private void write(String county) {
            var id = code();
            as(clerk)
                    .body("""
                            {"name": "示例", "region": "%s", "industry": "C3073", "ownership": "PRIVATE", \
                            "aboveScaleSince": "2021-01-01"}""".formatted(county))
                    .put("/v1/enterprises/" + id)
                    .then()
                    .statusCode(201);
            platform(id, county, "KEY_LABORATORY", "OPERATING");
            annual(id, county, 2025, 100, 7);
            activity(id, county, "RD_PROJECT", "2026-01-01", null, "VERIFIED");
        }

        /// Asks for the items of a level, which add up to the total of their answer.
        private String agreeing(String level, Place area) throws IOException {
            // Without the check against the description, which would take longer than what is tested here.
            var answer = new ObjectMapper()
                    .readTree(RestAssured.given()
                            .auth()
                            .oauth2(clerk)
                            .get("/v1/indicators?month=2026-10&by=region&level=" + level + "&region=" + area.prefix())
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString());
            var whole = sums(List.of(answer.get("total")));
            var parts = answer.get("items").valueStream().map(item -> item.get("sums"));
            assertEquals(whole, sums(parts.toList()), level + " of " + area.name());
            return whole.toString();
        }

        /// Numerators and denominators summed up, by indicator; the 14 clusters are no sum.
        private static Map<String, Long> sums(List<JsonNode> reports) {
            var sums = new TreeMap<String, Long>();
            for (var report : reports) {
                for (var figure : report.get("figures")) {
                    var name = figure.get("name").asText();
                    sums.merge(name, figure.get("numerator").longValue(), Long::sum);
                    if (!name.equals("ALLIANCES")) {
                        sums.merge(name + " of", figure.get("denominator").longValue(), Long::sum);
                    }
                }
            }
            return sums;
        }
    }

    @Test
    @DisplayName("GET rows while nobody may see them → another region's rows are not told")
    void rowsOfOthers() {
        var host = enterprise(HOSTS);
        platform(host, ASKING, "KEY_LABORATORY", "OPERATING");
        as(OF_CITY)
                .get("/v1/indicators/RD_INSTITUTION_SHARE/rows?month=2026-10&limit=500")
                .then()
                .statusCode(200)
                .body("items.id", not(contains(host)));
        as(OF_CITY).get("/v1/indicators?region=" + HOSTS).then().statusCode(403);
    }
}
