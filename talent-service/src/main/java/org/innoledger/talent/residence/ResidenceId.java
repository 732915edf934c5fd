package org.innoledger.talent.residence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.standard.Texts;
import org.innoledger.kit.standard.Value;

/// Id of a residence in this service's own register: a UUID.
@Schema(
        type = SchemaType.STRING,
        format = "uuid",
        examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d",
        description = "人才公寓编号 Id of a residence (UUID)")
public record ResidenceId(@JsonValue String value) implements Value {
    public ResidenceId {
        value = Texts.stripped(value).toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static ResidenceId of(String raw) {
        return new ResidenceId(raw);
    }

    @Override
    public Optional<Fault> fault() {
        return Value.uuid(value, "人才公寓编号", "a residence");
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the id as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<ResidenceId> {
        public AsText() {
            super(ResidenceId::new);
        }
    }
}
