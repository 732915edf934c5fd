package org.innoledger.ledger.hightech;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class HighTechCheckTest {
    private static final int LAST_YEAR = LocalDate.now(Clocks.ZONE).getYear() - 1;

    private static String enterprise(String established) {
        var id = code();
        as(SHUOCHENG)
                .body("""
                        {"name": "示例企业", "region": "140602", "industry": "C3073", "ownership": "PRIVATE"%s}""".formatted(established == null ? "" : ", \"establishedOn\": \"" + established + "\""))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static void figures(String enterprise, int year, long revenue, long expense) {
        as(SHUOCHENG)
                .body("""
                        {"enterprise": "%s", "year": %d, "revenueYuan": %d, "rdExpenseYuan": %d, \
                        "rdExpenseInChinaYuan": %4$d, "rdInternalSpendYuan": 1, "highTechIncomeYuan": %3$d, "staff": 100, \
                        "technologyStaff": 10, "coreIntellectualProperties": 1, "majorCase": false}""".formatted(enterprise, year, revenue, expense))
                .post("/v1/annual-figures")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse check(String enterprise) {
        return as(INTEGRATOR)
                .get("/v1/enterprises/" + enterprise + "/high-tech-check")
                .then();
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName(
                "three years at the thresholds → every criterion PASSED, with figure and threshold; 2008 asked for more")
        void passed() {
            var enterprise = enterprise("2009-05-18");
            for (int year = LAST_YEAR - 2; year <= LAST_YEAR; year++) {
                figures(enterprise, year, 40_000_000, 2_000_000);
            }
            check(enterprise)
                    .statusCode(200)
                    .body(
                            "rules", is("2016"),
                            "year", is(LAST_YEAR),
                            "verdict", is("PASSED"),
                            "criteria", hasSize(7),
                            "criteria.verdict", everyItem(is("PASSED")),
                            "criteria.find { it.criterion == 'RD_INTENSITY' }.numerator", is(6_000_000),
                            "criteria.find { it.criterion == 'RD_INTENSITY' }.denominator", is(120_000_000),
                            "criteria.find { it.criterion == 'RD_INTENSITY' }.figure", is(5.0f),
                            "criteria.find { it.criterion == 'RD_INTENSITY' }.threshold", is(5));
            as(INTEGRATOR)
                    .header("Accept-Language", "en")
                    .queryParam("rules", "2008")
                    .get("/v1/enterprises/" + enterprise + "/high-tech-check")
                    .then()
                    .statusCode(200)
                    .body(
                            "rules", is("2008"),
                            "verdict", is("FAILED"),
                            "criteria.find { it.criterion == 'RD_INTENSITY' }.verdict", is("FAILED"),
                            "criteria.find { it.criterion == 'RD_INTENSITY' }.threshold", is(6),
                            "criteria.find { it.criterion == 'RD_INTENSITY' }.text",
                                    containsString("= 5.00 %, asked for are at least 6 %: failed"));
        }

        @Test
        @DisplayName(
                "nothing filed → UNKNOWN, with what to file; figures of statistics do not stand in for those of the books")
        void unknown() {
            var enterprise = enterprise(null);
            as(SHUOCHENG)
                    .body("{\"enterprise\": \"%s\", \"year\": %d, \"rdInternalSpendYuan\": 9}"
                            .formatted(enterprise, LAST_YEAR))
                    .post("/v1/annual-figures")
                    .then()
                    .statusCode(201);
            check(enterprise)
                    .statusCode(200)
                    .body(
                            "verdict", is("UNKNOWN"),
                            "criteria.verdict", everyItem(is("UNKNOWN")),
                            "criteria[0].text", containsString("establishedOn"),
                            "criteria[0].figure", nullValue(),
                            "criteria.find { it.criterion == 'RD_INTENSITY' }.text",
                                    containsString(LAST_YEAR + " rdExpenseYuan, revenueYuan，请填报 /v1/annual-figures"));
        }

        @Test
        @DisplayName("a year long past → by the rules of then; a year to come, unknown rules → 400")
        void years() {
            var enterprise = enterprise("2009-05-18");
            as(INTEGRATOR)
                    .queryParam("year", 2010)
                    .get("/v1/enterprises/" + enterprise + "/high-tech-check")
                    .then()
                    .statusCode(200)
                    .body(
                            "rules", is("2008"),
                            "on", is("2011-12-31"),
                            "criteria.find { it.criterion == 'AGE' }.verdict", is("PASSED"));
            as(INTEGRATOR)
                    .queryParam("year", LAST_YEAR + 2)
                    .get("/v1/enterprises/" + enterprise + "/high-tech-check")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("year"), "errors[0].code", is("out-of-range"));
            as(INTEGRATOR)
                    .queryParam("rules", "1999")
                    .get("/v1/enterprises/" + enterprise + "/high-tech-check")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("rules"), "errors[0].code", is("not-in-catalogue"));
            check("91350100M000100Y4Z").statusCode(400).body("errors[0].pointer", is("/id"));
        }
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("an enterprise established today → 201; tomorrow → 400")
        void established() {
            var today = LocalDate.now(Clocks.ZONE);
            enterprise(today.toString());
            as(SHUOCHENG)
                    .body("""
                            {"name": "示例企业", "region": "140602", "industry": "C3073", "ownership": "PRIVATE", \
                            "establishedOn": "%s"}""".formatted(today.plusDays(1)))
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/establishedOn"));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("check of an enterprise of another region → 404")
        void notThere() {
            as(DATONG)
                    .get("/v1/enterprises/" + enterprise(null) + "/high-tech-check")
                    .then()
                    .statusCode(404);
        }
    }
}
