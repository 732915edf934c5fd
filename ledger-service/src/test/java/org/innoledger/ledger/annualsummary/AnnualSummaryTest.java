package org.innoledger.ledger.annualsummary;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.ledger.Given;
import org.innoledger.ledger.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Annual summaries of a province of their own, a year for each test.
@QuarkusTest
@WithTestResource(Service.class)
class AnnualSummaryTest {
    private static final Place OWN = Place.province();
    private static final Place FIRST = OWN.part(0);
    private static final Place SECOND = OWN.part(1);
    private static final String COUNTY = FIRST.part(0).code();
    private static final String PROVINCE = OWN.token("reader", "clerk", "reviewer");
    private static final String CITY = FIRST.token("reader", "clerk", "reviewer");
    private static final String OTHER = SECOND.token("reader", "clerk", "reviewer");

    private static int year = 2030;

    @AfterEach
    void clock() {
        TestClock.reset();
    }

    private static synchronized int year() {
        return ++year;
    }

    private static String facts(String region, int year) {
        return "{\"region\": \"%s\", \"year\": %d, \"text\": \"全年工作\"}".formatted(region, year);
    }

    private static String filed(String token, String region, int year) {
        return "/v1/annual-summaries/"
                + as(token)
                        .body(facts(region, year))
                        .post("/v1/annual-summaries")
                        .then()
                        .statusCode(201)
                        .body("status", is("DRAFT"))
                        .extract()
                        .<String>path("id");
    }

