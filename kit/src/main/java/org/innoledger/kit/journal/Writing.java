package org.innoledger.kit.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Effect;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Command.Result;
import org.innoledger.kit.journal.Consequence.Written;
import org.innoledger.kit.journal.Draft.Decision;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;

/// One write transaction: takes the rows, lets commands decide, writes rows and entries. Each step is one
/// statement for any number of records, since round trips are what a write costs.
public final class Writing {
    /// Records that one call may write.
    public static final int RECORDS_MAX = 10_000;

    /// Records, and bytes of them, that are in hand at once where there are many.
    private static final int PORTION_RECORDS = 1_000;

    private static final int PORTION_BYTES = 1024 * 1024;

    /// Bytes of a record below which its size does not matter to a portion.
    private static final int SMALL_BYTES = 4 * 1024;

    /// Bytes of entries that a transaction holds before it appends them.
    private static final int UNWRITTEN_BYTES_MAX = 4 * 1024 * 1024;

    private final StatelessSession session;
    private final Caller caller;
    private final Consumer<Record> validate;
    private final Collection<Kind<?>> kinds;
    private final List<Rule<?>> rules;
    private final List<Clashes<?>> clashes;
    private final List<Consequence> consequences;
    private final Instant now;
    private long unwrittenBytes;

    /// Whether consequences are at work, of which none follow.
    private boolean following;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Written<?>> written = new ArrayList<>();

