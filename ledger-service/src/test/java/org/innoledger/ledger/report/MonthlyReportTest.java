package org.innoledger.ledger.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Together;
import org.innoledger.ledger.Given;
import org.innoledger.ledger.Supporting;
import org.innoledger.ledger.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Reports from county to province, and the bulletins made of them.
@QuarkusTest
@WithTestResource(Service.class)
class MonthlyReportTest {
    private static final Place OWN = Place.province();
    private static final Place CITY = OWN.part(0);
    private static final Place SECOND = OWN.part(1);
    private static final Place THIRD = OWN.part(2);
    private static final List<String> COUNTIES =
            CITY.below().stream().map(Place::code).toList();

    private static final String PROVINCE = OWN.token("reader", "clerk", "reviewer");
    private static final String INTEGRATOR = OWN.token("reader");
    private static final String OF_CITY = CITY.token("reader", "clerk", "reviewer");
    private static final String OF_COUNTY = CITY.part(0).token("reader", "clerk");

    @AfterEach
    void clock() {
        TestClock.reset();
    }

    private static String draft(String token, String region, String month) {
        return "/v1/monthly-reports/"
                + as(token)
                        .body("{\"region\": \"%s\", \"month\": \"%s\", \"progress\": \"本月座谈三场。\"}"
                                .formatted(region, month))
                        .post("/v1/monthly-reports")
                        .then()
                        .statusCode(201)
                        .body("status", is("DRAFT"), "facts.figures", nullValue())
                        .extract()
                        .<String>path("id");
    }

    private static ValidatableResponse post(String token, String path, String body) {
        return as(token).body(body).post(path).then();
    }

    /// Names those whose reports are not accepted, as the refusal tells them, and submits without them.
    private static ValidatableResponse submittedWithout(String token, String report) {
        var missing = post(token, report + "/submission", "{}")
                .statusCode(409)
                .body("type", is("/problems/conflict"))
                .extract()
                .<List<String>>path("missing");
        return post(token, report + "/submission", without(missing))
                .statusCode(200)
                .body("status", is("SUBMITTED"));
    }

    private static String without(List<String> regions) {
        return "{\"without\": [\"" + String.join("\", \"", regions) + "\"]}";
    }

    private static void accepted(String token, String report) {
        post(token, report + "/acceptance", "{}").statusCode(200).body("status", is("ACCEPTED"));
    }

