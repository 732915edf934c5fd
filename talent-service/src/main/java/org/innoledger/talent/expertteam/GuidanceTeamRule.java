package org.innoledger.talent.expertteam;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.expertteam.GuidanceRecord.GuidanceRecordFacts;

/// A team guides the enterprises that it names, and its own members do so.
@ApplicationScoped
class GuidanceTeamRule implements Rule<GuidanceRecordFacts> {
    private static final RecordSet<Filed<GuidanceRecordFacts>> DRAFTS =
            RecordSet.drafts("d", GuidanceRecordFacts.class, "enterprise", "team", "experts");

    /// What there is to object to. A record that stays with team, enterprise and experts is not asked again:
    /// teams change, what they did stays. The team is not held, since those below can read it and not lock it.
    private static final String OBJECTIONS = """
            select d.id, t.name, coalesce(t.enterprises @> to_jsonb(d.enterprise), false) as guides, array_to_string(array(
                       select e from jsonb_array_elements_text(d.experts) as each(e)
                       where not coalesce(t.members @> to_jsonb(e), false)), ',') as strangers
            from %s
                left join expert_team t on t.id = d.team and t.withdrawn_at is null""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<GuidanceRecordFacts>> proposals) {
        var drafts = Proposal.changed(
                proposals,
                draft -> Arrays.asList(
                        draft.facts().enterprise(),
                        draft.facts().team(),
                        draft.facts().experts()));
        var byId = drafts.stream().collect(Collectors.toMap(Filed::id, Filed::facts));
        var refusals = new HashMap<String, Problem>();
        writing.query(session -> DRAFTS.query(session, OBJECTIONS, Tuple.class, drafts))
                .forEach(row -> {
                    var id = row.get("id", String.class);
                    objection(row, byId.get(id)).ifPresent(problem -> refusals.put(id, problem));
                });
        return refusals;
    }

    private static Optional<Problem> objection(Tuple row, GuidanceRecordFacts facts) {
        var team = row.get("name", String.class);
        if (team == null) {
            return Optional.of(Problem.refused(
                    "guidance_team_readable",
                    Text.of(
                            "专家团队 %s 未登记、已撤回或不可读；请核对编号：GET /v1/expert-teams",
                            "Expert team %s is not registered, withdrawn, or not yours to read; check the id: GET /v1/expert-teams",
                            facts.team())));
        }
        if (!row.get("guides", Boolean.class)) {
            return Optional.of(Problem.refused(
                    "guidance_team_guides",
                    Text.of(
                            "专家团队 %s（%s）的指导企业中没有 %s；请先在团队的 enterprises 中加入该企业：PATCH /v1/expert-teams/%s",
                            "Expert team %s (%s) does not guide enterprise %s; add it to the team's enterprises first: PATCH /v1/expert-teams/%s",
                            facts.team(),
                            team,
                            facts.enterprise(),
                            facts.team())));
        }
        var strangers = row.get("strangers", String.class);
        return strangers.isEmpty() ? Optional.empty() : Optional.of(strangers(facts, List.of(strangers.split(","))));
    }

    private static Problem strangers(GuidanceRecordFacts facts, List<String> strangers) {
        return Problem.invalid(IntStream.range(0, facts.experts().size())
                .filter(place -> strangers.contains(facts.experts().get(place).value()))
                .mapToObj(place -> FaultCode.EXPERT_NOT_MEMBER.at(
                        "/experts/" + place, facts.experts().get(place), facts.team()))
                .toList());
    }
}
