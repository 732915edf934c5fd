package org.innoledger.ledger.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.innoledger.kit.standard.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The rules of coverage as plain functions of records and days.
class StandingTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final List<String> STATES = List.of("DISPATCHED", "IN_PROGRESS", "RESOLVED", "CONFIRMED");

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static Trace trace(String register, String id, String from, String until, String decided) {
        var kind = register.equals(Trace.ACTIVITY) ? "RD_PROJECT" : null;
        var status = register.equals(Trace.ACTIVITY) && decided != null ? "VERIFIED" : "FILED";
        return new Trace(register, id, "E", status, kind, day(from), day(until), day(decided), null, null, List.of());
    }

    private static CoverageState state(String day, Trace... traces) {
        return new Standing(List.of(traces)).state(LocalDate.parse(day));
    }

    @Test
    @DisplayName("each step by its first day, and each year anew")
    void states() {
        var assigned = trace(Trace.ASSIGNMENT, "1", "2026-02-10", null, null);
        var served = trace(Trace.SERVICE_RECORD, "2", "2026-03-05", "2026-03-05", null);
        var active = trace(Trace.ACTIVITY, "3", "2026-04-20", "2026-06-30", "2026-05-02");
        assertEquals(CoverageState.NOT_STARTED, state("2026-02-09", assigned, served, active));
        assertEquals(CoverageState.ASSIGNED, state("2026-02-10", assigned, served, active));
        assertEquals(CoverageState.IN_PROGRESS, state("2026-03-05", assigned, served, active));
        assertEquals(CoverageState.ACTIVE, state("2026-04-20", assigned, served, active));
        assertEquals(CoverageState.ACTIVE, state("2026-12-31", assigned, served, active));
        assertEquals(CoverageState.ASSIGNED, state("2027-01-01", assigned, served, active));
        var runsOn = trace(Trace.ACTIVITY, "4", "2026-04-20", null, "2026-05-02");
        assertEquals(CoverageState.ACTIVE, state("2028-07-01", runsOn));
        assertEquals(
                CoverageState.NOT_STARTED, state("2026-07-01", trace(Trace.ACTIVITY, "5", "2026-04-20", null, null)));
    }

    @Test
    @DisplayName("an activity of a kind that does not count changes no state")
    void kinds() {
        var training = new Trace(
                Trace.ACTIVITY,
                "1",
                "E",
                "VERIFIED",
                "TRAINING",
                day("2026-01-01"),
                null,
                day("2026-01-02"),
                null,
                null,
                null);
        assertEquals(CoverageState.NOT_STARTED, state("2026-02-01", training));
    }

    @Test
    @DisplayName("closed from its confirmation, reopened from that day, active by an activity verified after it")
    void closeOut() {
        var carrier = trace(Trace.ACTIVITY, "1", "2026-01-10", null, "2026-01-20");
        var closeOut = new Trace(
                Trace.CLOSE_OUT,
                "2",
                "E",
                "REOPENED",
                null,
                day("2026-03-01"),
                null,
                day("2026-03-10"),
                day("2026-06-01"),
                "1",
                null);
        var other = trace(Trace.ACTIVITY, "3", "2026-05-01", null, "2026-07-15");
        assertEquals(CoverageState.ACTIVE, state("2026-03-09", carrier, closeOut));
        assertEquals(CoverageState.CLOSED, state("2026-03-10", carrier, closeOut));
        assertEquals(CoverageState.CLOSED, state("2026-05-31", carrier, closeOut));
        assertEquals(CoverageState.REOPENED, state("2026-06-01", carrier, closeOut));
        assertEquals(CoverageState.ACTIVE, state("2026-08-01", carrier, closeOut, other));
        assertEquals(CoverageState.ACTIVE, state("2027-02-01", carrier, closeOut));
    }

    @Test
    @DisplayName("for any records: the runs say of every month what the function says of it")
    void runs() {
        var random = new Random(20_260_601);
        for (int round = 0; round < 500; round++) {
            var traces = new ArrayList<Trace>();
            for (int i = random.nextInt(8); i > 0; i--) {
                traces.add(any(random, "T" + i));
            }
            var since = random.nextInt(10) == 0 ? null : anyDay(random);
            var until = since == null || random.nextInt(3) > 0 ? null : since.plusDays(random.nextInt(900));
            var member =
                    new Member("E", "140602", random.nextInt(10) == 0 ? "F5100" : "C3073", "PRIVATE", since, until);
            var standing = new Standing(traces);
            var runs = member.runs(standing);
            for (var month = new Month("2023-11"); month.compareTo(new Month("2030-03")) < 0; month = month.plus(1)) {
                var at = month;
                var held = runs.stream()
                        .filter(run -> run.from().compareTo(at) <= 0 && run.to().compareTo(at) > 0)
                        .map(Member.Run::figures)
                        .toList();
                var expected = member.figures(month, standing);
                assertEquals(expected == null ? List.of() : List.of(expected), held, () -> at + " " + member + traces);
            }
        }
    }

    private static LocalDate anyDay(Random random) {
        return FIRST.plusDays(random.nextInt(1_400));
    }

    private static Trace any(Random random, String id) {
        var from = anyDay(random);
        var until = random.nextBoolean() ? null : from.plusDays(random.nextInt(500));
        var decided = random.nextBoolean() ? null : from.plusDays(random.nextInt(120));
        return switch (random.nextInt(6)) {
            case 0 -> new Trace(Trace.ASSIGNMENT, id, "E", null, null, from, until, null, null, null, null);
            case 1 -> new Trace(Trace.SERVICE_RECORD, id, "E", null, null, from, from, null, null, null, null);
            case 2 -> new Trace(Trace.PAIRING, id, "E", null, null, from, until, null, null, null, null);
            case 3 ->
                new Trace(
                        Trace.CLOSE_OUT,
                        id,
                        "E",
                        null,
                        null,
                        from,
                        null,
                        decided,
                        decided == null || random.nextBoolean() ? null : decided.plusDays(random.nextInt(200)),
                        "T1",
                        null);
            case 4 -> problem(random, id, from, until);
            default ->
                new Trace(
                        Trace.ACTIVITY,
                        id,
                        "E",
                        decided == null ? "FILED" : "VERIFIED",
                        random.nextInt(5) == 0 ? "TRAINING" : "RD_PROJECT",
                        from,
                        until,
                        decided,
                        null,
                        null,
                        null);
        };
    }

    private static Trace problem(Random random, String id, LocalDate from, LocalDate until) {
        var steps = new ArrayList<Trace.Step>();
        var on = from;
        for (var state : STATES.subList(0, random.nextInt(5))) {
            on = on.plusDays(random.nextInt(90));
            steps.add(new Trace.Step(state, on));
        }
        var kind = random.nextBoolean() ? "GOVERNMENT" : "ENTERPRISE";
        return new Trace(Trace.PROBLEM, id, "E", null, kind, from, until, null, null, null, steps);
    }
}
