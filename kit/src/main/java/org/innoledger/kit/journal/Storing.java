package org.innoledger.kit.journal;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Command.Effect;
import org.innoledger.kit.journal.Command.Result;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.postgresql.util.PSQLException;

/// Stores the drafts of some commands as rows: all of them by one statement, and each by itself only where the
/// database refuses one, to learn which.
final class Storing<F extends Record> {
    private final StatelessSession session;
    private final Writing writing;
    private final Kind<F> kind;
    private final List<Clashes<?>> clashes;
    private final List<Result<F>> results;
    private final BitSet contested;

    /// @param clashes of any register
    /// @param results of the commands, in which refusals are told
    Storing(
            StatelessSession session,
            Writing writing,
            Kind<F> kind,
            List<Clashes<?>> clashes,
            List<Result<F>> results) {
        this.session = session;
        this.writing = writing;
        this.kind = kind;
        this.clashes =
                clashes.stream().filter(each -> each.about() == kind.facts()).toList();
        this.results = results;
        this.contested = new BitSet(results.size());
    }

    /// Inserts new rows. One whose id somebody else took meanwhile is left without a result, once: by then the
    /// row is there to be amended.
    void insert(List<Draft<F>> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        var sql = Rows.insertion(kind) + " on conflict do nothing returning id";
        var written = new HashSet<String>();
        if (bySelf(drafts)) {
            written.addAll(alone(sql, drafts));
        } else if (Sql.guarded(session, () -> written.addAll(execute(sql, drafts)))
                .isPresent()) {
            // A rule that is no conflict of keys, such as a check, is broken by one of them: each goes by
            // itself.
            for (var draft : drafts) {
                Sql.guarded(session, () -> written.addAll(execute(sql, List.of(draft))))
                        .ifPresent(clash -> refuse(draft, clash));
            }
        }
        for (var draft : drafts) {
            if (written.contains(draft.next().id())) {
                writing.record(draft, Effect.CREATED, results);
            } else if (!contested.get(draft.index())) {
                contested.set(draft.index());
            } else if (results.get(draft.index()) == null) {
                singly(draft, Rows.insertion(kind) + " returning id", Effect.CREATED);
            }
        }
    }

    /// Updates rows that are held.
    void update(List<Draft<F>> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        var sql = Rows.update(kind);
        if (bySelf(drafts)) {
            alone(sql, drafts);
            writing.record(drafts.getFirst(), Effect.CHANGED, results);
            return;
        }
        // A clash with a rule of the database is rare: only then is each row tried by itself.
        if (Sql.guarded(session, () -> execute(sql, drafts)).isEmpty()) {
            drafts.forEach(draft -> writing.record(draft, Effect.CHANGED, results));
        } else {
            drafts.forEach(draft -> singly(draft, sql, Effect.CHANGED));
        }
    }

    private List<String> execute(String sql, List<Draft<F>> drafts) {
        return Rows.execute(session, sql, drafts.stream().map(Draft::row).toList());
    }

    /// One row, of which a refusal ends the transaction.
    private List<String> alone(String sql, List<Draft<F>> drafts) {
        try {
            return execute(sql, drafts);
        } catch (RuntimeException e) {
            throw new InTheWay(kind, drafts.getFirst().row(), e);
        }
    }

    /// Whether a refusal may end the transaction: there is one record, and nothing more to say of it.
    private boolean bySelf(List<Draft<F>> drafts) {
        return drafts.size() == 1 && clashes.isEmpty();
    }

    /// Writes one row by itself, to learn which rule of the database refuses it.
    private void singly(Draft<F> draft, String sql, Effect effect) {
        var refusal = Sql.guarded(session, () -> execute(sql, List.of(draft)));
        if (refusal.isEmpty()) {
            writing.record(draft, effect, results);
        } else {
            refuse(draft, refusal.get());
        }
    }

    private void refuse(Draft<F> draft, PSQLException clash) {
        var id = draft.next().id();
        var problem =
                Sql.constraint(clash).filter((kind.table() + "_pkey")::equals).isPresent()
                        ? taken(id)
                        : explained(draft.next(), Sql.constraint(clash).orElse(""))
                                .orElseGet(() -> InTheWay.told(session, clash, kind, draft.row()));
        results.set(draft.index(), new Result<>(id, null, problem));
    }

    @SuppressWarnings("unchecked")
    private Optional<Problem> explained(Filed<F> draft, String constraint) {
        return clashes.stream()
                .flatMap(each -> ((Clashes<F>) each).explain(writing, constraint, draft).stream())
                .findFirst();
    }

    /// The id belongs to a record that the caller does not see. Only of one whose id is public, a credit code,
    /// may it be told that another region holds it; any other is answered as it is to who reads it.
    private Problem taken(String id) {
        if (kind.readBelow()) {
            var readable = Rows.region(session, kind, id);
            if (readable.isPresent()) {
                return writing.decidedBy(readable.get());
            }
        }
        return kind.idIsPublic() ? heldElsewhere(id) : Problem.notFound(kind.register(), id);
    }

    static Problem heldElsewhere(String id) {
        return Problem.of(
                ProblemType.HELD_ELSEWHERE,
                Text.of(
                        "%s 已由其他区划登记。如属迁入，请双方共同的上级办理迁移。",
                        "%s is already registered in another region. If it has moved here, ask the office above both for a relocation.",
                        id));
    }
}
