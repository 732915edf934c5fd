package org.innoledger.talent.fund;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.talent.talentgrant.Granting.YEAR;
import static org.innoledger.talent.talentgrant.Granting.approved;
import static org.innoledger.talent.talentgrant.Granting.balance;
import static org.innoledger.talent.talentgrant.Granting.fund;
import static org.innoledger.talent.talentgrant.Granting.fundFacts;
import static org.innoledger.talent.talentgrant.Granting.startUps;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class FundTest {
    private static final String PATH = "/v1/funds";
    private static final long BUDGET = 30_000_000;

    private static ValidatableResponse patched(String token, String id, String patch) {
        return as(token)
                .contentType("application/merge-patch+json")
                .body(patch.getBytes(StandardCharsets.UTF_8))
                .patch(PATH + "/" + id)
                .then();
    }

    private static String budget(int year, long yuan) {
        return "{\"year\": %d, \"budgetYuan\": %d}".formatted(year, yuan);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST with budgets → 201; the balance has them; PATCH of a budget → the balance follows")
        void budgets() {
            var id = fund(PROVINCE, "140000", BUDGET);
            balance(id, BUDGET, 0, 0);
            patched(PROVINCE, id, "{\"budgets\": [%s, %s]}".formatted(budget(YEAR, 20_000_000), budget(2027, 1)))
                    .statusCode(200)
                    .body("version", is(2));
            balance(id, 20_000_000, 0, 0);
            as(PROVINCE)
                    .get(PATH + "/" + id + "/balance?year=2027")
                    .then()
                    .statusCode(200)
                    .body("remainingYuan", is(1));
            as(PROVINCE)
                    .get(PATH + "/" + id + "/history")
                    .then()
                    .body("items.type", contains("fund.amended", "fund.registered"));
        }

        @Test
        @DisplayName("two budgets for a year, none of a yuan, no keeper → 400 that names each")
        void wrong() {
            var facts = """
                    {"name": "示例", "region": "140600", "budgets": [%s, %s]}""".formatted(budget(YEAR, 1), budget(YEAR, 0));
            as(SHUOZHOU)
                    .body(facts)
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            contains("/budgets", "/budgets/1/budgetYuan", "/keeper"),
                            "errors[0].code",
                            is("duplicate"));
        }

        @Test
        @DisplayName("a budget below what is committed, none any more, or the fund withdrawn → 409 with both figures")
        void lowered() {
            var id = fund(PROVINCE, "140000", BUDGET);
            approved(id, startUps(id), 3_000_000);
            var lower = "{\"budgets\": [%s]}".formatted(budget(YEAR, 2_999_999));
            patched(PROVINCE, id, lower)
                    .statusCode(409)
                    .body(
                            "rule",
                            is("fund_year_not_overdrawn"),
                            "budgetYuan",
                            is(2_999_999),
                            "committedYuan",
                            is(3_000_000));
            patched(PROVINCE, id, "{\"budgets\": null}")
                    .statusCode(409)
                    .body("budgetYuan", is(0), "committedYuan", is(3_000_000));
            as(PROVINCE)
                    .body("{\"reason\": \"重复登记\"}")
                    .post(PATH + "/" + id + "/withdrawal")
                    .then()
                    .statusCode(409)
                    .body("committedYuan", is(3_000_000));
            balance(id, BUDGET, 3_000_000, 0);
            patched(PROVINCE, id, "{\"budgets\": [%s]}".formatted(budget(YEAR, 3_000_000)))
                    .statusCode(200);
            balance(id, 3_000_000, 3_000_000, 0);
        }

        @Test
        @DisplayName("the balance of a year without budget → 404 that says so; of a withdrawn fund → 410")
        void noBudget() {
            var id = fund(SHUOZHOU, "140600", BUDGET);
            as(SHUOZHOU)
                    .get(PATH + "/" + id + "/balance?year=2031")
                    .then()
                    .statusCode(404)
                    .body("type", is("/problems/not-found"));
            as(SHUOZHOU)
                    .body("{\"reason\": \"重复登记\"}")
                    .post(PATH + "/" + id + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU)
                    .get(PATH + "/" + id + "/balance?year=" + YEAR)
                    .then()
                    .statusCode(410)
                    .body("reason", is("重复登记"));
            as(SHUOZHOU).get(PATH + "/" + UUID.randomUUID() + "/balance").then().statusCode(404);
        }

        @Test
        @DisplayName("PUT the same again → nothing new; an externalId twice → 409; imports → a result for each line")
        void again() {
            var number = "ZJ-" + UUID.randomUUID();
            var facts = fundFacts("140600", 1_000).replace("}]", "}], \"externalId\": \"" + number + "\"");
            var path = PATH + "/" + UUID.randomUUID();
            as(SHUOZHOU).body(facts).put(path).then().statusCode(201);
            as(SHUOZHOU).body(facts).put(path).then().statusCode(200).body("version", is(1));
            as(SHUOZHOU).body(facts).post(PATH).then().statusCode(409).body("rule", is("fund_external_id"));
            var line = "{\"facts\": " + facts + "}\n{\"facts\": "
                    + facts.replace("\"budgetYuan\": 1000", "\"budgetYuan\": 0") + "}";
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(line.getBytes(StandardCharsets.UTF_8))
                    .post(PATH + "/imports")
                    .then()
                    .statusCode(200)
                    .body("results.outcome", contains("UNCHANGED", "REFUSED"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("the balance → 200; any write → 403")
        void reads() {
            var id = fund(PROVINCE, "140000", BUDGET);
            as(INTEGRATOR).get(PATH + "/" + id + "/balance?year=" + YEAR).then().statusCode(200);
            as(INTEGRATOR).body(fundFacts("140000", 1)).post(PATH).then().statusCode(403);
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("a county reads the province's fund and balance and writes neither; another city sees no city's")
        void below() {
            var ofProvince = fund(PROVINCE, "140000", BUDGET);
            var ofCity = fund(SHUOZHOU, "140600", BUDGET);
            as(SHUOCHENG).get(PATH + "/" + ofProvince).then().statusCode(200);
            as(SHUOCHENG)
                    .get(PATH + "/" + ofProvince + "/balance?year=" + YEAR)
                    .then()
                    .statusCode(200)
                    .body("remainingYuan", is((int) BUDGET));
            patched(SHUOCHENG, ofProvince, "{\"name\": \"改\"}").statusCode(403).body("decidedBy", is("140000"));
            as(SHUOCHENG).body(fundFacts("140000", 1)).post(PATH).then().statusCode(403);
            as(DATONG).get(PATH + "/" + ofCity).then().statusCode(404);
            as(DATONG).get(PATH + "/" + ofCity + "/balance?year=" + YEAR).then().statusCode(404);
            as(DATONG).get(PATH + "?limit=500").then().body("items.id", not(hasItem(ofCity)));
        }
    }
}
