package org.innoledger.platform.platform;

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

/// Id of a platform in this service's own register: a UUID.
@Schema(
        type = SchemaType.STRING,
        format = "uuid",
        examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d",
        description = "平台编号 Id of a platform (UUID)")
public record PlatformId(@JsonValue String value) implements Value.OfRecord {
    public PlatformId {
        value = Texts.stripped(value).toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static PlatformId of(String raw) {
        return new PlatformId(raw);
    }

    @Override
    public Optional<Fault> fault() {
        return Value.uuid(value, "平台编号", "a platform");
    }

    @Override
    public Fault unknown() {
        return Fault.of(FaultCode.PLATFORM_UNKNOWN, value);
    }

    @Override
    public String table() {
        return "platform";
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the id as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<PlatformId> {
        public AsText() {
            super(PlatformId::new);
        }
    }
}
