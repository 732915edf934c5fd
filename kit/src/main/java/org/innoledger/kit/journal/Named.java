package org.innoledger.kit.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.Value;

/// The records that those about to be written name: which of them are known here, and where they lie.
final class Named {
    private static final String REGIONS = "select id, region from reference where id = any (?) and region is not null";

    private final Map<String, String> regions;

    private Named(Map<String, String> regions) {
        this.regions = regions;
    }

    /// Looks up the records that these facts name, and holds those of this service until the transaction ends.
    static Named by(StatelessSession session, List<? extends Record> facts) {
        var named = facts.stream()
                .filter(Refers.class::isInstance)
                .flatMap(each -> ((Refers) each).named().stream())
                .toList();
        if (named.isEmpty()) {
            return new Named(Map.of());
        }
        named.stream()
                .filter(each -> each.table() != null)
                .collect(Collectors.groupingBy(
                        Value.OfRecord::table, TreeMap::new, Collectors.mapping(Value::value, Collectors.toSet())))
                .forEach((table, ids) -> Rows.hold(session, table, ids));
        return new Named(regions(session, named.stream().map(Value::value)));
    }

    /// The region of each of these records that is known here.
    private static Map<String, String> regions(StatelessSession session, Stream<String> records) {
        var ids = records.distinct().toArray();
        if (ids.length == 0) {
            return Map.of();
        }
        return session.doReturningWork(connection -> {
            try (var query = connection.prepareStatement(REGIONS)) {
                query.setArray(1, connection.createArrayOf("text", ids));
                var regions = new HashMap<String, String>();
                for (var rows = query.executeQuery(); rows.next(); ) {
                    regions.put(rows.getString(1), rows.getString(2));
                }
                return regions;
            }
        });
    }

    /// Where new records of these facts would lie, as [#region] says, without holding what they hang on.
    static List<String> regions(StatelessSession session, Caller caller, List<? extends Record> facts) {
        var known = regions(
                session,
                facts.stream()
                        .filter(Refers.Anchored.class::isInstance)
                        .map(each -> ((Refers.Anchored) each).anchor())
                        .filter(Objects::nonNull)
                        .map(Value::value));
        return facts.stream()
                .map(each -> switch (each) {
                    case Placed placed -> String.valueOf(placed.region());
                    case Refers.Anchored anchored
                    when anchored.anchor() != null -> {
                        var region = known.get(anchored.anchor().value());
                        yield region != null && caller.covers(region) ? region : caller.home();
                    }
                    default -> caller.home();
                })
                .toList();
    }

    /// Ids that the facts name and the caller cannot know: those that the service does not know, and those
    /// that it may not tell of. What had been resolved before stays so.
    <F extends Record> List<String> unresolved(Filed<F> present, F facts, Caller caller) {
        if (!(facts instanceof Refers refers)) {
            return List.of();
        }
        var resolved = present == null
                ? List.of()
                : ((Refers) present.facts())
                        .named().stream()
                                .map(Value::value)
                                .filter(id -> !present.unresolved().contains(id))
                                .toList();
        return refers.named().stream()
                .filter(named -> !regions.containsKey(named.value())
                        || !mayBeTold(named, caller) && !resolved.contains(named.value()))
                .map(Value::value)
                .distinct()
                .toList();
    }

    /// Whether the caller may hear that this record, which is known here, exists.
    private boolean mayBeTold(Value.OfRecord named, Caller caller) {
        return named.isPublic() || caller.covers(regions.get(named.value()));
    }

    /// Refuses a record that this service, whose own register holds it, does not know. One that was withdrawn
    /// after the record which names it was filed does not stand in the way of amending that.
    <F extends Record> void mustBeKnown(Kind<F> kind, Filed<F> present, F facts, List<String> unresolved) {
        var before = present == null ? List.of() : ((Refers) present.facts()).named();
        ((Refers) facts)
                .named().stream()
                        .filter(named -> unresolved.contains(named.value()))
                        .filter(named ->
                                present == null || !present.unresolved().contains(named.value()))
                        .filter(named -> !before.contains(named))
                        .findFirst()
                        .ifPresent(named -> {
                            throw unknown(kind, facts, named);
                        });
    }

    private static <F extends Record> Problem unknown(Kind<F> kind, F facts, Value.OfRecord named) {
        var pointer = kind.components().values().stream()
                .filter(component -> named.value().equals(component.text(facts)))
                .map(component -> "/" + component.name())
                .findFirst()
                .orElse("");
        return Problem.invalid(named.unknown().at(pointer));
    }

    /// The region of a record: what its facts state, or where the record lies that it hangs on.
    <F extends Record> String region(Kind<F> kind, Filed<F> present, F facts, Caller caller) {
        if (facts instanceof Located<?> located) {
            return located.region().value();
        }
        var anchor = ((Refers.Anchored) facts).anchor();
        var region = regions.get(anchor.value());
        if (region != null && !caller.covers(region)) {
            if (anchor.isPublic()) {
                throw Storing.heldElsewhere(anchor.value());
            }
            if (facts instanceof Refers.Local) {
                throw unknown(kind, facts, anchor);
            }
            region = null;
        }
        // Until the anchor is known its record stays with those who filed it.
        return region != null ? region : present != null ? present.region() : caller.home();
    }
}
