package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.Table;
import org.innoledger.kit.standard.Value;

/// Kind of an innovation activity 创新活动类型, from the catalogue `activity-kinds.csv`. Which kinds make an
/// enterprise count as covered stands there too: it is data, not code. Source: DOMAIN 1.2.
///
/// @param value the code
@Schema(
        type = SchemaType.STRING,
        pattern = "^[A-Z][A-Z_]*$",
        examples = "RD_PROJECT",
        description = "创新活动类型代码，见 GET /v1/activity-kinds Kind of activity, see GET /v1/activity-kinds")
public record ActivityKind(@JsonValue String value) implements Value {
    /// One row of the catalogue.
    ///
    /// @param qualifying whether a verified activity of this kind makes its enterprise count as covered
    @Schema(
            name = "ActivityKindEntry",
            description = "创新活动类型 A kind of activity",
            requiredProperties = {"code", "chinese", "english", "qualifying"})
    public record Entry(
            @Schema(description = "代码 Code", examples = "RD_PROJECT")
            String code,

            @Schema(description = "中文名称 Name in Chinese", examples = "研发项目")
            String chinese,

            @Schema(description = "英文名称 Name in English", examples = "R&D project")
            String english,

            @Schema(
                    description =
                            "是否计入覆盖 Whether a verified activity of this kind makes the enterprise count as covered",
                    examples = "true")
            boolean qualifying) {}

    private static final Map<String, Entry> CATALOGUE = Table.read(ActivityKind.class, "activity-kinds.csv").stream()
            .map(row -> new Entry(row.get(0), row.get(1), row.get(2), Boolean.parseBoolean(row.get(3))))
            .collect(Collectors.toMap(Entry::code, entry -> entry, (a, b) -> a, LinkedHashMap::new));

    public ActivityKind {
        value = Value.normalised(value);
    }

    @JsonCreator
    public static ActivityKind of(String raw) {
        return new ActivityKind(raw);
    }

    /// The catalogue, in its order.
    public static List<Entry> catalogue() {
        return List.copyOf(CATALOGUE.values());
    }

    @Override
    public Optional<Fault> fault() {
        return CATALOGUE.containsKey(value)
                ? Optional.empty()
                : Optional.of(Fault.of(FaultCode.ACTIVITY_KIND_UNKNOWN, value, String.join(", ", codes())));
    }

    private static Set<String> codes() {
        return CATALOGUE.keySet();
    }

    /// Whether a verified activity of this kind makes its enterprise count as covered. A code that has left
    /// the catalogue does not.
    public boolean qualifying() {
        return CATALOGUE.containsKey(value) && CATALOGUE.get(value).qualifying();
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the code as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<ActivityKind> {
        public AsText() {
            super(ActivityKind::new);
        }
    }
}
