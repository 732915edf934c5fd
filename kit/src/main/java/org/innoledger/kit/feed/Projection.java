package org.innoledger.kit.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.innoledger.kit.journal.Canonical;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.Portion;
import org.innoledger.kit.journal.Sequencer;
import org.innoledger.kit.journal.Signal;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.jboss.logging.Logger;

/// Runs one [Projects] over the sealed entries: effect and position in one transaction, by one instance at a
/// time; after a crash it goes on where the tables stand.
///
/// An entry that cannot be folded is set aside and shown in health; those after it are folded. Whatever
/// freezes figures asks first whether they are whole, so that none is frozen wrong.
public final class Projection {
    private static final Logger LOG = Logger.getLogger(Projection.class);

    /// Entries folded in one transaction.
    private static final int BATCH = 2_000;

    /// Bytes of entries folded in one transaction, beyond which no further one comes.
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    /// By how much fewer entries are tried where a batch holds one that cannot be folded.
    private static final int FEWER = 8;

    /// Rows of a replay that the driver takes at a time; the largest entries come to 12 MiB then.
    private static final int FETCH = 50;

    private static final Duration POLL = Duration.ofMillis(200);

    /// How long somebody waits for the tables to take in what was committed before.
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofMillis(50);

    /// Entries of registers that are not concerned come without their bodies.
    private static final String ENTRIES = Portion.of("""
            select s.seq, case when j.register = any (?) then j.body end as body
            from journal_seal s join journal j using (entry) where s.seq > ? order by s.seq limit ?""", "coalesce(octet_length(body), 0)", "seq", BATCH_BYTES);

    private static final String REPLAY = """
            select s.seq, j.body from journal_seal s join journal j using (entry)
            where s.seq <= ? and j.register = any (?) and j.region >= ? and j.region <= ? order by s.seq""";

    private static final String SET_ASIDE = """
            insert into projection_aside (projection, seq, reason)
            select ?, s.seq, ? from journal_seal s where s.seq > ? order by s.seq limit 1
            returning seq""";

    private static final String STATE = """
            select seq, rebuild_requested_at is not null, rebuilt_at, coalesce((select max(seq) from journal_seal), 0),
                   (select count(*) from projection_aside where projection = name)
            from projection where name = ?""";

    private final Projects projects;
    private final DataSource system;
    private final Sequencer sequencer;
    private final Leader leader;
    private final Signal folded = new Signal();

    Projection(Projects projects, DataSource system, Sequencer sequencer) {
        this.projects = projects;
        this.system = system;
        this.sequencer = sequencer;
        this.leader = new Leader(projects.name(), system, this::lead);
    }

    void start() {
        leader.start();
    }

    void stop() {
        leader.stop();
    }

    /// How the tables stand.
    ///
    /// @param position of the journal that they hold
    /// @param rebuilding whether a rebuild is asked for or running
    /// @param rebuiltAt null where they never were
    /// @param sealed last position of the journal
    /// @param aside entries that stand aside
    public record State(long position, boolean rebuilding, Instant rebuiltAt, long sealed, long aside) {}

    /// @throws Problem 503 where the database is away
    public State state() {
        try (var connection = system.getConnection();
                var query = connection.prepareStatement(STATE)) {
            query.setString(1, projects.name());
            var row = query.executeQuery();
            row.next();
            var rebuilt = row.getObject(3, OffsetDateTime.class);
            return new State(
                    row.getLong(1),
                    row.getBoolean(2),
                    rebuilt == null ? null : rebuilt.toInstant(),
                    row.getLong(4),
                    row.getLong(5));
        } catch (SQLException e) {
            throw away();
        }
    }

    /// Asks for the tables to be made again from position 0; readers see the former ones until that is done.
    public State rebuild() {
        try (var connection = system.getConnection();
                var update = connection.prepareStatement(
                        "update projection set rebuild_requested_at = now() where name = ?")) {
            update.setString(1, projects.name());
            update.executeUpdate();
        } catch (SQLException e) {
            throw away();
        }
        return state();
    }

    /// Waits until the tables hold everything that was committed before this call: whoever writes and then has
    /// figures frozen finds it counted. Each look borrows a connection of its own, so that nobody who waits
    /// keeps one from those who work.
    ///
    /// @throws Problem 503 when that takes longer than fifteen seconds, or an entry stands aside
    public void catchUp() {
        mustBeWhole();
        var until = Instant.now().plus(WAIT_MAX);
        var pending = number("select coalesce(max(entry), 0) from journal_pending");
        var target = -1L;
        while (Instant.now().isBefore(until)) {
            var seen = folded.count();
            if (target < 0 && number("select count(*) from journal_pending where entry <= " + pending) == 0) {
                target = number("select coalesce(max(seq), 0) from journal_seal");
            }
            if (target >= 0 && state().position() >= target) {
                mustBeWhole();
                return;
            }
            folded.await(seen, LOOK);
        }
        var told = projects.told();
        throw Problem.of(
                ProblemType.UNAVAILABLE,
                new Text(
                        told.zh() + "尚未跟上最近的登记，请稍后重试。",
                        "The " + told.en() + " have not yet caught up with the latest records; try again shortly."));
    }

    /// Refuses what rests on the tables while an entry stands aside that they would have to hold.
    ///
    /// @throws Problem 503
    public void mustBeWhole() {
        if (state().aside() > 0) {
            var told = projects.told();
            throw Problem.of(
                    ProblemType.UNAVAILABLE,
                    new Text(
                            "有登记未能计入" + told.zh() + "，查明之前不冻结任何数据；请联系运维人员（/health 中的 " + projects.name() + "）。",
                            "Some entries could not be counted in the " + told.en()
                                    + ", and none are frozen until that is mended: tell the operators (`"
                                    + projects.name() + "` in /health)."));
        }
    }

