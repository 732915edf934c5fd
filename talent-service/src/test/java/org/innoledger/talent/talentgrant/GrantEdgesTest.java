package org.innoledger.talent.talentgrant;

import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.talent.talentgrant.Granting.approve;
import static org.innoledger.talent.talentgrant.Granting.approved;
import static org.innoledger.talent.talentgrant.Granting.balance;
import static org.innoledger.talent.talentgrant.Granting.fund;
import static org.innoledger.talent.talentgrant.Granting.reviewed;
import static org.innoledger.talent.talentgrant.Granting.rule;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The support rules and the budget of DOMAIN §2 at their edges: the edge is taken, a yuan beyond it is not.
@QuarkusTest
@WithTestResource(Service.class)
class GrantEdgesTest {
    private static final long BUDGET = 30_000_000;

    @ParameterizedTest(name = "{0} {1}: {2} to {3} yuan")
    @CsvSource(
            nullValues = "-",
            value = {
                "NEW_NATIONAL_PLATFORM, NONE,               -,       10000000",
                "START_UP,              NATIONAL_LEADING,   1000000, 3000000",
                "INNOVATION,            NATIONAL_LEADING,   500000,  2000000",
                "START_UP,              PROVINCIAL_LEADING, 500000,  1000000",
                "INNOVATION,            PROVINCIAL_LEADING, 100000,  500000"
            })
    @DisplayName("the least and the most → 200; a yuan less or more → 409 with amount, least and most")
    void edges(String kind, String grade, Long minYuan, long maxYuan) {
        var fund = fund(PROVINCE, "140000", BUDGET);
        var rule = rule(fund, kind, grade, minYuan, maxYuan);
        var least = minYuan == null ? 1 : minYuan;
        var first = reviewed(fund, rule);
        refused(first, maxYuan + 1, minYuan == null ? 0 : minYuan, maxYuan);
        if (minYuan != null) {
            refused(first, minYuan - 1, minYuan, maxYuan);
        } else {
            approve(first, 0).then().statusCode(400);
        }
        balance(fund, BUDGET, 0, 0);
        approve(first, least)
                .then()
                .statusCode(200)
                .body("facts.standard.projectKind", is(kind), "facts.standard.grade", is(grade));
        approve(reviewed(fund, rule), maxYuan).then().statusCode(200);
        balance(fund, BUDGET, least + maxYuan, 0);
    }

    private static void refused(String path, long yuan, long minYuan, long maxYuan) {
        approve(path, yuan)
                .then()
                .statusCode(409)
                .body(
                        "rule",
                        is("talent_grant_in_range"),
                        "amountYuan",
                        is((int) yuan),
                        "minYuan",
                        is((int) minYuan),
                        "maxYuan",
                        is((int) maxYuan));
    }

    @Test
    @DisplayName("the budget of 30,000,000 to its last yuan → 200; a yuan more → 409 with what is asked and left")
    void budget() {
        var fund = fund(PROVINCE, "140000", BUDGET);
        var rule = rule(fund, "NEW_NATIONAL_PLATFORM", "NONE", null, 10_000_000);
        approved(fund, rule, 10_000_000);
        approved(fund, rule, 10_000_000);
        approved(fund, rule, 9_999_999);
        var last = reviewed(fund, rule);
        approve(last, 2)
                .then()
                .statusCode(409)
                .body("rule", is("fund_year_not_overdrawn"), "askedYuan", is(2), "leftYuan", is(1));
        balance(fund, BUDGET, 29_999_999, 0);
        approve(last, 1).then().statusCode(200);
        balance(fund, BUDGET, BUDGET, 0);
        approve(reviewed(fund, rule), 1).then().statusCode(409).body("leftYuan", is(0));
    }
}
