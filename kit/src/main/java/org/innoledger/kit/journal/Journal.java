package org.innoledger.kit.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.postgresql.util.PSQLException;

/// The only door to the registers. Transactions begin here and nowhere else; each one first sets the caller's
/// regions for row-level security, so that a statement which goes round this class sees no rows at all.
@ApplicationScoped
public class Journal {
    /// Tries of a transaction that met a deadlock.
    private static final int TRIES_MAX = 4;

    /// Seconds that a transaction may last.
    private static final int SECONDS_MAX = 60;

    /// Bytes of the records of one register that name another, beyond which no further one comes.
    private static final int NAMING_BYTES_MAX = 1024 * 1024;

    /// The caller's regions until the transaction ends.
    private static final String WRITING = "select set_config('ledger.regions', ?, true)";

    /// The same, and that nothing is written before that.
    private static final String READING = WRITING + ", set_config('transaction_read_only', 'on', true)";

    private final StatelessSession session;
    private final Caller.Current caller;
    private final Validation validation;
    private final Sequencer sequencer;
    private final ObjectMapper json;
    private final Collection<Kind<?>> kinds;
    private final List<Rule<?>> rules;
    private final List<Clashes<?>> clashes;
    private final List<Consequence> consequences;
    private final Clock clock;

    Journal(
            StatelessSession session,
            EntityManagerFactory entities,
            Caller.Current caller,
            Validation validation,
            Sequencer sequencer,
            ObjectMapper json,
            @All List<Rule<?>> rules,
            @All List<Clashes<?>> clashes,
            @All List<Consequence> consequences,
            Clock clock) {
        this.session = session;
        this.caller = caller;
        this.validation = validation;
        this.sequencer = sequencer;
        // What is kept under a key was written here, however many lines an import had.
        this.json = json.copy();
        this.json.getFactory().setStreamReadConstraints(StreamReadConstraints.defaults());
        this.kinds = Kind.all(entities);
        this.rules = rules;
        this.clashes = clashes;
        this.consequences = consequences;
        this.clock = clock;
    }

    /// The record with this id.
    ///
    /// @throws Problem 404 when the caller sees none, 410 when it has been withdrawn
    public <F extends Record> Filed<F> read(Class<? extends Registered<F>> type, String id) {
        var kind = Kind.of(type);
        return reading(session -> {
            var row = row(session, kind, kind.id(id));
            if (row.withdrawnAt != null) {
                throw withdrawn(kind, row);
            }
            return row.filed();
        });
    }

    /// Records within the caller's regions that name this one, by register: what somebody must see who asks
    /// what the service holds about it.
    ///
    /// @param most records of one register, the latest first
    public Map<String, List<Filed<?>>> naming(String id, int most) {
        return reading(session -> {
            var naming = new TreeMap<String, List<Filed<?>>>();
            for (var kind : kinds) {
                var conditions = kind.naming();
                if (!conditions.isEmpty()) {
                    var latest = "select * from " + kind.table() + " where withdrawn_at is null and (" + conditions
                            + ") order by recorded_at desc, id limit " + most;
                    var sql = Portion.of(latest, "bytes", "recorded_at desc, id", NAMING_BYTES_MAX);
                    var rows = session.createNativeQuery(sql, kind.entity())
                            .setParameter("id", id)
                            .getResultStream()
                            .<Filed<?>>map(Registered::filed)
                            .toList();
                    if (!rows.isEmpty()) {
                        naming.put(kind.register(), rows);
                    }
                }
            }
            return naming;
        });
    }

