package org.innoledger.platform.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platform.Platform.PlatformFacts;

/// The place that an act has given to a platform, or to its successor, stays as it is until the act is closed:
/// two laboratories may share a subfield in that interim only since one of them ends for the other.
@ApplicationScoped
class Restructured implements Rule<PlatformFacts> {
    /// Those of the drafts that would change their place while an approved act stands on it.
    private static final String MOVED = """
            select distinct on (draft.id) draft.id, act.id as act, act.region, act.title, seen.id is not null as readable
            from unnest(cast(:ids as text[]), cast(:types as text[]), cast(:levels as text[]), cast(:regions as text[]),
                        cast(:subfields as text[])) as draft(id, type, level, region, subfield)
                join platform p on p.id = draft.id
                cross join lateral open_acts(array[draft.id]) as act
                left join restructuring seen on seen.id = act.id
            where (p.type <> draft.type or p.level <> draft.level or left(p.region, 2) <> left(draft.region, 2)
                    or subfield_key(p.subfield) is distinct from subfield_key(draft.subfield))
                and p.status in ('CULTIVATING', 'APPROVED', 'OPERATING')
                and act.status = 'APPROVED' and (act.side = 'SUCCESSOR' or act.id = p.replaced_by)
            order by draft.id, act.id""";

    @Override
    public Class<PlatformFacts> about() {
        return PlatformFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Filed<PlatformFacts>> drafts) {
        var refusals = new HashMap<String, Problem>();
        writing.query(session -> session.createNativeQuery(MOVED, Tuple.class)
                        .setParameter("ids", each(drafts, Filed::id), String[].class)
                        .setParameter(
                                "types",
                                each(drafts, draft -> draft.facts().type().name()),
                                String[].class)
                        .setParameter(
                                "levels",
                                each(drafts, draft -> draft.facts().level().name()),
                                String[].class)
                        .setParameter("regions", each(drafts, Filed::region), String[].class)
                        .setParameter(
                                "subfields", each(drafts, draft -> draft.facts().subfield()), String[].class)
                        .getResultList())
                .forEach(row -> refusals.put(row.get("id", String.class), refusal(row)));
        return refusals;
    }

    private static String[] each(List<Filed<PlatformFacts>> drafts, Function<Filed<PlatformFacts>, String> component) {
        return drafts.stream().map(component).toArray(String[]::new);
    }

    private static Problem refusal(Tuple row) {
        boolean readable = row.get("readable", Boolean.class);
        var act = row.get(readable ? "act" : "region", String.class);
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "平台列于已批准的优化重组 %s (%s)，办结前类型、级别、省份与细分领域不能改。",
                        "The platform is named by restructuring %s (%s), which is approved: type, level, province and subfield stay until that is closed.",
                        act,
                        row.get("title", String.class)),
                readable ? Map.of("act", act) : Map.of());
    }
}
