package org.innoledger.ledger.benefit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class BenefitTest {
    private static final Place OWN = Place.county();
    private static final String PROVINCE = OWN.provincial("reader", "clerk", "reviewer");
    private static final String INTEGRATOR = OWN.provincial("reader");
    private static final String PATH = "/v1/benefits";

    private static String enterprise(String region) {
        var id = code();
        as(PROVINCE)
                .body("""
                        {"name": "示例企业", "region": "%s", "industry": "C3073", "ownership": "PRIVATE"}""".formatted(region))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static String policy(String token, String region, String level) {
        return as(token)
                .body("""
                        {"title": "示例·质押贷款贴息", "issuer": "示例单位", "region": "%s", "level": "%s", "side": "INPUT", \
                        "validFrom": "2020-01-01"}""".formatted(region, level))
                .post("/v1/policies")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String facts(String enterprise, String policy, String kind, int year, long yuan) {
        return """
                {"enterprise": "%s", "policy": "%s", "kind": "%s", "year": %d, "amountYuan": %d}""".formatted(enterprise, policy, kind, year, yuan);
    }

    private static ValidatableResponse filed(String token, String facts) {
        return as(token).body(facts).post(PATH).then();
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName(
                "POST of a pledge loan of 3,000,000 yuan under the province's policy → 201 in the enterprise's county")
        void file() {
            var policy = policy(PROVINCE, "140000", "PROVINCIAL");
            var facts = facts(enterprise("140602"), policy, "LOAN", 2021, 3_000_000)
                    .replace("}", ", \"grantedOn\": \"2021-07-29\"}");
            filed(SHUOCHENG, facts).statusCode(201).body("region", is("140602"), "facts.amountYuan", is(3_000_000));
        }

        @Test
        @DisplayName("a policy that is not there, or that the caller does not see → 400 at /policy")
        void unknownPolicy() {
            var enterprise = enterprise("140602");
            var elsewhere = policy(DATONG, "140200", "MUNICIPAL");
            for (var policy : new String[] {UUID.randomUUID().toString(), elsewhere}) {
                filed(SHUOCHENG, facts(enterprise, policy, "SUBSIDY", 2024, 1))
                        .statusCode(400)
                        .body("errors[0].pointer", is("/policy"), "errors[0].code", is("policy-unknown"));
            }
            filed(SHUOCHENG, facts(enterprise, "1", "SUBSIDY", 2024, 1))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/policy"), "errors[0].code", is("pattern"));
            filed(SHUOCHENG, facts(code(), policy(PROVINCE, "140000", "PROVINCIAL"), "SUBSIDY", 2024, 1))
                    .statusCode(400)
                    .body("errors[0].code", is("enterprise-unknown"));
        }

        @Test
        @DisplayName("a policy that was withdrawn → no new benefit, but those on file can be amended")
        void withdrawnPolicy() {
            var policy = policy(SHUOZHOU, "140600", "MUNICIPAL");
            var enterprise = enterprise("140602");
            var id = filed(SHUOCHENG, facts(enterprise, policy, "SUBSIDY", 2024, 1))
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post("/v1/policies/" + policy + "/withdrawal")
                    .then()
                    .statusCode(200);
            filed(SHUOCHENG, facts(enterprise, policy, "SUBSIDY", 2025, 1)).statusCode(400);
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"amountYuan\": 2}")
                    .patch(PATH + "/" + id)
                    .then()
                    .statusCode(200)
                    .body("version", is(2));
        }

        @Test
        @DisplayName("imports → the line with an unknown policy is refused, the others are filed")
        void imports() {
            var enterprise = enterprise("140602");
            var policy = policy(PROVINCE, "140000", "PROVINCIAL");
            var lines = "{\"facts\": %s}\n{\"facts\": %s}\n{\"facts\": %s}"
                    .formatted(
                            facts(enterprise, policy, "SUBSIDY", 2024, 1),
                            facts(enterprise, UUID.randomUUID().toString(), "SUBSIDY", 2024, 1),
                            facts(enterprise, policy, "FIRST_SET", 2024, 1));
            as(SHUOCHENG)
                    .contentType("application/x-ndjson")
                    .body(lines.getBytes(StandardCharsets.UTF_8))
                    .post(PATH + "/imports")
                    .then()
                    .statusCode(200)
                    .body(
                            "created",
                            is(2),
                            "refused",
                            is(1),
                            "results[1].problem.errors[0].code",
                            is("policy-unknown"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName(
                "statistics of a county and year → sums by kind and policy, each enterprise once in the sum of all")
        void statistics() {
            var loans = policy(PROVINCE, "140000", "PROVINCIAL");
            var sets = policy(PROVINCE, "140000", "PROVINCIAL");
            var first = enterprise(OWN.code());
            var second = enterprise(OWN.code());
            filed(PROVINCE, facts(first, loans, "LOAN", 2021, 3_000_000)).statusCode(201);
            filed(PROVINCE, facts(second, loans, "LOAN", 2021, 1_000_000)).statusCode(201);
            filed(PROVINCE, facts(first, sets, "FIRST_SET", 2021, 500_000)).statusCode(201);
            filed(PROVINCE, facts(first, sets, "FIRST_SET", 2022, 7)).statusCode(201);
            as(INTEGRATOR)
                    .queryParam("region", OWN.code())
                    .queryParam("year", 2021)
                    .queryParam("by", "kind,policy")
                    .get("/v1/benefit-statistics")
                    .then()
                    .statusCode(200)
                    .body(
                            "total.benefits", is(3),
                            "total.enterprises", is(2),
                            "total.amountYuan", is(4_500_000),
                            "complete", is(true),
                            "items.by.kind", contains("LOAN", "FIRST_SET"),
                            "items.by.policy", contains(loans, sets),
                            "items[0].names.policy", is("示例·质押贷款贴息"),
                            "items.sums.enterprises", contains(2, 1),
                            "items.sums.amountYuan", contains(4_000_000, 500_000));
            as(INTEGRATOR)
                    .queryParam("region", OWN.code())
                    .get("/v1/benefit-statistics")
                    .then()
                    .body("total.benefits", is(4), "items", hasSize(3), "items.by.year", hasItems(2021, 2022));
            as(DATONG)
                    .queryParam("region", OWN.code())
                    .get("/v1/benefit-statistics")
                    .then()
                    .statusCode(403);
            as(INTEGRATOR)
                    .queryParam("by", "colour")
                    .get("/v1/benefit-statistics")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("by"));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("filing for an enterprise of another region → 409; reading its benefit → 404")
        void elsewhere() {
            var enterprise = enterprise("140602");
            var policy = policy(PROVINCE, "140000", "PROVINCIAL");
            filed(DATONG, facts(enterprise, policy, "LOAN", 2021, 1))
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"));
            var id = filed(SHUOCHENG, facts(enterprise, policy, "LOAN", 2021, 1))
                    .extract()
                    .<String>path("id");
            as(DATONG).get(PATH + "/" + id).then().statusCode(404);
        }
    }
}
