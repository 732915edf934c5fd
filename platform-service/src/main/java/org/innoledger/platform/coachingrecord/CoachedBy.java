package org.innoledger.platform.coachingrecord;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.standard.Value;
import org.innoledger.platform.coachingrecord.CoachingRecord.CoachingRecordFacts;

/// Whoever coaches is on record where the caller can read it, and no coaching lies ahead.
@ApplicationScoped
class CoachedBy implements Rule<CoachingRecordFacts> {
    /// Whether the coach is known, of those records whose coach is not the one on file already: one that the
    /// caller cannot read does not stand in the way of amending what it did.
    private static final String NAMED = """
            select d.id, p.id is not null or a.id is not null as known
            from unnest(cast(:ids as text[]), cast(:platforms as text[]), cast(:alliances as text[])) as d(id, platform, alliance)
            left join known_platform p on p.id = d.platform and p.withdrawn_at is null
            left join known_alliance a on a.id = d.alliance and a.withdrawn_at is null
            where not exists (
                select from coaching_record c
                where c.id = d.id and c.platform is not distinct from d.platform and c.alliance is not distinct from d.alliance)""";

    private final Clock clock;

    CoachedBy(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Class<CoachingRecordFacts> about() {
        return CoachingRecordFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<CoachingRecordFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var today = LocalDate.now(clock);
        Map<String, Boolean> known = writing.query(session -> session.createNativeQuery(NAMED, Tuple.class)
                .setParameter("ids", column(drafts, Filed::id), String[].class)
                .setParameter(
                        "platforms", column(drafts, draft -> text(draft.facts().platform())), String[].class)
                .setParameter(
                        "alliances", column(drafts, draft -> text(draft.facts().alliance())), String[].class)
                .getResultStream()
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

    private static String[] column(
            List<Filed<CoachingRecordFacts>> drafts, Function<Filed<CoachingRecordFacts>, String> value) {
        return drafts.stream().map(value).toArray(String[]::new);
    }

    private static String text(Value value) {
        return value == null ? null : value.value();
    }

    private static Problem unknown(String pointer, Value.OfRecord coach) {
        return Problem.invalid(coach.unknown().at(pointer));
    }
}
