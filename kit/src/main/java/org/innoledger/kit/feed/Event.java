package org.innoledger.kit.feed;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Portion;

/// A sealed entry as a change event: CloudEvents 1.0 with the extensions `sequence` and `region`.
///
/// @param data the canonical bytes of the entry, passed on as they were hashed
/// @param bytes of the entry
@Schema(
        description = "变更事件 Change event (CloudEvents 1.0)",
        requiredProperties = {
            "seq",
            "specversion",
            "id",
            "type",
            "source",
            "subject",
            "time",
            "sequence",
            "region",
            "data"
        })
@JsonPropertyOrder({"seq", "specversion", "id", "type", "source", "subject", "time", "sequence", "region"})
public record Event(
        @Schema(description = "序号 Position in the feed: 1, 2, 3, … without gap", examples = "1")
        long seq,

        @Schema(description = "事件编号 The same at every delivery", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
        String id,

        @Schema(description = "事件类型 Register and past-tense verb", examples = "org.innoledger.enterprise.registered.v1")
        String type,

        @Schema(description = "来源 The service", examples = "/v1/ledger")
        String source,

        @Schema(description = "主体 Register and record", examples = "enterprise/91140602MA0T000111")
        String subject,

        @Schema(
                description = "登记时间 When the ledger learnt of it (UTC)",
                format = "date-time",
                examples = "2026-11-22T02:00:00Z")
        String time,

        @Schema(description = "所属行政区划 Division of the record", examples = "140602")
        String region,

        @Schema(description = "内容 The whole entry as canonical JSON (RFC 8785)", ref = "EventData") @JsonRawValue
        String data,

        @Schema(hidden = true) @JsonIgnore String traceparent,
        @Schema(hidden = true) @JsonIgnore int bytes) {

    /// Sealed entries in the order of their positions, with the columns that [#of] reads. Its last parameter
    /// is the most of them; they end before that where they are large.
    ///
    /// @param where a condition on `journal_seal s join journal j`
    /// @param bytes of entries, beyond which no further one comes
    static String select(String where, int bytes) {
        var rows = "select s.seq, j.id, j.type, j.register, j.subject, j.recorded_at, j.region, j.body, j.traceparent"
                + " from journal_seal s join journal j using (entry) where " + where + " order by s.seq limit ?";
        return Portion.of(rows, "octet_length(body)", "seq", bytes);
    }

    /// What the entries of all registers have, for the description of the API. [OpenApiEvents] adds what is
    /// each register's own.
    @Schema(
            name = "Entry",
            description = "条目 What the entries of all registers have",
            requiredProperties = {"id", "region", "version", "changed", "actor", "recordedAt", "entry"})
    record Entry(
            @Schema(description = "记录编号 Record", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String id,

            @Schema(description = "行政区划 Division", examples = "140602")
            String region,

            @Schema(description = "迁出区划 Division that the record left, on a relocation", examples = "140602")
            String formerRegion,

            @Schema(description = "版本 Version", examples = "1")
            long version,

            @Schema(description = "变更字段 Fields that changed")
            java.util.List<String> changed,

            @Schema(description = "操作者 Who", examples = "shuozhou")
            String actor,

            @Schema(description = "登记时间 When (UTC)", format = "date-time", examples = "2026-11-22T02:00:00Z")
            String recordedAt,

            @Schema(description = "原因 Why, where a reason was asked for")
            String reason,

            @Schema(description = "尚未登记的引用 Ids that the facts refer to and the service does not know yet")
            java.util.List<String> unresolved,

            @Schema(description = "条目编号 Id of the entry", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7e")
            String entry) {}

    /// The version of CloudEvents.
    @Schema(description = "CloudEvents 版本 Version of CloudEvents", examples = "1.0")
    public String getSpecversion() {
        return "1.0";
    }

    /// The position as CloudEvents compares it: as text.
    @Schema(description = "序号（20 位） Position, padded to 20 digits", examples = "00000000000000000001")
    public String getSequence() {
        return "%020d".formatted(seq);
    }

    /// The event of a row.
    static Event of(ResultSet row, String service) throws SQLException {
        var body = row.getBytes(8);
        return new Event(
                row.getLong(1),
                row.getString(2),
                "org.innoledger." + row.getString(3) + ".v1",
                "/v1/" + service,
                row.getString(4) + "/" + row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant().toString(),
                row.getString(7),
                new String(body, StandardCharsets.UTF_8),
                row.getString(9),
                body.length);
    }
}
