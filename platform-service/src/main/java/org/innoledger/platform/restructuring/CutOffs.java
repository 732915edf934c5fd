package org.innoledger.platform.restructuring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.innoledger.kit.journal.Daily;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.jboss.logging.Logger;

/// The interim of an act ends with its cut-off, whether somebody closes it or not: at the start of each day of
/// the province, and when the service starts, acts whose cut-off has passed are closed as of that day.
@ApplicationScoped
class CutOffs implements Daily {
    private static final Logger LOG = Logger.getLogger(CutOffs.class);

    /// Acts looked at before the next look.
    private static final int PAGE = 500;

    private static final String PASSED = """
            select id, cut_off from restructuring
            where status = 'APPROVED' and withdrawn_at is null and cut_off < :today and (cut_off, id) > (:after, :last)
            order by cut_off, id limit :limit""";

    private final Journal journal;
    private final Acts acts;

    CutOffs(Journal journal, Acts acts) {
        this.journal = journal;
        this.acts = acts;
    }

    @Override
    public String name() {
        return "restructuring-cut-off";
    }

    @Override
    public boolean turn(LocalDate today, BooleanSupplier running) {
        var turned = close(today, running);
        LOG.infof("%s: %d restructurings ended with their cut-off", today, turned.closed());
        // An act that is filed late stays open for the rest of the day, so that its closing can be filed too;
        // one that failed for want of the database is tried again soon.
        return turned.failed() == 0;
    }

    private record Passed(String id, LocalDate cutOff) {}

    /// How many acts were closed, and how many failed for want of the database.
    record Turned(int closed, int failed) {}

    private enum Ending {
        CLOSED,
        REFUSED,
        FAILED
    }

    /// Closes every act whose cut-off lies before this day.
    Turned close(LocalDate today, BooleanSupplier running) {
        int closed = 0;
        int failed = 0;
        var page = page(today, new Passed("", LocalDate.EPOCH));
        for (; !page.isEmpty() && running.getAsBoolean(); page = page(today, page.getLast())) {
            for (var act : page) {
                var ending = closed(act);
                closed += ending == Ending.CLOSED ? 1 : 0;
                failed += ending == Ending.FAILED ? 1 : 0;
            }
        }
        return new Turned(closed, failed);
    }

    /// Each in a transaction of its own: one that is refused must not keep the others.
    private Ending closed(Passed act) {
        try {
            journal.writing(When.ALWAYS, null, writing -> {
                acts.closeAtCutOff(writing, act.id(), act.cutOff());
                return null;
            });
            return Ending.CLOSED;
        } catch (RuntimeException refusal) {
            LOG.warnf("restructuring %s could not end with its cut-off: %s", act.id(), refusal.getMessage());
            return refusal instanceof Problem problem && problem.type != ProblemType.UNAVAILABLE
                    ? Ending.REFUSED
                    : Ending.FAILED;
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
