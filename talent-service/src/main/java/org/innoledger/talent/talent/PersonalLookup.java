package org.innoledger.talent.talent;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.Value;

/// Look-up 查找记录: who learnt by a citizen number or a name which talents are on file (PIPL art. 51). The
/// service alone files it. It belongs to the division of whoever looked, since often nobody was found.
@Entity
public class PersonalLookup extends Registered<PersonalLookup.PersonalLookupFacts> {

    /// What was found. What was looked for is not in it, nor a hash of it, by which it could be tried out.
    @Embeddable
    @Schema(
            description = "查找记录 Facts of a look-up",
            requiredProperties = {"region", "lookedUpBy", "key", "occasion", "found"},
            examples = """
                    {"region": "140602", "lookedUpBy": "shuocheng", "key": "NATIONAL_ID", "occasion": "LOOK_UP", "found": 1, \
                    "talents": ["019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d"]}""")
    public record PersonalLookupFacts(
            @Schema(description = "查找者所属区划 Division of whoever looked")
            @NotNull
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "查找者 Who looked: the client or person of the token")
            @NotBlank
            @Size(max = 255)
            @Indexed
            String lookedUpBy,

            @Schema(description = "依据 By what") @NotNull @Enumerated(EnumType.STRING)
            LookupKey key,

            @Schema(description = "场合 On what occasion") @NotNull @Enumerated(EnumType.STRING)
            LookupOccasion occasion,

            @Schema(description = "查到的人数，至多 50；更换号码的为 1 Talents found, at most 50; 1 where a number was replaced")
            @NotNull
            Integer found,

            @Schema(
                    description = "其中属查找者区划的人才编号 Ids of those found that are the looker's to see",
                    maxItems = Lookups.FOUND_MAX)
            @Size(max = Lookups.FOUND_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull TalentId> talents)
            implements Located<PersonalLookupFacts>, Refers {

        /// Journals know no empty lists.
        public PersonalLookupFacts {
            talents = talents == null || talents.isEmpty() ? null : talents;
        }

        /// It waits for no talent and follows none; that it refers to talents at all puts it among what a
        /// person's copy holds.
        @Override
        public List<Value.OfRecord> named() {
            return List.of();
        }
    }

    /// By what a person is looked for.
    @Schema(description = "依据 Key: NATIONAL_ID 公民身份号码 | NAME 姓名", examples = "NATIONAL_ID")
    public enum LookupKey {
        NATIONAL_ID,
        NAME
    }

    /// How somebody comes to learn whether a person is on file.
    @Schema(
            description =
                    "场合 Occasion: LOOK_UP 查找 | FILING 登记或修改因号码已在册被拒 a filing or change was refused, since the number "
                            + "is on file | CORRECTION 以另一号码更换在册号码 another number was to replace the one on file",
            examples = "LOOK_UP")
    public enum LookupOccasion {
        LOOK_UP,
        FILING,
        CORRECTION
    }
}
