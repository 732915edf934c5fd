package org.innoledger.kit.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Command.Change;

/// The statements by which rows of a register are held and written: one for any number of rows, which travel
/// as a JSON array.
final class Rows {
    private Rows() {}

    /// The rows with these ids that the caller can see, held until the transaction ends; in the order of
    /// their ids, so that two requests which meet never wait for each other in a circle.
    static <F extends Record> Map<String, Registered<F>> lock(StatelessSession session, Kind<F> kind, Set<String> ids) {
        if (ids.size() == 1) {
            // By far the most frequent case, for which Hibernate keeps a plan.
            var row = session.get(kind.entity(), ids.iterator().next(), LockMode.PESSIMISTIC_WRITE);
            return row == null ? Map.of() : Map.of(row.id, row);
        }
        var sql = "select * from " + kind.table() + " where id = any (:ids) order by id for update";
        return session
                .createNativeQuery(sql, kind.entity())
                .setParameter("ids", ids.toArray(String[]::new), String[].class)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(row -> row.id, row -> row));
    }

    /// The region of a record that the caller can see, be it not to write or withdrawn; empty for none.
    static Optional<String> region(StatelessSession session, Kind<?> kind, String id) {
        return session.createNativeQuery("select region from " + kind.table() + " where id = :id", String.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /// Holds rows that others name until the transaction ends, in the order of their ids.
    static void hold(StatelessSession session, String table, Set<String> ids) {
        session.createNativeQuery(
                        "select id from " + table + " where id = any (:ids) order by id for no key update",
                        String.class)
                .setParameter("ids", ids.toArray(String[]::new), String[].class)
                .getResultList();
    }

    /// The row of a record as it shall be: its facts by column, and what every record has.
    ///
    /// @param bytes of its entry
    static <F extends Record> ObjectNode of(Kind<F> kind, Filed<F> next, ObjectNode tree, int bytes, Change<F> change) {
        var row = Canonical.MAPPER.createObjectNode();
        tree.properties()
                .forEach(field -> row.set(kind.components().get(field.getKey()).column(), field.getValue()));
        kind.components().values().stream()
                .filter(component -> Sealed.class.isAssignableFrom(component.type()))
                .forEach(component ->
                        component.sealed(next.facts()).ifPresent(kept -> row.set(component.column(), kept)));
        row.put("id", next.id()).put("region", next.region()).put("version", next.version());
        row.put("recorded_at", next.recordedAt().toString()).put("status", next.status());
        row.put("bytes", bytes);
        var unresolved = row.putArray("unresolved");
        next.unresolved().forEach(unresolved::add);
        if (change.withdrawal()) {
            row.put("withdrawn_at", next.recordedAt().toString()).put("withdrawn_reason", change.reason());
        }
        return row;
    }

    /// The columns that the journal writes besides the id; others, such as generated ones, are the table's
    /// own.
    private static List<String> columns(Kind<?> kind) {
        var columns = kind.components().values().stream()
                .map(Kind.Component::column)
                .filter(column -> !column.equals("region"))
                .collect(Collectors.toCollection(ArrayList::new));
        columns.addAll(List.of(
                "region",
                "version",
                "recorded_at",
                "status",
                "unresolved",
                "bytes",
                "withdrawn_at",
                "withdrawn_reason"));
        return columns;
    }

    /// Inserts rows from a JSON array of them.
    static String insertion(Kind<?> kind) {
        var columns = String.join(", ", columns(kind)) + ", id";
        return "insert into " + kind.table() + " (" + columns + ") select " + columns
                + " from jsonb_populate_recordset(null::" + kind.table() + ", ?::jsonb)";
    }

    /// Updates rows from a JSON array of them. The array of ids makes the planner take the index: it knows
    /// nothing of the size of a record set and would else read the whole table for one row.
    static String update(Kind<?> kind) {
        return "with r as materialized (select * from jsonb_populate_recordset(null::" + kind.table()
                + ", ?::jsonb)) update " + kind.table() + " t set "
                + columns(kind).stream().map(c -> c + " = r." + c).collect(Collectors.joining(", "))
                + " from r where t.id = r.id and t.id = any (array(select id from r)) returning t.id";
    }

    /// Runs one of these statements.
    ///
    /// @return ids of the rows that were written
    static List<String> execute(StatelessSession session, String sql, List<ObjectNode> rows) {
        var array = Canonical.MAPPER.createArrayNode().addAll(rows);
        return session.doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, array.toString());
                return Sql.strings(statement.executeQuery());
            }
        });
    }
}