    @Test
    @DisplayName("one county's month from the roster to the bulletin, and every figure computed again")
    void oneMonth() {
        var enterprise = Given.enterprise(OF_COUNTY, COUNTIES.get(0));
        var group = Supporting.group(OF_CITY, CITY.code());
        post(
                        OF_COUNTY,
                        "/v1/assignments",
                        "{\"enterprise\": \"%s\", \"group\": \"%s\", \"since\": \"2026-05-04\"}"
                                .formatted(enterprise, group))
                .statusCode(201);
        post(
                        OF_COUNTY,
                        "/v1/service-records",
                        "{\"enterprise\": \"%s\", \"group\": \"%s\", \"method\": \"ON_SITE\", \"servedOn\": \"2026-05-06\", \"content\": \"现场对接\"}"
                                .formatted(enterprise, group))
                .statusCode(201);
        as(OF_COUNTY).get("/v1/enterprises/" + enterprise).then().body("status", is("IN_PROGRESS"));
        problem(enterprise);
        var activity = Given.activity(OF_COUNTY, enterprise, "RD_PROJECT", "2026-05-11");
        post(OF_CITY, "/v1/activities/" + activity + "/verification", "{\"on\": \"2026-05-20\"}")
                .statusCode(200);
        post(
                        OF_COUNTY,
                        "/v1/enterprises/" + enterprise + "/close-out",
                        "{\"activity\": \"%s\", \"on\": \"2026-05-21\"}".formatted(activity))
                .statusCode(201);
        post(OF_CITY, "/v1/enterprises/" + enterprise + "/close-out/confirmation", "{\"on\": \"2026-05-25\"}")
                .statusCode(200);

        var county = draft(OF_COUNTY, COUNTIES.get(0), "2026-05");
        post(OF_COUNTY, county + "/submission", "{}")
                .statusCode(200)
                .body(
                        "facts.figures.roster", is(1),
                        "facts.figures.closed", is(1),
                        "facts.figures.closedThisMonth", is(1),
                        "facts.figures.newActivities", is(1),
                        "facts.figures.serviceRecords", is(1),
                        "facts.figures.governmentProblems.confirmed", is(1),
                        "facts.figures.coverageRatePercent", is(100.0f),
                        "facts.late", is(true),
                        "facts.position", notNullValue());
        post(OF_COUNTY, county + "/acceptance", "{}").statusCode(403);
        post(OF_CITY, county + "/return", "{\"reason\": \"进展写得太简单\"}")
                .statusCode(200)
                .body("status", is("RETURNED"));
        as(OF_COUNTY)
                .contentType("application/merge-patch+json")
                .body("{\"month\": \"2015-01\"}")
                .patch(county)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/month"), "errors.code", contains("month-fixed"));
        as(OF_COUNTY)
                .contentType("application/merge-patch+json")
                .body("{\"progress\": \"走访企业一家，解决问题一个。\"}")
                .patch(county)
                .then()
                .statusCode(200);
        post(OF_COUNTY, county + "/submission", "{}").statusCode(200).body("facts.submissions", is(2));
        accepted(OF_CITY, county);
        // Filed after the county's figures were frozen and before the month is closed.
        var between = Given.enterprise(OF_COUNTY, COUNTIES.get(0));

        var city = draft(OF_CITY, CITY.code(), "2026-05");
        submittedWithout(OF_CITY, city).body("facts.parts", hasSize(COUNTIES.size()));
        accepted(PROVINCE, city);
        var province = draft(PROVINCE, OWN.code(), "2026-05");
        post(PROVINCE, province + "/closing", "{}").statusCode(409).body("present", is("DRAFT"));
        submittedWithout(PROVINCE, province);
        post(OF_CITY, province + "/closing", "{}").statusCode(404);
        post(PROVINCE, province + "/closing", "{}").statusCode(200).body("status", is("CLOSED"));

        post(OF_CITY, county + "/return", "{\"reason\": \"x\"}").statusCode(409);
        for (var report : List.of(county, city, province)) {
            as(PROVINCE)
                    .get(report + "/recomputation")
                    .then()
                    .statusCode(200)
                    .body("agrees", is(true), "differences", empty());
        }
        bulletins(enterprise, between, city, "2026-05");
    }

    private static void problem(String enterprise) {
        var problem = "/v1/problems/"
                + post(OF_COUNTY, "/v1/problems", """
                                {"enterprise": "%s", "source": "SERVICE_RECORD", "title": "中试资金不足", "description": "缺少中试资金。",
                                 "problemClass": "GOVERNMENT", "raisedOn": "2026-05-06", "dueOn": "2026-05-28"}""".formatted(enterprise))
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
        post(
                        OF_COUNTY,
                        problem + "/dispatch",
                        "{\"responsibleLevel\": \"CITY\", \"responsibleBody\": \"市工信局\", \"dueOn\": \"2026-05-28\", \"on\": \"2026-05-07\"}")
                .statusCode(200);
        post(OF_COUNTY, problem + "/start", "{\"on\": \"2026-05-08\"}").statusCode(200);
        post(OF_COUNTY, problem + "/resolution", "{\"solution\": \"落实中试贷款\", \"on\": \"2026-05-18\"}")
                .statusCode(200);
        post(OF_COUNTY, problem + "/confirmation", "{\"on\": \"2026-05-19\"}").statusCode(200);
    }

    /// The bulletin of a closed month, and the next one, which tells what was filed for it afterwards.
    private static void bulletins(String enterprise, String between, String city, String month) {
        var frozen =
                as(PROVINCE).get(city).then().extract().path("facts.figures").toString();
        var bulletin = "/v1/bulletins/"
                + post(PROVINCE, "/v1/bulletins", "{\"region\": \"" + OWN.code() + "\", \"month\": \"" + month + "\"}")
                        .statusCode(201)
                        .body(
                                "status",
                                is("DRAFT"),
                                "facts.closeOuts.enterprise",
                                hasItem(enterprise),
                                "facts.corrections.enterprise",
                                hasItem(between),
                                "facts.corrections.enterprise",
                                not(hasItem(enterprise)))
                        .extract()
                        .<String>path("id");
        as(OF_COUNTY).get(bulletin).then().statusCode(404);
        post(INTEGRATOR, bulletin + "/publication", "{}").statusCode(403);
        post(PROVINCE, bulletin + "/publication", "{}").statusCode(200).body("status", is("PUBLISHED"));
        post(PROVINCE, bulletin + "/publication", "{}").statusCode(409).body("present", is("PUBLISHED"));
        as(PROVINCE)
                .contentType("application/merge-patch+json")
                .body("{\"foreword\": \"改\"}")
                .patch(bulletin)
                .then()
                .statusCode(409);
        post(PROVINCE, bulletin + "/withdrawal", "{\"reason\": \"x\"}").statusCode(409);
        as(OF_COUNTY).get(bulletin).then().statusCode(200);
        as(OF_COUNTY)
                .get(bulletin + "/recomputation")
                .then()
                .statusCode(200)
                .body("agrees", is(true), "differences", empty(), "correctionsAgree", is(true));
        as(OF_COUNTY)
                .accept("text/html")
                .get(bulletin + "/page")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("覆盖率排名"), containsString(CITY.name()), containsString("<svg"));

