package org.innoledger.platform.resourcebooking;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.innoledger.platform.alliance.Cases.COUNTY_READER;
import static org.innoledger.platform.alliance.Cases.THREADS;
import static org.innoledger.platform.alliance.Cases.filed;
import static org.innoledger.platform.alliance.Cases.imported;
import static org.innoledger.platform.alliance.Cases.platform;
import static org.innoledger.platform.sharedresource.SharedResourceTest.instrument;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.innoledger.platform.sharedresource.SharedResourceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class ResourceBookingTest {
    private static final String BOOKINGS = "/v1/resource-bookings";
    private static final String REASON = "{\"reason\": \"改期\"}";

    private static String facts(String resource, String from, String to) {
        return """
                {"resource": "%s", "unitName": "示例·学院", "from": "%s", "to": "%s", "purpose": "微观形貌"}""".formatted(resource, from, to);
    }

    /// A booking on 2026-03-02 from one full hour to another (UTC).
    private static String hours(String resource, int from, int to) {
        return facts(resource, "2026-03-02T%02d:00:00Z".formatted(from), "2026-03-02T%02d:00:00Z".formatted(to));
    }

    private static String booked(String resource, int from, int to) {
        return BOOKINGS + "/" + filed(SHUOZHOU, BOOKINGS, hours(resource, from, to));
    }

    private static String resource() {
        return instrument(SHUOZHOU, "140602", "");
    }

    private static void fault(String body, String pointer, String code) {
        posted(SHUOZHOU, BOOKINGS, body)
                .statusCode(400)
                .body("errors[0].pointer", is(pointer), "errors[0].code", is(code));
    }

    private static ValidatableResponse taken(String body) {
        return posted(SHUOZHOU, BOOKINGS, body).statusCode(409).body("rule", is("resource_booking_once"));
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 BOOKED in the resource's division, moments in UTC; the same again → nothing new")
        void filing() {
            var resource = resource();
            var body = facts(resource, "2026-03-02T09:00:00+08:00", "2026-03-02T12:00:00+08:00");
            var path = BOOKINGS + "/"
                    + posted(SHUOZHOU, BOOKINGS, body)
                            .statusCode(201)
                            .body(
                                    "region", is("140602"),
                                    "status", is("BOOKED"),
                                    "facts.from", is("2026-03-02T01:00:00Z"),
                                    "facts.to", is("2026-03-02T04:00:00Z"))
                            .extract()
                            .<String>path("id");
            as(SHUOZHOU).body(body).put(path).then().statusCode(200).body("version", is(1));
            patched(SHUOZHOU, path, "{\"to\": \"2026-03-02T05:00:00Z\", \"enterprise\": \"" + code() + "\"}")
                    .statusCode(200)
                    .body("version", is(2), "facts.to", is("2026-03-02T05:00:00Z"));
            as(SHUOZHOU).get(BOOKINGS + "?resource=" + resource).then().body("items", hasSize(1));
        }

        @Test
        @DisplayName("a time that is taken → 409 that names the booking and its time; next to it → 201")
        void overlaps() {
            var resource = resource();
            var first = booked(resource, 1, 4).substring(BOOKINGS.length() + 1);
            taken(hours(resource, 3, 6))
                    .body(
                            "booking",
                            is(first),
                            "from",
                            is("2026-03-02T01:00:00Z"),
                            "to",
                            is("2026-03-02T04:00:00Z"),
                            "rule",
                            is("resource_booking_once"));
            var second = booked(resource, 4, 6);
            patched(SHUOZHOU, second, "{\"from\": \"2026-03-02T03:59:00Z\"}")
                    .statusCode(409)
                    .body("booking", is(first));
            booked(resource(), 1, 4);
            imported(
                            SHUOZHOU,
                            BOOKINGS,
                            "{\"facts\": %s}\n{\"facts\": %s}\n{\"facts\": %s}"
                                    .formatted(hours(resource, 8, 10), hours(resource, 9, 11), hours(resource, 10, 11)))
                    .body("results.outcome", contains("CREATED", "REFUSED", "CREATED"));
        }

        @Test
        @DisplayName("cancellation and withdrawal → the time is free; what is cancelled changes no more")
        void cancelled() {
            var resource = resource();
            var path = booked(resource, 1, 4);
            posted(SHUOZHOU, path + "/cancellation", "{}").statusCode(400);
            posted(SHUOZHOU, path + "/cancellation", REASON).statusCode(200).body("status", is("CANCELLED"));
            posted(SHUOZHOU, path + "/cancellation", REASON).statusCode(409).body("present", is("CANCELLED"));
            var again = booked(resource, 1, 4);
            patched(SHUOZHOU, path, "{\"purpose\": \"别的\"}").statusCode(409).body("present", is("CANCELLED"));
            as(SHUOZHOU)
                    .body(hours(resource, 1, 4))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2));
            posted(SHUOZHOU, again + "/withdrawal", REASON).statusCode(200);
            booked(resource, 2, 3);
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body("items.type", contains("resource-booking.cancelled", "resource-booking.registered"));
        }

        @Test
        @DisplayName(
                "completion → hours used, corrected by another; before it has begun → 409; hours sent otherwise → not taken")
        void completed() {
            var resource = resource();
            posted(SHUOZHOU, BOOKINGS, hours(resource, 1, 4).replace("}", ", \"hoursUsed\": 9}"))
                    .statusCode(400)
                    .body("errors.pointer", contains("/hoursUsed"));
            var path = BOOKINGS + "/"
                    + posted(SHUOZHOU, BOOKINGS, hours(resource, 1, 4))
                            .statusCode(201)
                            .extract()
                            .<String>path("id");
            posted(SHUOZHOU, path + "/completion", "{\"hoursUsed\": 2.333}").statusCode(400);
            posted(SHUOZHOU, path + "/completion", "{\"hoursUsed\": 3.01}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/hoursUsed"), "errors.code", contains("hours-beyond-booking"));
            posted(SHUOZHOU, path + "/completion", "{\"hoursUsed\": 2.50}")
                    .statusCode(200)
                    .body("status", is("COMPLETED"), "facts.hoursUsed", is(2.5f));
            posted(SHUOZHOU, path + "/completion", "{\"hoursUsed\": 3}")
                    .statusCode(200)
                    .body("version", is(3), "facts.hoursUsed", is(3));
            posted(SHUOZHOU, path + "/completion", "{\"hoursUsed\": 3.0}")
                    .statusCode(200)
                    .body("version", is(3));
            posted(SHUOZHOU, path + "/cancellation", REASON).statusCode(409).body("present", is("COMPLETED"));
            taken(hours(resource, 3, 5));

            var later = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
            var ahead = BOOKINGS + "/"
                    + filed(
                            SHUOZHOU,
                            BOOKINGS,
                            facts(
                                    resource,
                                    later.toString(),
                                    later.plusSeconds(3600).toString()));
            posted(SHUOZHOU, ahead + "/completion", "{\"hoursUsed\": 1}")
                    .statusCode(409)
                    .body("rule", is("resource_booking_begun"));
        }

        @Test
        @DisplayName("times and users that cannot be → 400")
        void faults() {
            var resource = resource();
            fault(facts(resource, "2026-03-02T01:00:30Z", "2026-03-02T02:00:00Z"), "/from", "pattern");
            fault(hours(resource, 2, 2), "/to", "out-of-order");
            fault(hours(resource, 1, 2).replace("\"unitName\": \"示例·学院\", ", ""), "/unitName", "one-of");
            posted(SHUOZHOU, BOOKINGS, facts(resource, "2026-01-01T00:00:00Z", "2026-04-04T00:00:00Z"))
                    .statusCode(400);
        }

        @Test
        @DisplayName("a resource that is not there or of another city → 400; a time outside what it offers → 409")
        void resources() {
            posted(SHUOZHOU, BOOKINGS, hours(UUID.randomUUID().toString(), 1, 2))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/resource"), "errors[0].code", is("resource-unknown"));
            posted(SHUOZHOU, BOOKINGS, hours(instrument(TAIYUAN, "140105", ""), 1, 2))
                    .statusCode(400)
                    .body("errors[0].code", is("resource-unknown"));
            var ends = instrument(SHUOZHOU, "140602", ", \"since\": \"2026-03-01\", \"until\": \"2026-03-02\"");
            // 16:00Z is midnight in the province.
            booked(ends, 14, 16);
            posted(SHUOZHOU, BOOKINGS, hours(ends, 16, 17))
                    .statusCode(409)
                    .body("rule", is("resource_booking_offered"));
        }

        @Test
        @DisplayName("the platform moves → its resources and their bookings move with it")
        void moves() {
            var platform = platform(PROVINCE, "140602");
            var resource =
                    filed(PROVINCE, "/v1/shared-resources", SharedResourceTest.facts(platform, "INSTRUMENT", ""));
            var path = booked(resource, 1, 4);
            posted(
                            PROVINCE,
                            "/v1/platforms/" + platform + "/relocation",
                            "{\"region\": \"140213\", \"reason\": \"迁址\"}")
                    .statusCode(200);
            as(SHUOZHOU).get(path).then().statusCode(404);
            as(DATONG).get("/v1/shared-resources/" + resource).then().statusCode(200);
            as(DATONG).get(path).then().statusCode(200).body("region", is("140213"), "version", is(2));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("reads bookings, makes none → 403")
        void reads() {
            var resource = resource();
            var path = booked(resource, 1, 4);
            as(COUNTY_READER).get(path).then().statusCode(200);
            posted(COUNTY_READER, BOOKINGS, hours(resource, 5, 6)).statusCode(403);
            posted(COUNTY_READER, path + "/cancellation", REASON).statusCode(403);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("32 book the same hours → one 201, 31 hear which booking is in the way")
        void sameHours() throws Exception {
            var resource = resource();
            var answers = answers(
                    THREADS, i -> as(SHUOZHOU).body(hours(resource, 1, 4)).post(BOOKINGS));
            assertEquals(1, counted(answers, 201));
            assertEquals(THREADS - 1, counted(answers, 409));
            var winner = answers.stream()
                    .filter(answer -> answer.statusCode() == 201)
                    .findFirst()
                    .orElseThrow();
            answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .forEach(answer -> answer.then().body("booking", is(winner.<String>path("id"))));
        }

        @Test
        @DisplayName("32 book hours that overlap in a chain → those that stand never overlap")
        void chain() throws Exception {
            var resource = resource();
            var answers = answers(
                    THREADS,
                    i -> as(SHUOZHOU)
                            .body(facts(
                                    resource,
                                    Instant.parse("2026-03-02T00:00:00Z")
                                            .plusSeconds(i * 1800L)
                                            .toString(),
                                    Instant.parse("2026-03-02T01:00:00Z")
                                            .plusSeconds(i * 1800L)
                                            .toString()))
                            .post(BOOKINGS));
            assertEquals(THREADS, counted(answers, 201) + counted(answers, 409));
            var starts = as(SHUOZHOU)
                    .get(BOOKINGS + "?resource=" + resource + "&limit=500")
                    .then()
                    .extract()
                    .<List<String>>path("items.facts.from")
                    .stream()
                    .map(Instant::parse)
                    .sorted()
                    .toList();
            assertEquals(counted(answers, 201), starts.size());
            for (int i = 1; i < starts.size(); i++) {
                assertFalse(starts.get(i).isBefore(starts.get(i - 1).plusSeconds(3600)));
            }
        }

        @Test
        @DisplayName("32 bookings are moved to the same hours → one 200")
        void moved() throws Exception {
            var resource = resource();
            var paths = new String[THREADS];
            for (int i = 0; i < THREADS; i++) {
                var from = Instant.parse("2026-03-03T00:00:00Z").plusSeconds(i * 3600L);
                paths[i] = BOOKINGS + "/"
                        + filed(
                                SHUOZHOU,
                                BOOKINGS,
                                facts(
                                        resource,
                                        from.toString(),
                                        from.plusSeconds(3600).toString()));
            }
            var answers = answers(
                    THREADS,
                    i -> as(SHUOZHOU)
                            .contentType("application/merge-patch+json")
                            .body("{\"from\": \"2026-03-01T01:00:00Z\", \"to\": \"2026-03-01T02:00:00Z\"}")
                            .patch(paths[i]));
            assertEquals(1, counted(answers, 200));
            assertEquals(THREADS - 1, counted(answers, 409));
        }

        @Test
        @DisplayName("32 cancel one booking → one 200")
        void cancellations() throws Exception {
            var path = booked(resource(), 1, 4);
            var answers = answers(THREADS, i -> as(SHUOZHOU).body(REASON).post(path + "/cancellation"));
            assertEquals(1, counted(answers, 200));
            assertEquals(THREADS - 1, counted(answers, 409));
        }
    }
}
