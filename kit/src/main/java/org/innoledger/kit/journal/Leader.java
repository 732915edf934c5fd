package org.innoledger.kit.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Work that one instance of the service does at a time: whoever holds an advisory lock of PostgreSQL. The
/// work runs on the connection that holds the lock, so an instance which lost the lock cannot go on by
/// mistake.
public final class Leader {
    private static final Logger LOG = Logger.getLogger(Leader.class);

    /// How long an instance waits before it asks for the lock again, or tries again after an error.
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String task;
    private final DataSource system;
    private final Work work;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean leading;

    /// The task itself; it returns only when [#running] is over, or throws.
    public interface Work {
        void lead(Connection connection) throws Exception;
    }

    public Leader(String task, DataSource system, Work work) {
        this.task = task;
        this.system = system;
        this.work = work;
        this.thread = Thread.ofPlatform().name(task).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean running() {
        return running;
    }

    /// Whether this instance had the lock when it last asked.
    public boolean leading() {
        return leading;
    }

    /// Ends the work, if it was started, and waits for it, ten seconds at the most.
    public void stop() {
        running = false;
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var said = "";
        while (running) {
            try (var connection = system.getConnection()) {
                leading = locked(connection);
                if (leading) {
                    if (said.isEmpty()) {
                        LOG.infof("%s: leading", task);
                    }
                    try {
                        work.lead(connection);
                    } finally {
                        // The pool would keep the session, and with it the lock.
                        unlock(connection);
                    }
                }
                said = "";
            } catch (Exception e) {
                // An outage is said once, not at each try.
                var saying = String.valueOf(e.getMessage());
                if (running && !saying.equals(said)) {
                    LOG.warnf("%s: %s; trying again every %d s", task, saying, RETRY.toSeconds());
                    said = saying;
                }
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            // Woken to stop; the loop looks at `running` next.
        }
    }

    private boolean locked(Connection connection) throws SQLException {
        return ask(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))");
    }

    private void unlock(Connection connection) {
        try {
            ask(connection, "select pg_advisory_unlock(hashtextextended(?, 0))");
        } catch (SQLException e) {
            LOG.debugf(e, "%s: the lock went with its connection", task);
        }
    }

    private boolean ask(Connection connection, String sql) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, task);
            var rows = query.executeQuery();
            return rows.next() && rows.getBoolean(1);
        }
    }
}
