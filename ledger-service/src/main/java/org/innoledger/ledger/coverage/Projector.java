package org.innoledger.ledger.coverage;

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
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.Portion;
import org.innoledger.kit.journal.Sequencer;
import org.innoledger.kit.journal.Signal;
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
}
