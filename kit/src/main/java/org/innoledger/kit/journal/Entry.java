package org.innoledger.kit.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.innoledger.kit.journal.Command.Change;

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

    /// The entry that turns `present` (null for a new record) into `next`.
    ///
    /// The body holds everything that an auditor asks for, so that its hash covers it: register, id, region,
    /// version,
    /// status, facts, which of them changed, who, when, why, and what sort of change it was. The same bytes are
    /// the value
    /// of the Kafka message, the `data` of the feed and what the Merkle leaf is made of: whoever has an event
    /// can check it.
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
        return new Entry(
                id, now, next.region(), moved, kind.register(), next.id(), next.version(), type, Canonical.bytes(body));
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
}
