package org.innoledger.platform.restructuring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platform.Succession;
import org.innoledger.platform.platform.Succession.Act;
import org.innoledger.platform.restructuring.Restructuring.Approval;
import org.innoledger.platform.restructuring.Restructuring.Closing;
import org.innoledger.platform.restructuring.Restructuring.RestructuringFacts;
import org.innoledger.platform.restructuring.Restructuring.RestructuringState;

/// Carries an act out: the act and all its platforms in one transaction, or nothing.
@ApplicationScoped
class Acts {
    private static final Kind<RestructuringFacts> KIND = Kind.of(Restructuring.class);

    private final Journal journal;
    private final Succession platforms;
    private final Clock clock;

    Acts(Journal journal, Succession platforms, Clock clock) {
        this.journal = journal;
        this.platforms = platforms;
        this.clock = clock;
    }

    /// Build 先立: approves the successors and gives the predecessors until the cut-off.
    Outcome<RestructuringFacts> approve(String id, Approval approval, When when) {
        var on = approval.on() == null ? LocalDate.now(clock) : approval.on();
        return journal.writing(when, journal.outcomeOf(KIND), writing -> {
            var outcome = Journal.one(writing, KIND, KIND.id(id), when, present -> {
                var act = Journal.existing(Restructuring.class, id, present).advance(RestructuringState.APPROVED);
                mustLieBetween(on, act.facts().decidedOn(), act.facts().cutOff());
                var document = document(act, approval.documentNumber());
                return new Change<>("approved", act.with(act.facts().approved(on)), document, false);
            });
            var act = outcome.filed();
            platforms.build(
                    writing,
                    concerning(act, approval.documentNumber()),
                    on,
                    act.facts().cutOff());
            return outcome;
        });
    }

    /// Break 后破: ends the predecessors.
    Outcome<RestructuringFacts> close(String id, Closing closing, When when) {
        var on = closing.on() == null ? LocalDate.now(clock) : closing.on();
        return journal.writing(
                when,
                journal.outcomeOf(KIND),
                writing -> closed(writing, KIND.id(id), on, closing.documentNumber(), when, false));
    }

    /// Ends what is still there of the predecessors when the cut-off has passed.
    void closeAtCutOff(Writing writing, String id, LocalDate cutOff) {
        closed(writing, id, cutOff, null, When.ALWAYS, true);
    }

    private Outcome<RestructuringFacts> closed(
            Writing writing, String id, LocalDate on, String documentNumber, When when, boolean late) {
        var outcome = Journal.one(writing, KIND, id, when, present -> {
            var act = Journal.existing(Restructuring.class, id, present).advance(RestructuringState.COMPLETED);
            mustLieBetween(on, act.facts().approvedOn(), act.facts().cutOff());
            return new Change<>("completed", act.with(act.facts().closed(on)), document(act, documentNumber), false);
        });
        var act = outcome.filed();
        var number = act.facts().documentNumber();
        var why = late
                ? Text.of("优化重组 %s（%s）过渡期截止", "Cut-off of restructuring %s (%s)", act.id(), number)
                : Text.of("优化重组 %s（%s）", "Restructuring %s (%s)", act.id(), number);
        platforms.breakUp(writing, concerning(act, documentNumber), on, why, late);
        return outcome;
    }

    private static void mustLieBetween(LocalDate on, LocalDate from, LocalDate cutOff) {
        if (on.isBefore(from) || on.isAfter(cutOff)) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "日期 %s 不在 %s 至过渡期截止日 %s 之间。",
                            "%s does not lie between %s and the cut-off, %s.", on, from, cutOff));
        }
    }

    private static Act concerning(Filed<RestructuringFacts> act, String documentNumber) {
        return new Act(
                act.id(),
                act.facts().kind(),
                document(act, documentNumber),
                act.facts().ending(),
                act.facts().rising());
    }

    private static String document(Filed<RestructuringFacts> act, String given) {
        return given == null || given.isBlank() ? act.facts().documentNumber() : given;
    }
}
