package org.innoledger.kit.register;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Kind.Component;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;

/// Whether a list finds its records by an index, or would read a large register row by row. What a record
/// must be like besides is looked at only among those that an index finds.
final class Served {
    /// Records of a register up to which lists go without an index.
    static final int UNSERVED_MAX = 50_000;

    private final List<String> unserved = new ArrayList<>();
    private boolean narrowed;

    /// Takes note of a filter by a field.
    void by(String parameter, boolean indexed) {
        narrowed |= indexed;
        if (!indexed) {
            unserved.add(parameter);
        }
    }

    /// Takes note of the order. An index gives it, but finds nothing by it.
    void sortedBy(boolean indexed) {
        if (!indexed) {
            unserved.add("sort");
        }
    }

    /// Takes note that an index finds the records among which the others look.
    void narrow() {
        narrowed = true;
    }

    /// @throws Problem 400 that names what no index serves, and what to filter by as well
    void must(StatelessSession session, Kind<?> kind) {
        if (narrowed || unserved.isEmpty() || records(session, kind) <= UNSERVED_MAX) {
            return;
        }
        var served = kind.components().values().stream()
                .filter(Component::indexed)
                .map(Component::name)
                .collect(Collectors.joining(", "));
        throw Problem.invalid(unserved.stream()
                .map(name -> FaultCode.NOT_INDEXED.at(name, kind.register(), UNSERVED_MAX, name, served))
                .toList());
    }

    /// About how many records the register has, as the database last counted them.
    private static long records(StatelessSession session, Kind<?> kind) {
        return session.createNativeQuery(
                        "select cast(reltuples as bigint) from pg_class where oid = cast(? as regclass)", Long.class)
                .setParameter(1, kind.table())
                .getSingleResult();
    }
}
