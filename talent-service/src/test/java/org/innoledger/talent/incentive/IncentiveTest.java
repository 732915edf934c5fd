package org.innoledger.talent.incentive;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.talent.Arranged.array;
import static org.innoledger.talent.Arranged.filed;
import static org.innoledger.talent.Arranged.lines;
import static org.innoledger.talent.Arranged.talent;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class IncentiveTest {
    private static final Place OWN = Place.city();
    private static final String CITY = OWN.token("reader", "clerk");

    private static String facts(String enterprise, String kind, int headcount, String since, String more) {
        return """
                {"enterprise": "%s", "kind": "%s", "plan": "核心技术人员激励方案", "headcount": %d, \
                "since": "%s"%s}""".formatted(enterprise, kind, headcount, since, more);
    }

    private static String people(List<String> people) {
        return ", \"people\": " + array(people);
    }

    private static ValidatableResponse posted(String token, String facts) {
        return as(token).body(facts).post("/v1/incentives").then();
    }

    private static ValidatableResponse statistics(String token, String query) {
        return as(token).get("/v1/incentive-statistics" + query).then().statusCode(200);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("each kind → 201; summed up by kind, region and year")
        void kinds() {
            var first = code();
            var second = code();
            posted(CITY, facts(first, "EQUITY", 10, "2024-05-01", ", \"amountYuan\": 1000000"))
                    .statusCode(201)
                    .body("region", is(OWN.code()), "remarks.code", hasItems("reference-unknown"));
            posted(CITY, facts(first, "DIVIDEND", 20, "2025-01-01", ", \"amountYuan\": 200000"))
                    .statusCode(201);
            posted(CITY, facts(first, "POST_DIVIDEND", 30, "2025-01-01", "")).statusCode(201);
            posted(CITY, facts(second, "PROJECT_INCOME_SHARE", 5, "2025-06-01", ", \"amountYuan\": 0"))
                    .statusCode(201);
            posted(CITY, facts(second, "SALARY_COMPENSATION", 1, "2025-06-01", ", \"amountYuan\": 30000"))
                    .statusCode(201);
            posted(CITY, facts(second, "EQUITY", 2, "2025-12-31", ", \"amountYuan\": 50000"))
                    .statusCode(201);
            statistics(CITY, "")
                    .body(
                            "total.plans",
                            is(6),
                            "total.enterprises",
                            is(2),
                            "total.headcount",
                            is(68),
                            "total.amountYuan",
                            is(1280000),
                            "items.by.kind",
                            contains(
                                    "EQUITY",
                                    "DIVIDEND",
                                    "POST_DIVIDEND",
                                    "PROJECT_INCOME_SHARE",
                                    "SALARY_COMPENSATION"),
                            "items.names.kind[0]",
                            is("股权"),
                            "items.sums.plans",
                            contains(2, 1, 1, 1, 1),
                            "items.sums.enterprises",
                            contains(2, 1, 1, 1, 1),
                            "items.sums.amountYuan",
                            contains(1050000, 200000, 0, 0, 30000));
            statistics(CITY, "?by=year,region&level=CITY")
                    .body(
                            "items.by.year", contains(2025, 2024),
                            "items.by.region", contains(OWN.code(), OWN.code()),
                            "items.sums.headcount", contains(58, 10));
            statistics(CITY, "?year=2024&by=none")
                    .body("total.plans", is(1), "from", is("2024-01-01"), "to", is("2024-12-31"), "items", empty());
        }

        @Test
        @DisplayName("people who are talents of the caller's → 201; more than the headcount or twice → 400")
        void listed() {
            var one = talent(SHUOZHOU, "140602");
            var two = talent(SHUOZHOU, "140603");
            posted(SHUOZHOU, facts(code(), "EQUITY", 2, "2025-01-01", people(List.of(one, two))))
                    .statusCode(201)
                    .body("facts.people", contains(one, two));
            posted(SHUOZHOU, facts(code(), "EQUITY", 1, "2025-01-01", people(List.of(one, two))))
                    .statusCode(400)
                    .body("errors.pointer", contains("/headcount"), "errors.code", contains("exceeds"));
            posted(SHUOZHOU, facts(code(), "EQUITY", 3, "2025-01-01", people(List.of(one, one))))
                    .statusCode(400)
                    .body("errors.pointer", contains("/people"), "errors.code", contains("duplicate"));
        }

        @Test
        @DisplayName("people unknown, withdrawn or of another city → 400 that names each")
        void unknown() {
            var known = talent(SHUOZHOU, "140602");
            var withdrawn = talent(SHUOZHOU, "140602");
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post("/v1/talents/" + withdrawn + "/withdrawal")
                    .then()
                    .statusCode(200);
            var listed = List.of(known, UUID.randomUUID().toString(), withdrawn, talent(DATONG, "140213"));
            var facts = facts(code(), "EQUITY", 9, "2025-01-01", people(listed));
            posted(SHUOZHOU, facts)
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            contains("/people/1", "/people/2", "/people/3"),
                            "errors.code",
                            contains("talent-unknown", "talent-unknown", "talent-unknown"));
            posted(SHUOZHOU, facts(code(), "EQUITY", 9, "2025-01-01", people(List.of("x"))))
                    .statusCode(400)
                    .body("errors.pointer", contains("/people/0"), "errors.code", contains("id-form"));
        }

        @Test
        @DisplayName("a person who is withdrawn or erased afterwards → the plan can still be amended")
        void withdrawnSince() {
            var person = talent(SHUOZHOU, "140602");
            var id = filed(
                    SHUOZHOU, "/v1/incentives", facts(code(), "EQUITY", 9, "2025-01-01", people(List.of(person))));
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post("/v1/talents/" + person + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body("{\"headcount\": 10}")
                    .patch("/v1/incentives/" + id)
                    .then()
                    .statusCode(200)
                    .body("facts.people", contains(person), "facts.headcount", is(10));
        }

        @Test
        @DisplayName("imports → lines judged one by one")
        void imports() {
            var person = talent(SHUOZHOU, "140602");
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines(List.of(
                            "{\"facts\": " + facts(code(), "EQUITY", 9, "2025-01-01", people(List.of(person))) + "}",
                            "{\"facts\": "
                                    + facts(
                                            code(),
                                            "EQUITY",
                                            9,
                                            "2025-01-01",
                                            people(List.of(
                                                    person, UUID.randomUUID().toString())))
                                    + "}",
                            "{\"facts\": " + facts(code(), "EQUITY", 9, "2025-01-01", "") + "}")))
                    .post("/v1/incentives/imports")
                    .then()
                    .statusCode(200)
                    .body(
                            "results.outcome", contains("CREATED", "REFUSED", "CREATED"),
                            "results[1].problem.errors.pointer", contains("/facts/people/1"));
        }

        @Test
        @DisplayName("POST without kind, plan, headcount, or with days out of order → 400 that names each")
        void wrong() {
            posted(
                            SHUOZHOU,
                            "{\"enterprise\": \"%s\", \"since\": \"2025-01-02\", \"until\": \"2025-01-01\"}"
                                    .formatted(code()))
                    .statusCode(400)
                    .body("errors.pointer", containsInAnyOrder("/kind", "/plan", "/headcount", "/until"));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("reading → 404; statistics → none of it; the province lists people of both cities")
        void foreign() {
            var id = filed(SHUOZHOU, "/v1/incentives", facts(code(), "EQUITY", 9, "2025-01-01", ""));
            as(DATONG).get("/v1/incentives/" + id).then().statusCode(404);
            as(DATONG).get("/v1/incentive-statistics" + "?region=1406").then().statusCode(403);
            var both = List.of(talent(SHUOZHOU, "140602"), talent(DATONG, "140213"));
            posted(PROVINCE, facts(code(), "EQUITY", 9, "2025-01-01", people(both)))
                    .statusCode(201);
        }
    }
}
