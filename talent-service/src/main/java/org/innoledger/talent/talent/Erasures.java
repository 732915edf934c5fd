package org.innoledger.talent.talent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
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
import org.innoledger.talent.talent.Talent.TalentState;

/// Erases personal data (PIPL art. 47): the person's key goes, and with it what is encrypted in every copy and
/// backup; the register row keeps facts that tell of no person, and the journal its digests, which tell nothing.
@ApplicationScoped
public class Erasures {
    /// What the bureau still owes the person, or the person the bureau, for which it must know who that is.
    private static final String OPEN = """
            select 'talent-grant' as register, id, status from talent_grant
            where talent = :id and status in ('APPLIED', 'REVIEWED', 'APPROVED') and withdrawn_at is null
            union all
            select 'service-case', id, status from service_case
            where talent = :id and status in ('OPEN', 'IN_PROGRESS', 'ALLOTTED', 'REOPENED') and withdrawn_at is null
            order by 1, 2 limit 20""";

    private final Journal journal;

    Erasures(Journal journal) {
        this.journal = journal;
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

    private static void mustBeSettled(Writing writing, String id) {
        var open = writing.query(session -> session.createNativeQuery(OPEN, Tuple.class)
                .setParameter("id", id)
                .getResultStream()
                .map(row -> row.get(0) + "/" + row.get(1) + " " + row.get(2))
                .toList());
        if (!open.isEmpty()) {
            var all = String.join(", ", open);
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "尚有未结事项，办结后才能删除个人信息：%s",
                            "Personal data can be erased once this is settled: %s", all),
                    Map.of("open", List.copyOf(open)));
        }
    }
}
