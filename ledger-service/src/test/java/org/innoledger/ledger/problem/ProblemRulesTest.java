package org.innoledger.ledger.problem;

import static org.innoledger.ledger.problem.ProblemState.CONFIRMED;
import static org.innoledger.ledger.problem.ProblemState.DISPATCHED;
import static org.innoledger.ledger.problem.ProblemState.ESCALATED;
import static org.innoledger.ledger.problem.ProblemState.IN_PROGRESS;
import static org.innoledger.ledger.problem.ProblemState.OPEN;
import static org.innoledger.ledger.problem.ProblemState.REOPENED;
import static org.innoledger.ledger.problem.ProblemState.RESOLVED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.ledger.problem.CampaignProblem.Actor;
import org.innoledger.ledger.problem.CampaignProblem.Confirmation;
import org.innoledger.ledger.problem.CampaignProblem.Dispatch;
import org.innoledger.ledger.problem.CampaignProblem.Escalation;
import org.innoledger.ledger.problem.CampaignProblem.ProblemFacts;
import org.innoledger.ledger.problem.CampaignProblem.Reopening;
import org.innoledger.ledger.problem.CampaignProblem.Resolution;
import org.innoledger.ledger.problem.CampaignProblem.Start;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProblemRulesTest {
    private static final LocalDate RAISED = LocalDate.of(2026, 3, 2);
    private static final Actor ACTOR = new Actor("shuozhou", LocalDate.of(2026, 6, 1));

    private static final Map<ProblemState, Set<ProblemState>> GOVERNMENT = Map.of(
            OPEN, EnumSet.of(DISPATCHED),
            DISPATCHED, EnumSet.of(DISPATCHED, IN_PROGRESS, ESCALATED),
            IN_PROGRESS, EnumSet.of(ESCALATED, RESOLVED),
            ESCALATED, EnumSet.of(DISPATCHED, IN_PROGRESS, RESOLVED),
            RESOLVED, EnumSet.of(CONFIRMED, REOPENED),
            CONFIRMED, EnumSet.of(REOPENED),
            REOPENED, EnumSet.of(DISPATCHED, IN_PROGRESS));
    private static final Map<ProblemState, Set<ProblemState>> ENTERPRISE = Map.of(
            OPEN, EnumSet.of(IN_PROGRESS),
            IN_PROGRESS, EnumSet.of(RESOLVED),
            RESOLVED, EnumSet.of(CONFIRMED, REOPENED),
            CONFIRMED, EnumSet.of(REOPENED),
            REOPENED, EnumSet.of(IN_PROGRESS));

    private static final Map<ProblemState, UnaryOperator<Filed<ProblemFacts>>> VERBS = Map.of(
            DISPATCHED,
                    filed -> new Dispatch(ProblemLevel.CITY, "市科技局", LocalDate.of(2026, 7, 1), null, null)
                            .to(filed, ACTOR),
            IN_PROGRESS, filed -> new Start(null, null).to(filed, ACTOR),
            RESOLVED, filed -> new Resolution("已办结", null).to(filed, ACTOR),
            CONFIRMED, filed -> new Confirmation(null, null).to(filed, ACTOR),
            REOPENED, filed -> new Reopening("未解决", null).to(filed, ACTOR),
            ESCALATED, filed -> new Escalation("省工信厅", "市级无权限", null, null).to(filed, ACTOR));

    private static ProblemFacts facts(ProblemClass of, ProblemLevel level, List<ProblemStep> steps) {
        return new ProblemFacts(
                new CreditCode("91140602MA0T000111"),
                ProblemSource.REPORT,
                null,
                "示例问题",
                null,
                of,
                level,
                level == null ? null : "市工信局",
                RAISED,
                LocalDate.of(2026, 4, 1),
                steps,
                null,
                null);
    }

    private static Filed<ProblemFacts> filed(ProblemClass of, ProblemState state) {
        var level = of == ProblemClass.GOVERNMENT && state != OPEN ? ProblemLevel.CITY : null;
        return Filed.draft("p", facts(of, level, null)).inState(state);
    }

    private static ProblemType refusal(UnaryOperator<Filed<ProblemFacts>> verb, Filed<ProblemFacts> filed) {
        return assertThrows(Problem.class, () -> verb.apply(filed)).type;
    }

    @Test
    @DisplayName("every verb in every state of both classes → the state that follows, or 409 where none does")
    void transitions() {
        for (var of : ProblemClass.values()) {
            var table = of == ProblemClass.GOVERNMENT ? GOVERNMENT : ENTERPRISE;
            // A problem of the firm itself is never dispatched or escalated, so those states do not occur.
            table.forEach((present, allowed) -> VERBS.forEach((next, verb) -> {
                var where = of + " " + present + " → " + next;
                if (allowed.contains(next)) {
                    var after = verb.apply(filed(of, present));
                    assertEquals(next.name(), after.status(), where);
                    assertEquals(next, after.facts().steps().getLast().state(), where);
                } else {
                    assertEquals(ProblemType.ILLEGAL_STATE, refusal(verb, filed(of, present)), where);
                }
            }));
        }
    }

    @Test
    @DisplayName("next() tells what some class allows; nothing leads back to OPEN; every state can be reached")
    void next() {
        for (var state : ProblemState.values()) {
            var either = new HashSet<>(GOVERNMENT.get(state));
            either.addAll(ENTERPRISE.getOrDefault(state, Set.of()));
            assertEquals(either, Set.copyOf(state.next()), state.name());
        }
        var reached = EnumSet.of(OPEN);
        GOVERNMENT.values().forEach(reached::addAll);
        assertEquals(EnumSet.allOf(ProblemState.class), reached);
        assertEquals(7, GOVERNMENT.size());
    }

    @Test
    @DisplayName("a refusal in a state of the other class → names what this class allows")
    void allowedByClass() {
        var refused =
                assertThrows(Problem.class, () -> VERBS.get(IN_PROGRESS).apply(filed(ProblemClass.GOVERNMENT, OPEN)));
        assertEquals(Map.of("present", "OPEN", "allowed", EnumSet.of(DISPATCHED)), refused.members);
    }

    @Test
    @DisplayName("steps → in the order of their days, none in the future or before the problem was raised")
    void days() {
        var open = filed(ProblemClass.ENTERPRISE, OPEN);
        assertEquals(
                ProblemType.CONFLICT, refusal(filed -> new Start(RAISED.minusDays(1), null).to(filed, ACTOR), open));
        assertEquals(
                ProblemType.INVALID_REQUEST,
                refusal(filed -> new Start(ACTOR.today().plusDays(1), null).to(filed, ACTOR), open));
        var started = new Start(RAISED.plusDays(3), "已受理").to(open, ACTOR);
        assertEquals(
                List.of(new ProblemStep(IN_PROGRESS, RAISED.plusDays(3), "shuozhou", null, "已受理")),
                started.facts().steps());
        assertEquals(
                ProblemType.CONFLICT,
                refusal(filed -> new Resolution("好", RAISED.plusDays(2)).to(filed, ACTOR), started));
        var resolved = new Resolution("好", RAISED.plusDays(3)).to(started, ACTOR);
        assertEquals(
                ACTOR.today(),
                VERBS.get(CONFIRMED).apply(resolved).facts().steps().getLast().on());
    }

    @Test
    @DisplayName("escalation → one level up to the new body, the due date only where given; at the province refused")
    void escalation() {
        var county = filed(ProblemClass.GOVERNMENT, DISPATCHED)
                .with(facts(ProblemClass.GOVERNMENT, ProblemLevel.COUNTY, null));
        var city = new Escalation("市科技局", "县级无权限", null, null).to(county, ACTOR);
        assertEquals(ProblemLevel.CITY, city.facts().responsibleLevel());
        assertEquals("市科技局", city.facts().responsibleBody());
        assertEquals(LocalDate.of(2026, 4, 1), city.facts().dueOn());
        assertEquals(
                new ProblemStep(ESCALATED, ACTOR.today(), "shuozhou", "市科技局", "县级无权限"),
                city.facts().steps().getLast());
        var started = VERBS.get(IN_PROGRESS).apply(city);
        var province = new Escalation("省科技厅", "跨市", LocalDate.of(2026, 8, 1), null).to(started, ACTOR);
        assertEquals(ProblemLevel.PROVINCE, province.facts().responsibleLevel());
        assertEquals(LocalDate.of(2026, 8, 1), province.facts().dueOn());
        assertEquals(
                ProblemType.CONFLICT,
                refusal(VERBS.get(ESCALATED), VERBS.get(IN_PROGRESS).apply(province)));
    }

    @Test
    @DisplayName("a dispatch sent again → nothing new; to another body → a step more")
    void dispatchAgain() {
        var once = VERBS.get(DISPATCHED).apply(filed(ProblemClass.GOVERNMENT, OPEN));
        assertSame(once, VERBS.get(DISPATCHED).apply(once));
        var other = new Dispatch(ProblemLevel.CITY, "市财政局", LocalDate.of(2026, 7, 1), null, "转办").to(once, ACTOR);
        assertEquals(2, other.facts().steps().size());
        assertEquals("市财政局", other.facts().responsibleBody());
    }

    @Test
    @DisplayName("reopening → the solution is gone from the facts and stays in the course")
    void reopening() {
        var resolved = VERBS.get(RESOLVED).apply(filed(ProblemClass.ENTERPRISE, IN_PROGRESS));
        assertEquals("已办结", resolved.facts().solution());
        var reopened = VERBS.get(REOPENED).apply(resolved);
        assertNull(reopened.facts().solution());
        assertEquals("已办结", reopened.facts().steps().getFirst().note());
    }

    @Test
    @DisplayName("a course of 100 steps → no more")
    void tooManySteps() {
        var step = new ProblemStep(DISPATCHED, RAISED, "shuozhou", "市工信局", null);
        var full = filed(ProblemClass.GOVERNMENT, DISPATCHED)
                .with(facts(
                        ProblemClass.GOVERNMENT,
                        ProblemLevel.CITY,
                        java.util.Collections.nCopies(CampaignProblem.STEPS_MAX, step)));
        assertEquals(ProblemType.CONFLICT, refusal(VERBS.get(IN_PROGRESS), full));
    }

    @Test
    @DisplayName(
            "facts over those on file → course and solution stay; level, body and due date once dispatched; the class too")
    void over() {
        var sent = facts(ProblemClass.GOVERNMENT, null, List.of(new ProblemStep(CONFIRMED, RAISED, "x", null, null)));
        assertNull(sent.over(null).steps());
        var dispatched = VERBS.get(DISPATCHED).apply(filed(ProblemClass.GOVERNMENT, OPEN));
        var over = sent.over(dispatched);
        assertEquals(dispatched.facts(), over);
        assertEquals(
                ProblemType.CONFLICT,
                assertThrows(
                                Problem.class,
                                () -> facts(ProblemClass.ENTERPRISE, null, null).over(dispatched))
                        .type);
        assertEquals(
                ProblemClass.ENTERPRISE,
                facts(ProblemClass.ENTERPRISE, null, null)
                        .over(filed(ProblemClass.GOVERNMENT, OPEN))
                        .problemClass());
    }
}