    /// What operators must know: how far it is behind, and entries that stand aside.
    public HealthCheck health() {
        return () -> {
            var answer = HealthCheckResponse.named(projects.name()).up();
            try {
                var state = state();
                return answer.withData("lag", state.sealed() - state.position())
                        .withData("setAside", state.aside())
                        .withData("state", state.aside() == 0 ? "UP" : "DEGRADED")
                        .build();
            } catch (Problem unreachable) {
                return answer.withData("state", "UNKNOWN").build();
            }
        };
    }

    /// Hands over the entries that matter anew, from the first one on, with nothing but the entries: who
    /// computes figures from them can say whether those on file are right.
    ///
    /// @param province first two digits of the division codes
    /// @param upTo position, this one included
    /// @throws Problem 503 where the database is away
    public void replay(String province, long upTo, BiConsumer<Long, JsonNode> take) {
        try (var connection = system.getConnection()) {
            connection.setAutoCommit(false);
            try (var query = connection.prepareStatement(REPLAY)) {
                query.setFetchSize(FETCH);
                query.setLong(1, upTo);
                query.setArray(2, registers(connection));
                query.setString(3, province);
                query.setString(4, province + "9999");
                for (var rows = query.executeQuery(); rows.next(); ) {
                    take.accept(rows.getLong(1), Canonical.read(rows.getBytes(2)));
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw away();
        }
    }

    private Array registers(Connection connection) throws SQLException {
        return connection.createArrayOf("text", projects.registers().toArray());
    }

    private long number(String sql) {
        try (var connection = system.getConnection();
                var query = connection.prepareStatement(sql);
                var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw away();
        }
    }

    private static Problem away() {
        return Problem.of(
                ProblemType.UNAVAILABLE, Text.of("数据库暂时不可达，请稍后重试。", "The database is away; try again shortly."));
    }

    private void lead(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            while (leader.running()) {
                var seen = sequencer.sealed().count();
                if (rebuildAsked(connection)) {
                    begin(connection);
                }
                var done = foldOrSetAside(connection);
                connection.commit();
                if (done > 0) {
                    folded.raise();
                } else {
                    sequencer.sealed().await(seen, POLL);
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private boolean rebuildAsked(Connection connection) throws SQLException {
        try (var query =
                connection.prepareStatement("select rebuild_requested_at is not null from projection where name = ?")) {
            query.setString(1, projects.name());
            var row = query.executeQuery();
            row.next();
            return row.getBoolean(1);
        }
    }

    /// Begins again from position 0, in one transaction: readers see the old tables until the new ones are
    /// complete.
    private void begin(Connection connection) throws SQLException {
        projects.clear(connection);
        for (var sql : new String[] {
            "delete from projection_aside where projection = ?",
            "update projection set seq = 0, rebuilt_at = now(), rebuild_requested_at = null where name = ?"
        }) {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, projects.name());
                statement.executeUpdate();
            }
        }
        while (foldOrSetAside(connection) > 0) {
            if (!leader.running()) {
                throw new SQLException("stopped while rebuilding; it begins again at the next start");
            }
        }
    }

    /// Folds the next batch, or ever fewer of it, until an entry that cannot be folded stands alone: that one
    /// is set aside and shown, and figures are frozen no more until somebody has mended it and asked for a
    /// rebuild.
    ///
    /// @return how many entries were done with
    private int foldOrSetAside(Connection connection) throws SQLException {
        for (int most = BATCH; ; most = Math.max(1, most / FEWER)) {
            var before = connection.setSavepoint();
            try {
                var done = fold(connection, most);
                connection.releaseSavepoint(before);
                return done;
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

    /// Whether the database refuses what an entry holds (classes 22 and 23), rather than having a fault
    /// itself.
    private static boolean ofItsValues(SQLException error) {
        var state = error.getSQLState();
        return state == null
                ? error.getCause() instanceof IOException
                : state.startsWith("22") || state.startsWith("23");
    }

    private void setAside(Connection connection, Exception why) throws SQLException {
        try (var insert = connection.prepareStatement(SET_ASIDE)) {
            insert.setString(1, projects.name());
            insert.setString(2, String.valueOf(why.getMessage()));
            insert.setLong(3, position(connection));
            var row = insert.executeQuery();
            row.next();
            var seq = row.getLong(1);
            move(connection, seq);
            LOG.errorf(why, "%s: entry %d cannot be folded and is set aside", projects.name(), seq);
        }
    }

    /// @return how many entries there were, those that do not matter among them
    private int fold(Connection connection, int most) throws SQLException {
        var entries = new LinkedHashMap<Long, JsonNode>();
        long last = 0;
        int count = 0;
        try (var query = connection.prepareStatement(ENTRIES)) {
            query.setArray(1, registers(connection));
            query.setLong(2, position(connection));
            query.setInt(3, most);
            for (var rows = query.executeQuery(); rows.next(); count++) {
                last = rows.getLong(1);
                var body = rows.getBytes(2);
                if (body != null) {
                    entries.put(last, Canonical.read(body));
                }
            }
        }
        if (count > 0) {
            if (!entries.isEmpty()) {
                projects.fold(connection, entries);
            }
            move(connection, last);
        }
        return count;
    }

    private long position(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select seq from projection where name = ? for update")) {
            query.setString(1, projects.name());
            var row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private void move(Connection connection, long to) throws SQLException {
        try (var update = connection.prepareStatement("update projection set seq = ? where name = ?")) {
            update.setLong(1, to);
            update.setString(2, projects.name());
            update.executeUpdate();
        }
    }
}
