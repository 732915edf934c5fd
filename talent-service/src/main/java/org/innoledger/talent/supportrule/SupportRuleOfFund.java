package org.innoledger.talent.supportrule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.supportrule.SupportRule.SupportRuleFacts;

/// A rule is one of a fund that is there, and belongs to the fund's region.
@ApplicationScoped
class SupportRuleOfFund implements Rule<SupportRuleFacts> {
    /// A rule whose fund was withdrawn meanwhile can still be mended.
    private static final String FUNDS = """
            select d.id, f.region
            from unnest(cast(:ids as text[]), cast(:funds as text[])) as d(id, fund)
            left join known_fund f on f.id = d.fund and f.withdrawn_at is null
            where not exists (select from support_rule r where r.id = d.id and r.fund = d.fund)""";

    @Override
    public Class<SupportRuleFacts> about() {
        return SupportRuleFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<SupportRuleFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var asked = writing.query(session -> session.createNativeQuery(FUNDS, Tuple.class)
                .setParameter("ids", column(drafts, Filed::id), String[].class)
                .setParameter("funds", column(drafts, draft -> draft.facts().fund()), String[].class)
                .getResultList());
        var regions = new HashMap<String, String>();
        asked.forEach(row -> regions.put(row.get("id", String.class), row.get("region", String.class)));
        var refusals = new HashMap<String, Problem>();
        drafts.stream().filter(draft -> regions.containsKey(draft.id())).forEach(draft -> {
            var region = regions.get(draft.id());
            if (region == null) {
                refusals.put(draft.id(), unknown(draft.facts().fund()));
            } else if (!region.equals(draft.region())) {
                refusals.put(draft.id(), elsewhere(draft.region(), region));
            }
        });
        return refusals;
    }

    private static String[] column(
            List<Filed<SupportRuleFacts>> drafts, Function<Filed<SupportRuleFacts>, String> value) {
        return drafts.stream().map(value).toArray(String[]::new);
    }

    private static Problem unknown(String fund) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "人才资金 %s 未登记、已撤销或不在您的区划范围内；请核对编号，或先登记：POST /v1/funds",
                        "Fund %s is not registered, withdrawn, or outside your regions; check the id, or file it first: POST /v1/funds",
                        fund),
                Map.of("rule", "support_rule_fund_known"));
    }

    private static Problem elsewhere(String region, String fundRegion) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "标准的区划 %s 应与资金的区划 %s 相同。",
                        "The rule is of %s and its fund of %s; they must be of the same division.", region, fundRegion),
                Map.of("rule", "support_rule_fund_region"));
    }
}
