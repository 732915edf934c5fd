package org.innoledger.talent.talent;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.talent.talent.OpenMatters.OpenMatter;
import org.innoledger.talent.talent.Talent.TalentState;

/// Erases personal data (PIPL art. 47): the person's key goes, and with it what is encrypted in every copy and
/// backup; the register row keeps facts that tell of no person, and the journal its digests, which tell
/// nothing.
@ApplicationScoped
public class Erasures {
    /// Matters told in one refusal.
    private static final int OPEN_MAX = 20;

    private final Journal journal;
    private final Caller.Current caller;
    private final List<OpenMatters> matters;

    Erasures(Journal journal, Caller.Current caller, @All List<OpenMatters> matters) {
        this.journal = journal;
        this.caller = caller;
        this.matters = matters;
    }

    /// Erases a person.
    ///
    /// @throws Problem 409 with what is open, while grants are under way, services open or flats occupied
    Outcome<SealedTalent> erase(String id, String reason, When when) {
        var kind = Kind.of(Talent.class);
        return journal.writing(
                when,
                journal.outcomeOf(kind),
                writing -> Journal.one(writing, kind, kind.id(id), when, present -> {
                    var talent = Journal.existing(Talent.class, id, present);
                    Talents.mustNotBeErased(talent);
                    mustBeSettled(writing, talent.id());
                    var erased = talent.with(talent.facts().erased()).advance(TalentState.ERASED);
                    return new Change<>("erased", erased, reason, false);
                }));
    }

    /// Withdraws a talent filed by mistake, and the personal data with it.
    ///
    /// @throws Problem 409 as for an erasure
    Outcome<SealedTalent> withdraw(String id, String reason, When when) {
        var kind = Kind.of(Talent.class);
        return journal.writing(
                when,
                journal.outcomeOf(kind),
                writing -> Journal.one(writing, kind, kind.id(id), when, present -> {
                    var talent = Journal.existing(Talent.class, id, present);
                    mustBeSettled(writing, talent.id());
                    return new Change<>("withdrawn", talent.with(talent.facts().erased()), reason, true);
                }));
    }

    /// The person must be known until everything is settled, also what another region does for that person; of
    /// that only the kind is told.
    private void mustBeSettled(Writing writing, String id) {
        var open = matters.stream()
                .flatMap(each -> each.of(writing, id, OPEN_MAX).stream())
                .sorted(Comparator.comparing(OpenMatter::register).thenComparing(OpenMatter::id))
                .limit(OPEN_MAX)
                .map(each -> each.register()
                        + (caller.get().covers(each.region()) ? "/" + each.id() : "")
                        + " " + each.status())
                .toList();
        if (!open.isEmpty()) {
            var all = String.join(", ", open);
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of("尚有未结事项，办结后才能删除个人信息：%s", "Personal data can be erased once this is settled: %s", all),
                    Map.of("open", open));
        }
    }
}
