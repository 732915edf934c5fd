package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.Portion;
import org.innoledger.kit.journal.Sequencer;
import org.innoledger.kit.journal.Signal;
import org.innoledger.kit.standard.Month;
import org.jboss.logging.Logger;

/// Keeps the rollups of coverage: folds sealed entries into them in the order of their positions, together
/// with the position, in one transaction. One instance does it at a time; after a crash it goes on where the
/// tables stand.
@ApplicationScoped
public class Projector {
    private static final Logger LOG = Logger.getLogger(Projector.class);

    /// Entries folded in one transaction.
    private static final int BATCH = 2_000;

    /// Bytes of entries folded in one transaction, beyond which no further one comes.
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    /// By how much fewer entries are tried where a batch holds one that cannot be folded.
    private static final int FEWER = 8;

    private static final Duration POLL = Duration.ofMillis(200);

    /// Entries of registers that are not concerned come without their bodies.
    private static final String ENTRIES = Portion.of("""
            select s.seq, case when j.register = any (?) then j.body end as body
            from journal_seal s join journal j using (entry) where s.seq > ? order by s.seq limit ?""", "coalesce(octet_length(body), 0)", "seq", BATCH_BYTES);

    private static final String SET_ASIDE = """
            insert into coverage_aside (seq, reason)
            select s.seq, ? from journal_seal s where s.seq > ? order by s.seq limit 1
            returning seq""";

    /// Columns of a run before its figures.
    private static final int RUN_TEXTS = 6;

    private static final String INSERT_RUNS = "insert into coverage_run select * from unnest("
            + "?::text[], ".repeat(RUN_TEXTS)
            + String.join(", ", Collections.nCopies(Figures.SIZE, "?::int[]")) + ")";

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final Signal projected = new Signal();
    private final Sequencer sequencer;
    private final Leader leader;

    Projector(@DataSource("system") AgroalDataSource system, Sequencer sequencer) {
        this.sequencer = sequencer;
        this.leader = new Leader("coverage", system, this::lead);
    }

    void start(@Observes StartupEvent event) {
        leader.start();
    }

    void stop(@Observes ShutdownEvent event) {
        leader.stop();
    }

    /// Raised when this instance has folded something.
    Signal projected() {
        return projected;
    }

    private void lead(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            while (leader.running()) {
                var seen = sequencer.sealed().count();
                if (rebuildAsked(connection)) {
                    rebuild(connection);
                }
                var folded = foldOrSetAside(connection);
                connection.commit();
                if (folded > 0) {
                    projected.raise();
                } else {
                    sequencer.sealed().await(seen, POLL);
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static boolean rebuildAsked(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select rebuild_requested_at is not null from coverage_position");
                var rows = query.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /// Begins again from position 0, in one transaction: readers see the old figures until the new ones are
    /// complete.
    private void rebuild(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : List.of("trace", "enterprise", "run", "frozen", "correction", "aside")) {
                statement.executeUpdate("delete from coverage_" + table);
            }
            statement.executeUpdate(
                    "update coverage_position set seq = 0, rebuilt_at = now(), rebuild_requested_at = null");
        }
        while (foldOrSetAside(connection) > 0) {
            if (!leader.running()) {
                throw new SQLException("stopped while rebuilding; it begins again at the next start");
            }
        }
    }

    /// Folds the next batch, or ever fewer of it, until an entry that cannot be folded stands alone: that one is
    /// set aside and shown, and figures are frozen no more until somebody has mended it and asked for a rebuild.
    ///
    /// @return how many entries were done with
    private int foldOrSetAside(Connection connection) throws SQLException {
        for (int most = BATCH; ; most = Math.max(1, most / FEWER)) {
            var before = connection.setSavepoint();
            try {
                var folded = fold(connection, most);
                connection.releaseSavepoint(before);
                return folded;
            } catch (SQLException | RuntimeException e) {
                if (e instanceof SQLException error && !ofItsValues(error)) {
                    throw e;
                }
                connection.rollback(before);
                if (most == 1) {
                    setAside(connection, e);
                    return 1;
                }
            }
        }
    }

    /// Whether the database refuses what an entry holds (classes 22 and 23), rather than having a fault itself.
    private static boolean ofItsValues(SQLException error) {
        var state = error.getSQLState();
        return state == null
                ? error.getCause() instanceof IOException
                : state.startsWith("22") || state.startsWith("23");
    }

    private static void setAside(Connection connection, Exception why) throws SQLException {
        try (var insert = connection.prepareStatement(SET_ASIDE)) {
            insert.setString(1, String.valueOf(why.getMessage()));
            insert.setLong(2, position(connection));
            var row = insert.executeQuery();
            row.next();
            var seq = row.getLong(1);
            move(connection, seq);
            LOG.errorf(why, "coverage: entry %d cannot be folded and is set aside", seq);
        }
    }

    private static void move(Connection connection, long to) throws SQLException {
        try (var update = connection.prepareStatement("update coverage_position set seq = ?")) {
            update.setLong(1, to);
            update.executeUpdate();
        }
    }

    /// Folds the next entries.
    ///
    /// @return how many there were
    private int fold(Connection connection, int most) throws SQLException {
        var entries = new LinkedHashMap<Long, JsonNode>();
        long last = 0;
        int count = 0;
        try (var query = connection.prepareStatement(ENTRIES)) {
            query.setArray(1, connection.createArrayOf("text", Fold.CONCERNED.toArray()));
            query.setLong(2, position(connection));
            query.setInt(3, most);
            for (var rows = query.executeQuery(); rows.next(); count++) {
                last = rows.getLong(1);
                var body = rows.getBytes(2);
                if (body != null) {
                    entries.put(last, json.readTree(body));
                }
            }
        } catch (IOException e) {
            throw new SQLException(e);
        }
        if (count > 0) {
            if (!entries.isEmpty()) {
                new Batch(connection, json, entries).fold();
            }
            move(connection, last);
        }
        return count;
    }

    private static long position(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select seq from coverage_position for update");
                var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// The tables around one batch: loads what its enterprises stand on, and stores what became of it.
    private static final class Batch {
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
            try (var insert = connection.prepareStatement(
                    "insert into " + table + " select * from jsonb_populate_recordset(null::" + table
                            + ", ?::jsonb) on conflict " + onConflict)) {
                insert.setString(1, rows.toString());
                insert.executeUpdate();
            }
        }
    }
}