    Writing(
            StatelessSession session,
            Caller caller,
            Consumer<Record> validate,
            Collection<Kind<?>> kinds,
            List<Rule<?>> rules,
            List<Clashes<?>> clashes,
            List<Consequence> consequences,
            Instant now) {
        this.session = session;
        this.caller = caller;
        this.validate = validate;
        this.kinds = kinds;
        this.rules = rules;
        this.clashes = clashes;
        this.consequences = consequences;
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /// Carries out commands of one register, each by itself: one that is refused stops no other.
    ///
    /// @return a result for each command, in their order
    public <F extends Record> List<Result<F>> apply(Class<? extends Registered<F>> type, List<Command<F>> commands) {
        mustBeFew(commands.size());
        var kind = Kind.of(type);
        var results = new ArrayList<Result<F>>(Collections.nCopies(commands.size(), null));
        var storing = new Storing<>(session, this, kind, clashes, results);
        // A round writes each record at most once. Another follows for ids that the request names twice, and
        // for new records whose id somebody else took between our look and our insert: by then the row is
        // there to be amended.
        for (var round = round(commands, results); !round.isEmpty(); round = round(commands, results)) {
            var drafts = decide(kind, commands, round, results);
            storing.insert(drafts.stream().filter(d -> d.present() == null).toList());
            storing.update(drafts.stream().filter(d -> d.present() != null).toList());
        }
        return results;
    }

    /// A query inside this transaction, within the caller's regions, that sees what the transaction has
    /// written.
    public <T> T query(Function<StatelessSession, T> query) {
        return query.apply(session);
    }

    /// Where new records of these facts would lie: in the region that they state, or in that of what they hang
    /// on, or with the caller where that is not known here.
    public List<String> regions(List<? extends Record> facts) {
        return Named.regions(session, caller, facts);
    }

    /// What a caller hears of a broken rule of the database, by the rule's own comment.
    public Problem broken(String rule) {
        return Sql.problem(session, rule);
    }

    /// What a caller hears of a record of another office that it may read.
    Problem decidedBy(String region) {
        return caller.decidedBy(region);
    }

    /// All registers of the service.
    Collection<Kind<?>> kinds() {
        return kinds;
    }

    /// When the transaction writes: `recordedAt` of what it files.
    public Instant now() {
        return now;
    }

    static void mustBeFew(int records) {
        if (records > RECORDS_MAX) {
            throw Problem.of(
                    ProblemType.TOO_LARGE,
                    Text.of("一次至多写入 %d 条记录。", "At most %d records can be written at once.", RECORDS_MAX));
        }
    }

    /// Carries out commands of one register like [#apply], in portions: no more of them, of the records that
    /// they meet and of what comes of them is in memory at once than a portion.
    ///
    /// @param taken is given each result, in the order of the commands
    public <F extends Record> void inPortions(
            Class<? extends Registered<F>> type, List<Command<F>> commands, Consumer<Result<F>> taken) {
        var kind = Kind.of(type);
        for (int from = 0; from < commands.size(); ) {
            var most = commands.subList(from, Math.min(from + PORTION_RECORDS, commands.size()));
            var large = most.size() == 1 ? Map.<String, Integer>of() : large(kind, most);
            int count = 0;
            for (long bytes = 0; count < most.size() && bytes < PORTION_BYTES; count++) {
                bytes += large.getOrDefault(most.get(count).id(), 0);
            }
            apply(type, most.subList(0, count)).forEach(taken);
            relieve();
            from += count;
        }
    }

    /// Bytes of those records that are on file and large.
    private <F extends Record> Map<String, Integer> large(Kind<F> kind, List<Command<F>> commands) {
        var sql = "select id, bytes from " + kind.table() + " where id = any (?) and bytes > " + SMALL_BYTES;
        var ids = commands.stream().map(Command::id).toArray();
        return session.doReturningWork(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                query.setArray(1, connection.createArrayOf("text", ids));
                var large = new HashMap<String, Integer>();
                for (var rows = query.executeQuery(); rows.next(); ) {
                    large.put(rows.getString(1), rows.getInt(2));
                }
                return large;
            }
        });
    }

    /// Lets what has been written come to its entries early where it is much.
    private void relieve() {
        if (unwrittenBytes > UNWRITTEN_BYTES_MAX) {
            if (following) {
                append();
            } else {
                flush();
            }
        }
    }

    /// Lets follow what follows from what has been written, and appends the entries of both. What follows has
    /// no consequences of its own.
    void flush() {
        var cause = List.copyOf(written);
        if (!cause.isEmpty()) {
            following = true;
            consequences.forEach(consequence -> consequence.follow(this, cause));
            following = false;
        }
        append();
        written.clear();
    }

    private void append() {
        Entry.append(session, caller, entries);
        entries.clear();
        unwrittenBytes = 0;
    }

    /// The first open command of each id.
    private static <F extends Record> Map<String, Integer> round(List<Command<F>> commands, List<Result<F>> results) {
        var round = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < commands.size(); i++) {
            if (results.get(i) == null) {
                round.putIfAbsent(commands.get(i).id(), i);
            }
        }
        return round;
    }

    private <F extends Record> List<Draft<F>> decide(
            Kind<F> kind, List<Command<F>> commands, Map<String, Integer> round, List<Result<F>> results) {
        var rows = Rows.lock(session, kind, round.keySet());
        var decisions = new ArrayList<Decision<F>>();
        round.forEach((id, index) -> attempt(id, index, results, () -> {
            var row = rows.get(id);
            var command = commands.get(index);
            var present = row == null ? null : row.filed();
            var change = decided(kind, command, row, present);
            // A step that leaves the facts as they are is not stopped by a rule that came after them.
            if (present == null || command.restores() || !change.next().facts().equals(present.facts())) {
                validate.accept(change.next().facts());
            }
            if (present == null && change.next().facts() instanceof Begins begins) {
                change = Change.of(change.verb(), change.next().inState(begins.beginsAs()));
            }
            decisions.add(new Decision<>(index, present, command.restores(), change));
        }));
        var named = Named.by(
                session,
                decisions.stream()
                        .map(decision -> decision.change().next().facts())
                        .toList());
        var drafts = new ArrayList<Draft<F>>();
        for (var decision : decisions) {
            var id = decision.change().next().id();
            attempt(id, decision.index(), results, () -> {
                var draft = draft(kind, decision, named);
                if (draft == null) {
                    results.set(decision.index(), done(id, decision.present(), Effect.UNCHANGED));
                } else {
                    drafts.add(draft);
                }
            });
        }
        return admitted(kind, drafts, results);
    }

    /// What a command decides. Who may read a record of an office above, and not change it, is told whose it
    /// is.
    private <F extends Record> Change<F> decided(
            Kind<F> kind, Command<F> command, Registered<F> row, Filed<F> present) {
        try {
            mustBeThere(kind, command.id(), row, command.restores());
            return command.decide().apply(present);
        } catch (Problem refusal) {
            if (present == null && refusal.type == ProblemType.NOT_FOUND && kind.readBelow()) {
                Rows.region(session, kind, command.id()).ifPresent(region -> {
                    throw caller.decidedBy(region);
                });
            }
            throw refusal;
        }
    }

    /// A withdrawn record is there for nothing but its restoration.
    private static <F extends Record> void mustBeThere(
            Kind<F> kind, String id, Registered<F> row, boolean restoration) {
        if (!restoration) {
            if (row != null && row.withdrawnAt != null) {
                throw Journal.withdrawn(kind, row);
            }
        } else if (row == null) {
            throw Problem.notFound(kind.register(), id);
        } else if (row.withdrawnAt == null) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of("记录 %s 未被撤回，无需恢复。", "Record %s is not withdrawn; there is nothing to restore.", id));
        }
    }

    /// The drafts without those that a rule of the register refuses.
    @SuppressWarnings("unchecked")
    private <F extends Record> List<Draft<F>> admitted(Kind<F> kind, List<Draft<F>> drafts, List<Result<F>> results) {
        var admitted = new ArrayList<>(drafts);
        for (var rule : rules) {
            if (rule.about() == kind.facts()) {
                var asked = admitted.stream()
                        .map(draft -> new Proposal<>(draft.known(), draft.next(), draft.withdrawal()))
                        .toList();
                var refusals = asked.isEmpty() ? Map.<String, Problem>of() : ((Rule<F>) rule).refusals(this, asked);
                admitted.removeIf(draft -> {
                    var refusal = refusals.get(draft.next().id());
                    if (refusal != null) {
                        results.set(draft.index(), new Result<>(draft.next().id(), null, refusal));
                    }
                    return refusal != null;
                });
            }
        }
        return admitted;
    }

    /// The draft of a decision, or null when it changes nothing.
    private <F extends Record> Draft<F> draft(Kind<F> kind, Decision<F> decision, Named named) {
        var present = decision.present();
        var change = decision.change();
        var facts = change.next().facts();
        var unresolved = named.unresolved(decision.known(), facts, caller);
        var region = named.region(kind, present, facts, caller);
        if (decision.known() != null && !change.withdrawal() && !change.next().differs(present, region, unresolved)) {
            return null;
        }
        if (facts instanceof Refers.Local) {
            named.mustBeKnown(kind, decision.known(), facts, unresolved);
        }
        caller.mustCover(region);
        var at = present != null && present.recordedAt().isAfter(now) ? present.recordedAt() : now;
        var next = change.next().stamped(region, at, unresolved);
        var tree = Canonical.tree(facts);
        var entry = Entry.of(kind, present, change, next, tree, caller.name(), at);
        return new Draft<>(
                decision.index(),
                present,
                decision.known(),
                next,
                change.withdrawal(),
                entry,
                Rows.of(kind, next, tree, entry.body().length, change));
    }

    /// Takes note of a draft that has been stored.
    <F extends Record> void record(Draft<F> draft, Effect effect, List<Result<F>> results) {
        entries.add(draft.entry());
        unwrittenBytes += draft.entry().body().length;
        if (!following) {
            written.add(new Written<>(draft.known(), draft.next(), draft.withdrawal()));
        }
        results.set(draft.index(), done(draft.next().id(), draft.next(), effect));
    }

    private static <F extends Record> Result<F> done(String id, Filed<F> filed, Effect effect) {
        return new Result<>(id, new Outcome<>(filed, effect), null);
    }

    private static <F extends Record> void attempt(String id, int index, List<Result<F>> results, Runnable work) {
        try {
            work.run();
        } catch (Problem refusal) {
            results.set(index, new Result<>(id, null, refusal));
        }
    }
}
