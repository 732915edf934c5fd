package org.innoledger.ledger.coverage;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.innoledger.kit.standard.Month;

/// Where one enterprise stands in the campaign, as its records say: a pure function of them and of the day.
/// State, reports, bulletins and statistics all come from here, so there is one place where the rules of
/// coverage are.
///
/// Source: DOMAIN 1.1 to 1.4; work plan 晋政办发〔2019〕83号.
final class Standing {
    private final Collection<Trace> traces;

    Standing(Collection<Trace> traces) {
        this.traces = traces;
    }

    /// The state on this day. Each year counts anew: what was done in another year is that year's.
    CoverageState state(LocalDate day) {
        var closeOut = closeOut(day);
        if (closeOut != null) {
            if (closeOut.reopened() == null || closeOut.reopened().isAfter(day)) {
                return CoverageState.CLOSED;
            }
            return counts(day, closeOut) ? CoverageState.ACTIVE : CoverageState.REOPENED;
        }
        if (traces.stream().anyMatch(trace -> trace.counts(day))) {
            return CoverageState.ACTIVE;
        }
        if (served(day)) {
            return CoverageState.IN_PROGRESS;
        }
        return assigned(day) ? CoverageState.ASSIGNED : CoverageState.NOT_STARTED;
    }

    /// The close-out of the year that stands, or else the one that was confirmed last; null where there is
    /// none.
    private Trace closeOut(LocalDate day) {
        return traces.stream()
                .filter(trace -> trace.register().equals(Trace.CLOSE_OUT))
                .filter(trace -> trace.decided() != null && !trace.decided().isAfter(day))
                .filter(trace -> trace.from().getYear() == day.getYear())
                .max(Comparator.<Trace, Boolean>comparing(trace ->
                                trace.reopened() == null || trace.reopened().isAfter(day))
                        .thenComparing(Trace::decided)
                        .thenComparing(Trace::from)
                        .thenComparing(Trace::id))
                .orElse(null);
    }

    /// Whether, after a reopening, an activity counts that is not the one which carried the close-out.
    private boolean counts(LocalDate day, Trace reopened) {
        return traces.stream()
                .filter(trace -> trace.counts(day) && !trace.id().equals(reopened.carrier()))
                .anyMatch(trace -> trace.decided() != null && !trace.decided().isBefore(reopened.reopened()));
    }

    private boolean served(LocalDate day) {
        return traces.stream()
                .anyMatch(trace -> trace.register().equals(Trace.SERVICE_RECORD)
                        && trace.from().getYear() == day.getYear()
                        && !trace.from().isAfter(day));
    }

    private boolean assigned(LocalDate day) {
        return traces.stream().anyMatch(trace -> trace.register().equals(Trace.ASSIGNMENT) && trace.on(day));
    }

    /// What the enterprise adds to the figures of a month in which it stands on the roster.
    Figures figures(Month month) {
        var last = month.last();
        var state = state(last);
        var figures = new long[Figures.SIZE];
        figures[Figures.ROSTER] = 1;
        figures[Figures.FIRST_STATE + state.ordinal()] = 1;
        var covered = state == CoverageState.ACTIVE || state == CoverageState.CLOSED;
        figures[Figures.UNASSIGNED] = covered || assigned(last) ? 0 : 1;
        for (var trace : traces) {
            switch (trace.register()) {
                case Trace.ACTIVITY -> {
                    figures[Figures.NEW_ACTIVITIES] += in(month, trace.from());
                    figures[Figures.VERIFIED_ACTIVITIES] += in(month, trace.decided());
                }
                case Trace.SERVICE_RECORD -> figures[Figures.SERVICE_RECORDS] += in(month, trace.from());
                case Trace.CLOSE_OUT -> figures[Figures.CLOSED_THIS_MONTH] += in(month, trace.decided());
                case Trace.PAIRING -> figures[Figures.PAIRINGS] += trace.on(last) ? 1 : 0;
                case Trace.PROBLEM -> problem(trace, month, figures);
                default -> {}
            }
        }
        return Figures.of(figures);
    }

    private static int in(Month month, LocalDate day) {
        return day != null && Month.of(day).equals(month) ? 1 : 0;
    }

    /// A problem counts from the month in which it was raised until the year in which it was confirmed is
    /// over.
    private static void problem(Trace problem, Month month, long[] figures) {
        var last = month.last();
        if (problem.from().isAfter(last)) {
            return;
        }
        var state = "OPEN";
        var since = problem.from();
        for (var step : Objects.requireNonNullElse(problem.steps(), List.<Trace.Step>of())) {
            if (!step.on().isAfter(last)) {
                state = step.state();
                since = step.on();
            }
        }
        if (state.equals("CONFIRMED") && since.getYear() < month.year()) {
            return;
        }
        var base = "ENTERPRISE".equals(problem.kind()) ? Figures.ENTERPRISE_PROBLEMS : Figures.GOVERNMENT_PROBLEMS;
        figures[base + Figures.ProblemFigures.STATES.indexOf(state)]++;
        var open = !state.equals("RESOLVED") && !state.equals("CONFIRMED");
        if (open && problem.until() != null && !problem.until().isAfter(last)) {
            figures[base + Figures.ProblemFigures.STATES.size()]++;
        }
    }

    /// The months from which on the figures may differ from those of the month before: those of every day
    /// that a record names, the ones after them, and the Januaries of the years in between and of the one
    /// after.
    SortedSet<Month> turns() {
        var turns = new TreeSet<Month>();
        traces.stream().flatMap(Trace::days).filter(Member::counted).forEach(day -> {
            turns.add(Month.of(day));
            turns.add(Month.of(day).plus(1));
        });
        if (!turns.isEmpty()) {
            // What the last day begins is over by the January after it at the latest.
            int last = turns.last().year() + 1;
            for (int year = turns.first().year() + 1; year <= last; year++) {
                turns.add(Month.of(LocalDate.of(year, 1, 1)));
            }
        }
        return turns;
    }
}