        var late = Given.enterprise(OF_COUNTY, COUNTIES.get(0));
        Given.verified(PROVINCE, late, "2026-05-30");
        assertEquals(
                frozen,
                as(PROVINCE).get(city).then().extract().path("facts.figures").toString());
        var next = draft(PROVINCE, OWN.code(), "2026-06");
        submittedWithout(PROVINCE, next);
        post(PROVINCE, next + "/closing", "{}").statusCode(200);
        var told = post(PROVINCE, "/v1/bulletins", "{\"region\": \"" + OWN.code() + "\", \"month\": \"2026-06\"}")
                .statusCode(201)
                .extract()
                .jsonPath();
        var corrections = told.<Map<String, Object>>getList("facts.corrections").stream()
                .filter(each ->
                        each.get("enterprise").equals(late) && each.get("month").equals(month))
                .toList();
        assertTrue(
                corrections.stream().anyMatch(each -> ((List<?>) each.get("changes")).contains("active 0→1")),
                corrections.toString());
        as(PROVINCE)
                .get("/v1/bulletins/" + told.getString("id") + "/recomputation")
                .then()
                .body("agrees", is(true), "correctionsAgree", is(true));
        as(PROVINCE).get(bulletin + "/recomputation").then().body("agrees", is(true));
    }

    @Test
    @DisplayName("submitted at 23:59:59 on the 5th → in time, at 00:00:00 on the 6th → late and on the late list")
    void deadline() {
        var inTime = draft(PROVINCE, SECOND.part(0).code(), "2026-10");
        var late = draft(PROVINCE, SECOND.part(1).code(), "2026-10");
        TestClock.set(Instant.parse("2026-11-05T15:59:59Z"));
        as(PROVINCE)
                .get("/v1/monthly-reports/late?month=2026-10")
                .then()
                .statusCode(200)
                .body("items", empty());
        post(PROVINCE, inTime + "/submission", "{}").statusCode(200).body("facts.late", is(false));
        TestClock.set(Instant.parse("2026-11-05T16:00:00Z"));
        post(PROVINCE, late + "/submission", "{}").statusCode(200).body("facts.late", is(true));
        as(PROVINCE)
                .get("/v1/monthly-reports/late?month=2026-10")
                .then()
                .statusCode(200)
                .body(
                        "dueOn",
                        is("2026-11-05"),
                        "items.region",
                        not(hasItem(SECOND.part(0).code())),
                        "items.find { it.region == '" + SECOND.part(1).code() + "' }.verdict",
                        is("LATE"),
                        "items.find { it.region == '" + SECOND.part(2).code() + "' }.verdict",
                        is("MISSING"));
        as(THIRD.token("reader"))
                .get("/v1/monthly-reports/late?month=2026-10")
                .then()
                .body("items.region", not(hasItem(SECOND.part(1).code())), "items.region", hasItem(THIRD.code()));
    }

    @Test
    @DisplayName("a month that is not over, a second report, a foreign office, a clerk who accepts → refused each")
    void refusals() {
        var running = draft(PROVINCE, SECOND.part(3).code(), "2026-11");
        TestClock.set(Instant.parse("2026-11-22T02:00:00Z"));
        post(PROVINCE, running + "/submission", "{}").statusCode(409).body("type", is("/problems/conflict"));
        TestClock.reset();
        post(PROVINCE, "/v1/monthly-reports", "{\"region\": \"" + SECOND.part(3).code() + "\", \"month\": \"2026-11\"}")
                .statusCode(409)
                .body("rule", is("monthly_report_region_month"));
        as(SHUOZHOU).get(running).then().statusCode(404);
        var county = draft(OF_CITY, COUNTIES.get(1), "2026-07");
        post(OF_COUNTY, county + "/submission", "{}").statusCode(404);
        post(OF_CITY, county + "/submission", "{\"submittedAt\": \"2026-08-04T02:00:00Z\"}")
                .statusCode(200)
                .body(
                        "facts.transcribed",
                        is(true),
                        "facts.late",
                        is(false),
                        "facts.firstSubmittedAt",
                        is("2026-08-04T02:00:00Z"));
        var own = draft(OF_COUNTY, COUNTIES.get(0), "2026-07");
        post(OF_COUNTY, own + "/submission", "{\"submittedAt\": \"2026-08-04T02:00:00Z\"}")
                .statusCode(403);
        post(PROVINCE, draft(PROVINCE, COUNTIES.get(2), "2026-07") + "/acceptance", "{}")
                .statusCode(409)
                .body("present", is("DRAFT"), "allowed", contains("SUBMITTED"));
        as(OF_CITY)
                .contentType("application/merge-patch+json")
                .body("{\"progress\": \"改\"}")
                .patch(county)
                .then()
                .statusCode(409)
                .body("type", is("/problems/illegal-state"));
        var city = draft(OF_CITY, CITY.code(), "2026-07");
        post(OF_CITY, city + "/submission", without(List.of(COUNTIES.get(0)))).statusCode(409);
        accepted(OF_CITY, county);
        post(OF_CITY, city + "/submission", without(COUNTIES))
                .statusCode(400)
                .body("errors[0].code", is("without-accepted"));
        post(
                        OF_CITY,
                        city + "/submission",
                        without(COUNTIES.stream()
                                .filter(each -> !each.equals(COUNTIES.get(1)))
                                .toList()))
                .statusCode(200);
        post(OF_CITY, county + "/return", "{\"reason\": \"x\"}").statusCode(409).body("type", is("/problems/conflict"));
        post(PROVINCE, "/v1/bulletins", "{\"region\": \"" + OWN.code() + "\", \"month\": \"2026-07\"}")
                .statusCode(409);
        post(PROVINCE, "/v1/bulletins", "{\"region\": \"" + COUNTIES.get(0) + "\", \"month\": \"2026-07\"}")
                .statusCode(400);
    }

    @Test
    @DisplayName("in bulk, while clerks write → every city is the sum of its counties, and all can be computed again")
    void sums() throws Exception {
        var stop = new AtomicBoolean();
        try (var threads = Together.clients()) {
            var writers = new ArrayList<Future<?>>();
            for (var county : COUNTIES.subList(1, 4)) {
                writers.add(threads.submit(() -> {
                    while (!stop.get()) {
                        Given.verified(OF_CITY, Given.enterprise(OF_CITY, county), "2026-08-10");
                    }
                }));
            }
            try {
                cityWithCounties();
            } finally {
                stop.set(true);
            }
            for (var writer : writers) {
                writer.get();
            }
        }
    }

    private static void cityWithCounties() {
        var reports = COUNTIES.stream()
                .map(county -> draft(OF_CITY, county, "2026-08"))
                .toList();
        bulk(reports, "submissions");
        bulk(reports, "acceptances");
        var city = draft(OF_CITY, CITY.code(), "2026-08");
        var answer = post(OF_CITY, city + "/submission", "{}")
                .statusCode(200)
                .extract()
                .jsonPath();
        for (var figure : List.of("roster", "active", "covered", "newActivities", "verifiedActivities")) {
            var parts = answer.<Integer>getList("facts.parts.figures." + figure);
            assertEquals(
                    answer.getInt("facts.figures." + figure),
                    parts.stream().mapToInt(n -> n).sum(),
                    figure);
        }
        as(OF_CITY).get(city + "/recomputation").then().statusCode(200).body("agrees", is(true));
    }

    private static void bulk(List<String> reports, String verb) {
        var lines = new StringBuilder();
        reports.forEach(report -> lines.append("{\"id\": \"")
                .append(report.substring(report.lastIndexOf('/') + 1))
                .append("\"}\n"));
        as(OF_CITY)
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/monthly-reports/" + verb)
                .then()
                .statusCode(200)
                .body("changed", is(reports.size()), "refused", is(0));
    }
}
