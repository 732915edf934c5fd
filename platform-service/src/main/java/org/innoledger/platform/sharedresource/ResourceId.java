package org.innoledger.platform.sharedresource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Value;

/// Id of a shared resource in this service's own register: a UUID.
@Schema(
        type = SchemaType.STRING,
        format = "uuid",
        examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d",
        description = "共享资源编号 Id of a shared resource (UUID)")
public record ResourceId(@JsonValue String value) implements Value.OfRecord {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public ResourceId {
        value = value.strip().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static ResourceId of(String raw) {
        return new ResourceId(raw);
    }

    @Override
    public Optional<Fault> fault() {
        return UUID.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(new Fault(
                        FaultCode.ID_FORM, Text.of("共享资源编号应为 UUID", "The id of a shared resource is a UUID")));
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
