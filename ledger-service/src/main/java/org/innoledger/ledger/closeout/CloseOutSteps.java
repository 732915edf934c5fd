package org.innoledger.ledger.closeout;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.ledger.closeout.CloseOut.CloseOutFacts;
import org.innoledger.ledger.closeout.CloseOut.CloseOutState;
import org.innoledger.ledger.closeout.CloseOut.Confirmation;
import org.innoledger.ledger.closeout.CloseOut.Reopening;

/// The steps of a close-out, with who may take them and on which day.
@ApplicationScoped
class CloseOutSteps {
    private final Caller.Current caller;
    private final Clock clock;

    CloseOutSteps(Caller.Current caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /// The day, today where it is absent.
    ///
    /// @throws Problem 400 when it lies before `from` or in the future
    LocalDate day(String pointer, LocalDate given, LocalDate from) {
        var today = LocalDate.now(clock);
        var day = given == null ? today : given;
        if (day.isAfter(today) || from != null && day.isBefore(from)) {
            throw Problem.invalid(
                    pointer,
                    "day",
                    Text.of(
                            "日期 %s 应在 %s 与今天（%s）之间",
                            "The day %s must lie between %s and today (%s)", day, from == null ? "…" : from, today));
        }
        return day;
    }

    /// Confirmed by the city: whoever only covers the county proposed it and cannot confirm it too.
    Filed<CloseOutFacts> confirmed(Filed<CloseOutFacts> closeOut, Confirmation confirmation) {
        mustBeCity(closeOut);
        var next = closeOut.advance(CloseOutState.CONFIRMED);
        var on =
                day("/confirmedOn", confirmation.confirmedOn(), closeOut.facts().proposedOn());
        if (on.getYear() != closeOut.facts().year()) {
            throw Problem.invalid(
                    "/confirmedOn",
                    "confirmed-on-year",
                    Text.of(
                            "销号计入 %d 年度，确认日期应在该年内，现为 %s；跨年确认请填明该年内的日期，或退回后重新提出。",
                            "The close-out belongs to %d, so confirmedOn must lie in that year; this is %s. State a day of it, or refuse and have it proposed anew.",
                            closeOut.facts().year(),
                            on));
        }
        return next.with(next.facts().with(on, null));
    }

    Filed<CloseOutFacts> refused(Filed<CloseOutFacts> closeOut) {
        mustBeCity(closeOut);
        return closeOut.advance(CloseOutState.REFUSED);
    }

    Filed<CloseOutFacts> reopened(Filed<CloseOutFacts> closeOut, Reopening reopening) {
        mustBeCity(closeOut);
        var next = closeOut.advance(CloseOutState.REOPENED);
        var on = day("/reopenedOn", reopening.reopenedOn(), closeOut.facts().confirmedOn());
        return next.with(next.facts().with(next.facts().confirmedOn(), on));
    }

    private void mustBeCity(Filed<CloseOutFacts> closeOut) {
        caller.get().mustCover(closeOut.region().substring(0, 4) + "00");
    }
}
