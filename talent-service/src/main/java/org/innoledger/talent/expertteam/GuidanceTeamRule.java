package org.innoledger.talent.expertteam;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.expertteam.GuidanceRecord.GuidanceRecordFacts;
import org.innoledger.talent.talent.TalentId;

/// A team guides the enterprises that it names, and its own members do so.
@ApplicationScoped
class GuidanceTeamRule implements Rule<GuidanceRecordFacts> {
    /// What there is to object to. A record that stays with team, enterprise and experts is not asked again:
    /// teams change, what they did stays. The team is not held, since those below can read it and not lock it.
    private static final String OBJECTIONS = """
            select d.id, t.name, coalesce(t.enterprises @> to_jsonb(d.enterprise), false) as guides, array_to_string(array(
                       select e from jsonb_array_elements_text(cast(d.experts as jsonb)) as each(e)
                       where not coalesce(t.members @> to_jsonb(e), false)), ',') as strangers
            from unnest(cast(:ids as text[]), cast(:enterprises as text[]), cast(:teams as text[]), cast(:experts as text[]))
                    as d(id, enterprise, team, experts)
                left join expert_team t on t.id = d.team and t.withdrawn_at is null
            where not exists (
                select from guidance_record g
                where g.id = d.id and g.enterprise = d.enterprise and g.team = d.team
                    and coalesce(g.experts, '[]') = cast(d.experts as jsonb))""";

    @Override
    public Class<GuidanceRecordFacts> about() {
        return GuidanceRecordFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<GuidanceRecordFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var byId = drafts.stream().collect(Collectors.toMap(Filed::id, Filed::facts));
        var refusals = new HashMap<String, Problem>();
        writing.query(session -> session.createNativeQuery(OBJECTIONS, Tuple.class)
                        .setParameter("ids", column(drafts, Filed::id), String[].class)
                        .setParameter(
                                "enterprises",
                                of(drafts, facts -> facts.enterprise().value()),
                                String[].class)
                        .setParameter("teams", of(drafts, GuidanceRecordFacts::team), String[].class)
                        .setParameter("experts", of(drafts, GuidanceTeamRule::experts), String[].class)
                        .getResultList())
                .forEach(row -> {
                    var id = row.get("id", String.class);
                    objection(row, byId.get(id)).ifPresent(problem -> refusals.put(id, problem));
                });
        return refusals;
    }

    private static Optional<Problem> objection(Tuple row, GuidanceRecordFacts facts) {
        var team = row.get("name", String.class);
        if (team == null) {
            return Optional.of(conflict(
                    "guidance_team_readable",
                    Text.of(
                            "专家团队 %s 未登记、已撤回或不可读；请核对编号：GET /v1/expert-teams",
                            "Expert team %s is not registered, withdrawn, or not yours to read; check the id: GET /v1/expert-teams",
                            facts.team())));
        }
        if (!row.get("guides", Boolean.class)) {
            return Optional.of(conflict(
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

    private static Problem conflict(String rule, Text detail) {
        return Problem.of(ProblemType.CONFLICT, detail, Map.of("rule", rule));
    }

    /// As a JSON array. Ids have been checked to be UUIDs, so nothing in them has to be escaped.
    private static String experts(GuidanceRecordFacts facts) {
        return facts.experts() == null
                ? "[]"
                : facts.experts().stream().map(TalentId::value).collect(Collectors.joining("\", \"", "[\"", "\"]"));
    }

    private static String[] of(
            List<Filed<GuidanceRecordFacts>> drafts, Function<GuidanceRecordFacts, String> component) {
        return column(drafts, draft -> component.apply(draft.facts()));
    }

    private static String[] column(
            List<Filed<GuidanceRecordFacts>> drafts, Function<Filed<GuidanceRecordFacts>, String> value) {
        return drafts.stream().map(value).toArray(String[]::new);
    }
}
