package org.innoledger.kit.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.StatelessSession;
import org.innoledger.kit.http.Memory;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Canonical;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Portion;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;

/// Every version of a record, told from its journal entries.
@ApplicationScoped
public class History {
    /// Versions on a page.
    static final int LIMIT_MAX = 100;

    /// Bytes of the entries behind a page, beyond which no further version comes.
    private static final int BYTES_MAX = 1024 * 1024;

    /// Bytes of memory that one byte of an entry takes: each stands twice in the answer, as what was and as
    /// what became of it.
    private static final long MEMORY_A_BYTE = 6;

    /// A version as a page ends with one.
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private final Journal journal;
    private final Memory memory;

    History(Journal journal, Memory memory) {
        this.journal = journal;
        this.memory = memory;
    }

    /// One version of a record.
    ///
    /// @param changes fields that changed, with what they were and what they became
    @Schema(
            name = "RecordVersion",
            description = "记录的一个版本 One version of a record",
            requiredProperties = {"version", "type", "recordedAt", "actor", "region", "changes"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            @Schema(description = "版本 Version", examples = "2")
            long version,

            @Schema(description = "变更类型 What was done", examples = "enterprise.amended")
            String type,

            @Schema(description = "登记时间 When (UTC)", format = "date-time", examples = "2026-11-22T02:00:00Z")
            String recordedAt,

            @Schema(description = "操作者 Who", examples = "shuozhou")
            String actor,

            @Schema(description = "行政区划 Division", examples = "140602")
            String region,

            @Schema(description = "状态 State") String status,
            @Schema(description = "原因 Why") String reason,

            @Schema(description = "变更内容 Fields that changed")
            Map<String, Difference> changes) {}

    /// What a field was and what it became; null for nothing.
    @Schema(description = "一个字段的原值与新值 What a field was and what it became; absent for nothing")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            @Schema(description = "原值 Before", implementation = Object.class)
            JsonNode from,

            @Schema(description = "新值 After", implementation = Object.class)
            JsonNode to) {}

    /// Versions of a record, the newest first; also of one that has been withdrawn.
    ///
    /// @param before only versions below this one; null for the newest
    public <F extends Record> Page<Version> of(Class<? extends Registered<F>> type, String id, String before) {
        var kind = Kind.of(type);
        var key = kind.id(id);
        var below = before == null ? Long.MAX_VALUE : version(before);
        memory.ofRequest().more(MEMORY_A_BYTE * BYTES_MAX);
        var bodies = journal.reading(session -> {
            Journal.row(session, kind, key);
            return bodies(session, kind.register(), key, below);
        });
        // The first version of all has none before it; of any other the one before it has come too.
        var more = bodies.size() > LIMIT_MAX
                || !bodies.isEmpty() && bodies.getLast().get("version").asLong() > 1;
        var versions = new ArrayList<Version>();
        for (int i = 0; i < bodies.size() - (more ? 1 : 0); i++) {
            versions.add(version(bodies.get(i), i + 1 < bodies.size() ? bodies.get(i + 1) : null));
        }
        return new Page<>(versions, more ? String.valueOf(versions.getLast().version()) : null, null);
    }

    private static long version(String cursor) {
        if (!VERSION.matcher(cursor).matches()) {
            throw Problem.invalid(FaultCode.CURSOR_MISMATCH.at("cursor"));
        }
        return Long.parseLong(cursor);
    }

    /// One more entry than a page holds, since a version's differences are those to the one before it.
    private List<JsonNode> bodies(StatelessSession session, String register, String id, long before) {
        return session.doReturningWork(connection -> {
            var rows = Portion.of(
                    "select version, body from record_history(?, ?, ?, ?)",
                    "octet_length(body)",
                    "version desc",
                    BYTES_MAX);
            try (var query = connection.prepareStatement(rows)) {
                query.setString(1, register);
                query.setString(2, id);
                query.setLong(3, before);
                query.setInt(4, LIMIT_MAX + 1);
                var bodies = new ArrayList<JsonNode>();
                for (var found = query.executeQuery(); found.next(); ) {
                    bodies.add(Canonical.read(found.getBytes("body")));
                }
                return bodies;
            }
        });
    }

    private static Version version(JsonNode entry, JsonNode before) {
        var changes = new LinkedHashMap<String, Difference>();
        entry.get("changed").forEach(field -> {
            var name = field.asText();
            changes.put(name, new Difference(value(before, name), value(entry, name)));
        });
        return new Version(
                entry.get("version").asLong(),
                entry.get("type").asText(),
                entry.get("recordedAt").asText(),
                entry.get("actor").asText(),
                entry.get("region").asText(),
                entry.path("status").asText(null),
                entry.path("reason").asText(null),
                changes);
    }

    private static JsonNode value(JsonNode entry, String name) {
        if (entry == null) {
            return null;
        }
        var fact = entry.get("facts").get(name);
        return fact == null && List.of("region", "status").contains(name) ? entry.get(name) : fact;
    }
}
