package org.innoledger.kit.register;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Placed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;

/// Finds the records that the lines of an import mean by their callers' own numbers, inside one transaction.
final class ExternalIds {
    private final Kind<?> kind;
    private final Writing writing;

    /// Ids given to external ids that nobody had before, for the lines that still come.
    private final Map<String, String> newIds = new HashMap<>();

    ExternalIds(Kind<?> kind, Writing writing) {
        this.kind = kind;
        this.writing = writing;
    }

    /// The lines, each with its own id, that of the record with its external id, or a new one; a line is
    /// refused where the register's ids are codes that only the caller knows.
    <B extends Record> List<Read<B>> identified(List<Read<B>> read) {
        var named = read.stream()
                .filter(line -> line.id() == null && line.externalId() != null)
                .map(Read::externalId)
                .distinct()
                .toList();
        var known = named.isEmpty() ? Map.<String, String>of() : onFile(named);
        return read.stream()
                .map(line -> line.refusal() != null || line.id() != null ? line : identified(line, known))
                .toList();
    }

    private <B extends Record> Read<B> identified(Read<B> line, Map<String, String> known) {
        try {
            if (line.externalId() == null) {
                return line.as(kind.newId());
            }
            var key = key(line.facts(), line.externalId());
            var id = known.get(key);
            return line.as(id != null ? id : newIds.computeIfAbsent(key, unknown -> kind.newId()));
        } catch (Problem refusal) {
            return new Read<>(null, null, null, refusal);
        }
    }

    /// What an external id is unique by: with the region where the facts state one.
    private static String key(Record facts, String externalId) {
        return facts instanceof Placed placed ? placed.region() + "/" + externalId : externalId;
    }

    /// Ids of the records within the caller's regions that bear these external ids, by [#key].
    private Map<String, String> onFile(List<String> externalIds) {
        var key = Located.class.isAssignableFrom(kind.facts()) ? "region || '/' || external_id" : "external_id";
        var sql =
                "select " + key + ", id from " + kind.table() + " where external_id = any (?) and withdrawn_at is null";
        return writing.query(session -> session.doReturningWork(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                query.setArray(1, connection.createArrayOf("text", externalIds.toArray()));
                var ids = new HashMap<String, String>();
                for (var rows = query.executeQuery(); rows.next(); ) {
                    ids.put(rows.getString(1), rows.getString(2));
                }
                return ids;
            }
        }));
    }
}