    /// Submits it at this moment.
    private static io.restassured.response.ValidatableResponse submitted(String token, String path, String at) {
        TestClock.set(Instant.parse(at));
        return as(token).post(path + "/submission").then().statusCode(200).body("status", is("SUBMITTED"));
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName(
                "POST submission on the last day → in time; a second later → late; dates are those of Asia/Shanghai")
        void deadlines() {
            var year = year();
            var city = filed(CITY, FIRST.code(), year);
            as(CITY).get(city).then().body("facts.dueOn", is(year + 1 + "-01-10"), "facts.late", nullValue());
            submitted(CITY, city, year + 1 + "-01-10T15:59:59Z")
                    .body("facts.late", is(false), "facts.submittedOn", is(year + 1 + "-01-10"));
            submitted(OTHER, filed(OTHER, SECOND.code(), year), year + 1 + "-01-10T16:00:00Z")
                    .body("facts.late", is(true), "facts.submittedOn", is(year + 1 + "-01-11"));
            submitted(PROVINCE, filed(PROVINCE, OWN.code(), year), year + 1 + "-01-25T15:59:59Z")
                    .body("facts.late", is(false), "facts.dueOn", is(year + 1 + "-01-25"));
            as(PROVINCE)
                    .get("/v1/annual-summaries?late=true&year=" + year)
                    .then()
                    .statusCode(200)
                    .body("items.region", contains(SECOND.code()));
        }

        @Test
        @DisplayName(
                "POST submission → December's indicators are frozen into it: what is filed later changes nothing there")
        void frozen() {
            var year = year();
            Given.enterprise(PROVINCE, COUNTY);
            var path = filed(CITY, FIRST.code(), year);
            int before = submitted(CITY, path, year + 1 + "-01-08T02:00:00Z")
                    .body(
                            "facts.figures.name",
                            contains("ALLIANCES", "RD_INSTITUTION_SHARE", "RD_ACTIVITY_SHARE", "RD_INTENSITY"))
                    .extract()
                    .path("facts.figures[1].denominator");
            Given.enterprise(PROVINCE, COUNTY);
            as(CITY).get(path).then().body("facts.figures[1].denominator", is(before), "version", is(2));
            as(CITY).get("/v1/indicators?region=" + FIRST.prefix() + "&month=" + year + "-12")
                    .then()
                    .body("total.figures[1].denominator", is(before + 1));
            as(PROVINCE)
                    .body("{\"reason\": \"补充\"}")
                    .post(path + "/return")
                    .then()
                    .statusCode(200);
            submitted(CITY, path, year + 1 + "-02-08T02:00:00Z")
                    .body(
                            "facts.figures[1].denominator", is(before + 1),
                            "facts.late", is(false),
                            "facts.submittedOn", is(year + 1 + "-01-08"));
        }

        @Test
        @DisplayName(
                "PUT, PATCH, withdrawal of a submitted one → 409; the same facts again → 200; returned → open again")
        void editing() {
            var year = year();
            var path = filed(CITY, FIRST.code(), year);
            as(CITY).contentType("application/merge-patch+json")
                    .body("{\"openProblems\": \"few experts\", \"late\": true, \"submittedOn\": \"2020-01-01\"}")
                    .patch(path)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/submittedOn", "/late"));
            patched(CITY, path, "{\"openProblems\": \"few experts\"}")
                    .statusCode(200)
                    .body("facts.late", nullValue(), "facts.submittedOn", nullValue(), "version", is(2));
            submitted(CITY, path, year + 1 + "-01-08T02:00:00Z");
            var same = facts(FIRST.code(), year).replace("}", ", \"openProblems\": \"few experts\"}");
            as(CITY).body(same).put(path).then().statusCode(200).body("version", is(3));
            as(CITY).body(same.replace("全年", "半年"))
                    .put(path)
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/conflict"));
            as(PROVINCE)
                    .body("{\"reason\": \"数据有误\"}")
                    .post(path + "/return")
                    .then()
                    .statusCode(200);
            as(CITY).body(same.replace("全年", "半年"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("status", is("RETURNED"), "facts.late", is(false));
            as(CITY).body("{\"reason\": \"重写\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(200);
            filed(CITY, FIRST.code(), year);
        }

        @Test
        @DisplayName("POST for a county → 400; imports and history as for every register")
        void region() {
            as(CITY).body(facts(COUNTY, 2025))
                    .post("/v1/annual-summaries")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/region"), "errors[0].code", is("region-level"));
            var year = year();
            var external = UUID.randomUUID().toString();
            var line = "{\"facts\": "
                    + facts(FIRST.code(), year).replace("}", ", \"externalId\": \"" + external + "\"}") + "}";
            for (var effect : new String[] {"created", "unchanged"}) {
                as(CITY).contentType("application/x-ndjson")
                        .body(line.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/annual-summaries/imports")
                        .then()
                        .statusCode(200)
                        .body(effect, is(1));
            }
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName(
                "POST acceptance, return by the province for a city → 200; by the city itself → 403; of a draft → 409")
        void acceptance() {
            var year = year();
            var path = filed(CITY, FIRST.code(), year);
            as(PROVINCE).post(path + "/acceptance").then().statusCode(409).body("present", is("DRAFT"));
            submitted(CITY, path, year + 1 + "-01-08T02:00:00Z");
            as(CITY).post(path + "/acceptance").then().statusCode(403).body("decidedBy", is(OWN.code()));
            as(CITY).body("{\"reason\": \"x\"}").post(path + "/return").then().statusCode(403);
            as(PROVINCE).body("{}").post(path + "/return").then().statusCode(400);
            as(PROVINCE).post(path + "/acceptance").then().statusCode(200).body("status", is("ACCEPTED"));
            as(PROVINCE)
                    .body("{\"reason\": \"x\"}")
                    .post(path + "/return")
                    .then()
                    .statusCode(409)
                    .body("present", is("ACCEPTED"));
            as(CITY).get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains(
                                    "annual-summary.accepted",
                                    "annual-summary.submitted",
                                    "annual-summary.registered"));
            var own = filed(PROVINCE, OWN.code(), year);
            submitted(PROVINCE, own, year + 1 + "-01-08T02:00:00Z");
            as(PROVINCE).post(own + "/acceptance").then().statusCode(200);
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("another city → 404 to read and submit, 403 to file")
        void notTheirs() {
            var path = filed(CITY, FIRST.code(), year());
            as(OTHER).get(path).then().statusCode(404);
            as(OTHER).post(path + "/submission").then().statusCode(404);
            as(OTHER)
                    .body(facts(FIRST.code(), year()))
                    .post("/v1/annual-summaries")
                    .then()
                    .statusCode(403);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("one year's summary filed by many at once → one 201, the others 409 that say so")
        void once() throws Exception {
            var year = year();
            try (var pool = Executors.newFixedThreadPool(6)) {
                Callable<Integer> filing = () -> as(CITY).body(facts(FIRST.code(), year))
                        .post("/v1/annual-summaries")
                        .statusCode();
                var created = 0;
                for (var answer :
                        pool.invokeAll(Stream.generate(() -> filing).limit(6).toList())) {
                    created += answer.get() == 201 ? 1 : 0;
                    assertEquals(0, answer.get() == 201 || answer.get() == 409 ? 0 : answer.get());
                }
                assertEquals(1, created);
            }
            as(CITY).body(facts(FIRST.code(), year))
                    .post("/v1/annual-summaries")
                    .then()
                    .statusCode(409)
                    .body("rule", is("annual_summary_once"));
        }

        @Test
        @DisplayName("one summary submitted by many at once → one 200, the others 409")
        void submittedOnce() throws Exception {
            var path = filed(CITY, FIRST.code(), year());
            try (var pool = Executors.newFixedThreadPool(4)) {
                Callable<Integer> submission =
                        () -> as(CITY).post(path + "/submission").statusCode();
                var done = 0;
                for (var answer : pool.invokeAll(
                        Stream.generate(() -> submission).limit(4).toList())) {
                    done += answer.get() == 200 ? 1 : 0;
                }
                assertEquals(1, done);
            }
        }
    }
}
