package org.innoledger.kit.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.Value;

/// The code of a division 行政区划代码 under which a new record may be filed: a current one, or a statistical zone,
/// which is remarked upon. A retired code is refused with its successors.
///
/// @param value six digits
@Schema(
        type = SchemaType.STRING,
        pattern = "^[0-9]{6}$",
        examples = "140602",
        description =
                "行政区划代码 Division (GB/T 2260), six digits; must be current. Statistical zones are taken and remarked upon.")
public record DivisionCode(@JsonValue String value) implements Value {
    public DivisionCode {
        value = Value.normalised(value);
    }

    @JsonCreator
    public static DivisionCode of(String raw) {
        return new DivisionCode(raw);
    }

    @Override
    public Optional<Fault> fault() {
        var found = Division.find(value);
        if (found.isEmpty()) {
            return Optional.of(Fault.of(FaultCode.DIVISION_UNKNOWN, value));
        }
        if (found.get().status() == Division.Status.RETIRED) {
            return Optional.of(Fault.of(
                    FaultCode.DIVISION_RETIRED,
                    value,
                    found.get().name(),
                    found.get().successors().stream()
                            .map(code -> code + " "
                                    + Division.find(code).map(Division::name).orElse(""))
                            .collect(Collectors.joining(" / "))));
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> remark() {
        return Division.find(value)
                .filter(division -> division.status() == Division.Status.STATISTICAL)
                .map(division -> "division-statistical");
    }

    /// Whether it is a county or a zone of that level, which an enterprise must state.
    public boolean county() {
        return Division.find(value)
                .filter(division -> division.level() == Division.Level.COUNTY)
                .isPresent();
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the code as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<DivisionCode> {
        public AsText() {
            super(DivisionCode::new);
        }
    }
}
