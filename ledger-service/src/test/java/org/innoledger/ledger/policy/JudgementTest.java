package org.innoledger.ledger.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.List;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.ledger.policy.Eligibility.EligibleOwnership;
import org.innoledger.ledger.policy.Eligibility.EligibleState;
import org.innoledger.ledger.policy.Judgement.Criterion;
import org.innoledger.ledger.policy.Judgement.Situation;
import org.innoledger.ledger.policy.Policy.PolicyFacts;
import org.innoledger.ledger.policy.Policy.PolicyLevel;
import org.innoledger.ledger.policy.Policy.PolicySide;
import org.innoledger.ledger.qualification.QualificationKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a policy judges an enterprise, without a service.
class JudgementTest {
    private static final Situation ENTERPRISE = new Situation(
            "140602", "C3073", "PRIVATE", "ACTIVE", 36_000_000L, 180, List.of("HIGH_TECH"), List.of("RD_PROJECT"));

    private static PolicyFacts policy(Eligibility eligibility) {
        return new PolicyFacts(
                "示例",
                null,
                "省工信厅",
                new DivisionCode("140000"),
                PolicyLevel.PROVINCIAL,
                PolicySide.INPUT,
                LocalDate.of(2024, 1, 1),
                null,
                null,
                null,
                eligibility,
                null);
    }

    private static Eligibility range(Long from, Long to) {
        return new Eligibility(null, null, null, null, null, from, to, null, null, null);
    }

    @Test
    void everyCriterionHasItsReason() {
        var judged = Judgement.of(
                policy(new Eligibility(
                        List.of("1402", "1406"),
                        List.of("B", "C30"),
                        List.of(EligibleOwnership.FOREIGN, EligibleOwnership.PRIVATE),
                        List.of(new QualificationKind("HIGH_TECH")),
                        List.of(EligibleState.CLOSED),
                        20_000_000L,
                        null,
                        null,
                        100,
                        List.of("PATENT"))),
                ENTERPRISE);
        assertEquals(
                List.of(Criterion.values()),
                judged.stream().map(Judgement::criterion).toList());
        assertEquals(
                List.of(true, true, true, true, true, false, true, false, false),
                judged.stream().map(Judgement::met).toList());
        assertEquals("有效资质：要求 高新技术企业，本企业 高新技术企业，符合", judged.get(4).text().zh());
        assertEquals(
                "Staff (persons): asked for is at most 100, this enterprise has 180: not met",
                judged.get(7).text().en());
        assertEquals("20000000..", judged.get(6).required());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"36000000, 36000000, true", "36000001, -, false", "-, 35999999, false", "35999999, 36000001, true"
            })
    void boundsBelongToTheRange(Long from, Long to, boolean met) {
        assertEquals(
                met, Judgement.of(policy(range(from, to)), ENTERPRISE).get(1).met());
    }

    @Test
    void whatIsNotFiledIsLacking() {
        var nothing = new Situation("140602", "C3073", "PRIVATE", "NOT_STARTED", null, null, List.of(), List.of());
        var revenue = Judgement.of(policy(range(0L, null)), nothing).get(1);
        assertEquals(false, revenue.met());
        assertEquals("unknown", revenue.found());
    }

    @Test
    void noCriteriaAreNoEligibility() {
        assertNull(policy(new Eligibility(List.of(), List.of(), null, null, null, null, null, null, null, null))
                .eligibility());
        assertEquals(1, Judgement.of(policy(null), ENTERPRISE).size());
    }
}
