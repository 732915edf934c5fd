package org.innoledger.kit.sample;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.sample.Sample.SampleFacts;
import org.innoledger.kit.sample.Sample.SampleState;

/// What the register asks of several records: a county takes no more than so much of one kind on one day, and
/// a sample that has been measured is not withdrawn.
@ApplicationScoped
class SampleRule implements Rule<SampleFacts> {
    static final int GRAMS_A_DAY_MAX = 100_000;

    private static final RecordSet<Filed<SampleFacts>> DRAFTS =
            RecordSet.drafts("draft", SampleFacts.class, "region", "kind", "grams", "takenOn");

    private static final String TOO_MUCH = """
            select draft.id from %s
            left join sample on sample.region = draft.region and sample.kind = draft.kind
                and sample.taken_on = draft.taken_on and sample.id <> draft.id and sample.withdrawn_at is null
            where draft.grams is not null
            group by draft.id, draft.grams having coalesce(sum(sample.grams), 0) + draft.grams > %d""".formatted(DRAFTS, GRAMS_A_DAY_MAX);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<SampleFacts>> proposals) {
        var refusals = new HashMap<String, Problem>();
        var drafts = Proposal.staying(proposals);
        writing.query(session -> DRAFTS.query(session, TOO_MUCH, String.class, drafts))
                .forEach(id -> refusals.put(
                        id,
                        Problem.of(
                                ProblemType.CONFLICT,
                                Text.of("当日取样过多。", "So much is not taken on one day."),
                                Map.of("rule", "grams_a_day"))));
        Proposal.leaving(proposals).stream()
                .filter(each -> SampleState.MEASURED.name().equals(each.status()))
                .forEach(each -> refusals.put(
                        each.id(),
                        Problem.of(
                                ProblemType.ILLEGAL_STATE,
                                Text.of("已测定的样品不能撤回。", "A sample that was measured is not withdrawn."))));
        return refusals;
    }
}
