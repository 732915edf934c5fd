package org.innoledger.platform.platformapplication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.time.Days;
import org.innoledger.platform.office.Office;
import org.innoledger.platform.platform.PlatformId;
import org.innoledger.platform.platformapplication.PlatformApplication.ApplicationKind;
import org.innoledger.platform.platformapplication.PlatformApplication.ApplicationStep;
import org.innoledger.platform.platformapplication.PlatformApplication.Approval;
import org.innoledger.platform.platformapplication.PlatformApplication.Handling;
import org.innoledger.platform.platformapplication.PlatformApplication.PlatformApplicationFacts;
import org.innoledger.platform.platformapplication.PlatformApplication.PlatformApplicationState;
import org.innoledger.platform.platformapplication.PlatformApplication.Rejection;

/// The steps of an application. Its city receives and recommends it; whoever recognises platforms of the level
/// asked for reviews it and decides.
@ApplicationScoped
class PlatformApplicationSteps {
    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    PlatformApplicationSteps(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// What is said of a step, whichever verb takes it.
    private record Said(LocalDate on, String documentNumber, String opinion, PlatformId platform, String reason) {}

    Outcome<PlatformApplicationFacts> handle(
            String verb, PlatformApplicationState next, String id, Handling body, When when) {
        return step(verb, next, id, new Said(body.on(), body.documentNumber(), body.opinion(), null, null), when);
    }

    Outcome<PlatformApplicationFacts> approve(String id, Approval body, When when) {
        var said = new Said(body.on(), body.documentNumber(), body.opinion(), body.platform(), null);
        return step("approved", PlatformApplicationState.APPROVED, id, said, when);
    }

    Outcome<PlatformApplicationFacts> reject(
            String verb, PlatformApplicationState next, String id, Rejection body, When when) {
        var said = new Said(body.on(), body.documentNumber(), body.reason(), null, body.reason());
        return step(verb, next, id, said, when);
    }

    private Outcome<PlatformApplicationFacts> step(
            String verb, PlatformApplicationState next, String id, Said said, When when) {
        return journal.write(PlatformApplication.class, id, when, found -> {
            var present = Journal.existing(PlatformApplication.class, id, found);
            var facts = present.facts();
            mustDecide(present, next);
            var moved = present.advance(next);
            var steps = facts.steps();
            if (steps != null && steps.size() == PlatformApplication.STEPS_MAX) {
                throw tooMany(id);
            }
            var on = Days.since(steps == null ? null : steps.getLast().on(), "/on", said.on(), LocalDate.now(clock));
            var step = new ApplicationStep(
                    next, on, office(facts.region().value()), said.documentNumber(), said.opinion());
            var after = facts.after(step);
            return new Change<>(verb, moved.with(filed(after, said.platform())), said.reason(), false);
        });
    }

    /// The applicant hands in again what was returned; anything else is an office's.
    private void mustDecide(Filed<PlatformApplicationFacts> present, PlatformApplicationState next) {
        if (next == PlatformApplicationState.DRAWN_UP) {
            return;
        }
        var facts = present.facts();
        var city = switch (next) {
            case RECEIVED, RECOMMENDED -> true;
            case RETURNED -> PlatformApplicationState.valueOf(present.status()).withCity();
            default -> false;
        };
        var region = facts.region().value();
        caller.get().mustCover(city ? Office.ofCity(region) : Office.of(facts.level(), region));
    }

    /// The division that the caller works for here; one who covers several acts for the one that holds the
    /// applicant's.
    private String office(String region) {
        return caller.get().regions().stream()
                .filter(region::startsWith)
                .findFirst()
                .map(prefix -> (prefix + "0000").substring(0, region.length()))
                .orElseGet(() -> caller.get().home());
    }

    private static PlatformApplicationFacts filed(PlatformApplicationFacts facts, PlatformId platform) {
        if (platform == null || platform.equals(facts.platform())) {
            return facts;
        }
        if (facts.kind() == ApplicationKind.UPGRADE) {
            throw Problem.invalid(FaultCode.PLATFORM_OTHER.at("/platform", facts.platform(), platform));
        }
        return facts.filedAs(platform);
    }

    private static Problem tooMany(String id) {
        return Problem.refused(
                "platform_application_steps",
                Text.of(
                        "申报 %s 的步骤已达 %d 步的上限；请撤回后重新申报。",
                        "Application %s has taken %d steps, which is all it may; withdraw it and apply anew.",
                        id,
                        PlatformApplication.STEPS_MAX));
    }
}
