package org.innoledger.kit.journal;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// Gives committed entries their numbers: 1, 2, 3, … without gap, each once, and with the number the Merkle
/// leaf. An entry ceases to be pending by the statement that gives it its number, so that it is given none
/// twice.
///
/// Only committed entries can be seen as pending, so none is lost to a late commit; and since the writer of a
/// record's next version waited for the row, versions of one record are always sealed in order.
@ApplicationScoped
public class Sequencer {
    /// Entries sealed by one statement.
    private static final int BATCH = 2_000;

    /// How long an entry of another instance may wait before it is looked for.
    private static final Duration POLL = Duration.ofMillis(100);

    /// Rest between two batches; an entry is sealed later by this much at the most.
    private static final Duration REST = Duration.ofMillis(5);

    private static final Duration IDEMPOTENCY_KEPT = Duration.ofDays(7);
    private static final Duration CLEANING = Duration.ofHours(1);

    /// The leaf is that of RFC 6962: SHA-256 of a zero byte and the entry.
    private static final String SEAL = """
            with taken as (
                delete from journal_pending
                where entry = any (array(select entry from journal_pending order by entry limit ?))
                returning entry)
            insert into journal_seal (seq, entry, leaf)
            select (select coalesce(max(seq), 0) from journal_seal) + row_number() over (order by j.entry),
                   j.entry, sha256('\\x00'::bytea || j.body)
            from taken join journal j using (entry)""";

    private final Signal written = new Signal();
    private final Signal sealed = new Signal();
    private final Leader leader;
    private final Counter count;
    private Instant cleaned = Instant.MIN;

    Sequencer(@DataSource("system") AgroalDataSource system, MeterRegistry meters) {
        leader = new Leader("sequencer", system, this::lead);
        count = meters.counter("innoledger.sealed");
    }

    void start(@Observes StartupEvent event) {
        leader.start();
    }

    void stop(@Observes ShutdownEvent event) {
        leader.stop();
    }

    /// Says that entries were committed.
    void wake() {
        written.raise();
    }

    /// Raised when entries have been sealed by this instance.
    public Signal sealed() {
        return sealed;
    }

    private void lead(Connection connection) throws SQLException {
        while (leader.running()) {
            var seen = written.count();
            var batch = seal(connection);
            if (batch > 0) {
                count.increment(batch);
                sealed.raise();
            }
            if (batch < BATCH) {
                clean(connection);
                // Under load entries gather while the sequencer rests, so that many share one commit.
                LockSupport.parkNanos(REST.toNanos());
                written.await(seen, POLL);
            }
        }
    }

    private int seal(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SEAL)) {
            statement.setInt(1, BATCH);
            return statement.executeUpdate();
        }
    }

    private void clean(Connection connection) throws SQLException {
        if (cleaned.plus(CLEANING).isAfter(Instant.now())) {
            return;
        }
        cleaned = Instant.now();
        try (var statement = connection.prepareStatement(
                "delete from idempotency where recorded_at < now() - make_interval(secs => ?)")) {
            statement.setDouble(1, IDEMPOTENCY_KEPT.toSeconds());
            statement.executeUpdate();
        }
    }
}
