package org.innoledger.talent.talent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.standard.CitizenNumber;
import org.innoledger.kit.standard.Value;

/// A citizen number in clear or masked, which says neither of itself: `toString` is always masked.
@Schema(
        type = SchemaType.STRING,
        maxLength = 18,
        examples = "11010519491231002X",
        description = "公民身份号码 Citizen number (GB 11643)")
public record NationalId(@JsonValue String value) implements Value {
    /// Births are registered by the country's own calendar day.
    private static final Clock CLOCK = Clock.system(ZoneId.of("Asia/Shanghai"));

    public NationalId {
        value = Value.normalised(value);
    }

    @JsonCreator
    public static NationalId of(String raw) {
        return new NationalId(raw);
    }

    @Override
    public Optional<Fault> fault() {
        return CitizenNumber.fault(value, CLOCK);
    }

    NationalId masked() {
        return new NationalId(Person.masked(value));
    }

    LocalDate birthDate() {
        return CitizenNumber.birthDate(value).orElseThrow();
    }

    @Override
    public String toString() {
        return Person.masked(value);
    }
}
