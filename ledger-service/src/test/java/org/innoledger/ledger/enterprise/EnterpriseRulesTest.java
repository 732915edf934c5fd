package org.innoledger.ledger.enterprise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.Industry;
import org.innoledger.ledger.coverage.CoverageState;
import org.innoledger.ledger.coverage.Ownership;
import org.innoledger.ledger.enterprise.Enterprise.EnterpriseFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of the facts, without a service.
class EnterpriseRulesTest {
    private static EnterpriseFacts facts(String industry, LocalDate since, LocalDate until) {
        return new EnterpriseFacts(
                "示例",
                new DivisionCode("140602"),
                new Industry(industry),
                Ownership.PRIVATE,
                null,
                null,
                since,
                until,
                null,
                null,
                null,
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "C3073, 2026-11-30, -, true",
                "C3073, 2026-12-01, -, false",
                "C3073, 2020-01-01, 2026-11-30, true",
                "C3073, 2020-01-01, 2026-11-29, false",
                "C3073, -, -, false",
                "A01, 2020-01-01, -, false"
            })
    void rosterOfTheLastDayOfNovember(String industry, LocalDate since, LocalDate until, boolean onRoster) {
        assertEquals(onRoster, facts(industry, since, until).onRoster(LocalDate.of(2026, 11, 30)));
    }

    @Test
    void noStepOfCoverageIsSkippedExceptToActive() {
        assertEquals(Set.of(CoverageState.ASSIGNED, CoverageState.ACTIVE), CoverageState.NOT_STARTED.next());
        var filed = new Filed<>(
                "91140602MA0T000111", "140602", 1, Instant.EPOCH, "NOT_STARTED", List.of(), facts("C3073", null, null));
        assertEquals("ASSIGNED", filed.advance(CoverageState.ASSIGNED).status());
        var refusal = assertThrows(Problem.class, () -> filed.advance(CoverageState.CLOSED));
        assertEquals("NOT_STARTED", refusal.members.get("present"));
        assertEquals(CoverageState.NOT_STARTED.next(), refusal.members.get("allowed"));
    }
}
