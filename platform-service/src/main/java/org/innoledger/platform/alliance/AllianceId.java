package org.innoledger.platform.alliance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.Texts;
import org.innoledger.kit.standard.Value;

/// Id of an alliance in this service's own register: a UUID.
@Schema(
        type = SchemaType.STRING,
        format = "uuid",
        examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d",
        description = "联盟编号 Id of an alliance (UUID)")
public record AllianceId(@JsonValue String value) implements Value.OfRecord {
    public AllianceId {
        value = Texts.stripped(value).toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static AllianceId of(String raw) {
        return new AllianceId(raw);
    }

    @Override
    public Optional<Fault> fault() {
        return Value.uuid(value, "联盟编号", "an alliance");
    }

    @Override
    public Fault unknown() {
        return Fault.of(FaultCode.ALLIANCE_UNKNOWN, value);
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the id as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<AllianceId> {
        public AsText() {
            super(AllianceId::new);
        }
    }
}
