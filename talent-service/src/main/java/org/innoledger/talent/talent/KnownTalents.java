package org.innoledger.talent.talent;

import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;

/// For registers whose records list talents: each must be one that the caller can see and that has not been
/// erased.
public final class KnownTalents {
    /// A talent that the record on file lists already is not asked again, since talents are withdrawn and move
    /// to other cities; that does not stand in the way of amending what lists them.
    private static final String UNKNOWN = """
            select d.id as id, d.place as place
            from unnest(cast(:ids as text[]), cast(:talents as text[]), cast(:places as int[])) as d(id, talent, place)
            where not exists (
                    select from talent t where t.id = d.talent and t.status = 'ACTIVE' and t.withdrawn_at is null)
                and not exists (select from %s p where p.id = d.id and p.%s @> to_jsonb(d.talent))""";

    private KnownTalents() {}

    /// Refusals of records that list a talent which is not known, with a pointer to each, in one query.
    ///
    /// @param table of the register
    /// @param component that lists them, which is also the column's name
    public static <F extends Record> Map<String, Problem> refusals(
            Writing writing,
            List<Filed<F>> drafts,
            String table,
            String component,
            Function<F, List<TalentId>> listed) {
        var talents = new HashMap<String, List<TalentId>>();
        var ids = new ArrayList<String>();
        var named = new ArrayList<String>();
        var places = new ArrayList<Integer>();
        for (var draft : drafts) {
            var list = listed.apply(draft.facts());
            if (list != null) {
                talents.put(draft.id(), list);
                for (int place = 0; place < list.size(); place++) {
                    ids.add(draft.id());
                    named.add(list.get(place).value());
                    places.add(place);
                }
            }
        }
        if (ids.isEmpty()) {
            return Map.of();
        }
        var faults = new HashMap<String, TreeMap<Integer, Problem.Fault>>();
        writing.query(session -> session.createNativeQuery(UNKNOWN.formatted(table, component), Tuple.class)
                        .setParameter("ids", ids.toArray(String[]::new), String[].class)
                        .setParameter("talents", named.toArray(String[]::new), String[].class)
                        .setParameter("places", places.toArray(Integer[]::new), Integer[].class)
                        .getResultList())
                .forEach(row -> {
                    var id = row.get("id", String.class);
                    var place = row.get("place", Integer.class);
                    var unknown = talents.get(id).get(place).unknown();
                    faults.computeIfAbsent(id, none -> new TreeMap<>())
                            .put(place, unknown.at("/" + component + "/" + place));
                });
        var refusals = new HashMap<String, Problem>();
        faults.forEach((id, of) -> refusals.put(id, Problem.invalid(List.copyOf(of.values()))));
        return refusals;
    }
}
