package org.innoledger.talent.talent;

import java.util.List;
import java.util.TreeMap;
import org.innoledger.kit.journal.Command.Result;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.talent.talent.PersonalLookup.LookupKey;
import org.innoledger.talent.talent.PersonalLookup.LookupOccasion;
import org.innoledger.talent.talent.PersonalLookup.PersonalLookupFacts;

/// The citizen numbers that one transaction brings in clear, and what its caller learns by them.
///
/// A number can be a guess. There are two answers by which it is told to be wrong or right: that it replaced
/// another, and that the database refused it, since it is on file. Both are look-ups: they are journalled in
/// the same transaction, which commits also where it refuses ([org.innoledger.kit.journal.Standing]). So a
/// crash before the commit loses answer and entry alike, and a crash after it loses only the answer. Once
/// nothing is left, every number in clear is refused alike, the right one too; and each such refusal comes
/// before the number is compared.
///
/// A number that is on file nowhere tells of nobody and costs nothing: a filing of it is no look-up.
final class Numbers {
    /// Some lines of an import met more numbers on file than the caller has look-ups left: the import is
    /// begun anew, and from this place on compares none.
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int place;

        private Exhausted(int place) {
            super("place " + place, null, false, false);
            this.place = place;
        }
    }

    private final Lookups lookups;
    private final Vault vault;
    private final Writing writing;
    private final Allowance allowance;
    private final boolean alone;
    private final int before;
    private final TreeMap<Integer, PersonalLookupFacts> learnt = new TreeMap<>();

    /// @param allowance null for a caller who is not limited
    /// @param alone whether the transaction is about one talent only: then it holds the client's look-ups from
    ///     the first comparison on. An import holds them from the first that counts, since most bring numbers
    ///     of which none does, and those of one client shall not wait for each other.
    /// @param before place before which numbers are compared
    Numbers(Lookups lookups, Vault vault, Writing writing, Allowance allowance, boolean alone, int before) {
        this.lookups = lookups;
        this.vault = vault;
        this.writing = writing;
        this.allowance = allowance;
        this.alone = alone;
        this.before = before;
    }

    /// Lets a number be compared with the one on file.
    ///
    /// @param place of the request in the transaction
    /// @throws Problem 429 where the caller has no look-ups left
    void compare(int place, Filed<SealedTalent> present, NationalId number) {
        if (allowance != null) {
            if (alone || before < Integer.MAX_VALUE) {
                allowance.hold();
            }
            if (place >= before) {
                throw allowance.refusal();
            }
            allowance.mustBeLeft();
        }
        var onFile = present == null ? null : present.facts().personal().nationalIdHash();
        if (onFile != null && !onFile.equals(vault.nationalIdHash(number))) {
            spend(place);
            learnt.put(place, facts(LookupOccasion.CORRECTION, List.of(new TalentId(present.id()))));
        }
    }

    /// What the caller hears of a request. They come in the order of their places.
    Result<SealedTalent> told(int place, Result<SealedTalent> result) {
        var refusal = result.refusal();
        if (refusal != null && Talents.NUMBER_RULE.equals(refusal.members.get("rule"))) {
            onFile(place, refusal);
        }
        // Only now is it known how much was used up before this place.
        return place >= before && refusal != null && refusal.retryAfterSeconds > 0
                ? new Result<>(result.id(), null, allowance.refusal())
                : result;
    }

    /// Journals what was learnt.
    void record() {
        if (!learnt.isEmpty()) {
            lookups.record(writing, learnt.values());
        }
    }

    /// Whether something was learnt that must be journalled, though the request be refused.
    boolean learnt() {
        return !learnt.isEmpty();
    }

    /// A replacement that was refused since the number is on file has been counted already, as a correction.
    private void onFile(int place, Problem refusal) {
        if (!learnt.containsKey(place)) {
            spend(place);
        }
        var id = refusal.members.get("id");
        learnt.put(place, facts(LookupOccasion.FILING, id == null ? List.of() : List.of(new TalentId(id.toString()))));
    }

    /// Takes a look-up for what was learnt. Where an import has none left, it is begun anew: were only this
    /// line refused, the refusal itself would tell.
    private void spend(int place) {
        if (allowance == null) {
            return;
        }
        try {
            allowance.hold();
            allowance.mustBeLeft();
            allowance.spend();
        } catch (Problem nothingLeft) {
            if (alone) {
                throw nothingLeft;
            }
            throw new Exhausted(place);
        }
    }

    private PersonalLookupFacts facts(LookupOccasion occasion, List<TalentId> talents) {
        return lookups.facts(LookupKey.NATIONAL_ID, occasion, 1, talents);
    }
}
