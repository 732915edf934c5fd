package org.innoledger.talent.agreement;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.talent.Arranged.filed;
import static org.innoledger.talent.Arranged.lines;
import static org.innoledger.talent.Arranged.number;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class AgreementTest {
    private static final Place OWN = Place.province();
    private static final Place CITY = OWN.part(0);
    private static final String IN_FORCE = OWN.part(1).part(0).code();
    private static final Place SAME_SCHOOL = OWN.part(2);
    private static final String PROVINCE = OWN.provincial("reader", "clerk", "reviewer");
    private static final String INTEGRATOR = OWN.provincial("reader");

    private static String facts(String region, String school, String kind, String since, String more) {
        return """
                {"region": "%s", "school": "%s", "schoolKind": "UNIVERSITY", "localSide": "示例市人民政府", "kind": "%s", \
                "since": "%s"%s}""".formatted(region, school, kind, since, more);
    }

    private static String bases(int count) {
        var bases = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            bases.add("{\"name\": \"基地%d\", \"kind\": \"INTERNSHIP\"}".formatted(i));
        }
        return ", \"bases\": [" + String.join(", ", bases) + "]";
    }

    private static ValidatableResponse statistics(String token, String query) {
        return as(token).get("/v1/agreement-statistics" + query).then().statusCode(200);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("29 schools with 30 agreements, 17 of them with 23 bases → the statistics say so")
        void fixture() {
            var sent = new ArrayList<String>();
            for (int i = 0; i < 30; i++) {
                // The last is a second agreement of the first school; 17 schools have a base, 6 of them a
                // second.
                var school = "示例大学" + (i == 29 ? 0 : i);
                var more = i < 17 ? bases(i < 6 ? 2 : 1) : "";
                var kind = i == 29 ? "TALENT" : i < 17 ? "BASE" : "FRAMEWORK";
                sent.add("{\"facts\": " + facts(CITY.part(0).code(), school, kind, "2024-01-01", more) + "}");
            }
            as(PROVINCE)
                    .contentType("application/x-ndjson")
                    .body(lines(sent))
                    .post("/v1/agreements/imports")
                    .then()
                    .statusCode(200)
                    .body("created", is(30));
            statistics(INTEGRATOR, "?region=" + CITY.prefix() + "&by=kind,region&level=CITY")
                    .body(
                            "on", is(LocalDate.now(Clocks.ZONE).toString()),
                            "total.agreements", is(30),
                            "total.schools", is(29),
                            "total.schoolsWithBases", is(17),
                            "total.bases", is(23),
                            "items.by.kind", contains("FRAMEWORK", "TALENT", "BASE"),
                            "items.by.region", contains(CITY.code(), CITY.code(), CITY.code()),
                            "items.names.region", everyItem(is(CITY.name())),
                            "items.sums.agreements", contains(12, 1, 17),
                            "items.sums.schools", contains(12, 1, 17),
                            "items.sums.schoolsWithBases", contains(0, 0, 17),
                            "items.sums.bases", contains(0, 0, 23));
            statistics(INTEGRATOR, "?region=" + CITY.prefix() + "&by=none")
                    .body("total.schools", is(29), "items", empty());
            statistics(INTEGRATOR, "?region=" + CITY.prefix() + "&on=2023-12-31")
                    .body("total.agreements", is(0), "total.schools", is(0));
        }

        @Test
        @DisplayName("in force from the first day to the last, both included")
        void inForce() {
            filed(
                    PROVINCE,
                    "/v1/agreements",
                    facts(IN_FORCE, "示例学院", "RESEARCH", "2025-03-01", ", \"until\": \"2025-03-31\""));
            for (var on : List.of("2025-03-01", "2025-03-31")) {
                statistics(PROVINCE, "?region=" + IN_FORCE + "&on=" + on).body("total.agreements", is(1));
            }
            for (var on : List.of("2025-02-28", "2025-04-01")) {
                statistics(PROVINCE, "?region=" + IN_FORCE + "&on=" + on).body("total.agreements", is(0));
            }
        }

        @Test
        @DisplayName("a name with blanks of every width → the same school; a base of two agreements counts once")
        void sameSchool() {
            for (var school : List.of("示例 理工大学", "示例　理工大学 ", "示例理工大学")) {
                as(PROVINCE)
                        .body(facts(SAME_SCHOOL.part(0).code(), school, "BASE", "2024-01-01", bases(1)))
                        .post("/v1/agreements")
                        .then()
                        .statusCode(201)
                        .body("facts.school", is("示例理工大学"));
            }
            statistics(PROVINCE, "?region=" + SAME_SCHOOL.prefix())
                    .body(
                            "total.agreements", is(3),
                            "total.schools", is(1),
                            "total.schoolsWithBases", is(1),
                            "total.bases", is(1));
        }

        @Test
        @DisplayName("PUT, PATCH, relocation by the province, withdrawal → its history tells of each")
        void life() {
            var path = "/v1/agreements/" + UUID.randomUUID();
            var facts = facts("140602", "示例大学", "BASE", "2024-01-01", ", \"bases\": []");
            as(SHUOZHOU).body(facts).put(path).then().statusCode(201).body("facts.bases", nullValue());
            as(SHUOZHOU).body(facts).put(path).then().statusCode(200).header("ETag", is("\"1\""));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body("{\"until\": \"2026-12-31\"}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("facts.until", is("2026-12-31"));
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"登记有误\"}")
                    .post(path + "/relocation")
                    .then()
                    .statusCode(200)
                    .body("region", is("140213"), "facts.region", is("140213"));
            as(SHUOZHOU).get(path).then().statusCode(404);
            as(DATONG)
                    .body("{\"reason\": \"误登\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(DATONG).get(path).then().statusCode(410);
            as(DATONG)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains(
                                    "agreement.withdrawn",
                                    "agreement.relocated",
                                    "agreement.amended",
                                    "agreement.registered"));
        }

        @Test
        @DisplayName("POST with days out of order, in the future, or a base twice → 400 that names each field")
        void wrong() {
            var wrong = facts(
                    "140602",
                    "　",
                    "BASE",
                    "2024-01-02",
                    ", \"signedOn\": \"%s\", \"until\": \"2024-01-01\", \"bases\": [{\"name\": \"甲\", \"kind\": \"OTHER\"}, {\"name\": \" 甲\", \"kind\": \"OTHER\"}]"
                            .formatted(LocalDate.now(Clocks.ZONE).plusDays(2)));
            as(SHUOZHOU)
                    .body(wrong)
                    .post("/v1/agreements")
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            containsInAnyOrder("/school", "/signedOn", "/until", "/bases"),
                            "errors.code",
                            contains("duplicate", "missing", "date-in-future", "out-of-order"));
        }

        @Test
        @DisplayName("the same externalId twice → 409")
        void externalId() {
            var facts =
                    facts("140602", "示例大学", "OTHER", "2024-01-01", ", \"externalId\": \"XY-%d\"".formatted(number()));
            filed(SHUOZHOU, "/v1/agreements", facts);
            as(SHUOZHOU)
                    .body(facts)
                    .post("/v1/agreements")
                    .then()
                    .statusCode(409)
                    .body("rule", is("agreement_external_id"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("statistics by what there is not → 400; any write → 403")
        void refused() {
            as(INTEGRATOR)
                    .get("/v1/agreement-statistics?by=school")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("not-in-catalogue"), "errors.pointer", contains("by"));
            as(INTEGRATOR)
                    .body(facts("140602", "示例大学", "OTHER", "2024-01-01", ""))
                    .post("/v1/agreements")
                    .then()
                    .statusCode(403);
        }
    }
}
