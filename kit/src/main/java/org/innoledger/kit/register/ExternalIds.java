package org.innoledger.kit.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Kind;
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
                .toList();
        var known = onFile(named.stream().map(Read::externalId).distinct().toList());
        var regions = writing.regions(named.stream().map(Read::facts).toList()).iterator();
        var identified = new ArrayList<Read<B>>(read.size());
        for (var line : read) {
            if (line.refusal() != null || line.id() != null) {
                identified.add(line);
            } else if (line.externalId() == null) {
                identified.add(identified(line, null, known));
            } else {
                identified.add(identified(line, regions.next() + "/" + line.externalId(), known));
            }
        }
        return identified;
    }

    /// @param key region and external id, null for a line that has none
    private <B extends Record> Read<B> identified(Read<B> line, String key, Map<String, String> known) {
        try {
            if (key == null) {
                return line.of(kind.newId(), true);
            }
            var id = known.get(key);
            return id != null
                    ? line.of(id, false)
                    : line.of(newIds.computeIfAbsent(key, unknown -> kind.newId()), true);
        } catch (Problem refusal) {
            return Read.refused(null, refusal);
        }
    }

    /// Ids of the records within the caller's regions that bear these external ids, by region and external id,
    /// which are unique together.
    private Map<String, String> onFile(List<String> externalIds) {
        if (externalIds.isEmpty()) {
            return Map.of();
        }
        var sql = "select region || '/' || external_id, id from " + kind.table()
                + " where external_id = any (?) and withdrawn_at is null";
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
