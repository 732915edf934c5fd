package org.innoledger.platform.sharedresource;

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

/// Id of a shared resource in this service's own register: a UUID.
@Schema(
        type = SchemaType.STRING,
        format = "uuid",
        examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d",
        description = "共享资源编号 Id of a shared resource (UUID)")
public record ResourceId(@JsonValue String value) implements Value.OfRecord {
    public ResourceId {
        value = Texts.stripped(value).toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static ResourceId of(String raw) {
        return new ResourceId(raw);
    }

    @Override
    public Optional<Fault> fault() {
        return Value.uuid(value, "共享资源编号", "a shared resource");
    }

    @Override
    public Fault unknown() {
        return Fault.of(FaultCode.RESOURCE_UNKNOWN, value);
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the id as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<ResourceId> {
        public AsText() {
            super(ResourceId::new);
        }
    }
}
