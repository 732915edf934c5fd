package org.innoledger.kit.journal;

import java.util.Collection;
import java.util.List;
import org.innoledger.kit.journal.Command.Result;
import org.innoledger.kit.standard.Value;

/// Lets records follow those that they name, inside a write transaction.
public final class Dependents {
    private static final String REFER = """
            insert into foreign_reference (id, region, version, name)
            select * from unnest(?::text[], ?::text[], ?::bigint[], ?::text[])
            on conflict (id) do update set
                region = excluded.region, version = excluded.version, name = excluded.name
            where foreign_reference.version < excluded.version
               or foreign_reference.version = excluded.version
                  and foreign_reference.name is distinct from excluded.name
            returning id""";

    private Dependents() {}

    /// Lets every record that names one of these follow it: what hangs on it takes its region, and what
    /// waited for it waits no longer. Their present regions must stand in `reference` already.
    ///
    /// @throws org.innoledger.kit.problem.Problem when more than [Writing#RECORDS_MAX] records of one register
    ///     follow
    public static void follow(Writing writing, Collection<String> ids) {
        writing.kinds().stream()
                .filter(kind -> Refers.class.isAssignableFrom(kind.facts()))
                .forEach(kind -> follow(writing, kind, ids.toArray(String[]::new)));
    }

    /// Takes over what another service's events tell of its records, and lets those that name them follow.
    public static void refer(Writing writing, Collection<Reference> references) {
        var told = List.copyOf(references);
        var news = writing.query(session -> session.doReturningWork(connection -> {
            try (var upsert = connection.prepareStatement(REFER)) {
                Sql.array(upsert, 1, "text", told, Reference::id);
                Sql.array(upsert, 2, "text", told, reference -> reference.withdrawn() ? null : reference.region());
                Sql.array(upsert, 3, "bigint", told, Reference::version);
                Sql.array(upsert, 4, "text", told, reference -> reference.withdrawn() ? null : reference.name());
                return Sql.strings(upsert.executeQuery());
            }
        }));
        if (!news.isEmpty()) {
            follow(writing, news);
        }
    }

    private static <F extends Record> void follow(Writing writing, Kind<F> kind, String[] named) {
        var naming = kind.components().values().stream()
                .filter(component -> Value.OfRecord.class.isAssignableFrom(component.type()))
                .map(component -> " or " + component.column() + " = any (?)")
                .toList();
        // What waits is found by the system role: under row-level security no index serves the operator of
        // arrays.
        var sql = "select id from " + kind.table()
                + " where withdrawn_at is null and (id = any (array(select waiting(?, ?)))" + String.join("", naming)
                + ") limit " + (Writing.RECORDS_MAX + 1);
        var ids = writing.query(session -> session.doReturningWork(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                query.setString(1, kind.table());
                for (int i = 0; i <= naming.size(); i++) {
                    query.setArray(2 + i, connection.createArrayOf("text", named));
                }
                return Sql.strings(query.executeQuery());
            }
        }));
        Writing.mustBeFew(ids.size());
        List<Command<F>> commands = ids.stream()
                .map(id -> new Command<F>(id, present -> Command.Change.of("followed", present)))
                .toList();
        writing.inPortions(kind.entity(), commands, Result::orThrow);
    }
}
