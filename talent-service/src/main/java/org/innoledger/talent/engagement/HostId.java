package org.innoledger.talent.engagement;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Value;

/// Who engages a talent: an enterprise by its credit code, or a platform by its id, a UUID. Both stand in the
/// registers of other services, so that one may be named before it is known here.
@Schema(
        type = SchemaType.STRING,
        minLength = 18,
        maxLength = 36,
        examples = "91140602MA0T000111",
        description =
                "用人单位：企业统一社会信用代码（18 位）或创新平台编号（UUID）Host: credit code of an enterprise, or id of a platform (UUID); one that is not known yet is remarked upon")
public record HostId(@JsonValue String value) implements Value.OfRecord {
    private static final Pattern UUID = Pattern.compile("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");

    /// Characters of a credit code.
    private static final int CODE = 18;

    public HostId {
        value = Value.normalised(value);
        value = UUID.matcher(value).matches() ? value.toLowerCase(Locale.ROOT) : value;
    }

    @JsonCreator
    public static HostId of(String raw) {
        return new HostId(raw);
    }

    /// Whether it is a platform rather than an enterprise.
    public boolean platform() {
        return UUID.matcher(value.toUpperCase(Locale.ROOT)).matches();
    }

    @Override
    public Optional<Fault> fault() {
        if (platform()) {
            return Optional.empty();
        }
        return value.length() == CODE ? new CreditCode(value).fault() : Optional.of(Fault.of(FaultCode.HOST_FORM));
    }

    @Override
    public Optional<String> remark() {
        return platform() ? Optional.empty() : new CreditCode(value).remark();
    }

    @Override
    public Fault unknown() {
        return Fault.of(FaultCode.HOST_UNKNOWN, value);
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the id as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<HostId> {
        public AsText() {
            super(HostId::new);
        }
    }
}
