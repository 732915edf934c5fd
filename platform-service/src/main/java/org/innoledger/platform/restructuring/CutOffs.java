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
import java.util.concurrent.locks.LockSupport;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
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

    /// Whether an act of this turn is to be tried again soon. Only the leader's thread uses it.
    private boolean failed;

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
        var turned = LocalDate.MIN;
        while (leader.running()) {
            var today = LocalDate.now(clock);
            if (!today.equals(turned)) {
                failed = false;
                LOG.infof("%s: %d restructurings ended with their cut-off", today, turn(today));
                // An act that is filed late stays open for the rest of the day, so that its closing can be filed
                // too; one that failed for want of the database is tried again at the next look.
                turned = failed ? turned : today;
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
            return true;
        } catch (RuntimeException refusal) {
            failed |= !(refusal instanceof Problem problem) || problem.type == ProblemType.UNAVAILABLE;
            LOG.warnf("restructuring %s could not end with its cut-off: %s", act.id(), refusal.getMessage());
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
