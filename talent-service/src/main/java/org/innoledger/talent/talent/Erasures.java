package org.innoledger.talent.talent;

import jakarta.enterprise.context.ApplicationScoped;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.When;
import org.innoledger.talent.talent.Talent.TalentState;

/// Erases personal data (PIPL art. 47): the person's key goes, and with it what is encrypted in every copy and
/// backup; the register row keeps facts that tell of no person, and the journal its digests, which tell
/// nothing.
@ApplicationScoped
public class Erasures {
    private final Journal journal;

    Erasures(Journal journal) {
        this.journal = journal;
    }

    Outcome<SealedTalent> erase(String id, String reason, When when) {
        var kind = Kind.of(Talent.class);
        return journal.writing(when, journal.outcomeOf(kind), writing -> {
            return Journal.one(writing, kind, kind.id(id), when, present -> {
                var talent = Journal.existing(Talent.class, id, present);
                Talents.mustNotBeErased(talent);
                return new Change<>(
                        "erased", talent.with(talent.facts().erased()).advance(TalentState.ERASED), reason, false);
            });
        });
    }
}
