package org.innoledger.platform.restructuring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Problem.Fault;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platform.PlatformId;
import org.innoledger.platform.restructuring.Restructuring.RestructuringFacts;

/// The platforms of an act are there and lie within its region, and none of its successors is an ancestor of
/// one of its predecessors: a lineage has no circles.
@ApplicationScoped
class RestructuringRule implements Rule<RestructuringFacts> {
    /// An act that is over changes no lineage any more.
    private static final Set<String> OPEN = Set.of("PLANNED", "APPROVED");

    private static final RecordSet<Filed<RestructuringFacts>> DRAFTS =
            RecordSet.drafts("d", RestructuringFacts.class, "region", "predecessors", "successors");

    /// Acts of one province follow each other and its mergers, so that two at once do not make a circle of
    /// which neither sees the other half.
    private static final String QUEUE = """
            select cast(pg_advisory_xact_lock(hashtextextended('restructuring-' || province, 0)) as text)
            from (select distinct left(d.region, 2) as province from %s order by province) as provinces""".formatted(DRAFTS);

    /// Held until the transaction ends, so that none ends by itself meanwhile.
    private static final String PLATFORMS = """
            select id, region from known_platform where id = any(:ids) and withdrawn_at is null order by id for share""";

    /// From the successors of each draft on to all that has come of them or is to come, over the acts on file,
    /// the mergers and the drafts themselves: those that reach a predecessor.
    private static final String CIRCLES = """
            with recursive draft as materialized (
                select * from %s),
            walk(act, platform) as (
                select draft.id, each.platform
                from draft cross join lateral jsonb_array_elements_text(draft.successors) as each(platform)
                union
                select walk.act, next.platform from walk cross join lateral (
                    select platform
                    from next_in_lineage(walk.platform, (select array_agg(draft.id) from draft)) as following(platform)
                    union all
                    select each.platform from draft
                        cross join lateral jsonb_array_elements_text(draft.successors) as each(platform)
                    where draft.predecessors @> to_jsonb(walk.platform)) as next)
            select walk.act, min(walk.platform) as platform from walk join draft on draft.id = walk.act
            where draft.predecessors @> to_jsonb(walk.platform)
            group by walk.act""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<RestructuringFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var open =
                drafts.stream().filter(draft -> OPEN.contains(draft.status())).toList();
        if (open.isEmpty()) {
            return Map.of();
        }
        return writing.query(session -> {
            DRAFTS.query(session, QUEUE, String.class, open);
            var regions = platforms(session, open);
            var refusals = new HashMap<String, Problem>();
            open.forEach(draft -> {
                var faults = faults(draft, regions);
                if (!faults.isEmpty()) {
                    refusals.put(draft.id(), Problem.invalid(faults));
                }
            });
            var rest = open.stream()
                    .filter(draft -> !refusals.containsKey(draft.id()))
                    .toList();
            circles(session, rest).forEach((act, platform) -> refusals.put(act, circle(platform)));
            return refusals;
        });
    }

    /// Regions of the platforms that the caller sees, by id.
    private static Map<String, String> platforms(StatelessSession session, List<Filed<RestructuringFacts>> drafts) {
        var ids = drafts.stream()
                .flatMap(draft -> Stream.concat(draft.facts().ending().stream(), draft.facts().rising().stream()))
                .map(PlatformId::value)
                .distinct()
                .toArray(String[]::new);
        return session.createNativeQuery(PLATFORMS, Tuple.class)
                .setParameter("ids", ids, String[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.get("id", String.class), row -> row.get("region", String.class)));
    }

    private static List<Fault> faults(Filed<RestructuringFacts> draft, Map<String, String> regions) {
        var faults = new ArrayList<Fault>();
        faults(draft, "predecessors", draft.facts().ending(), regions, faults);
        faults(draft, "successors", draft.facts().rising(), regions, faults);
        return faults;
    }

    private static void faults(
            Filed<RestructuringFacts> draft,
            String component,
            List<PlatformId> platforms,
            Map<String, String> regions,
            List<Fault> faults) {
        var within = draft.region().replaceFirst("(0000|00)$", "");
        for (int i = 0; i < platforms.size(); i++) {
            var pointer = "/" + component + "/" + i;
            var region = regions.get(platforms.get(i).value());
            if (region == null) {
                var unknown = platforms.get(i).unknown();
                faults.add(unknown.at(pointer));
            } else if (!region.startsWith(within)) {
                faults.add(FaultCode.PLATFORM_OUTSIDE.at(pointer, platforms.get(i), region, draft.region()));
            }
        }
    }

    /// The platform at which a circle would close, by act.
    private static Map<String, String> circles(StatelessSession session, List<Filed<RestructuringFacts>> drafts) {
        return DRAFTS.query(session, CIRCLES, Tuple.class, drafts).stream()
                .collect(Collectors.toMap(
                        row -> row.get("act", String.class), row -> row.get("platform", String.class)));
    }

    private static Problem circle(String platform) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "沿革成环：前身 %s 本身出自所列的后身。请核对前身与后身。",
                        "The lineage would run in a circle: predecessor %s has come from one of the successors itself. Check both lists.",
                        platform),
                Map.of("platform", platform));
    }
}
