package org.innoledger.talent.talentgrant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
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
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.supportrule.ProjectKind;
import org.innoledger.talent.talent.TalentId;
import org.innoledger.talent.talentgrant.TalentGrant.TalentGrantFacts;

/// What an application names is there: a fund of the division or above it, a rule of that fund, a talent;
/// and the rule is for such a beneficiary.
@ApplicationScoped
class TalentGrantOfFund implements Rule<TalentGrantFacts> {
    private static final RecordSet<Filed<TalentGrantFacts>> DRAFTS =
            RecordSet.drafts("d", TalentGrantFacts.class, "fund", "rule", "talent");

    /// Only what is new is asked for: a grant lives on when a rule or a talent of it has been withdrawn.
    private static final String NAMED = """
            select d.id, f.region as fund_region, r.fund as rule_fund, r.project_kind,
                   d.talent is null or t.id is not null as talent_known
            from %s
            left join known_fund f on f.id = d.fund and f.withdrawn_at is null
            left join known_support_rule r on r.id = d.rule and r.withdrawn_at is null
            left join known_talent t on t.id = d.talent and t.withdrawn_at is null and t.status = 'ACTIVE'""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<TalentGrantFacts>> proposals) {
        var drafts = Proposal.changed(
                proposals,
                draft -> Arrays.asList(
                        draft.facts().fund(),
                        draft.facts().rule(),
                        draft.facts().talent(),
                        draft.facts().platform()));
        var asked = writing.query(session -> DRAFTS.query(session, NAMED, Tuple.class, drafts).stream()
                .collect(Collectors.toMap(row -> row.get("id", String.class), row -> row)));
        var refusals = new HashMap<String, Problem>();
        drafts.forEach(draft -> {
            var refusal = refusal(draft, asked.get(draft.id()));
            if (refusal != null) {
                refusals.put(draft.id(), refusal);
            }
        });
        return refusals;
    }

    /// Why this grant is refused, null where it is not.
    private static Problem refusal(Filed<TalentGrantFacts> draft, Tuple named) {
        var facts = draft.facts();
        var fundRegion = named.get("fund_region", String.class);
        if (fundRegion == null) {
            return Problem.refused(
                    "talent_grant_fund_known",
                    Text.of(
                            "人才资金 %s 未登记、已撤销或不在您的区划范围内；请核对编号，或先登记：POST /v1/funds",
                            "Fund %s is not registered, withdrawn, or outside your regions; check the id, or file it first: POST /v1/funds",
                            facts.fund()));
        }
        if (!draft.region().startsWith(fundRegion.replaceFirst("^(..)0000$|^(....)00$", "$1$2"))) {
            return Problem.refused(
                    "talent_grant_fund_region",
                    Text.of(
                            "资金属于 %s，申请单位在 %s；只能申请本级或上级的资金。",
                            "The fund is of %s and the application of %s; a fund is open to its own division and those below.",
                            fundRegion,
                            draft.region()));
        }
        if (facts.rule() != null && !facts.fund().equals(named.get("rule_fund", String.class))) {
            return Problem.refused(
                    "talent_grant_rule_of_fund",
                    Text.of(
                            "资金 %s 没有资助标准 %s；请在 GET /v1/support-rules?fund=%s 中选取。",
                            "Fund %s has no rule %s; choose one of GET /v1/support-rules?fund=%s.",
                            facts.fund(),
                            facts.rule(),
                            facts.fund()));
        }
        if (!named.get("talent_known", Boolean.class)) {
            return unknown(facts.talent());
        }
        return named.get("project_kind", String.class) == null
                ? null
                : beneficiary(facts, ProjectKind.valueOf(named.get("project_kind", String.class)));
    }

    private static Problem beneficiary(TalentGrantFacts facts, ProjectKind kind) {
        var ofPlatform = kind == ProjectKind.NEW_NATIONAL_PLATFORM;
        if (ofPlatform ? facts.talent() == null : facts.platform() == null) {
            return null;
        }
        return Problem.refused(
                "talent_grant_beneficiary",
                Text.of(
                        "标准的项目类型为 %s：新建国家级平台资助平台或企业，创业与创新资助人才或企业。",
                        "The rule is for %s: a new national platform's money goes to a platform or enterprise, that for start-ups and innovations to a talent or enterprise.",
                        kind));
    }

    private static Problem unknown(TalentId talent) {
        return Problem.invalid(talent.unknown().at("/talent"));
    }
}
