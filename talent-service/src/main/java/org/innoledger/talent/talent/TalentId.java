package org.innoledger.talent.talent;

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

/// Id of a talent in this service's own register: a UUID.
@Schema(
        type = SchemaType.STRING,
        format = "uuid",
        examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d",
        description = "人才编号 Id of a talent (UUID)")
public record TalentId(@JsonValue String value) implements Value.OfRecord {
    /// The form of the ids that other systems have for a talent, and for whatever names one: they stay in a
    /// history from which nothing is erased, and no Chinese name fits into it.
    public static final String OTHERS = "[0-9A-Za-z][0-9A-Za-z._/#:-]*";

    /// What is told of an id of another form.
    public static final String OTHERS_TOLD =
            "涉及人才的编号留在不可删除的历史中，只能用字母、数字和 . _ / # : -，不得含姓名 / Ids of records that name a talent stay in a history from "
                    + "which nothing is erased: use letters, digits and . _ / # : - only, and no name";

    public TalentId {
        value = Texts.stripped(value).toLowerCase(Locale.ROOT);
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
