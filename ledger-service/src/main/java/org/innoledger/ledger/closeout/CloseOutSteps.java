package org.innoledger.ledger.closeout;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.time.Days;
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
        return Days.since(from, pointer, given, LocalDate.now(clock));
    }

    /// Confirmed by the city: whoever only covers the county proposed it and cannot confirm it too.
    Filed<CloseOutFacts> confirmed(Filed<CloseOutFacts> closeOut, Confirmation confirmation) {
        mustBeCity(closeOut);
        var next = closeOut.advance(CloseOutState.CONFIRMED);
        var on = day("/on", confirmation.on(), closeOut.facts().proposedOn());
        if (on.getYear() != closeOut.facts().year()) {
            throw Problem.invalid(
                    FaultCode.CONFIRMED_ON_YEAR.at("/on", closeOut.facts().year(), on));
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
        var on = day("/on", reopening.on(), closeOut.facts().confirmedOn());
        return next.with(next.facts().with(next.facts().confirmedOn(), on));
    }

    private void mustBeCity(Filed<CloseOutFacts> closeOut) {
        caller.get().mustDecide(closeOut.region().substring(0, 4) + "00");
    }
}
