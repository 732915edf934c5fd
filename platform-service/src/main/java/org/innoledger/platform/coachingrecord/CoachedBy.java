package org.innoledger.platform.coachingrecord;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.standard.Value;
import org.innoledger.platform.coachingrecord.CoachingRecord.CoachingRecordFacts;

/// Whoever coaches is on record where the caller can read it, and no coaching lies ahead.
@ApplicationScoped
class CoachedBy implements Rule<CoachingRecordFacts> {
    private static final RecordSet<Filed<CoachingRecordFacts>> DRAFTS =
            RecordSet.drafts("d", CoachingRecordFacts.class, "platform", "alliance");

    /// Whether the coach is known, of those records whose coach is not the one on file already: one that the
    /// caller cannot read does not stand in the way of amending what it did.
    private static final String NAMED = """
            select d.id, p.id is not null or a.id is not null as known
            from %s
            left join known_platform p on p.id = d.platform and p.withdrawn_at is null
            left join known_alliance a on a.id = d.alliance and a.withdrawn_at is null""".formatted(DRAFTS);

    private final Clock clock;

    CoachedBy(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<CoachingRecordFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        var asked = Proposal.changed(
                proposals,
                draft -> Arrays.asList(draft.facts().platform(), draft.facts().alliance()));
        var today = LocalDate.now(clock);
        Map<String, Boolean> known = writing.query(session -> DRAFTS.query(session, NAMED, Tuple.class, asked).stream()
                .collect(Collectors.toMap(row -> row.get("id", String.class), row -> row.get("known", Boolean.class))));
        var refusals = new HashMap<String, Problem>();
        for (var draft : drafts) {
            var facts = draft.facts();
            if (facts.coachedOn().isAfter(today)) {
                refusals.put(
                        draft.id(),
                        Problem.invalid(FaultCode.DATE_IN_FUTURE.at("/coachedOn", facts.coachedOn(), today)));
            } else if (!known.getOrDefault(draft.id(), true)) {
                refusals.put(
                        draft.id(),
                        facts.platform() != null
                                ? unknown("/platform", facts.platform())
                                : unknown("/alliance", facts.alliance()));
            }
        }
        return refusals;
    }

    private static Problem unknown(String pointer, Value.OfRecord coach) {
        return Problem.invalid(coach.unknown().at(pointer));
    }
}
