package org.innoledger.talent.talentgrant;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.talent.talentgrant.Granting.YEAR;
import static org.innoledger.talent.talentgrant.Granting.approve;
import static org.innoledger.talent.talentgrant.Granting.approved;
import static org.innoledger.talent.talentgrant.Granting.balance;
import static org.innoledger.talent.talentgrant.Granting.fund;
import static org.innoledger.talent.talentgrant.Granting.payment;
import static org.innoledger.talent.talentgrant.Granting.reviewed;
import static org.innoledger.talent.talentgrant.Granting.startUps;
import static org.innoledger.talent.talentgrant.Granting.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Money under concurrency: what one at a time would refuse, many at once do not get either.
@QuarkusTest
@WithTestResource(Service.class)
class GrantAtOnceTest {
    private static final int THREADS = 32;

    private static String[] grants(int count, String fund) {
        return reviewed(fund, startUps(fund), count).toArray(String[]::new);
    }

    @Test
    @DisplayName("60 approvals of 1,000,000 on a fund of 30,500,000 → 30 are approved, 30 are refused")
    void approvals() throws Exception {
        var fund = fund(PROVINCE, "140000", 30_500_000);
        var grants = grants(60, fund);
        var answers = together(grants.length, i -> approve(grants[i], 1_000_000));
        assertEquals(30, counted(answers, 200));
        assertEquals(30, counted(answers, 409));
        answers.stream()
                .filter(answer -> answer.statusCode() == 409)
                .forEach(answer ->
                        answer.then().body("rule", is("fund_year_not_overdrawn"), "askedYuan", is(1_000_000)));
        balance(fund, 30_500_000, 30_000_000, 0);
        as(PROVINCE)
                .get("/v1/grants?fund=" + fund + "&status=APPROVED&total=true")
                .then()
                .body("total", is(30));
    }

    @Test
    @DisplayName("32 approvals of one grant → one 200, and the fund is charged once")
    void oneGrant() throws Exception {
        var fund = fund(PROVINCE, "140000", 30_000_000);
        var grant = grants(1, fund)[0];
        var answers = together(THREADS, i -> approve(grant, 1_000_000));
        assertEquals(1, counted(answers, 200));
        assertEquals(THREADS - 1, counted(answers, 409));
        balance(fund, 30_000_000, 1_000_000, 0);
    }

    @Test
    @DisplayName("32 approvals while the budget is lowered → the budget is never below what is committed")
    void lowered() throws Exception {
        var fund = fund(PROVINCE, "140000", 32_000_000);
        var grants = grants(THREADS, fund);
        var lower = "{\"budgets\": [{\"year\": %d, \"budgetYuan\": 10000000}]}".formatted(YEAR);
        var answers = together(
                THREADS + 1,
                i -> i < THREADS
                        ? approve(grants[i], 1_000_000)
                        : as(PROVINCE)
                                .contentType("application/merge-patch+json")
                                .body(lower)
                                .patch("/v1/funds/" + fund));
        var lowering = answers.removeLast().statusCode();
        var approved = counted(answers, 200);
        assertEquals(THREADS, approved + counted(answers, 409));
        assertTrue(lowering == 200 || lowering == 409, "lowering answered " + lowering);
        assertEquals(lowering == 200 ? 10 : THREADS, approved);
        balance(fund, lowering == 200 ? 10_000_000 : 32_000_000, approved * 1_000_000, 0);
    }

    @Test
    @DisplayName("32 payments with one Idempotency-Key → paid once, and each hears of the same payment")
    void oneKey() throws Exception {
        var fund = fund(PROVINCE, "140000", 30_000_000);
        var grant = approved(fund, startUps(fund), 3_000_000);
        var answers = together(
                THREADS,
                i -> as(PROVINCE)
                        .header("Idempotency-Key", "pay-" + grant)
                        .body(payment(1_000_000, "PZ-1"))
                        .post(grant + "/payments"));
        assertEquals(THREADS, counted(answers, 200));
        answers.forEach(answer -> answer.then().body("version", is(4), "facts.paidYuan", is(1_000_000)));
        balance(fund, 30_000_000, 3_000_000, 1_000_000);
    }

    @Test
    @DisplayName("32 payments under one voucher with keys of their own → one 200, 31 times 409 naming the first")
    void oneVoucher() throws Exception {
        var fund = fund(PROVINCE, "140000", 30_000_000);
        var grant = approved(fund, startUps(fund), 3_000_000);
        var answers = together(
                THREADS,
                i -> as(PROVINCE)
                        .header("Idempotency-Key", "pay-" + i + grant)
                        .body(payment(50_000, "PZ-1"))
                        .post(grant + "/payments"));
        assertEquals(1, counted(answers, 200));
        assertEquals(THREADS - 1, counted(answers, 409));
        balance(fund, 30_000_000, 3_000_000, 50_000);
    }

    @ParameterizedTest(name = "{0} yuan each → {1} are paid, {2}")
    @CsvSource({"300000, 3, APPROVED", "100000, 10, PAID"})
    @DisplayName("32 payments with keys and vouchers of their own on 1,000,000 → never more than that")
    void manyKeys(int yuan, int paid, String state) throws Exception {
        var fund = fund(PROVINCE, "140000", 30_000_000);
        var grant = approved(fund, startUps(fund), 1_000_000);
        var answers = together(
                THREADS,
                i -> as(PROVINCE)
                        .header("Idempotency-Key", "pay-" + i + grant)
                        .body(payment(yuan, "PZ-" + i))
                        .post(grant + "/payments"));
        assertEquals(paid, counted(answers, 200));
        assertEquals(THREADS - paid, counted(answers, 409));
        as(PROVINCE)
                .get(grant)
                .then()
                .body("status", is(state), "facts.paidYuan", is(paid * yuan), "facts.payments", hasSize(paid));
        balance(fund, 30_000_000, 1_000_000, (long) paid * yuan);
    }
}
