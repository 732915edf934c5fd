package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.innoledger.kit.standard.Month;

/// The tables around one batch: loads what its enterprises stand on, and stores what became of it.
final class Batch {
    /// Columns of a run before its figures.
    private static final int RUN_TEXTS = 6;

    private static final String INSERT_RUNS = "insert into coverage_run select * from unnest("
            + "?::text[], ".repeat(RUN_TEXTS)
            + String.join(", ", Collections.nCopies(Figures.SIZE, "?::int[]")) + ")";

    private final Connection connection;
    private final ObjectMapper json;
    private final Map<Long, JsonNode> entries;
    private final Fold fold = new Fold();
    private final Set<String> touched = new LinkedHashSet<>();

    Batch(Connection connection, ObjectMapper json, Map<Long, JsonNode> entries) {
        this.connection = connection;
        this.json = json;
        this.entries = entries;
    }

    void fold() throws SQLException {
        load();
        entries.forEach((seq, entry) -> touched.addAll(fold.take(seq, entry)));
        store();
    }

    private void load() throws SQLException {
        var enterprises = new LinkedHashSet<String>();
        var records = new ArrayList<String>();
        for (var entry : entries.values()) {
            var register = entry.get("register").asText();
            if (register.equals("enterprise")) {
                enterprises.add(entry.get("id").asText());
            } else if (Trace.REGISTERS.contains(register)) {
                enterprises.add(entry.at("/facts/enterprise").asText());
                records.add(entry.get("id").asText());
            }
        }
        // A record may have named another enterprise before.
        each(
                "select enterprise from coverage_trace where id = any (?)",
                records,
                row -> enterprises.add(row.getString(1)));
        each(
                "select trace from coverage_trace where enterprise = any (?)",
                enterprises,
                row -> fold.put(read(row.getString(1), Trace.class)));
        each(
                "select id, region, industry, ownership, above_scale_since, above_scale_until"
                        + " from coverage_enterprise where id = any (?)",
                enterprises,
                row -> fold.put(new Member(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, LocalDate.class),
                        row.getObject(6, LocalDate.class))));
        each(
                "select report, prefix, month from coverage_frozen where report <> all (?)",
                List.of(),
                row -> fold.put(new Fold.Frozen(row.getString(1), row.getString(2), new Month(row.getString(3)))));
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String sql, Collection<String> ids, Row take) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            for (var rows = query.executeQuery(); rows.next(); ) {
                take.take(rows);
            }
        }
    }

    private void delete(String sql, Collection<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var delete = connection.prepareStatement(sql)) {
            delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
            delete.executeUpdate();
        }
    }

    private <T> T read(String text, Class<T> type) throws SQLException {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new SQLException(e);
        }
    }

    private void store() throws SQLException {
        storeTraces();
        storeMembers();
        storeRuns();
        storeFrozen();
        storeCorrections();
    }

    private void storeTraces() throws SQLException {
        var rows = json.createArrayNode();
        var withdrawn = new ArrayList<String>();
        fold.changed().forEach((key, trace) -> {
            if (trace == null) {
                withdrawn.add(key.substring(key.indexOf('/') + 1));
            } else {
                rows.addObject()
                        .put("register", trace.register())
                        .put("id", trace.id())
                        .put("enterprise", trace.enterprise())
                        .set("trace", json.valueToTree(trace));
            }
        });
        // Ids are UUIDs, so they tell records of all registers apart.
        delete("delete from coverage_trace where id = any (?)", withdrawn);
        insert(
                "coverage_trace",
                rows,
                "(register, id) do update set enterprise = excluded.enterprise, trace = excluded.trace");
    }

    private void storeMembers() throws SQLException {
        var rows = json.createArrayNode();
        var changed = fold.changedMembers();
        changed.stream().map(fold::member).filter(Objects::nonNull).forEach(member -> rows.add(row(member)));
        delete("delete from coverage_enterprise where id = any (?)", changed);
        insert("coverage_enterprise", rows, "do nothing");
    }

    private JsonNode row(Member member) {
        return json.createObjectNode()
                .put("id", member.id())
                .put("region", member.region())
                .put("industry", member.industry())
                .put("ownership", member.ownership())
                .put("above_scale_since", text(member.aboveScaleSince()))
                .put("above_scale_until", text(member.aboveScaleUntil()));
    }

    /// The runs of every enterprise touched, as one array for each column: by far the most rows of a batch.
    private void storeRuns() throws SQLException {
        delete("delete from coverage_run where enterprise = any (?)", touched);
        var columns = new ArrayList<List<Object>>();
        for (int i = 0; i < RUN_TEXTS + Figures.SIZE; i++) {
            columns.add(new ArrayList<>());
        }
        for (var id : touched) {
            var member = fold.member(id);
            if (member != null) {
                member.runs(fold.standing(id)).forEach(run -> addTo(columns, member, run));
            }
        }
        if (columns.getFirst().isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(INSERT_RUNS)) {
            for (int i = 0; i < columns.size(); i++) {
                var type = i < RUN_TEXTS ? "text" : "int4";
                insert.setArray(
                        i + 1, connection.createArrayOf(type, columns.get(i).toArray()));
            }
            insert.executeUpdate();
        }
    }

    private static void addTo(List<List<Object>> columns, Member member, Member.Run run) {
        var texts = List.of(
                member.id(),
                run.from().value(),
                run.to().value(),
                member.region(),
                member.industry(),
                member.ownership());
        for (int i = 0; i < RUN_TEXTS; i++) {
            columns.get(i).add(texts.get(i));
        }
        var figures = run.figures().array();
        for (int i = 0; i < figures.length; i++) {
            columns.get(RUN_TEXTS + i).add((int) figures[i]);
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /// What the reports of this batch have frozen or given back.
    private void storeFrozen() throws SQLException {
        var reports = entries.values().stream()
                .filter(entry -> entry.get("register").asText().equals("monthly-report"))
                .map(entry -> entry.get("id").asText())
                .collect(Collectors.toSet());
        var rows = json.createArrayNode();
        for (var report : reports) {
            for (var part : fold.frozen().getOrDefault(report, Map.of()).values()) {
                rows.addObject()
                        .put("report", part.report())
                        .put("prefix", part.prefix())
                        .put("month", part.month().value());
            }
        }
        delete("delete from coverage_frozen where report = any (?)", reports);
        insert("coverage_frozen", rows, "do nothing");
    }

    private void storeCorrections() throws SQLException {
        try (var delete =
                connection.prepareStatement("delete from coverage_correction where region ^@ ? and month = ?")) {
            for (var part : fold.newlyFrozen()) {
                delete.setString(1, part.prefix());
                delete.setString(2, part.month().value());
                delete.addBatch();
            }
            if (!fold.newlyFrozen().isEmpty()) {
                delete.executeBatch();
            }
        }
        var rows = json.createArrayNode();
        for (var correction : fold.corrections()) {
            var row = rows.addObject()
                    .put("seq", correction.seq())
                    .put("month", correction.month().value())
                    .put("enterprise", correction.enterprise())
                    .put("region", correction.region())
                    .put("former_region", correction.formerRegion())
                    .put("register", correction.entry().get("register").asText())
                    .put("subject", correction.entry().get("id").asText())
                    .put("type", correction.entry().get("type").asText())
                    .put("recorded_at", correction.entry().get("recordedAt").asText());
            row.set("before", json.valueToTree(correction.before()));
            row.set("after", json.valueToTree(correction.after()));
        }
        insert("coverage_correction", rows, "do nothing");
    }

    private void insert(String table, JsonNode rows, String onConflict) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("insert into " + table
                + " select * from jsonb_populate_recordset(null::" + table + ", ?::jsonb) on conflict " + onConflict)) {
            insert.setString(1, rows.toString());
            insert.executeUpdate();
        }
    }
}
