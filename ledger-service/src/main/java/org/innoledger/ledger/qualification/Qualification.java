package org.innoledger.ledger.qualification;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.CreditCode;

/// Qualification 资质: what an enterprise has been recognised as, from one day to another.
@Entity
public class Qualification extends Registered<Qualification.QualificationFacts> {

    /// What the register holds of a qualification. Two of one kind never overlap for one enterprise, which the
    /// database sees to. Source: DOMAIN §1.1; the lists of recognised enterprises that the departments
    /// publish.
    @Embeddable
    @Schema(name = "QualificationFacts", description = "资质登记内容 Facts of a qualification", examples = """
                    {"enterprise": "91140602MA0T000111", "kind": "HIGH_TECH", "level": "NATIONAL", \
                    "validFrom": "2024-11-01", "validTo": "2027-10-31", "certificateNumber": "GR202414000123", \
                    "issuer": "山西省科学技术厅"}""")
    public record QualificationFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise") @NotNull @Valid @Indexed
            CreditCode enterprise,

            @Schema(description = "类别 Kind, from GET /v1/qualification-kinds") @NotNull @Valid @Indexed
            QualificationKind kind,

            @Schema(description = "级别 Level") @NotNull @Enumerated(EnumType.STRING)
            QualificationLevel level,

            @Schema(description = "有效期起 Valid from, this day included") @NotNull
            LocalDate validFrom,

            @Schema(description = "有效期止（含当日），长期有效的不填 Valid to, this day included; absent for one without end") @Indexed
            LocalDate validTo,

            @Schema(description = "证书编号 Number of the certificate") @Size(max = 100) @Searched
            String certificateNumber,

            @Schema(description = "认定单位 Issuer") @Size(max = 200) @Searched
            String issuer,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.HangsOn, Refers.Local, Checked {

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "validTo",
                    FaultCode.OUT_OF_ORDER,
                    Checks.inOrder(validFrom, validTo),
                    "有效期止不能早于有效期起",
                    "validTo cannot be before validFrom");
        }
    }

    /// Who recognised the enterprise.
    @Schema(description = "级别 Level: NATIONAL 国家级 | PROVINCIAL 省级 | MUNICIPAL 市级", examples = "NATIONAL")
    public enum QualificationLevel {
        NATIONAL,
        PROVINCIAL,
        MUNICIPAL
    }
}
