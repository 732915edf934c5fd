package org.innoledger.kit.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Effect;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Command.Result;
import org.innoledger.kit.journal.Consequence.Written;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Value;
import org.postgresql.util.PSQLException;

/// One write transaction: takes the rows, lets commands decide, writes rows and entries. Each step is one
/// statement for
/// any number of records, since round trips are what a write costs.
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

    /// A decision that stands and is yet to be written.
    private record Draft<F extends Record>(
            int index, Filed<F> present, Filed<F> next, boolean withdrawal, Entry entry, ObjectNode row) {}

    /// A decision of which the region is yet to be found.
    private record Decision<F extends Record>(int index, Filed<F> present, Change<F> change) {}

    /// Carries out commands of one register, each by itself: one that is refused stops no other.
    ///
    /// @return a result for each command, in their order
    public <F extends Record> List<Result<F>> apply(Class<? extends Registered<F>> type, List<Command<F>> commands) {
        mustBeFew(commands.size());
        var kind = Kind.of(type);
        var results = new ArrayList<Result<F>>(Collections.nCopies(commands.size(), null));
        var contested = new BitSet(commands.size());
        // A round writes each record at most once. Another follows for ids that the request names twice, and for new
        // records whose id somebody else took between our look and our insert: by then the row is there to be amended.
        for (var round = round(commands, results); !round.isEmpty(); round = round(commands, results)) {
            var drafts = decide(kind, commands, round, results);
            insert(kind, drafts.stream().filter(d -> d.present() == null).toList(), results, contested);
            update(kind, drafts.stream().filter(d -> d.present() != null).toList(), results);
        }
        return results;
    }

    /// A query inside this transaction, within the caller's regions, that sees what the transaction has
    /// written.
    public <T> T query(Function<StatelessSession, T> query) {
        return query.apply(session);
    }

    /// What a caller hears of a broken rule of the database, by the rule's own comment.
    public Problem broken(String rule) {
        return Sql.problem(session, rule);
    }

    /// When the transaction writes: `recordedAt` of what it files.
    public Instant now() {
        return now;
    }

    private static void mustBeFew(int records) {
        if (records > RECORDS_MAX) {
            throw Problem.of(
                    ProblemType.TOO_LARGE,
                    Text.of("一次至多写入 %d 条记录。", "At most %d records can be written at once.", RECORDS_MAX));
        }
    }

    /// Carries out commands of one register like [#apply], in portions: no more of them, of the records that they
    /// meet and of what comes of them is in memory at once than a portion.
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

    /// Lets follow what follows from what has been written, and appends the entries of both. What follows has no
    /// consequences of its own.
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

    /// Lets every record that names one of these follow it: what hangs on it takes its region, and what
    /// waited for it waits no longer. Their present regions must stand in `reference` already.
    ///
    /// @throws Problem when more than [#RECORDS_MAX] records of one register follow
    public void follow(Collection<String> ids) {
        kinds.stream()
                .filter(kind -> Refers.class.isAssignableFrom(kind.facts()))
                .forEach(kind -> follow(kind, ids.toArray(String[]::new)));
    }

    /// Ids of the records within the caller's regions that bear these external ids, by [#external].
    public Map<String, String> byExternalId(Kind<?> kind, Collection<String> externalIds) {
        var key = Located.class.isAssignableFrom(kind.facts()) ? "region || '/' || external_id" : "external_id";
        return pairs(
                "select " + key + ", id from " + kind.table() + " where external_id = any (?) and withdrawn_at is null",
                externalIds);
    }

    /// What an external id is unique by: with the region where the facts state one.
    public static String external(Record facts, String externalId) {
        return facts instanceof Placed placed ? placed.region() + "/" + externalId : externalId;
    }

    /// Takes over what another service's events tell of its records, and lets those that name them follow.
    public void refer(Collection<Reference> references) {
        var told = List.copyOf(references);
        var sql = """
                insert into foreign_reference select * from unnest(?::text[], ?::text[], ?::bigint[])
                on conflict (id) do update set region = excluded.region, version = excluded.version
                where foreign_reference.version < excluded.version
                returning id""";
        var news = session.doReturningWork(connection -> {
            try (var upsert = connection.prepareStatement(sql)) {
                Sql.array(upsert, 1, "text", told, Reference::id);
                Sql.array(upsert, 2, "text", told, reference -> reference.withdrawn() ? null : reference.region());
                Sql.array(upsert, 3, "bigint", told, Reference::version);
                return Sql.strings(upsert.executeQuery());
            }
        });
        if (!news.isEmpty()) {
            follow(news);
        }
    }

    private <F extends Record> void follow(Kind<F> kind, String[] named) {
        var naming = kind.components().values().stream()
                .filter(component -> Value.OfRecord.class.isAssignableFrom(component.type()))
                .map(component -> " or " + component.column() + " = any (?)")
                .toList();
        // What waits is found by the system role: under row-level security no index serves the operator of arrays.
        var sql = "select id from " + kind.table()
                + " where withdrawn_at is null and (id = any (array(select waiting(?, ?)))" + String.join("", naming)
                + ") limit " + (RECORDS_MAX + 1);
        var ids = session.doReturningWork(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                query.setString(1, kind.table());
                for (int i = 0; i <= naming.size(); i++) {
                    query.setArray(2 + i, connection.createArrayOf("text", named));
                }
                return Sql.strings(query.executeQuery());
            }
        });
        mustBeFew(ids.size());
        List<Command<F>> commands = ids.stream()
                .map(id -> new Command<F>(id, present -> Change.of("followed", present)))
                .toList();
        inPortions(kind.entity(), commands, Result::orThrow);
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
            if (row != null && row.withdrawnAt != null) {
                throw Journal.withdrawn(kind, row);
            }
            var present = row == null ? null : row.filed();
            var change = commands.get(index).decide().apply(present);
            // A step that leaves the facts as they are is not stopped by a rule that came after them.
            if (present == null || !change.next().facts().equals(present.facts())) {
                validate.accept(change.next().facts());
            }
            if (present == null && change.next().facts() instanceof Begins begins) {
                change = Change.of(change.verb(), change.next().as(begins.beginsAs()));
            }
            decisions.add(new Decision<>(index, present, change));
        }));
        var known = references(decisions);
        var drafts = new ArrayList<Draft<F>>();
        for (var decision : decisions) {
            var id = decision.change().next().id();
            attempt(id, decision.index(), results, () -> {
                var draft = draft(kind, decision, known);
                if (draft == null) {
                    results.set(decision.index(), done(id, decision.present(), Effect.UNCHANGED));
                } else {
                    drafts.add(draft);
                }
            });
        }
        return admitted(kind, drafts, results);
    }

    /// The drafts without those that a rule of the register refuses.
    @SuppressWarnings("unchecked")
    private <F extends Record> List<Draft<F>> admitted(Kind<F> kind, List<Draft<F>> drafts, List<Result<F>> results) {
        var admitted = new ArrayList<>(drafts);
        for (var rule : rules) {
            if (rule.about() == kind.facts()) {
                var asked = admitted.stream()
                        .filter(draft -> !draft.withdrawal())
                        .map(Draft::next)
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

    /// Regions of those records named by the decisions that are known.
    private <F extends Record> Map<String, String> references(List<Decision<F>> decisions) {
        var named = decisions.stream()
                .filter(decision -> decision.change().next().facts() instanceof Refers)
                .flatMap(decision -> ((Refers) decision.change().next().facts()).named().stream())
                .toList();
        if (named.isEmpty()) {
            return Map.of();
        }
        named.stream()
                .filter(each -> each.table() != null)
                .collect(Collectors.groupingBy(
                        Value.OfRecord::table, TreeMap::new, Collectors.mapping(Value::value, Collectors.toSet())))
                .forEach((table, ids) -> Rows.hold(session, table, ids));
        return pairs(
                "select id, region from reference where id = any (?) and region is not null",
                named.stream().map(Value::value).distinct().toList());
    }

    /// The rows of a query with two columns, for these ids.
    private Map<String, String> pairs(String sql, Collection<String> ids) {
        return session.doReturningWork(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                query.setArray(1, connection.createArrayOf("text", ids.toArray()));
                var pairs = new HashMap<String, String>();
                for (var rows = query.executeQuery(); rows.next(); ) {
                    pairs.put(rows.getString(1), rows.getString(2));
                }
                return pairs;
            }
        });
    }

    /// The draft of a decision, or null when it changes nothing.
    private <F extends Record> Draft<F> draft(Kind<F> kind, Decision<F> decision, Map<String, String> known) {
        var present = decision.present();
        var change = decision.change();
        var facts = change.next().facts();
        var unresolved = facts instanceof Refers refers
                ? refers.named().stream()
                        .map(Value::value)
                        .filter(id -> !known.containsKey(id))
                        .distinct()
                        .toList()
                : List.<String>of();
        var region = region(kind, present, facts, known);
        if (present != null && !change.withdrawal() && !change.next().differs(present, region, unresolved)) {
            return null;
        }
        if (facts instanceof Refers.Local) {
            mustBeKnown(kind, present, facts, unresolved);
        }
        caller.mustCover(region);
        var at = present != null && present.recordedAt().isAfter(now) ? present.recordedAt() : now;
        var next = change.next().stamped(region, at, unresolved);
        var tree = Canonical.tree(facts);
        var entry = Entry.of(kind, present, change, next, tree, caller.name(), at);
        return new Draft<>(
                decision.index(),
                present,
                next,
                change.withdrawal(),
                entry,
                Rows.of(kind, next, tree, entry.body().length, change));
    }

    /// Refuses a record that this service, whose own register holds it, does not know. One that was withdrawn
    /// after the record which names it was filed does not stand in the way of amending that.
    private static <F extends Record> void mustBeKnown(
            Kind<F> kind, Filed<F> present, F facts, List<String> unresolved) {
        var before = present == null ? List.of() : ((Refers) present.facts()).named();
        ((Refers) facts)
                .named().stream()
                        .filter(named -> unresolved.contains(named.value()))
                        .filter(named ->
                                present == null || !present.unresolved().contains(named.value()))
                        .filter(named -> !before.contains(named))
                        .findFirst()
                        .ifPresent(named -> {
                            throw unknown(kind, facts, named);
                        });
    }

    private static <F extends Record> Problem unknown(Kind<F> kind, F facts, Value.OfRecord named) {
        var pointer = kind.components().values().stream()
                .filter(component -> named.value().equals(component.text(facts)))
                .map(component -> "/" + component.name())
                .findFirst()
                .orElse("");
        return Problem.invalid(named.unknown().at(pointer));
    }

    private <F extends Record> String region(Kind<F> kind, Filed<F> present, F facts, Map<String, String> known) {
        if (facts instanceof Located<?> located) {
            return located.region().value();
        }
        var anchor = ((Refers.Anchored) facts).anchor();
        var region = known.get(anchor.value());
        if (region == null) {
            // Until the anchor is known its record stays with those who filed it.
            return present != null ? present.region() : caller.home();
        }
        if (!caller.covers(region)) {
            // Credit codes are public; of any other record of another region not even its existence is told.
            throw anchor instanceof CreditCode ? heldElsewhere(anchor.value()) : unknown(kind, facts, anchor);
        }
        return region;
    }

    private <F extends Record> void insert(
            Kind<F> kind, List<Draft<F>> drafts, List<Result<F>> results, BitSet contested) {
        if (drafts.isEmpty()) {
            return;
        }
        var sql = Rows.insertion(kind) + " on conflict do nothing returning id";
        var written = new HashSet<String>();
        if (bySelf(kind, drafts)) {
            written.addAll(execute(sql, drafts));
        } else if (Sql.guarded(session, () -> written.addAll(execute(sql, drafts)))
                .isPresent()) {
            // A rule that is no conflict of keys, such as a check, is broken by one of them: each goes by itself.
            for (var draft : drafts) {
                Sql.guarded(session, () -> written.addAll(execute(sql, List.of(draft))))
                        .ifPresent(clash -> refuse(kind, draft, clash, results));
            }
        }
        for (var draft : drafts) {
            if (written.contains(draft.next().id())) {
                record(draft, Effect.CREATED, results);
            } else if (!contested.get(draft.index())) {
                contested.set(draft.index());
            } else if (results.get(draft.index()) == null) {
                singly(kind, draft, Rows.insertion(kind) + " returning id", Effect.CREATED, results);
            }
        }
    }

    private <F extends Record> void update(Kind<F> kind, List<Draft<F>> drafts, List<Result<F>> results) {
        if (drafts.isEmpty()) {
            return;
        }
        var sql = Rows.update(kind);
        if (bySelf(kind, drafts)) {
            execute(sql, drafts);
            record(drafts.getFirst(), Effect.CHANGED, results);
            return;
        }
        // A clash with a rule of the database is rare: only then is each row tried by itself.
        if (Sql.guarded(session, () -> execute(sql, drafts)).isEmpty()) {
            drafts.forEach(draft -> record(draft, Effect.CHANGED, results));
        } else {
            drafts.forEach(draft -> singly(kind, draft, sql, Effect.CHANGED, results));
        }
    }

    private <F extends Record> List<String> execute(String sql, List<Draft<F>> drafts) {
        return Rows.execute(session, sql, drafts.stream().map(Draft::row).toList());
    }

    /// Whether a refusal may end the transaction: there is one record, and nothing more to say of it.
    private <F extends Record> boolean bySelf(Kind<F> kind, List<Draft<F>> drafts) {
        return drafts.size() == 1 && clashes.stream().noneMatch(each -> each.about() == kind.facts());
    }

    /// Writes one row by itself, to learn which rule of the database refuses it.
    private <F extends Record> void singly(
            Kind<F> kind, Draft<F> draft, String sql, Effect effect, List<Result<F>> results) {
        var refusal = Sql.guarded(session, () -> execute(sql, List.of(draft)));
        if (refusal.isEmpty()) {
            record(draft, effect, results);
            return;
        }
        refuse(kind, draft, refusal.get(), results);
    }

    private <F extends Record> void refuse(Kind<F> kind, Draft<F> draft, PSQLException clash, List<Result<F>> results) {
        var id = draft.next().id();
        var problem =
                Sql.constraint(clash).filter((kind.table() + "_pkey")::equals).isPresent()
                        ? heldElsewhere(id)
                        : explained(kind, draft.next(), Sql.constraint(clash).orElse(""))
                                .orElseGet(() -> Sql.problem(session, clash));
        results.set(draft.index(), new Result<>(id, null, problem));
    }

    @SuppressWarnings("unchecked")
    private <F extends Record> Optional<Problem> explained(Kind<F> kind, Filed<F> draft, String constraint) {
        return clashes.stream()
                .filter(each -> each.about() == kind.facts())
                .flatMap(each -> ((Clashes<F>) each).explain(this, constraint, draft).stream())
                .findFirst();
    }

    private <F extends Record> void record(Draft<F> draft, Effect effect, List<Result<F>> results) {
        entries.add(draft.entry());
        unwrittenBytes += draft.entry().body().length;
        if (!following) {
            written.add(new Written<>(draft.present(), draft.next(), draft.withdrawal()));
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

    static Problem heldElsewhere(String id) {
        return Problem.of(
                ProblemType.HELD_ELSEWHERE,
                Text.of(
                        "%s 已由其他区划登记。如属迁入，请双方共同的上级办理迁移。",
                        "%s is already registered in another region. If it has moved here, ask the office above both for a relocation.",
                        id));
    }
}
