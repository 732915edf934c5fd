package org.innoledger.talent.talentgrant;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.talent.talentgrant.Granting.COUNTY_REVIEWER;
import static org.innoledger.talent.talentgrant.Granting.YEAR;
import static org.innoledger.talent.talentgrant.Granting.applied;
import static org.innoledger.talent.talentgrant.Granting.approve;
import static org.innoledger.talent.talentgrant.Granting.approved;
import static org.innoledger.talent.talentgrant.Granting.balance;
import static org.innoledger.talent.talentgrant.Granting.fund;
import static org.innoledger.talent.talentgrant.Granting.grantFacts;
import static org.innoledger.talent.talentgrant.Granting.payment;
import static org.innoledger.talent.talentgrant.Granting.reviewed;
import static org.innoledger.talent.talentgrant.Granting.rule;
import static org.innoledger.talent.talentgrant.Granting.ruleFacts;
import static org.innoledger.talent.talentgrant.Granting.startUps;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.innoledger.talent.talent.People;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

@QuarkusTest
@WithTestResource(Service.class)
class TalentGrantTest {
    private static final String PATH = "/v1/grants";
    private static final long BUDGET = 30_000_000;
    private static final String ENDING = "{\"on\": \"2026-09-01\", \"reason\": \"项目已停止\"}";

    private static String fundOfProvince() {
        return fund(PROVINCE, "140000", BUDGET);
    }

    private static ValidatableResponse step(String token, String path, String step, String body) {
        return as(token).body(body).post(path + "/" + step).then();
    }

    private static void refused(String facts, String rule) {
        as(SHUOCHENG).body(facts).post(PATH).then().statusCode(409).body("rule", is(rule));
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 APPLIED; what only verbs set is ignored; PATCH while APPLIED → 200")
        void apply() {
            var fund = fundOfProvince();
            var facts = grantFacts(fund, startUps(fund), YEAR);
            as(SHUOCHENG)
                    .body(facts.replace("}", ", \"approvedYuan\": 5, \"paidYuan\": 5, \"approvedOn\": \"2026-01-01\"}"))
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.code", everyItem(is("set-by-verbs")),
                            "errors.pointer", containsInAnyOrder("/approvedYuan", "/paidYuan", "/approvedOn"));
            String id = as(SHUOCHENG)
                    .body(facts)
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .body(
                            "status", is("APPLIED"),
                            "region", is("140602"),
                            "remarks.code", contains("reference-unknown"),
                            "facts.approvedYuan", nullValue(),
                            "facts.paidYuan", nullValue())
                    .extract()
                    .path("id");
            patched(SHUOCHENG, PATH + "/" + id, "{\"requestedYuan\": 1500000}")
                    .statusCode(200)
                    .body("facts.requestedYuan", is(1_500_000));
            balance(fund, BUDGET, 0, 0);
        }

        @Test
        @DisplayName("an unknown fund, one of another city, a rule of another fund, a talent for a platform → 409")
        void named() {
            var fund = fundOfProvince();
            var rule = startUps(fund);
            refused(grantFacts(UUID.randomUUID().toString(), rule, YEAR), "talent_grant_fund_known");
            refused(grantFacts(fund, startUps(fundOfProvince()), YEAR), "talent_grant_rule_of_fund");
            refused(
                    grantFacts(fund, rule, YEAR)
                            .replace("\"title\"", "\"platform\": \"" + UUID.randomUUID() + "\", \"title\""),
                    "talent_grant_beneficiary");
            var ofDatong = grantFacts(fund(DATONG, "140200", BUDGET), rule, YEAR);
            refused(ofDatong, "talent_grant_fund_known");
            as(PROVINCE).body(ofDatong).post(PATH).then().statusCode(409).body("rule", is("talent_grant_fund_region"));
        }

        @Test
        @DisplayName("nobody to support → 400; a talent who is not known → 400 at /talent")
        void beneficiary() {
            var fund = fundOfProvince();
            var nobody = grantFacts(fund, startUps(fund), YEAR).replaceFirst("\"enterprise\": \"[^\"]+\", ", "");
            as(SHUOCHENG)
                    .body(nobody)
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/talent"), "errors.code", contains("one-of"));
            refusedTalent(nobody, UUID.randomUUID().toString());
            refusedTalent(nobody, People.filed(DATONG, "140213"));
        }

        private static void refusedTalent(String facts, String talent) {
            as(SHUOCHENG)
                    .body(of(facts, talent))
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/talent"), "errors.code", contains("talent-unknown"));
        }

        private static String of(String facts, String talent) {
            return facts.replace("\"title\"", "\"talent\": \"" + talent + "\", \"title\"");
        }

