package org.innoledger.ledger.qualification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Table;
import org.innoledger.kit.standard.Value;

/// Kind of qualification 资质类别: one of the catalogue `qualification-kinds.csv`. A new kind is a new line of it
/// and nothing else.
///
/// @param value its code in upper case
@Schema(
        type = SchemaType.STRING,
        pattern = "^[A-Za-z_]{1,60}$",
        examples = "HIGH_TECH",
        description = "资质类别 Kind of qualification, from the catalogue GET /v1/qualification-kinds")
public record QualificationKind(@JsonValue String value) implements Value {

    /// One line of the catalogue.
    ///
    /// @param innovative whether it makes an innovative enterprise in the sense of the target of 1551
    public record Line(String code, Text name, boolean innovative) {}

    private static final Map<String, Line> CATALOGUE = catalogue();

    public QualificationKind {
        value = Value.normalised(value);
    }

    @JsonCreator
    public static QualificationKind of(String raw) {
        return new QualificationKind(raw);
    }

    /// The catalogue in its order.
    public static Collection<Line> all() {
        return CATALOGUE.values();
    }

    @Override
    public Optional<Fault> fault() {
        return CATALOGUE.containsKey(value)
                ? Optional.empty()
                : Optional.of(Fault.of(FaultCode.QUALIFICATION_KIND_UNKNOWN, value));
    }

    /// Its name; a kind that the catalogue does not have is called by its code.
    public Text name() {
        var line = CATALOGUE.get(value);
        return line == null ? new Text(value, value) : line.name();
    }

    @Override
    public String toString() {
        return value;
    }

    private static Map<String, Line> catalogue() {
        var lines = new LinkedHashMap<String, Line>();
        for (var row : Table.read(QualificationKind.class, "qualification-kinds.csv")) {
            var name = new Text(row.get(1), row.get(2));
            lines.put(row.get(0), new Line(row.get(0), name, Boolean.parseBoolean(row.get(3))));
        }
        return Collections.unmodifiableMap(lines);
    }

    /// Stores the code as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<QualificationKind> {
        public AsText() {
            super(QualificationKind::new);
        }
    }
}
