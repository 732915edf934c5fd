package org.innoledger.talent.talent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.Value;

/// Id of a talent in this service's own register: a UUID.
@Schema(
        type = SchemaType.STRING,
        format = "uuid",
        examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d",
        description = "人才编号 Id of a talent (UUID)")
public record TalentId(@JsonValue String value) implements Value.OfRecord {
    public TalentId {
        value = value.strip().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static TalentId of(String raw) {
        return new TalentId(raw);
    }

    @Override
    public Optional<Fault> fault() {
        return Value.uuid(value, "人才编号", "a talent");
    }

    @Override
    public Fault unknown() {
        return Fault.of(FaultCode.TALENT_UNKNOWN, value);
    }

    @Override
    public String table() {
        return "talent";
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the id as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<TalentId> {
        public AsText() {
            super(TalentId::new);
        }
    }
}
