package org.innoledger.platform.sharedresource;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.innoledger.platform.alliance.Cases.COUNTY_READER;
import static org.innoledger.platform.alliance.Cases.THREADS;
import static org.innoledger.platform.alliance.Cases.filed;
import static org.innoledger.platform.alliance.Cases.imported;
import static org.innoledger.platform.alliance.Cases.platform;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
public class SharedResourceTest {
    private static final String RESOURCES = "/v1/shared-resources";

    private static final Place OWN = Place.city();
    private static final String CITY = OWN.token("reader", "clerk", "reviewer");

    public static String facts(String platform, String kind, String more) {
        return """
                {"platform": "%s", "kind": "%s", "name": "示例·扫描电镜"%s}""".formatted(platform, kind, more);
    }

    /// The id of a new instrument of a new platform in this division.
    public static String instrument(String token, String region, String more) {
        return filed(token, RESOURCES, facts(platform(token, region), "INSTRUMENT", more));
    }

    private static String offered(int year, int hours) {
        return ", \"offeredHours\": [{\"year\": %d, \"hours\": %d}]".formatted(year, hours);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 in the platform's division; the same fee in other words → no new version")
        void filing() {
            var platform = platform(SHUOZHOU, "140623");
            var path = RESOURCES + "/"
                    + posted(SHUOZHOU, RESOURCES, facts(platform, "INSTRUMENT", ", \"feeYuanPerHour\": 300.5"))
                            .statusCode(201)
                            .body("region", is("140623"), "status", nullValue())
                            .extract()
                            .<String>path("id");
            as(SHUOZHOU)
                    .body(facts(platform, "INSTRUMENT", ", \"feeYuanPerHour\": 300.50, \"offeredHours\": []"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(1));
            patched(SHUOZHOU, path, "{\"feeYuanPerHour\": 100, \"model\": \"SEM-9\"}")
                    .statusCode(200)
                    .body("version", is(2), "facts.feeYuanPerHour", is(100), "facts.model", is("SEM-9"));
            as(SHUOZHOU).get(RESOURCES + "?platform=" + platform).then().body("items", hasSize(1));
            posted(SHUOZHOU, path + "/withdrawal", "{\"reason\": \"重复登记\"}").statusCode(200);
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains(
                                    "shared-resource.withdrawn",
                                    "shared-resource.amended",
                                    "shared-resource.registered"));
        }

        @Test
        @DisplayName("of a platform that is not there or of another city → 400")
        void unknownPlatform() {
            var nowhere = UUID.randomUUID().toString();
            posted(SHUOZHOU, RESOURCES, facts(nowhere, "SERVICE", ""))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/platform"), "errors[0].code", is("platform-unknown"));
            as(SHUOZHOU)
                    .body(facts(platform(TAIYUAN, "140105"), "SERVICE", ""))
                    .post(RESOURCES)
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", is("platform-unknown"));
        }

        @Test
        @DisplayName("a year twice, an end before its beginning → 400; lines of an import by themselves")
        void faults() {
            var platform = platform(SHUOZHOU, "140602");
            var twice = ", \"offeredHours\": [{\"year\": 2026, \"hours\": 1}, {\"year\": 2026, \"hours\": 2}]";
            posted(SHUOZHOU, RESOURCES, facts(platform, "INSTRUMENT", twice))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/offeredHours"), "errors[0].code", is("duplicate"));
            as(SHUOZHOU)
                    .body(facts(platform, "INSTRUMENT", ", \"since\": \"2026-01-02\", \"until\": \"2026-01-01\""))
                    .post(RESOURCES)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/until"), "errors[0].code", is("out-of-order"));
            imported(
                            SHUOZHOU,
                            RESOURCES,
                            "{\"facts\": %s}\n{\"facts\": %s}"
                                    .formatted(
                                            facts(platform, "SERVICE", ""),
                                            facts(platform, "INSTRUMENT", offered(2026, 9000))))
                    .body("results.outcome", contains("CREATED", "REFUSED"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("reads resources and figures of its county, files none → 403")
        void reads() {
            var platform = platform(SHUOCHENG, "140602");
            var path = RESOURCES + "/" + filed(SHUOCHENG, RESOURCES, facts(platform, "SERVICE", ""));
            as(COUNTY_READER).get(path).then().statusCode(200);
            as(COUNTY_READER).get("/v1/shared-resource-statistics").then().statusCode(200);
            posted(COUNTY_READER, RESOURCES, facts(platform, "SERVICE", "")).statusCode(403);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("32 clerks file one externalId → one 201, the others hear of it")
        void oneNumber() throws Exception {
            var facts =
                    facts(platform(SHUOZHOU, "140602"), "SERVICE", ", \"externalId\": \"" + UUID.randomUUID() + "\"");
            var answers = answers(THREADS, i -> as(SHUOZHOU).body(facts).post(RESOURCES));
            assertEquals(1, counted(answers, 201));
            assertEquals(THREADS - 1, counted(answers, 409));
        }
    }

    @Nested
    class Statistics {
        private ValidatableResponse statistics(String token, String query) {
            return as(token)
                    .get("/v1/shared-resource-statistics?" + query)
                    .then()
                    .statusCode(200);
        }

        private String booked(String resource, String from, String to) {
            return "/v1/resource-bookings/" + filed(CITY, "/v1/resource-bookings", """
                    {"resource": "%s", "unitName": "示例·学院", "from": "%s", "to": "%s"}""".formatted(resource, from, to));
        }

        @Test
        @DisplayName("offered, booked, used and the rate by kind, city and platform; years are the province's")
        void figures() {
            var platform = platform(CITY, OWN.part(0).code());
            var scope = filed(CITY, RESOURCES, facts(platform, "INSTRUMENT", offered(2025, 100)));
            var oven = filed(CITY, RESOURCES, facts(platform, "INSTRUMENT", offered(2025, 1)));
            filed(CITY, RESOURCES, facts(platform, "INSTRUMENT", ", \"until\": \"2024-12-31\""));
            instrument(CITY, OWN.part(1).code(), offered(2025, 20));
            filed(CITY, RESOURCES, facts(platform, "SERVICE", ""));

            // The first begins in 2025 as the province counts, the second in 2026.
            var used = booked(scope, "2024-12-31T16:00:00Z", "2024-12-31T18:30:00Z");
            booked(scope, "2025-12-31T16:00:00Z", "2025-12-31T17:00:00Z");
            booked(scope, "2025-06-01T01:00:00Z", "2025-06-01T05:00:00Z");
            booked(oven, "2025-06-01T01:00:00Z", "2025-06-01T03:00:00Z");
            posted(
                            CITY,
                            booked(scope, "2025-06-02T01:00:00Z", "2025-06-02T05:00:00Z") + "/cancellation",
                            "{\"reason\": \"改期\"}")
                    .statusCode(200);
            posted(CITY, used + "/completion", "{\"hoursUsed\": 2.25}").statusCode(200);

            statistics(CITY, "year=2025&by=kind")
                    .body(
                            "region", is(OWN.prefix()),
                            "from", is("2025-01-01"),
                            "to", is("2025-12-31"),
                            "by", contains("kind"),
                            "total.resources", is(4),
                            "total.offeredHours", is(121),
                            "total.bookedHours", is(8.5f),
                            "total.usedHours", is(2.25f),
                            "total.useRatePercent", is(1.86f),
                            "total.overbooked", is(1),
                            "items.by.kind", contains("INSTRUMENT", "SERVICE"),
                            "items.names.kind", contains("仪器设备", "服务"),
                            "items[1].sums.offeredHours", is(0),
                            "items[1].sums.useRatePercent", nullValue());
            statistics(CITY, "year=2025&by=region&level=CITY")
                    .body(
                            "items.by.region", contains(OWN.code()),
                            "items.names.region", contains(OWN.name()),
                            "items[0].sums.resources", is(4));
            statistics(CITY, "region=" + OWN.part(0).code() + "&year=2025&by=platform")
                    .body(
                            "items.by.platform", contains(platform),
                            "items.names.platform", contains("示例·测试中心"),
                            "items[0].sums.offeredHours", is(101));
            statistics(CITY, "year=2026").body("total.offeredHours", is(0), "total.bookedHours", is(1));
            as(DATONG)
                    .get("/v1/shared-resource-statistics?" + "region=" + OWN.prefix() + "&year=2025")
                    .then()
                    .statusCode(403);
        }

        @Test
        @DisplayName("parameters that cannot be → 400")
        void parameters() {
            as(PROVINCE)
                    .get("/v1/shared-resource-statistics?by=colour")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("by"), "errors[0].code", is("not-in-catalogue"));
            as(PROVINCE)
                    .get("/v1/shared-resource-statistics?year=99")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("year"), "errors.code", contains("year-form"));
        }
    }
}
