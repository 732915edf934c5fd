package org.innoledger.talent.supportrule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.supportrule.SupportRule.SupportRuleFacts;

/// A rule is one of a fund that is there, and belongs to the fund's region.
@ApplicationScoped
class SupportRuleOfFund implements Rule<SupportRuleFacts> {
    private static final RecordSet<Filed<SupportRuleFacts>> DRAFTS =
            RecordSet.drafts("d", SupportRuleFacts.class, "fund");

    /// A rule whose fund was withdrawn meanwhile can still be mended.
    private static final String FUNDS = """
            select d.id, f.region
            from %s
            left join known_fund f on f.id = d.fund and f.withdrawn_at is null""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<SupportRuleFacts>> proposals) {
        var drafts = Proposal.changed(proposals, draft -> draft.facts().fund());
        var asked = writing.query(session -> DRAFTS.query(session, FUNDS, Tuple.class, drafts));
        var regions = new HashMap<String, String>();
        asked.forEach(row -> regions.put(row.get("id", String.class), row.get("region", String.class)));
        var refusals = new HashMap<String, Problem>();
        drafts.forEach(draft -> {
            var region = regions.get(draft.id());
            if (region == null) {
                refusals.put(draft.id(), unknown(draft.facts().fund()));
            } else if (!region.equals(draft.region())) {
                refusals.put(draft.id(), elsewhere(draft.region(), region));
            }
        });
        return refusals;
    }

    private static Problem unknown(String fund) {
        return Problem.refused(
                "support_rule_fund_known",
                Text.of(
                        "人才资金 %s 未登记、已撤销或不在您的区划范围内；请核对编号，或先登记：POST /v1/funds",
                        "Fund %s is not registered, withdrawn, or outside your regions; check the id, or file it first: POST /v1/funds",
                        fund));
    }

    private static Problem elsewhere(String region, String fundRegion) {
        return Problem.refused(
                "support_rule_fund_region",
                Text.of(
                        "标准的区划 %s 应与资金的区划 %s 相同。",
                        "The rule is of %s and its fund of %s; they must be of the same division.",
                        region,
                        fundRegion));
    }
}