        @Test
        @DisplayName(
                "a talent who is known → 201 without remark; withdrawn after the approval → the grant is still paid")
        void talent() {
            var fund = fundOfProvince();
            var talent = People.filed(PROVINCE, "140602");
            var facts = grantFacts(fund, startUps(fund), YEAR).replaceFirst("\"enterprise\": \"[^\"]+\", ", "");
            var path = PATH
                    + "/"
                    + as(SHUOCHENG)
                            .body(of(facts, talent))
                            .post(PATH)
                            .then()
                            .statusCode(201)
                            .body("facts.talent", is(talent), "remarks", nullValue())
                            .extract()
                            .<String>path("id");
            step(PROVINCE, path, "review", "{\"opinion\": \"同意\"}").statusCode(200);
            step(PROVINCE, path, "approval", "{\"amountYuan\": 1000000}").statusCode(200);
            step(PROVINCE, "/v1/talents/" + talent, "withdrawal", "{\"reason\": \"重复登记\"}")
                    .statusCode(409)
                    .body("open", contains("talent-grant/" + path.substring(PATH.length() + 1) + " APPROVED"));
            step(PROVINCE, path, "payments", "{\"amountYuan\": 1, \"voucher\": \"PZ-1\"}")
                    .statusCode(200);
            as(SHUOCHENG).get(PATH + "?fund=" + fund).then().body("items.facts.talent", contains(talent));
        }

