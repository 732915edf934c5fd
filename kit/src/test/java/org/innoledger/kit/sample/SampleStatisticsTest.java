package org.innoledger.kit.sample;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.innoledger.kit.sample.Samples.PATH;
import static org.innoledger.kit.sample.Samples.sent;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.innoledger.kit.test.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A declared statistic as callers ask it. What holds together in a declaration is StatisticTest's.
@QuarkusTest
@TestProfile(Samples.Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleStatisticsTest {
    private static final Place CITY = Place.city();
    private static final String FIRST = CITY.part(0).code();
    private static final String SECOND = CITY.part(1).code();
    private static final String CLERK = CITY.token("reader", "clerk");

    private boolean filed;

    @BeforeEach
    void file() {
        if (filed) {
            return;
        }
        filed = true;
        var maker = code();
        sent(
                        CLERK,
                        PATH + "/imports",
                        List.of(
                                counted(FIRST, "ORE", 10, "2026-01-31", maker),
                                counted(FIRST, "WATER", 20, "2026-02-01", maker),
                                counted(SECOND, "ORE", 40, "2026-02-28", code()),
                                counted(SECOND, "ORE", 80, "2026-03-01", maker)))
                .then()
                .statusCode(200)
                .body("created", is(4));
    }

    private static String counted(String region, String kind, int grams, String takenOn, String maker) {
        return """
                {"facts": {"region": "%s", "name": "示例", "kind": "%s", "grams": %d, "takenOn": "%s", "maker": "%s"}}""".formatted(region, kind, grams, takenOn, maker);
    }

    private static ValidatableResponse asked(String query) {
        return as(CLERK)
                .get("/v1/sample-statistics?region=" + CITY.prefix() + query)
                .then()
                .statusCode(200);
    }

    @Test
    @DisplayName("by default → by the declared dimension, named in the caller's language; the total counts each once")
    void byDefault() {
        asked("")
                .body(
                        "region", is(CITY.prefix()),
                        "by", contains("kind"),
                        "total.samples", is(4),
                        "total.grams", is(150),
                        "total.makers", is(2),
                        "items.by.kind", contains("ORE", "WATER"),
                        "items.names.kind", contains("矿样", "水样"),
                        "items.sums.samples", contains(3, 1),
                        "items.sums.grams", contains(130, 20),
                        "items.sums.makers", contains(2, 1));
    }

    @Test
    @DisplayName("by=region → one level below what was asked; level= another; two dimensions at once; none")
    void dimensions() {
        asked("&by=region")
                .body(
                        "items.by.region", contains(FIRST, SECOND),
                        "items.sums.grams", contains(30, 120),
                        "items.names.region", hasSize(2));
        asked("&by=region&level=CITY").body("items", hasSize(1), "items[0].sums.grams", is(150));
        asked("&by=region,kind")
                .body(
                        "by", contains("region", "kind"),
                        "items.by.region", contains(FIRST, FIRST, SECOND),
                        "items.by.kind", contains("ORE", "WATER", "ORE"),
                        "items.sums.grams", contains(10, 20, 120));
        asked("&by=none").body("items", empty(), "total.grams", is(150));
    }

    @Test
    @DisplayName("a period → both its days included, each may be open; another city is refused")
    void period() {
        asked("&from=2026-02-01&to=2026-02-28").body("total.grams", is(60), "total.samples", is(2));
        asked("&from=2026-02-28").body("total.grams", is(120));
        asked("&to=2026-01-31").body("total.grams", is(10), "items.by.kind", contains("ORE"));
        asked("&to=2025-12-31").body("total.samples", is(0), "total.grams", is(0), "items", empty());
        as(DATONG).get("/v1/sample-statistics?region=" + CITY.prefix()).then().statusCode(403);
        as(DATONG)
                .get("/v1/sample-statistics?by=region")
                .then()
                .statusCode(200)
                .body("region", is("1402"), "items.by.region", everyItem(startsWith("1402")));
    }

    @ParameterizedTest
    @CsvSource({
        "by=color, by, not-in-catalogue, kind",
        "by=none&by=kind, by, none-alone, none",
        "color=red, color, unknown-parameter, level",
        "level=VILLAGE&by=region, level, not-in-catalogue, COUNTY",
        "level=CITY, level, level-of-region, region",
        "from=soon, from, date-form, 2026-11-22",
        "from=2026-02-01&to=2026-01-01, to, out-of-order, 2026-01-01",
        "from=2026-02-01&from=2026-02-02, from, parameter-twice, from",
    })
    void refusals(String query, String pointer, String code, String told) {
        as(INTEGRATOR)
                .get("/v1/sample-statistics?" + query)
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer", contains(pointer),
                        "errors.code", contains(code),
                        "errors[0].message", containsString(told));
    }

    @Test
    @DisplayName("a region that there is not → 400 that tells which there are")
    void regions() {
        as(CLERK)
                .get("/v1/sample-statistics?region=" + CITY.prefix() + "99")
                .then()
                .statusCode(400)
                .body("errors.code", contains("division-unknown"), "errors[0].message", containsString(SECOND));
        as(INTEGRATOR)
                .get("/v1/sample-statistics?region=x")
                .then()
                .statusCode(400)
                .body("errors.code", contains("region-prefix"));
    }
}
