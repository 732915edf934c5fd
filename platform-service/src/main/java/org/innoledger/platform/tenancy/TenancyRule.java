package org.innoledger.platform.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
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
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platform.PlatformId;
import org.innoledger.platform.tenancy.Tenancy.TenancyFacts;

/// Tenants are hosted by a platform that is on file and of a kind that has tenants.
@ApplicationScoped
class TenancyRule implements Rule<TenancyFacts> {
    /// Types where technology is made and nobody is let in. All others host, pilot bases and types that are
    /// yet to come among them.
    private static final List<String> WITHOUT_TENANTS = List.of(
            "STATE_KEY_LABORATORY",
            "PROVINCIAL_LABORATORY",
            "KEY_LABORATORY",
            "CULTIVATION_BASE",
            "ENGINEERING_CENTRE",
            "ENTERPRISE_CENTRE",
            "INDUSTRY_CENTRE",
            "MANUFACTURING_CENTRE",
            "ACADEMICIAN_STATION",
            "ORIGINAL_TECHNOLOGY_SOURCE",
            "OTHER_RESEARCH");

    private static final RecordSet<Filed<TenancyFacts>> DRAFTS = RecordSet.drafts("d", TenancyFacts.class, "platform");

    /// Only what is new is asked for: a tenancy lives on when its platform was withdrawn afterwards.
    private static final String PLATFORMS = """
            select d.id, p.type, p.status,
                   case when p.status in ('UPGRADED', 'MERGED', 'REVOKED') then cast(p.course -> -1 ->> 'on' as date) end as ended
            from %s
            left join known_platform p on p.id = d.platform and p.withdrawn_at is null""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<TenancyFacts>> proposals) {
        var drafts = Proposal.changed(proposals, draft -> draft.facts().platform());
        var asked = writing.query(session -> DRAFTS.query(session, PLATFORMS, Tuple.class, drafts));
        var byId = drafts.stream().collect(Collectors.toMap(Filed::id, Filed::facts));
        var refusals = new HashMap<String, Problem>();
        for (var row : asked) {
            var id = row.get("id", String.class);
            var facts = byId.get(id);
            var type = row.get("type", String.class);
            if (type == null || WITHOUT_TENANTS.contains(type)) {
                refusals.put(id, refused(facts.platform(), type));
            } else if (row.get("ended", LocalDate.class) != null
                    && !facts.since().isBefore(row.get("ended", LocalDate.class))) {
                refusals.put(id, ended(facts.platform(), row));
            }
        }
        return refusals;
    }

    private static Problem ended(PlatformId platform, Tuple row) {
        var on = row.get("ended", LocalDate.class);
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "平台 %s 已于 %s 终止（%s），此后不再接收入驻。",
                        "Platform %s ended on %s as %s and takes in no tenants since.",
                        platform,
                        on,
                        row.get("status")),
                Map.of("rule", "tenancy_host_ended", "endedOn", on.toString()));
    }

    private static Problem refused(PlatformId platform, String type) {
        if (type == null) {
            return Problem.invalid(platform.unknown().at("/platform"));
        }
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "平台 %s 的类型为 %s，不是孵化载体、科技园、晋创谷或中试基地，没有入驻企业与团队。",
                        "Platform %s is of type %s, which is no incubator, park or pilot base and has no tenants.",
                        platform,
                        type),
                Map.of("rule", "tenancy_host", "type", type));
    }
}