        @Test
        @DisplayName("a mobile number in the title or the opinion → 400, which does not repeat it")
        void impersonal() {
            var fund = fundOfProvince();
            var rule = startUps(fund);
            as(SHUOCHENG)
                    .body(grantFacts(fund, rule, YEAR).replace("示例·创业项目", "联系 13800000001"))
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/title"), "detail", not(containsString("13800000001")));
            step(PROVINCE, applied(fund, rule), "review", "{\"opinion\": \"联系 13800000001\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/opinion"));
        }

        @Test
        @DisplayName("after the review the application stays as it is: PATCH, withdrawal → 409; the same by PUT → 200")
        void fixed() {
            var fund = fundOfProvince();
            var rule = startUps(fund);
            var path = PATH + "/" + UUID.randomUUID();
            var facts = grantFacts(fund, rule, YEAR);
            as(SHUOCHENG).body(facts).put(path).then().statusCode(201);
            step(PROVINCE, path, "review", "{\"opinion\": \"同意\"}").statusCode(200);
            patched(SHUOCHENG, path, "{\"requestedYuan\": 2}")
                    .statusCode(409)
                    .body("rule", is("talent_grant_reviewed"));
            step(SHUOCHENG, path, "withdrawal", "{\"reason\": \"误登\"}")
                    .statusCode(409)
                    .body("present", is("REVIEWED"));
            as(SHUOCHENG)
                    .body(facts)
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2), "facts.review.opinion", is("同意"));
            patched(SHUOCHENG, path, "{\"externalId\": \"" + UUID.randomUUID() + "\"}")
                    .statusCode(200)
                    .body("facts.review.opinion", is("同意"));
            var other = applied(fund, rule);
            step(SHUOCHENG, other, "withdrawal", "{\"reason\": \"误登\"}").statusCode(200);
            step(PROVINCE, other, "review", "{\"opinion\": \"同意\"}").statusCode(410);
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("review, approval, payments → PAID; the history shows every step, the balance every figure")
        void course() {
            var fund = fundOfProvince();
            var rule = startUps(fund);
            var path = approved(fund, rule, 3_000_000);
            balance(fund, BUDGET, 3_000_000, 0);
            step(PROVINCE, path, "payments", payment(1_000_000, "PZ-1"))
                    .statusCode(200)
                    .body("status", is("APPROVED"), "facts.paidYuan", is(1_000_000));
            step(PROVINCE, path, "payments", payment(2_000_000, "PZ-2"))
                    .statusCode(200)
                    .body(
                            "status", is("PAID"),
                            "facts.paidYuan", is(3_000_000),
                            "facts.payments.voucher", contains("PZ-1", "PZ-2"),
                            "facts.standard.id", is(rule),
                            "facts.standard.version", is(1),
                            "facts.standard.minYuan", is(1_000_000),
                            "facts.standard.maxYuan", is(3_000_000),
                            "facts.standard.document", is("示例〔2026〕2号"));
            balance(fund, BUDGET, 3_000_000, 3_000_000);
            as(SHUOCHENG)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains(
                                    "talent-grant.disbursed",
                                    "talent-grant.disbursed",
                                    "talent-grant.approved",
                                    "talent-grant.reviewed",
                                    "talent-grant.registered"),
                            "items.status",
                            contains("PAID", "APPROVED", "APPROVED", "REVIEWED", "APPLIED"),
                            "items[2].changes.approvedYuan.to",
                            is(3_000_000));
        }

        @Test
        @DisplayName("the rule changed or withdrawn afterwards → the grant's standard stays, and it is paid")
        void standardStays() {
            var fund = fundOfProvince();
            var rule = startUps(fund);
            var path = approved(fund, rule, 3_000_000);
            patched(PROVINCE, "/v1/support-rules/" + rule, "{\"maxYuan\": 2000000, \"document\": \"示例〔2026〕9号\"}")
                    .statusCode(200);
            step(PROVINCE, path, "payments", payment(1, "PZ-1"))
                    .statusCode(200)
                    .body("facts.standard.maxYuan", is(3_000_000), "facts.standard.document", is("示例〔2026〕2号"));
            approve(reviewed(fund, rule), 2_000_001).then().statusCode(409).body("maxYuan", is(2_000_000));
            var waiting = reviewed(fund, rule);
            step(PROVINCE, "/v1/support-rules/" + rule, "withdrawal", "{\"reason\": \"废止\"}")
                    .statusCode(200);
            step(PROVINCE, path, "payments", payment(1, "PZ-2")).statusCode(200);
            approve(waiting, 1_000_000).then().statusCode(409).body("rule", is("talent_grant_rule"));
        }

        @Test
        @DisplayName("a rule not in force on that day, a year without budget, no rule at all → 409 saying so")
        void outOfTime() {
            var fund = fundOfProvince();
            var rule = as(PROVINCE)
                    .body(ruleFacts(
                            fund,
                            "140000",
                            "START_UP",
                            "NATIONAL_LEADING",
                            null,
                            10,
                            "\"since\": \"2026-02-01\", \"until\": \"2026-05-31\""))
                    .post("/v1/support-rules")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            var path = reviewed(fund, rule);
            approve(path, 5).then().statusCode(409).body("rule", is("talent_grant_rule_in_force"));
            step(PROVINCE, path, "approval", "{\"amountYuan\": 5, \"on\": \"2026-05-31\"}")
                    .statusCode(200);
            var open = rule(fund, "INNOVATION", "NATIONAL_LEADING", null, 10);
            var id = as(SHUOCHENG)
                    .body(grantFacts(fund, open, 2031))
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            var later = PATH + "/" + id;
            step(PROVINCE, later, "review", "{\"opinion\": \"同意\"}").statusCode(200);
            step(PROVINCE, later, "approval", "{\"amountYuan\": 5}")
                    .statusCode(409)
                    .body("rule", is("fund_year_budgeted"));
            var bare = applied(fund, open);
            patched(SHUOCHENG, bare, "{\"rule\": null}").statusCode(200);
            step(PROVINCE, bare, "review", "{\"opinion\": \"同意\"}")
                    .statusCode(409)
                    .body("rule", is("talent_grant_rule"));
        }

        @Test
        @DisplayName("more than is left → 409 with both figures; a voucher again → 409 naming the first payment")
        void payments() {
            var fund = fundOfProvince();
            var path = approved(fund, startUps(fund), 1_000_000);
            step(PROVINCE, path, "payments", payment(600_000, "PZ-1")).statusCode(200);
            step(PROVINCE, path, "payments", payment(400_001, "PZ-2"))
                    .statusCode(409)
                    .body("rule", is("talent_grant_not_overpaid"), "amountYuan", is(400_001), "leftYuan", is(400_000));
            step(PROVINCE, path, "payments", payment(400_000, "PZ-2"))
                    .statusCode(200)
                    .body("status", is("PAID"));
            step(PROVINCE, path, "payments", payment(600_000, " PZ-1 "))
                    .statusCode(409)
                    .body("rule", is("talent_grant_voucher_once"));
            step(PROVINCE, path, "payments", payment(1, "PZ-3")).statusCode(409).body("present", is("PAID"));
            balance(fund, BUDGET, 1_000_000, 1_000_000);
        }

        @Test
        @DisplayName(
                "closing → TERMINATED, and what is not paid goes back to the fund; refusal → REFUSED with its reason")
        void endings() {
            var fund = fund(PROVINCE, "140000", 3_000_000);
            var rule = startUps(fund);
            var path = approved(fund, rule, 3_000_000);
            step(PROVINCE, path, "payments", payment(1_000_000, "PZ-1")).statusCode(200);
            var next = reviewed(fund, rule);
            approve(next, 2_000_000).then().statusCode(409).body("leftYuan", is(0));
            step(PROVINCE, path, "closing", ENDING)
                    .statusCode(200)
                    .body("status", is("TERMINATED"), "facts.closing.reason", is("项目已停止"));
            balance(fund, 3_000_000, 1_000_000, 1_000_000);
            step(PROVINCE, path, "payments", payment(1, "PZ-2")).statusCode(409).body("present", is("TERMINATED"));
            approve(next, 2_000_000).then().statusCode(200);
            balance(fund, 3_000_000, 3_000_000, 1_000_000);
            var unwanted = applied(fund, rule);
            step(PROVINCE, unwanted, "refusal", ENDING)
                    .statusCode(200)
                    .body("status", is("REFUSED"), "facts.refusal.on", is("2026-09-01"));
            step(PROVINCE, unwanted, "approval", "{\"amountYuan\": 1}")
                    .statusCode(409)
                    .body("present", is("REFUSED"), "allowed", is(List.of()));
            as(SHUOCHENG)
                    .get(unwanted + "/history")
                    .then()
                    .body("items[0].type", is("talent-grant.refused"), "items[0].reason", is("项目已停止"));
        }

        @Test
        @DisplayName("a day in the future or before the step before, an empty body → 400")
        void days() {
            var fund = fundOfProvince();
            var path = reviewed(fund, startUps(fund));
            step(PROVINCE, path, "approval", "{\"amountYuan\": 1000000, \"on\": \"2026-05-19\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/on"), "errors.code", contains("out-of-order"));
            step(
                            PROVINCE,
                            path,
                            "approval",
                            "{\"amountYuan\": 1000000, \"on\": \"%s\"}"
                                    .formatted(LocalDate.now(Clocks.ZONE).plusDays(2)))
                    .statusCode(400);
            step(PROVINCE, path, "approval", "{}").statusCode(400).body("errors.pointer", contains("/amountYuan"));
            step(PROVINCE, path, "payments", "{}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/amountYuan", "/voucher"));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("a county reads the province's fund and rules, applies, and cannot decide → 403")
        void county() {
            var fund = fundOfProvince();
            var rule = startUps(fund);
            as(COUNTY_REVIEWER).get("/v1/funds/" + fund).then().statusCode(200);
            as(COUNTY_REVIEWER).get("/v1/support-rules?fund=" + fund).then().body("items.id", contains(rule));
            var path = applied(fund, rule);
            step(COUNTY_REVIEWER, path, "review", "{\"opinion\": \"同意\"}").statusCode(403);
            step(SHUOZHOU, path, "review", "{\"opinion\": \"同意\"}").statusCode(403);
            step(COUNTY_REVIEWER, path, "refusal", ENDING).statusCode(403);
            step(PROVINCE, path, "review", "{\"opinion\": \"同意\"}").statusCode(200);
            step(COUNTY_REVIEWER, path, "approval", "{\"amountYuan\": 1000000}").statusCode(403);
            step(PROVINCE, path, "approval", "{\"amountYuan\": 1000000}").statusCode(200);
            step(COUNTY_REVIEWER, path, "payments", "{\"amountYuan\": 1, \"voucher\": \"PZ-1\"}")
                    .statusCode(403);
            step(COUNTY_REVIEWER, path, "closing", "{\"reason\": \"停\"}").statusCode(403);
            step(SHUOCHENG, path, "closing", "{\"reason\": \"停\"}").statusCode(403);
            as(INTEGRATOR).body(grantFacts(fund, rule, YEAR)).post(PATH).then().statusCode(403);
        }
    }

    @Nested
    class PastTheApplication {
        @Test
        @DisplayName("amounts that the application would not write → the database refuses them")
        void refusedByDatabase() throws SQLException {
            var fund = fundOfProvince();
            var path = approved(fund, startUps(fund), 1_000_000);
            var id = path.substring(path.lastIndexOf('/') + 1);
            breaks("talent_grant_in_range", "update talent_grant set approved_yuan = 3000001 where id = '%s'", id);
            breaks(
                    "talent_grant_not_overpaid",
                    "update talent_grant set paid_yuan = 1000001, payments = '[{\"amountYuan\": 1000001}]' where id = '%s'",
                    id);
            breaks("talent_grant_paid_in_parts", "update talent_grant set paid_yuan = 1 where id = '%s'", id);
            breaks(
                    "talent_grant_voucher_once",
                    "update talent_grant set paid_yuan = 2, payments = '[{\"amountYuan\": 1, \"voucher\": \"A\"}, "
                            + "{\"amountYuan\": 1, \"voucher\": \"A\"}]' where id = '%s'",
                    id);
            breaks("talent_grant_fund_fixed", "update talent_grant set year = 2027 where id = '%s'", id);
            breaks("fund_year_not_overdrawn", "update fund_year set budget_yuan = 999999 where fund = '%s'", fund);
            breaks("fund_year_not_overpaid", "update fund_year set paid_yuan = 1000001 where fund = '%s'", fund);
        }

        private static void breaks(String constraint, String sql, String id) throws SQLException {
            try (var connection = Service.superuser();
                    var statement = connection.createStatement()) {
                var refusal = assertThrows(PSQLException.class, () -> statement.execute(sql.formatted(id)));
                assertEquals(constraint, refusal.getServerErrorMessage().getConstraint());
            }
        }
    }
}
