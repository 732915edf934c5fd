package org.innoledger.talent.talent;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Legible;

/// Talent 人才 (DOMAIN 2): a person whom the province counts on, employed here or not.
@Entity
public class Talent extends Registered<SealedTalent> {
    /// Look-ups of talents, inside a transaction of the journal.
    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<Talent, String> {
        /// Whether another talent of the region bears this number of its owner's.
        boolean borne(String externalId, String region, String other) {
            return externalId != null
                    && count(
                                    "facts.externalId = ?1 and region = ?2 and id <> ?3 and withdrawnAt is null",
                                    externalId,
                                    region,
                                    other)
                            > 0;
        }
    }

    /// Whether the person can still be known.
    @Schema(description = "状态 State: ACTIVE 在册 | ERASED 个人信息已删除", examples = "ACTIVE")
    public enum TalentState implements Filed.State<TalentState> {
        ACTIVE,
        ERASED;

        @Override
        public Set<TalentState> next() {
            return this == ACTIVE ? EnumSet.of(ERASED) : EnumSet.noneOf(TalentState.class);
        }
    }

    /// By what a person is looked up. In a body and not in the address, since addresses stand in every log.
    @Schema(
            description = "按身份号码或姓名查找，二者填一 Look up by citizen number or by name, one of them",
            examples = "{\"name\": \"示例人才\"}")
    public record TalentLookup(
            @Schema(description = "公民身份号码 Citizen number", examples = "11010519491231002X") @Valid
            NationalId nationalId,

            @Schema(description = "姓名，全名 Name, the whole of it") @Size(max = 100)
            String name) {
        @Override
        public String toString() {
            return "TalentLookup[***]";
        }
    }

    /// A correction that the data subject asked for (PIPL art. 46).
    @Schema(
            description = "更正个人信息 Correction of personal data: what is given replaces what is on file",
            examples = "{\"personal\": {\"name\": \"示例人才\", \"phone\": \"0351-0000001\"}, \"reason\": \"本人申请更正电话\"}")
    public record Correction(
            @Schema(
                    description =
                            "更正后的个人信息；未填的保留，null 清除 Personal data as they should be; what is left out stays, null clears",
                    implementation = Person.class)
            @NotNull
            JsonNode personal,

            @Schema(description = "理由，不得含个人信息 Why, without personal data")
            @NotBlank
            @Size(max = 500)
            @Impersonal
            @Legible(letters = 2)
            String reason) {
        @Override
        public String toString() {
            return "Correction[***]";
        }
    }

    /// Erasure that the data subject asked for or that the law demands (PIPL art. 47).
    @Schema(description = "删除个人信息 Erasure of personal data", examples = "{\"reason\": \"本人撤回同意\"}")
    public record Erasure(
            @Schema(description = "理由，不得含个人信息 Why, without personal data")
            @NotBlank
            @Size(max = 500)
            @Impersonal
            @Legible(letters = 2)
            String reason) {
        @Override
        public String toString() {
            return "Correction[***]";
        }
    }
}
