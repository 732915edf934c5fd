package org.innoledger.kit.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// How the database would answer questions to one register, in a transaction that is rolled back.
final class Plans {
    private final Connection connection;
    private final String table;
    private final ObjectMapper json;
    private final List<String> wrong;

    /// The column that indexes must begin with.
    private String column;

    Plans(Connection connection, String table, ObjectMapper json, List<String> wrong) {
        this.connection = connection;
        this.table = table;
        this.json = json;
        this.wrong = wrong;
    }

    /// What was found wrong so far.
    List<String> wrong() {
        return wrong;
    }

    /// Leaves the planner only the indexes that begin with this column.
    void only(String column) throws SQLException {
        this.column = column;
        try (var update = connection.prepareStatement("""
                update pg_index i set indisvalid = exists (select from pg_attribute a
                    where a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = ?)
                where i.indrelid = cast(? as regclass)""")) {
            update.setString(1, column);
            update.setString(2, table);
            update.executeUpdate();
        }
    }

    /// Whether the column can be empty.
    boolean optional() throws SQLException {
        try (var query = connection.prepareStatement(
                "select not attnotnull from pg_attribute where attrelid = cast(? as regclass) and attname = ?")) {
            query.setString(1, table);
            query.setString(2, column);
            var rows = query.executeQuery();
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /// An index must find the records.
    void finds(String question, Filters.Part part) throws SQLException {
        var plan = plan(part);
        if (plan.findValuesAsText("Index Cond").stream().noneMatch(each -> each.matches(".*\\b" + column + "\\b.*"))) {
            wrong.add(question + " is not found by an index: " + plan);
        }
    }

    /// An index must give them in their order.
    void isSorted(String question, Filters.Part part) throws SQLException {
        var plan = plan(part);
        if (plan.findValuesAsText("Disabled").contains("true")
                || plan.findValuesAsText("Node Type").contains("Sort")) {
            wrong.add(question + " is sorted: " + plan);
        }
    }

    private JsonNode plan(Filters.Part part) throws SQLException {
        try (var setting = connection.createStatement()) {
            setting.execute("set local role innoledger_app; set local ledger.regions = '14'; "
                    + "set local enable_seqscan = off; set local enable_sort = off");
            try (var explain = connection.prepareStatement("explain (format json, costs off) " + part.sql())) {
                for (int i = 0; i < part.values().size(); i++) {
                    var value = part.values().get(i);
                    explain.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
                }
                var rows = explain.executeQuery();
                rows.next();
                return json.readTree(rows.getString(1)).path(0).path("Plan");
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            } finally {
                setting.execute("reset role");
            }
        }
    }
}
