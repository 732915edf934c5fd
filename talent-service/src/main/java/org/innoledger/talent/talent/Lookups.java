package org.innoledger.talent.talent;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.innoledger.kit.journal.Command;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Result;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.talent.talent.PersonalLookup.LookupKey;
import org.innoledger.talent.talent.PersonalLookup.LookupOccasion;
import org.innoledger.talent.talent.PersonalLookup.PersonalLookupFacts;

/// Journals who learnt what of people on file, and keeps the limits of it.
@ApplicationScoped
public class Lookups {
    /// Talents that a look-up answers.
    static final int FOUND_MAX = 50;

    private final Caller.Current caller;

    Lookups(Caller.Current caller) {
        this.caller = caller;
    }

    /// What the caller has left of look-ups by the verb: those that may see numbers anyway are limited too,
    /// since a purpose is asked of them where they see, and none where they look.
    Allowance ofVerb(Writing writing, LookupKey key) {
        return new Allowance(writing, caller.get().name(), key, counted());
    }

    /// What the caller brings of citizen numbers in one transaction.
    ///
    /// @param alone whether the transaction is about one talent only
    /// @param before place before which numbers are compared
    Numbers numbers(Writing writing, Vault vault, boolean alone, int before) {
        var allowance = caller.has(Caller.PERSONAL)
                ? null
                : new Allowance(writing, caller.get().name(), LookupKey.NATIONAL_ID, counted());
        return new Numbers(this, vault, writing, allowance, alone, before);
    }

    /// Filings and corrections of a caller who may see numbers are not limited, so they use nothing up either.
    private List<LookupOccasion> counted() {
        return caller.has(Caller.PERSONAL) ? List.of(LookupOccasion.LOOK_UP) : List.of(LookupOccasion.values());
    }

    /// What is journalled of one look-up of the caller.
    ///
    /// @param talents those found that the caller may see
    PersonalLookupFacts facts(LookupKey key, LookupOccasion occasion, int found, List<TalentId> talents) {
        var who = caller.get();
        return new PersonalLookupFacts(new DivisionCode(who.home()), who.name(), key, occasion, found, talents);
    }

    /// Files look-ups in the transaction whose answer tells of them: it is given only once they are committed.
    void record(Writing writing, Collection<PersonalLookupFacts> lookups) {
        var kind = Kind.of(PersonalLookup.class);
        var commands = lookups.stream()
                .map(facts -> {
                    var id = kind.newId();
                    return new Command<PersonalLookupFacts>(
                            id, present -> Change.of("recorded", Filed.draft(id, facts)));
                })
                .toList();
        writing.apply(PersonalLookup.class, commands).forEach(Result::orThrow);
    }
}
