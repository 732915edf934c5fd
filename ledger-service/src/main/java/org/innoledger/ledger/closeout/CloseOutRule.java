package org.innoledger.ledger.closeout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
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
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.closeout.CloseOut.CloseOutFacts;
import org.innoledger.ledger.closeout.CloseOut.CloseOutState;
import org.innoledger.ledger.coverage.ActivityKind;
import org.innoledger.ledger.coverage.CoverageState;

/// What a close-out stands on: an enterprise that is ACTIVE, and a verified activity of it that counts in the
/// year.
@ApplicationScoped
class CloseOutRule implements Rule<CloseOutFacts> {
    /// The row of the enterprise is held to the end of the transaction, so that its activity cannot be
    /// returned between this look and the commit.
    private static final String ENTERPRISES =
            "select id, status from known_enterprise where id = any(:ids) and withdrawn_at is null order by id for update";

    private static final String ACTIVITIES = """
            select id, enterprise, kind, started_on, ended_on, status from known_activity
            where id = any(:ids) and withdrawn_at is null""";

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<CloseOutFacts>> proposals) {
        // A close-out that only follows its enterprise to another county stays as it was filed.
        var open = Proposal.changed(proposals, CloseOutRule::standing).stream()
                .filter(draft -> draft.status().equals(CloseOutState.PROPOSED.name())
                        || draft.status().equals(CloseOutState.CONFIRMED.name()))
                .toList();
        var enterprises =
                rows(writing, ENTERPRISES, open, facts -> facts.enterprise().value());
        var activities = rows(writing, ACTIVITIES, open, CloseOutFacts::activity);
        var refusals = new HashMap<String, Problem>();
        for (var draft : open) {
            var refusal = refusal(
                    draft,
                    enterprises.get(draft.facts().enterprise().value()),
                    activities.get(draft.facts().activity()));
            if (refusal != null) {
                refusals.put(draft.id(), refusal);
            }
        }
        return refusals;
    }

    private static Object standing(Filed<CloseOutFacts> draft) {
        var facts = draft.facts();
        return List.of(draft.status(), facts.enterprise(), facts.activity(), facts.proposedOn());
    }

    private static Map<String, Tuple> rows(
            Writing writing, String sql, List<Filed<CloseOutFacts>> drafts, Function<CloseOutFacts, String> key) {
        var ids = drafts.stream().map(Filed::facts).map(key).distinct().toArray(String[]::new);
        return writing.query(session -> session.createNativeQuery(sql, Tuple.class)
                .setParameter("ids", ids, String[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.get("id", String.class), row -> row)));
    }

    /// Why it cannot be, null when it can.
    private static Problem refusal(Filed<CloseOutFacts> draft, Tuple enterprise, Tuple activity) {
        var facts = draft.facts();
        var state = enterprise == null ? null : enterprise.get("status", String.class);
        if (draft.status().equals(CloseOutState.PROPOSED.name())
                && !CoverageState.ACTIVE.name().equals(state)) {
            return Problem.of(
                    ProblemType.ILLEGAL_STATE,
                    Text.of(
                            "企业 %s 当前为 %s，只有已开展（ACTIVE）的企业才能销号。",
                            "Enterprise %s is %s; only one that is ACTIVE can be closed out.",
                            facts.enterprise(),
                            state),
                    state == null
                            ? Map.of()
                            : Map.of(
                                    "present",
                                    state,
                                    "allowed",
                                    CoverageState.valueOf(state).next()));
        }
        if (activity == null || !facts.enterprise().value().equals(activity.get("enterprise", String.class))) {
            return conflict(
                    "企业 %s 没有编号为 %s 的创新活动。", "Enterprise %s has no activity %s.", facts.enterprise(), facts.activity());
        }
        if (!"VERIFIED".equals(activity.get("status", String.class))) {
            return conflict(
                    "创新活动 %s 尚未核实，不能支撑销号。",
                    "Activity %s is not verified, so it cannot carry a close-out.", facts.activity());
        }
        var kind = new ActivityKind(activity.get("kind", String.class));
        if (!kind.qualifying()) {
            return conflict(
                    "类型 %s 的创新活动不计入覆盖，不能支撑销号。",
                    "An activity of kind %s does not count, so it cannot carry a close-out.", kind);
        }
        var ended = activity.get("ended_on", LocalDate.class);
        if (activity.get("started_on", LocalDate.class).isAfter(facts.proposedOn())
                || ended != null && ended.getYear() < facts.year()) {
            return conflict(
                    "创新活动 %s 不在 %d 年度内进行，或在提出日期之后才开始。",
                    "Activity %s does not run within %d, or starts after the day of the proposal.",
                    facts.activity(),
                    facts.year());
        }
        return null;
    }

    private static Problem conflict(String zh, String en, Object... values) {
        return Problem.of(ProblemType.CONFLICT, Text.of(zh, en, values));
    }
}
