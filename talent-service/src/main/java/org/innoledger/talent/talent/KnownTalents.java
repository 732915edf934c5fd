package org.innoledger.talent.talent;

import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;

/// For registers whose records list talents: each must be one that the caller can see and that has not been
/// erased.
public final class KnownTalents {
    /// A talent as a draft lists it.
    private record Listed(String id, TalentId talent, int place) {}

    private static final RecordSet<Listed> LISTED = RecordSet.as("d", Listed.class);

    private static final String UNKNOWN = """
            select d.id as id, d.place as place from %s
            where not exists (
                select from talent t where t.id = d.talent and t.status = 'ACTIVE' and t.withdrawn_at is null)""".formatted(LISTED);

    private KnownTalents() {}

    /// Refusals of records that list a talent which is not known, with a pointer to each, in one query. A
    /// talent that the record on file lists already is not asked again, since talents are withdrawn and move
    /// to other cities; that does not stand in the way of amending what lists them.
    ///
    /// @param component that lists them
    public static <F extends Record> Map<String, Problem> refusals(
            Writing writing, List<Proposal<F>> proposals, String component, Function<F, List<TalentId>> listed) {
        var talents = new HashMap<String, List<TalentId>>();
        var rows = new ArrayList<Listed>();
        for (var proposal : proposals) {
            var draft = proposal.next();
            var list = proposal.withdrawal() ? null : listed.apply(draft.facts());
            if (list != null) {
                var before = proposal.present() == null
                        ? null
                        : listed.apply(proposal.present().facts());
                talents.put(draft.id(), list);
                for (int place = 0; place < list.size(); place++) {
                    if (before == null || !before.contains(list.get(place))) {
                        rows.add(new Listed(draft.id(), list.get(place), place));
                    }
                }
            }
        }
        var faults = new HashMap<String, TreeMap<Integer, Problem.Fault>>();
        writing.query(session -> LISTED.query(session, UNKNOWN, Tuple.class, rows))
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
