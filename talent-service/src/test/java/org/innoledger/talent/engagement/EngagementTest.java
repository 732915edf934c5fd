package org.innoledger.talent.engagement;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.talent.Arranged;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class EngagementTest {
    private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));

    static String talent(String region) {
        return as(PROVINCE)
                .body("""
                        {"personal": {"name": "示例人才"}, "region": "%s", "teams": ["TECHNICAL"]}""".formatted(region))
                .post("/v1/talents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static String facts(String talent, String host, String kind, String since, String more) {
        return """
                {"talent": "%s", "host": "%s", "kind": "%s", "since": "%s"%s}""".formatted(talent, host, kind, since, more);
    }

    private static ValidatableResponse posted(String token, String facts) {
        return as(token).body(facts).post("/v1/engagements").then();
    }

    private static String filed(String token, String facts) {
        return posted(token, facts).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse verb(String token, String id, String verb, String body) {
        return as(token).body(body).post("/v1/engagements/" + id + "/" + verb).then();
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("an enterprise that is not known yet → filed with a remark, in the region of whoever files it")
        void unknownHost() {
            var id = filed(
                    SHUOZHOU, facts(talent("140602"), code(), "WEEKEND", "2026-01-01", ", \"until\": \"2026-12-31\""));
            as(SHUOZHOU)
                    .get("/v1/engagements/" + id)
                    .then()
                    .statusCode(200)
                    .body(
                            "region", is("140600"),
                            "remarks.pointer", contains("/facts/host"),
                            "remarks.code", contains("reference-unknown"));
            as(SHUOZHOU)
                    .get("/v1/engagements?unresolved=true&kind=WEEKEND&limit=1000")
                    .then()
                    .body("items.id", hasItem(id));
        }

        @Test
        @DisplayName("one that overlaps → 409 with the period in the way; the day after, another kind or host → 201")
        void overlaps() {
            var talent = talent("140602");
            var host = UUID.randomUUID().toString();
            var first = filed(SHUOZHOU, facts(talent, host, "SEASONAL", "2026-01-01", ", \"until\": \"2026-06-30\""));
            posted(SHUOZHOU, facts(talent, host.toUpperCase(), "SEASONAL", "2026-06-30", ""))
                    .statusCode(409)
                    .body(
                            "rule",
                            is("engagement_period"),
                            "engagement",
                            is(first),
                            "since",
                            is("2026-01-01"),
                            "until",
                            is("2026-06-30"));
            filed(SHUOZHOU, facts(talent, host, "WEEKEND", "2026-06-30", ""));
            filed(SHUOZHOU, facts(talent, code(), "SEASONAL", "2026-06-30", ""));
            filed(SHUOZHOU, facts(talent("140602"), host, "SEASONAL", "2026-06-30", ""));
            var open = filed(SHUOZHOU, facts(talent, host, "SEASONAL", "2026-07-01", ""));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": null}")
                    .patch("/v1/engagements/" + first)
                    .then()
                    .statusCode(409)
                    .body("engagement", is(open), "until", nullValue(), "rule", is("engagement_period"));
            verb(SHUOZHOU, open, "withdrawal", "{\"reason\": \"误登\"}").statusCode(200);
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": null}")
                    .patch("/v1/engagements/" + first)
                    .then()
                    .statusCode(200);
        }

        @Test
        @DisplayName("ending → its last day and the reason in the history; again or in the future → refused")
        void ending() {
            var id = filed(SHUOZHOU, facts(talent("140602"), code(), "PART_TIME", "2026-01-01", ""));
            verb(SHUOZHOU, id, "ending", "{\"reason\": \"结题\", \"on\": \"" + TODAY.plusDays(1) + "\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/on"));
            verb(SHUOZHOU, id, "ending", "{\"reason\": \"结题\", \"on\": \"2025-12-31\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/on"));
            verb(SHUOZHOU, id, "ending", "{\"reason\": \"联系 13800138000\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/reason"));
            verb(SHUOZHOU, id, "ending", "{\"reason\": \"结题\"}")
                    .statusCode(200)
                    .body("facts.until", is(TODAY.toString()));
            verb(SHUOZHOU, id, "ending", "{\"reason\": \"结题\"}").statusCode(409).body("type", is("/problems/conflict"));
            as(SHUOZHOU)
                    .get("/v1/engagements/" + id + "/history")
                    .then()
                    .body(
                            "items.type", contains("engagement.ended", "engagement.registered"),
                            "items[0].reason", is("结题"));
        }

        @Test
        @DisplayName("faults → 400 at each field: host, dates, numbers of persons, an unknown talent")
        void faults() {
            var talent = talent("140602");
            posted(SHUOZHOU, facts(talent, "91140602MA0T000112", "WEEKEND", "2026-01-01", ""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/host"), "errors.code", contains("credit-code-check-character"));
            posted(SHUOZHOU, facts(talent, "示例公司", "WEEKEND", "2026-01-01", ""))
                    .statusCode(400)
                    .body("errors.code", contains("host-form"));
            posted(
                            SHUOZHOU,
                            facts(
                                    talent,
                                    code(),
                                    "WEEKEND",
                                    "2026-01-01",
                                    ", \"until\": \"2025-12-31\", \"paidYuan\": -1, \"duties\": \"电话13800138000\""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/duties", "/paidYuan", "/until"));
            posted(SHUOZHOU, facts(UUID.randomUUID().toString(), code(), "WEEKEND", "2026-01-01", ""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/talent"), "errors.code", contains("talent-unknown"));
        }

        @Test
        @DisplayName(
                "imports by externalId, twice → created, then unchanged; one line overlaps → REFUSED, the others not")
        void imports() {
            var number = "YC-" + UUID.randomUUID();
            var talent = talent("140602");
            var host = code();
            var line = "{\"facts\": "
                    + facts(talent, host, "WEEKEND", "2026-01-01", ", \"externalId\": \"" + number + "\"") + "}";
            for (var outcome : List.of("CREATED", "UNCHANGED")) {
                as(SHUOZHOU)
                        .contentType("application/x-ndjson")
                        .body(line.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/engagements/imports")
                        .then()
                        .statusCode(200)
                        .body("results.outcome", contains(outcome));
            }
            var lines = "{\"facts\": " + facts(talent, host, "WEEKEND", "2026-05-01", "") + "}\n{\"facts\": "
                    + facts(talent, code(), "WEEKEND", "2026-05-01", "") + "}";
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/engagements/imports")
                    .then()
                    .statusCode(200)
                    .body("results.outcome", contains("REFUSED", "CREATED"));
        }

        @Test
        @DisplayName("statistics → in force on the day; persons and hosts once in all and once in each kind")
        void statistics() {
            var own = Place.city();
            var county = own.part(0).code();
            var clerk = own.token("reader", "clerk");
            var one = Arranged.talent(clerk, county);
            var two = Arranged.talent(clerk, county);
            var host = code();
            var until = ", \"until\": \"2026-06-30\", \"paidYuan\": 100000";
            filed(clerk, facts(one, host, "WEEKEND", "2026-01-01", until));
            filed(clerk, facts(one, host, "PART_TIME", "2026-01-01", until));
            filed(clerk, facts(two, code(), "WEEKEND", "2026-06-30", ", \"paidYuan\": 5"));
            as(clerk)
                    .get("/v1/engagement-statistics?on=2026-06-30&by=kind")
                    .then()
                    .statusCode(200)
                    .body(
                            "total.engagements", is(3),
                            "total.persons", is(2),
                            "total.hosts", is(2),
                            "total.paidYuan", is(200005),
                            "items.by.kind", contains("PART_TIME", "WEEKEND"),
                            "items.names.kind", contains("兼职兼薪", "双休日专家"),
                            "items.sums.persons", contains(1, 2));
            as(clerk)
                    .get("/v1/engagement-statistics?on=2026-07-01&by=region")
                    .then()
                    .body(
                            "total.engagements", is(1),
                            "items.by.region", contains(own.code()),
                            "items.sums.hosts", contains(1));
            as(clerk)
                    .get("/v1/engagement-statistics?on=2025-12-31")
                    .then()
                    .body("total.engagements", is(0), "total.paidYuan", is(0), "items", empty());
            as(clerk).get("/v1/engagement-statistics?on=heute").then().statusCode(400);
            as(clerk).get("/v1/engagement-statistics?by=year").then().statusCode(400);
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("another city's engagement → 404; its talent → 400, as if there were none")
        void invisible() {
            var talent = talent("140602");
            var id = filed(SHUOZHOU, facts(talent, code(), "WEEKEND", "2026-01-01", ""));
            as(DATONG).get("/v1/engagements/" + id).then().statusCode(404);
            verb(DATONG, id, "ending", "{\"reason\": \"结题\"}").statusCode(404);
            posted(DATONG, facts(talent, code(), "WEEKEND", "2026-01-01", ""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/talent"), "errors.code", contains("talent-unknown"));
        }

        @Test
        @DisplayName("the period in the way is another city's → 409, and no word of which")
        void secret() {
            var talent = talent("140602");
            var host = code();
            var id = filed(SHUOZHOU, facts(talent, host, "WEEKEND", "2026-01-01", ""));
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"工作调动\"}")
                    .post("/v1/talents/" + talent + "/relocation")
                    .then()
                    .statusCode(200);
            posted(DATONG, facts(talent, host, "WEEKEND", "2026-02-01", ""))
                    .statusCode(409)
                    .body(
                            "rule",
                            is("engagement_period"),
                            "engagement",
                            nullValue(),
                            "detail",
                            not(containsString(id)));
            // Shuozhou still mends what it filed, though the talent is no longer there.
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"duties\": \"远程指导\"}".getBytes(StandardCharsets.UTF_8))
                    .patch("/v1/engagements/" + id)
                    .then()
                    .statusCode(200);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("32 filings of the same engagement → one 201, the others 409 with its period")
        void filings() throws Exception {
            var talent = talent("140602");
            var host = code();
            var answers = answers(
                    32,
                    i -> as(SHUOZHOU)
                            .body(facts(
                                    talent,
                                    host,
                                    "ACADEMICIAN_STATION",
                                    "2026-01-%02d".formatted(1 + i % 28),
                                    ", \"until\": \"2026-12-31\""))
                            .post("/v1/engagements"));
            assertEquals(1, counted(answers, 201));
            assertEquals(31, counted(answers, 409));
            answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .forEach(answer ->
                            answer.then().body("until", is("2026-12-31"), "since", containsString("2026-01-")));
        }

        @Test
        @DisplayName("32 endings of one engagement on one day → one of them, the others 409")
        void endings() throws Exception {
            var id = filed(SHUOZHOU, facts(talent("140602"), code(), "WEEKEND", "2026-01-01", ""));
            var answers = answers(
                    32, i -> as(SHUOZHOU).body("{\"reason\": \"结题\"}").post("/v1/engagements/" + id + "/ending"));
            assertEquals(1, counted(answers, 200));
            assertEquals(31, counted(answers, 409));
            as(SHUOZHOU).get("/v1/engagements/" + id).then().body("version", is(2));
        }
    }
}
