package org.innoledger.platform.restructuring;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.region.Caller;
import org.jboss.logging.Logger;

/// The interim of an act ends with its cut-off, whether somebody closes it or not: at the start of each day of
/// the province, and when the service starts, acts whose cut-off has passed are closed as of that day.
@ApplicationScoped
class CutOffs {
    private static final Logger LOG = Logger.getLogger(CutOffs.class);

    /// Acts looked at before the next look.
    private static final int PAGE = 500;

    /// How often the calendar is looked at.
    private static final Duration LOOK = Duration.ofMinutes(1);

    private static final String PASSED = """
            select id, cut_off from restructuring
            where status = 'APPROVED' and withdrawn_at is null and cut_off < :today and (cut_off, id) > (:after, :last)
            order by cut_off, id limit :limit""";

    private final Journal journal;
    private final Acts acts;
    private final Clock clock;
    private final Leader leader;

    /// Acts of which a refusal has been logged; at most as many as are open past their cut-off.
    private final Set<String> saidOf = ConcurrentHashMap.newKeySet();

    CutOffs(@DataSource("system") AgroalDataSource system, Journal journal, Acts acts, Clock clock) {
        this.journal = journal;
        this.acts = acts;
        this.clock = clock;
        this.leader = new Leader("restructuring-cut-off", system, this::lead);
    }

    void start(@Observes StartupEvent event) {
        leader.start();
    }

    void stop(@Observes ShutdownEvent event) {
        leader.stop();
    }

    private void lead(Connection connection) throws SQLException {
        while (leader.running()) {
            var closed = turn(LocalDate.now(clock));
            if (closed > 0) {
                LOG.infof("%d restructurings ended with their cut-off", closed);
            }
            LockSupport.parkNanos(LOOK.toNanos());
            if (!connection.isValid(/* seconds */ 5)) {
                return;
            }
        }
    }

    private record Passed(String id, LocalDate cutOff) {}

    /// Closes every act whose cut-off lies before this day.
    ///
    /// @return how many were closed
    int turn(LocalDate today) {
        return Caller.asService("platform", () -> {
            int closed = 0;
            var page = page(today, new Passed("", LocalDate.EPOCH));
            for (; !page.isEmpty() && leader.running(); page = page(today, page.getLast())) {
                closed += (int) page.stream().filter(this::closed).count();
            }
            return closed;
        });
    }

    /// Each in a transaction of its own: one that is refused must not keep the others.
    private boolean closed(Passed act) {
        try {
            journal.writing(When.ALWAYS, null, writing -> {
                acts.closeAtCutOff(writing, act.id(), act.cutOff());
                return null;
            });
            saidOf.remove(act.id());
            return true;
        } catch (RuntimeException refusal) {
            // Asked again at the next look; said once.
            if (saidOf.add(act.id())) {
                LOG.warnf("restructuring %s could not end with its cut-off: %s", act.id(), refusal.getMessage());
            }
            return false;
        }
    }

    private List<Passed> page(LocalDate today, Passed after) {
        return journal.reading(session -> session.createNativeQuery(PASSED, Tuple.class)
                .setParameter("today", today)
                .setParameter("after", after.cutOff())
                .setParameter("last", after.id())
                .setParameter("limit", PAGE)
                .getResultStream()
                .map(row -> new Passed(row.get("id", String.class), row.get("cut_off", LocalDate.class)))
                .toList());
    }
}
