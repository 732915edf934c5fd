package org.innoledger.kit.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;

/// One immutable entry of the journal.
///
/// @param formerRegion set where the entry moves its record, else null
/// @param body canonical JSON of the whole entry, see [#of]
record Entry(
        UUID id,
        Instant recordedAt,
        String region,
        String formerRegion,
        String register,
        String subject,
        long version,
        String type,
        byte[] body) {

    /// Bytes of an entry that changes facts. Everything that carries entries on (relay, feed, history,
    /// projections, followers) holds several of them at once and relies on it.
    static final int BYTES_MAX = 256 * 1024;

    /// Fields that a refused entry is told by.
    private static final int TOLD_MAX = 3;

    /// The entry that turns `present` (null for a new record) into `next`.
    ///
    /// The body holds everything that an auditor asks for, so that its hash covers it: register, id, region,
    /// version, status, facts, which of them changed, who, when, why, and what sort of change it was. The same
    /// bytes are the value of the Kafka message, the `data` of the feed and what the Merkle leaf is made of:
    /// whoever has an event can check it.
    static <F extends Record> Entry of(
            Kind<F> kind,
            Filed<F> present,
            Change<F> change,
            Filed<F> next,
            ObjectNode facts,
            String actor,
            Instant now) {
        var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        var moved = present != null && !present.region().equals(next.region()) ? present.region() : null;
        var type = kind.register() + "." + change.verb();
        var body = JsonNodeFactory.instance.objectNode();
        body.put("actor", actor);
        var changed = body.putArray("changed");
        changed(present, next, facts).forEach(changed::add);
        body.put("entry", id.toString());
        body.set("facts", facts);
        putIfPresent(body, "formerRegion", moved);
        body.put("id", next.id());
        putIfPresent(body, "reason", change.reason());
        body.put("recordedAt", DateTimeFormatter.ISO_INSTANT.format(now));
        body.put("region", next.region());
        body.put("register", kind.register());
        putIfPresent(body, "status", next.status());
        body.put("type", type);
        if (!next.unresolved().isEmpty()) {
            next.unresolved().forEach(body.putArray("unresolved")::add);
        }
        body.put("version", next.version());
        Canonical.mustBeExact(facts);
        var bytes = Canonical.bytes(body);
        // A step that leaves the facts alone, such as a withdrawal, adds little to what was let in before.
        if (bytes.length > BYTES_MAX && (present == null || !next.facts().equals(present.facts()))) {
            throw tooLarge(next.id(), facts, bytes.length);
        }
        return new Entry(id, now, next.region(), moved, kind.register(), next.id(), next.version(), type, bytes);
    }

    private static Problem tooLarge(String id, ObjectNode facts, int bytes) {
        record Part(String name, int bytes) {}
        var faults = facts.properties().stream()
                .map(field -> new Part(field.getKey(), Canonical.size(field.getValue())))
                .sorted(Comparator.comparingInt(Part::bytes).reversed())
                .limit(TOLD_MAX)
                .map(part -> FaultCode.TOO_MANY_BYTES.at("/" + part.name(), part.name(), part.bytes()))
                .toList();
        return Problem.of(
                ProblemType.TOO_LARGE,
                Text.of(
                        "记录 %s 将占 %d 字节，至多 %d 字节；占用最多的字段见 errors，请缩短。",
                        "Record %s would take %d bytes, and %d is the most; `errors` names its largest fields: shorten them.",
                        id,
                        bytes,
                        BYTES_MAX),
                faults);
    }

    /// Names of the fields that differ, sorted; for a new record all that are set.
    private static <F extends Record> TreeSet<String> changed(Filed<F> present, Filed<F> next, ObjectNode facts) {
        var changed = new TreeSet<String>();
        var before = present == null ? JsonNodeFactory.instance.objectNode() : Canonical.tree(present.facts());
        facts.properties().forEach(field -> {
            if (!field.getValue().equals(before.get(field.getKey()))) {
                changed.add(field.getKey());
            }
        });
        before.fieldNames().forEachRemaining(name -> {
            if (!facts.has(name)) {
                changed.add(name);
            }
        });
        if (present == null || !next.region().equals(present.region())) {
            changed.add("region");
        }
        if (!Objects.equals(next.status(), present == null ? null : present.status())) {
            changed.add("status");
        }
        return changed;
    }

    private static void putIfPresent(ObjectNode body, String name, String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /// Appends entries and marks them as pending, in one statement.
    static void append(StatelessSession session, Caller caller, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var sql = """
                with appended as (
                    insert into journal (id, recorded_at, actor, region, former_region, register, subject, version, type,
                                         traceparent, body)
                    select e.id, e.at, ?, e.region, e.former, e.register, e.subject, e.version, e.type, ?, e.body
                    from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                                ?::text[], ?::bytea[])
                         with ordinality as e(id, at, region, former, register, subject, version, type, body, n)
                    order by e.n
                    returning entry)
                insert into journal_pending select entry from appended""";
        session.doWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, caller.name());
                statement.setString(2, caller.traceparent());
                Sql.array(statement, 3, "uuid", entries, Entry::id);
                Sql.array(statement, 4, "timestamptz", entries, Entry::recordedAt);
                Sql.array(statement, 5, "text", entries, Entry::region);
                Sql.array(statement, 6, "text", entries, Entry::formerRegion);
                Sql.array(statement, 7, "text", entries, Entry::register);
                Sql.array(statement, 8, "text", entries, Entry::subject);
                Sql.array(statement, 9, "bigint", entries, Entry::version);
                Sql.array(statement, 10, "text", entries, Entry::type);
                var bodies = entries.stream().map(Entry::body).toArray(byte[][]::new);
                statement.setArray(11, connection.createArrayOf("bytea", bodies));
                statement.executeUpdate();
            }
        });
    }
}
