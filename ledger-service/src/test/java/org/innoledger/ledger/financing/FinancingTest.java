package org.innoledger.ledger.financing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class FinancingTest {
    private static final Place OWN = Place.city();
    private static final String PLEDGED = OWN.part(0).code();
    private static final String IMPORTED = OWN.part(1).code();
    private static final String PROVINCE = OWN.provincial("reader", "clerk", "reviewer");
    private static final String INTEGRATOR = OWN.provincial("reader");

    private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));

    private static String enterprise(String region) {
        var id = code();
        as(PROVINCE)
                .body("""
                        {"name": "示例企业%s", "region": "%s", "industry": "C3073", "ownership": "PRIVATE"}""".formatted(id, region))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static String facts(String enterprise, String kind, String more) {
        return """
                {"enterprise": "%s", "kind": "%s"%s}""".formatted(enterprise, kind, more);
    }

    private static ValidatableResponse posted(String facts) {
        return as(PROVINCE).body(facts).post("/v1/financings").then();
    }

    private static String filed(String facts, String state) {
        return posted(facts).statusCode(201).body("status", is(state)).extract().path("id");
    }

    private static ValidatableResponse verb(String token, String id, String verb, String body) {
        return as(token).body(body).post("/v1/financings/" + id + "/" + verb).then();
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("the pledge loan of 3,000,000 yuan of 2021-07-29 → applied for, granted, repaid; counted in 2021")
        void pledgeLoan() {
            var id = filed(
                    facts(
                            enterprise(PLEDGED),
                            "PLEDGE_LOAN",
                            ", \"institution\": \"示例·农村商业银行\", \"amountYuan\": 3500000, \"appliedOn\": \"2021-06-15\""),
                    "APPLIED");
            var counted = "/v1/financing-statistics?region=" + PLEDGED;
            as(INTEGRATOR).get(counted).then().statusCode(200).body("total.financings", is(0), "items", hasSize(0));
            verb(PROVINCE, id, "grant", "{\"on\": \"2021-07-29\", \"amountYuan\": 3000000}")
                    .statusCode(200)
                    .body("status", is("GRANTED"), "facts.amountYuan", is(3000000));
            as(INTEGRATOR)
                    .get(counted)
                    .then()
                    .body(
                            "total.financings", is(1),
                            "total.amountYuan", is(3000000),
                            "items", hasSize(1),
                            "items[0].by.year", is(2021),
                            "items[0].by.kind", is("PLEDGE_LOAN"),
                            "items[0].names.kind", is("知识产权质押贷款"),
                            "items[0].sums.amountYuan", is(3000000));
            verb(PROVINCE, id, "repayment", "{\"on\": \"2021-07-28\"}")
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"));
            verb(PROVINCE, id, "repayment", "{\"on\": \"2022-07-28\"}")
                    .statusCode(200)
                    .body("status", is("REPAID"), "facts.repaidOn", is("2022-07-28"));
            as(INTEGRATOR).get(counted + "&year=2021").then().body("total.financings", is(1));
            as(INTEGRATOR).get(counted + "&year=2022").then().body("total.financings", is(0));
            as(PROVINCE)
                    .get("/v1/financings/" + id + "/history")
                    .then()
                    .body("items.type", contains("financing.settled", "financing.granted", "financing.registered"));
        }

        @Test
        @DisplayName("filed with dates of the past → in the state that they tell")
        void past() {
            var enterprise = enterprise("140602");
            filed(
                    facts(enterprise, "PLEDGE_LOAN", ", \"amountYuan\": 3000000, \"grantedOn\": \"2021-07-29\""),
                    "GRANTED");
            filed(
                    facts(
                            enterprise,
                            "FUND",
                            ", \"amountYuan\": 1, \"grantedOn\": \"2021-07-29\", \"repaidOn\": \"2021-07-29\""),
                    "REPAID");
            filed(facts(enterprise, "LISTING", ", \"board\": \"STAR\", \"listedOn\": \"2021-07-29\""), "LISTED");
            filed(facts(enterprise, "EQUITY", ", \"amountYuan\": 5, \"refusedOn\": \"2021-07-29\""), "REFUSED");
        }

        @Test
        @DisplayName("a listing → granted, listed; repaying it → 409; a loan is not listed → 409")
        void listing() {
            var enterprise = enterprise("140602");
            var listing = filed(facts(enterprise, "LISTING", ", \"board\": \"INNOVATION_BOARD\""), "APPLIED");
            verb(SHUOZHOU, listing, "listing", "{}").statusCode(409).body("allowed", contains("GRANTED", "REFUSED"));
            verb(SHUOZHOU, listing, "grant", "{}").statusCode(200).body("facts.grantedOn", is(TODAY.toString()));
            verb(SHUOZHOU, listing, "repayment", "{}").statusCode(409).body("type", is("/problems/conflict"));
            verb(SHUOZHOU, listing, "listing", "{\"on\": \"" + TODAY.plusDays(1) + "\"}")
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"));
            verb(SHUOZHOU, listing, "listing", "{}").statusCode(200).body("status", is("LISTED"));
            var loan =
                    filed(facts(enterprise, "LOAN", ", \"amountYuan\": 7, \"grantedOn\": \"2022-01-01\""), "GRANTED");
        }

        @Test
        @DisplayName("a refusal → with its reason in the history, and no grant afterwards")
        void refusal() {
            var id = filed(facts(enterprise("140602"), "LOAN", ", \"amountYuan\": 7"), "APPLIED");
            verb(SHUOZHOU, id, "refusal", "{}").statusCode(400).body("errors[0].pointer", is("/reason"));
            verb(SHUOZHOU, id, "refusal", "{\"reason\": \"质押物评估不足\"}")
                    .statusCode(200)
                    .body("status", is("REFUSED"), "facts.refusedOn", is(TODAY.toString()));
            verb(SHUOZHOU, id, "grant", "{}").statusCode(409).body("type", is("/problems/illegal-state"));
            as(SHUOZHOU)
                    .get("/v1/financings/" + id + "/history")
                    .then()
                    .body("items[0].type", is("financing.refused"), "items[0].reason", is("质押物评估不足"));
        }

        @Test
        @DisplayName("facts that contradict each other → 400 at the field")
        void contradictions() {
            var enterprise = enterprise("140602");
            refused(facts(enterprise, "LISTING", ""), "/board");
            refused(facts(enterprise, "LOAN", ", \"amountYuan\": 1, \"board\": \"STAR\""), "/board");
            refused(facts(enterprise, "LOAN", ""), "/amountYuan");
            refused(facts(enterprise, "LOAN", ", \"amountYuan\": 0"), "/amountYuan");
            refused(
                    facts(
                            enterprise,
                            "LOAN",
                            ", \"amountYuan\": 1, \"appliedOn\": \"2022-01-02\", \"grantedOn\": \"2022-01-01\""),
                    "/grantedOn");
            refused(facts(enterprise, "LOAN", ", \"amountYuan\": 1, \"repaidOn\": \"2022-01-01\""), "/repaidOn");
            refused(
                    facts(
                            enterprise,
                            "EQUITY",
                            ", \"amountYuan\": 1, \"grantedOn\": \"2022-01-01\", \"repaidOn\": \"2022-01-01\""),
                    "/repaidOn");
            refused(facts(enterprise, "LOAN", ", \"amountYuan\": 1, \"listedOn\": \"2022-01-01\""), "/listedOn");
            refused(
                    facts(
                            enterprise,
                            "LOAN",
                            ", \"amountYuan\": 1, \"grantedOn\": \"2022-01-01\", \"refusedOn\": \"2022-01-01\""),
                    "/refusedOn");
            refused(facts(code(), "LOAN", ", \"amountYuan\": 1"), "/enterprise");
        }

        private void refused(String facts, String pointer) {
            posted(facts).statusCode(400).body("errors.pointer", contains(pointer));
        }

        @Test
        @DisplayName("a date of the state: brought or taken → 400; left out → kept; corrected → 200")
        void dates() {
            var enterprise = enterprise("140602");
            var facts = facts(enterprise, "LOAN", ", \"amountYuan\": 1, \"grantedOn\": \"2022-01-01\"");
            var path = "/v1/financings/" + filed(facts, "GRANTED");
            as(SHUOZHOU)
                    .body(facts.replace("2022-01-01", "2022-01-03"))
                    .put(path)
                    .then()
                    .statusCode(200);
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"grantedOn\": null}")
                    .patch(path)
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("set-by-verbs"), "errors.pointer", contains("/grantedOn"));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"repaidOn\": \"2023-01-01\"}")
                    .patch(path)
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("set-by-verbs"), "errors.pointer", contains("/repaidOn"));
            as(SHUOZHOU)
                    .body(facts(enterprise, "LOAN", ", \"amountYuan\": 1.0"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2), "status", is("GRANTED"));
            as(SHUOZHOU).get(path).then().body("facts.grantedOn", is("2022-01-03"), "facts.repaidOn", nullValue());
        }

        @Test
        @DisplayName("imports by externalId, twice → created, then unchanged; withdrawal → 410 and counted no more")
        void imports() {
            var number = "RZ-" + UUID.randomUUID();
            var line = "{\"facts\": "
                    + facts(
                            enterprise(IMPORTED),
                            "LOAN",
                            ", \"amountYuan\": 9, \"grantedOn\": \"2022-01-01\", \"externalId\": \"" + number + "\"")
                    + "}";
            for (var outcome : List.of("CREATED", "UNCHANGED")) {
                as(PROVINCE)
                        .contentType("application/x-ndjson")
                        .body(line.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/financings/imports")
                        .then()
                        .statusCode(200)
                        .body("results.outcome", contains(outcome));
            }
            String id = as(PROVINCE)
                    .get("/v1/financings?status=GRANTED&grantedOn.gte=2022-01-01&externalId=" + number)
                    .then()
                    .body("items", hasSize(1))
                    .extract()
                    .path("items[0].id");
            as(PROVINCE)
                    .get("/v1/financing-statistics?region=" + IMPORTED)
                    .then()
                    .body("total.amountYuan", is(9));
            verb(PROVINCE, id, "withdrawal", "{\"reason\": \"重复\"}").statusCode(200);
            as(PROVINCE).get("/v1/financings/" + id).then().statusCode(410);
            as(PROVINCE)
                    .get("/v1/financing-statistics?region=" + IMPORTED)
                    .then()
                    .body("total.financings", is(0));
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("8 grants and refusals of one application → one of them, the others 409")
        void decisions() throws Exception {
            var id = filed(facts(enterprise("140602"), "LOAN", ", \"amountYuan\": 1"), "APPLIED");
            try (var threads = Executors.newFixedThreadPool(8)) {
                var calls = new ArrayList<Callable<Integer>>();
                for (int i = 0; i < 8; i++) {
                    var verb = i % 2 == 0 ? "grant" : "refusal";
                    calls.add(
                            () -> verb(SHUOZHOU, id, verb, body(verb)).extract().statusCode());
                }
                var ok = 0;
                for (var answer : threads.invokeAll(calls)) {
                    ok += answer.get() == 200 ? 1 : 0;
                }
                assertEquals(1, ok);
            }
            as(SHUOZHOU).get("/v1/financings/" + id).then().body("version", is(2));
        }

        private static String body(String verb) {
            return verb.equals("grant") ? "{}" : "{\"reason\": \"不符合条件\"}";
        }
    }
}
