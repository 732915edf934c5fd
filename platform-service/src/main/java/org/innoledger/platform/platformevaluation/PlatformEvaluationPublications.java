package org.innoledger.platform.platformevaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.time.Days;
import org.innoledger.platform.office.Office;
import org.innoledger.platform.platform.PlatformId;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.PlatformEvaluationFacts;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.PlatformEvaluationState;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.Publication;

/// An evaluation is published by whoever recognises platforms of that level.
@ApplicationScoped
class PlatformEvaluationPublications {
    private static final String LEVEL = "select level, region from known_platform where id = :platform";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    PlatformEvaluationPublications(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    Outcome<PlatformEvaluationFacts> publish(String id, Publication publication, When when) {
        var kind = Kind.of(PlatformEvaluation.class);
        return journal.writing(
                when,
                journal.outcomeOf(kind),
                writing -> Journal.one(writing, kind, kind.id(id), when, found -> {
                    var present = Journal.existing(PlatformEvaluation.class, id, found);
                    var facts = present.facts();
                    mustDecide(writing, facts.platform());
                    var next = present.advance(PlatformEvaluationState.PUBLISHED);
                    var on = Days.since(facts.until(), "/on", publication.on(), LocalDate.now(clock));
                    var document = publication.documentNumber() == null
                            ? facts.documentNumber()
                            : publication.documentNumber();
                    return Change.of("published", next.with(facts.published(on, document)));
                }));
    }

    private void mustDecide(Writing writing, PlatformId platform) {
        var found = writing.query(session -> session.createNativeQuery(LEVEL, Tuple.class)
                .setParameter("platform", platform.value())
                .getResultStream()
                .findFirst());
        // The evaluation stands in its platform's region, so whoever sees the one sees the other.
        found.ifPresent(row ->
                caller.get().mustDecide(Office.of(row.get("level", String.class), row.get("region", String.class))));
    }
}
