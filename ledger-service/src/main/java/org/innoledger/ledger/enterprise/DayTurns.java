package org.innoledger.ledger.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.innoledger.kit.journal.Daily;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.Problem;
import org.innoledger.ledger.coverage.States;
import org.jboss.logging.Logger;

/// A state follows from the day too: an assignment begins, an activity starts, a year ends and the count
/// begins anew. At the start of each day of the province, and when the service starts, every enterprise is
/// looked at once.
@ApplicationScoped
class DayTurns implements Daily {
    private static final Logger LOG = Logger.getLogger(DayTurns.class);

    /// Enterprises looked at in one transaction.
    private static final int PAGE = 500;

    private static final String NEXT = """
            select id, status from enterprise where id > :after and withdrawn_at is null order by id limit :limit""";

    private final Journal journal;
    private final StateFollows stateFollows;
    private final States states;

    DayTurns(Journal journal, StateFollows stateFollows, States states) {
        this.journal = journal;
        this.stateFollows = stateFollows;
        this.states = states;
    }

    @Override
    public String name() {
        return "coverage-day";
    }

    @Override
    public boolean turn(LocalDate today, BooleanSupplier running) {
        LOG.infof("%s: %d coverage states followed the day", today, turn(running));
        return true;
    }

    /// Looks at every enterprise; only those whose state is another one today are written.
    private int turn(BooleanSupplier running) {
        int changed = 0;
        for (var page = page("");
                !page.isEmpty() && running.getAsBoolean();
                page = page(page.getLast().id())) {
            var differing = page.stream()
                    .filter(each -> !each.state().equals(each.today()))
                    .map(Looked::id)
                    .toList();
            if (!differing.isEmpty()) {
                changed += written(differing);
            }
        }
        return changed;
    }

    private int written(List<String> differing) {
        try {
            return journal.writing(When.ALWAYS, null, writing -> stateFollows.refresh(writing, differing));
        } catch (Problem refusal) {
            // One page that is refused must not keep the others from their new day; the next turn tries it
            // again.
            LOG.warnf("%d coverage states could not follow the day: %s", differing.size(), refusal.getMessage());
            return 0;
        }
    }

    /// An enterprise with its state on record and the one that follows today.
    private record Looked(String id, String state, String today) {}

    private List<Looked> page(String after) {
        return journal.reading(session -> {
            var rows = session.createNativeQuery(NEXT, Tuple.class)
                    .setParameter("after", after)
                    .setParameter("limit", PAGE)
                    .getResultList();
            var ids = rows.stream().map(row -> row.get("id", String.class)).toList();
            var today = states.today(session, ids);
            return rows.stream()
                    .map(row -> new Looked(
                            row.get("id", String.class),
                            row.get("status", String.class),
                            today.get(row.get("id", String.class)).name()))
                    .toList();
        });
    }
}
