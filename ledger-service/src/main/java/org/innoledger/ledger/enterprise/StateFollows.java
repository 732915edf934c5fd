package org.innoledger.ledger.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.innoledger.kit.journal.Command;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Result;
import org.innoledger.kit.journal.Consequence;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.ledger.coverage.CoverageBasis;
import org.innoledger.ledger.coverage.CoverageState;
import org.innoledger.ledger.coverage.States;
import org.innoledger.ledger.enterprise.Enterprise.EnterpriseFacts;

/// The coverage state of an enterprise follows by itself, in the transaction that writes what it follows from.
@ApplicationScoped
class StateFollows implements Consequence {
    /// Whoever writes something else about these enterprises waits here, and then sees what we have written.
    private static final String LOCK =
            "select id from enterprise where id = any(:ids) and withdrawn_at is null order by id for update";

    private final States states;

    StateFollows(States states) {
        this.states = states;
    }

    @Override
    public void follow(Writing writing, List<Written<?>> written) {
        var touched = new TreeSet<String>();
        for (var each : written) {
            if (each.present() == null
                    && each.next().version() > 1
                    && each.next().facts() instanceof EnterpriseFacts) {
                // One that was withdrawn and comes back may have lost what its state followed from.
                touched.add(each.next().id());
            }
            Stream.of(each.present() == null ? each.next() : each.present(), each.next())
                    .filter(filed -> filed.facts() instanceof CoverageBasis)
                    .forEach(filed -> touched.add(
                            ((CoverageBasis) filed.facts()).enterprise().value()));
        }
        if (!touched.isEmpty()) {
            refresh(writing, touched);
        }
    }

    /// Brings the states of these enterprises up to what follows from their records today.
    ///
    /// @return how many changed
    int refresh(Writing writing, Collection<String> enterprises) {
        var held = writing.query(session -> session.createNativeQuery(LOCK, String.class)
                .setParameter("ids", enterprises.toArray(String[]::new), String[].class)
                .getResultList());
        if (held.isEmpty()) {
            return 0;
        }
        var now = writing.query(session -> states.today(session, held));
        var commands = new ArrayList<Command<EnterpriseFacts>>();
        for (var id : held) {
            commands.add(new Command<>(id, present -> change(present, now.get(id))));
        }
        var results = writing.apply(Enterprise.class, commands);
        results.forEach(Result::orThrow);
        return (int) results.stream()
                .filter(result -> result.outcome().effect() == Command.Effect.CHANGED)
                .count();
    }

    /// A step onwards bears the name of the state; whatever leads back, since its ground fell away or since a
    /// new year counts anew, is called `lapsed`.
    private static Change<EnterpriseFacts> change(Filed<EnterpriseFacts> present, CoverageState next) {
        var before = CoverageState.valueOf(present.status());
        var verb = switch (next) {
            case NOT_STARTED -> "lapsed";
            case ASSIGNED -> before == CoverageState.NOT_STARTED ? "assigned" : "lapsed";
            case IN_PROGRESS ->
                before == CoverageState.ASSIGNED || before == CoverageState.NOT_STARTED ? "started" : "lapsed";
            case ACTIVE -> before == CoverageState.CLOSED ? "lapsed" : "activated";
            case CLOSED -> "closed";
            case REOPENED -> "reopened";
        };
        return Change.of(verb, present.inState(next));
    }
}