    /// Files a new record.
    ///
    /// @param id the record's, or null for a new UUIDv7
    /// @throws Problem 409 when there is one with this id
    public <F extends Record> Outcome<F> file(
            String verb, Class<? extends Registered<F>> type, String id, F facts, When when) {
        var kind = Kind.of(type);
        var fileAs = id == null ? kind.newId() : id;
        return write(type, fileAs, when, present -> {
            if (present != null) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "%s 已登记，现为第 %d 版。要修改请用 PUT 或 PATCH。",
                                "%s is registered already, at version %d. Use PUT or PATCH to change it.",
                                present.id(),
                                present.version()));
            }
            return Change.of(verb, Filed.draft(fileAs, facts));
        });
    }

    /// Changes a record by a rule: facts, state or both.
    ///
    /// @param verb past tense, such as `approved`; it is the second half of the entry's type
    /// @throws Problem 404 when the caller sees none, 410 when it has been withdrawn, 412 when `when` does not
    ///     hold, or what the rule throws
    public <F extends Record> Outcome<F> amend(
            String verb, Class<? extends Registered<F>> type, String id, When when, UnaryOperator<Filed<F>> rule) {
        return write(type, id, when, present -> Change.of(verb, rule.apply(existing(type, id, present))));
    }

    /// Carries out one command on one record, once per idempotency key.
    public <F extends Record> Outcome<F> write(
            Class<? extends Registered<F>> type, String id, When when, Function<Filed<F>, Change<F>> decide) {
        var kind = Kind.of(type);
        return writing(when, outcomeOf(kind), writing -> one(writing, kind, kind.id(id), when, decide));
    }

    /// One command on one record inside a transaction that does more.
    public static <F extends Record> Outcome<F> one(
            Writing writing, Kind<F> kind, String id, When when, Function<Filed<F>, Change<F>> decide) {
        var command = new Command<F>(id, present -> {
            when.check(present);
            return decide.apply(present);
        });
        return writing.apply(kind.entity(), List.of(command)).getFirst().orThrow();
    }

    /// Queries in one read-only transaction within the caller's regions.
    public <T> T reading(Function<StatelessSession, T> query) {
        try {
            return QuarkusTransaction.requiringNew().timeout(SECONDS_MAX).call(() -> {
                begin(caller.get(), READING);
                return query.apply(session);
            });
        } catch (RuntimeException e) {
            throw Sql.cause(e).map(error -> refusal(error, e)).orElseGet(() -> Sql.noConnection(e) ? busy() : e);
        }
    }

    /// Writes in one transaction: all of it or nothing. Under an idempotency key it happens once, and every
    /// repetition is answered with the first result.
    ///
    /// @param answer type of the result, which is kept with the key
    /// @throws Problem what the work throws, which rolls back, or throws as [Standing], which commits first
    public <R> R writing(When when, JavaType answer, Function<Writing, R> work) {
        for (int tries = 1; ; tries++) {
            try {
                var ended =
                        QuarkusTransaction.requiringNew().timeout(SECONDS_MAX).call(() -> transact(when, answer, work));
                sequencer.wake();
                return ended.orThrow();
            } catch (RuntimeException e) {
                var error = Sql.cause(e).orElseThrow(() -> Sql.noConnection(e) ? busy() : e);
                if (!Sql.passing(error) || tries == TRIES_MAX) {
                    throw refusal(error, e);
                }
            }
        }
    }

    /// The type under which the outcome of a command on this register is kept.
    public <F extends Record> JavaType outcomeOf(Kind<F> kind) {
        return json.getTypeFactory().constructParametricType(Outcome.class, kind.facts());
    }

    /// How a transaction ended that commits: with a result or with a refusal that stands.
    private record Ended<R>(R result, Problem refusal) {
        R orThrow() {
            if (refusal != null) {
                throw refusal;
            }
            return result;
        }
    }

    private <R> Ended<R> transact(When when, JavaType answer, Function<Writing, R> work) {
        var who = caller.get();
        begin(who, WRITING);
        var repeated = when.key() == null ? Optional.<String>empty() : repeated(who, when);
        try {
            if (repeated.isPresent()) {
                return new Ended<>(json.readValue(repeated.get(), answer), null);
            }
            var writing =
                    new Writing(session, who, validation::body, kinds, rules, clashes, consequences, clock.instant());
            var ended = ended(work, writing);
            writing.flush();
            if (when.key() != null && ended.refusal() == null) {
                keep(who, when, json.writeValueAsString(ended.result()));
            }
            return ended;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R> Ended<R> ended(Function<Writing, R> work, Writing writing) {
        try {
            return new Ended<>(work.apply(writing), null);
        } catch (Standing refused) {
            return new Ended<>(null, refused.refusal);
        }
    }

    private void begin(Caller who, String settings) {
        session.doWork(connection -> {
            try (var set = connection.prepareStatement(settings)) {
                set.setString(1, who.setting());
                set.execute();
            }
        });
    }

    /// The answer kept under the key.
    ///
    /// @throws Problem 409 while the first request runs, 422 when the key was used for another request
    private Optional<String> repeated(Caller who, When when) {
        return session.doReturningWork(connection -> {
            // The lock ends with the transaction, so whoever gets it afterwards also sees what the first one
            // kept.
            try (var lock = connection.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")) {
                lock.setString(1, who.name() + '\n' + when.operation() + '\n' + when.key());
                var locked = lock.executeQuery();
                if (!locked.next() || !locked.getBoolean(1)) {
                    throw Problem.of(
                            ProblemType.REQUEST_IN_PROGRESS,
                            Text.of("幂等键 %s 的请求仍在处理。", "The request with key %s is still running.", when.key()));
                }
            }
            var sql = "select fingerprint, answer from idempotency where client = ? and operation = ? and key = ?";
            try (var query = connection.prepareStatement(sql)) {
                query.setString(1, who.name());
                query.setString(2, when.operation());
                query.setString(3, when.key());
                var rows = query.executeQuery();
                if (!rows.next()) {
                    return Optional.empty();
                }
                if (!Arrays.equals(rows.getBytes(1), when.fingerprint())) {
                    throw Problem.of(
                            ProblemType.IDEMPOTENCY_KEY_REUSED,
                            Text.of(
                                    "幂等键 %s 已用于内容不同的请求。",
                                    "Key %s was used for a request with other content.", when.key()));
                }
                return Optional.of(rows.getString(2));
            }
        });
    }

    private void keep(Caller who, When when, String answer) {
        var sql = "insert into idempotency (client, operation, key, fingerprint, answer) values (?, ?, ?, ?, ?)";
        session.doWork(connection -> {
            try (var insert = connection.prepareStatement(sql)) {
                insert.setString(1, who.name());
                insert.setString(2, when.operation());
                insert.setString(3, when.key());
                insert.setBytes(4, when.fingerprint());
                insert.setString(5, answer);
                insert.executeUpdate();
            }
        });
    }

    /// What a caller hears of an error of the database.
    private RuntimeException refusal(PSQLException error, RuntimeException thrown) {
        if ("42501".equals(error.getSQLState())) {
            return Problem.of(ProblemType.FORBIDDEN, Text.of("记录不在您的区划范围内。", "The record lies outside your regions."));
        }
        if (Sql.refuses(error)) {
            return QuarkusTransaction.requiringNew().call(() -> Sql.problem(session, error));
        }
        return Sql.busy(error) ? busy() : thrown;
    }

    private static Problem busy() {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                Text.of("数据库暂时繁忙或不可达，请稍后重试。", "The database is busy or away; try again shortly."));
    }

    public static <F extends Record> Registered<F> row(StatelessSession session, Kind<F> kind, String id) {
        var row = session.get(kind.entity(), id);
        if (row == null) {
            throw Problem.notFound(kind.register(), id);
        }
        return row;
    }

    /// The record, which must be there.
    ///
    /// @throws Problem 404 when it is not
    public static <F extends Record> Filed<F> existing(
            Class<? extends Registered<F>> type, String id, Filed<F> present) {
        if (present == null) {
            throw Problem.notFound(Kind.of(type).register(), id);
        }
        return present;
    }

    static <F extends Record> Problem withdrawn(Kind<F> kind, Registered<F> row) {
        return Problem.of(
                ProblemType.WITHDRAWN,
                Text.of(
                        "%s/%s 已于 %s 撤销：%s",
                        "%s/%s was withdrawn at %s: %s", kind.register(), row.id, row.withdrawnAt, row.withdrawnReason),
                Map.of("withdrawnAt", row.withdrawnAt.toString(), "reason", row.withdrawnReason));
    }
}
