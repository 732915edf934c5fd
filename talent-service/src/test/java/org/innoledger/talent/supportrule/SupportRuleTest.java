package org.innoledger.talent.supportrule;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.talent.talentgrant.Granting.fund;
import static org.innoledger.talent.talentgrant.Granting.ruleFacts;
import static org.innoledger.talent.talentgrant.Granting.together;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
class SupportRuleTest {
    private static final String PATH = "/v1/support-rules";
    private static final String FROM_2026 = "\"since\": \"2026-01-01\"";

    private static String facts(String fund, String region, String days) {
        return ruleFacts(fund, region, "START_UP", "NATIONAL_LEADING", 1_000_000L, 3_000_000, days);
    }

    private static String days(String since, String until) {
        return "\"since\": \"%s\", \"until\": \"%s\"".formatted(since, until);
    }

    private static ValidatableResponse post(String token, String facts) {
        return as(token).body(facts).post(PATH).then();
    }

    private static String filed(String token, String facts) {
        return post(token, facts).statusCode(201).extract().path("id");
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("two rules for a fund, kind and grade that overlap by a day → 409 naming the first and its period")
        void overlap() {
            var fund = fund(SHUOZHOU, "140600", 30_000_000);
            var first = filed(SHUOZHOU, facts(fund, "140600", days("2026-01-01", "2026-12-31")));
            var overlapping = facts(fund, "140600", "\"since\": \"2026-12-31\"");
            post(SHUOZHOU, overlapping).statusCode(409).body("rule", is("support_rule_once"), "inTheWay", is(first));
            var next = filed(SHUOZHOU, facts(fund, "140600", "\"since\": \"2027-01-01\""));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"since\": \"2026-06-01\"}")
                    .patch(PATH + "/" + next)
                    .then()
                    .statusCode(409)
                    .body("inTheWay", is(first));
            post(SHUOZHOU, facts(fund, "140600", days("2027-02-01", "2027-03-01")))
                    .statusCode(409)
                    .body("inTheWay", is(next), "rule", is("support_rule_once"));
            filed(SHUOZHOU, ruleFacts(fund, "140600", "INNOVATION", "NATIONAL_LEADING", null, 1, FROM_2026));
            filed(SHUOZHOU, ruleFacts(fund, "140600", "START_UP", "PROVINCIAL_LEADING", null, 1, FROM_2026));
        }

        @Test
        @DisplayName("a withdrawn rule is in nobody's way")
        void withdrawn() {
            var fund = fund(SHUOZHOU, "140600", 30_000_000);
            var first = filed(SHUOZHOU, facts(fund, "140600", FROM_2026));
            post(SHUOZHOU, facts(fund, "140600", FROM_2026)).statusCode(409);
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post(PATH + "/" + first + "/withdrawal")
                    .then()
                    .statusCode(200);
            filed(SHUOZHOU, facts(fund, "140600", FROM_2026));
        }

        @Test
        @DisplayName("an unknown fund, or another region than the fund's → 409 with the rule")
        void ofFund() {
            var fund = fund(PROVINCE, "140000", 30_000_000);
            var unknown = facts(UUID.randomUUID().toString(), "140600", FROM_2026);
            post(SHUOZHOU, unknown).statusCode(409).body("rule", is("support_rule_fund_known"));
            post(SHUOZHOU, facts(fund, "140600", FROM_2026))
                    .statusCode(409)
                    .body("rule", is("support_rule_fund_region"));
            var ofCity = fund(SHUOZHOU, "140600", 30_000_000);
            post(DATONG, facts(ofCity, "140200", FROM_2026))
                    .statusCode(409)
                    .body("rule", is("support_rule_fund_known"));
        }

        @Test
        @DisplayName("most below least, an end before the beginning, a platform with a grade → 400 that names each")
        void wrong() {
            var fund = fund(SHUOZHOU, "140600", 30_000_000);
            var wrong = ruleFacts(
                    fund,
                    "140600",
                    "NEW_NATIONAL_PLATFORM",
                    "NATIONAL_LEADING",
                    2L,
                    1,
                    days("2026-02-01", "2026-01-31"));
            post(SHUOZHOU, wrong)
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            contains("/grade", "/maxYuan", "/until"),
                            "errors[1].code",
                            is("out-of-order"),
                            "errors[2].code",
                            is("out-of-order"));
        }

        @Test
        @DisplayName("imports → the second of two that overlap is refused with the first's id")
        void imports() {
            var fund = fund(SHUOZHOU, "140600", 30_000_000);
            var id = UUID.randomUUID().toString();
            var lines = "{\"id\": \"%s\", \"facts\": %s}\n{\"facts\": %s}"
                    .formatted(id, facts(fund, "140600", FROM_2026), facts(fund, "140600", FROM_2026));
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines.getBytes(StandardCharsets.UTF_8))
                    .post(PATH + "/imports")
                    .then()
                    .statusCode(200)
                    .body(
                            "results.outcome", contains("CREATED", "REFUSED"),
                            "results[1].problem.inTheWay", is(id));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("a county reads the province's rules and writes none; another city sees no city's")
        void below() {
            var ofProvince = filed(PROVINCE, facts(fund(PROVINCE, "140000", 1), "140000", FROM_2026));
            var ofCity = filed(SHUOZHOU, facts(fund(SHUOZHOU, "140600", 1), "140600", FROM_2026));
            as(SHUOCHENG).get(PATH + "/" + ofProvince).then().statusCode(200);
            as(SHUOCHENG).get(PATH + "/" + ofCity).then().statusCode(200);
            as(SHUOCHENG)
                    .body("{\"reason\": \"误登\"}")
                    .post(PATH + "/" + ofCity + "/withdrawal")
                    .then()
                    .statusCode(403)
                    .body("decidedBy", is("140600"));
            as(DATONG).get(PATH + "/" + ofCity).then().statusCode(404);
            as(DATONG).get(PATH + "?limit=500").then().body("items.id", not(hasItem(ofCity)));
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("32 rules for one fund, kind and grade → one 201, 31 times 409 naming it")
        void rules() throws Exception {
            var fund = fund(SHUOZHOU, "140600", 30_000_000);
            var answers = together(
                    32,
                    i -> as(SHUOZHOU)
                            .body(facts(fund, "140600", days("2026-01-%02d".formatted(1 + i % 28), "2026-12-31")))
                            .post(PATH));
            assertEquals(1, counted(answers, 201));
            assertEquals(31, counted(answers, 409));
            var winner = as(SHUOZHOU)
                    .get(PATH + "?fund=" + fund + "&total=true")
                    .then()
                    .statusCode(200)
                    .body("total", is(1))
                    .extract()
                    .<String>path("items[0].id");
            answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .forEach(answer -> answer.then().body("rule", is("support_rule_once"), "inTheWay", is(winner)));
        }
    }
}
