package org.innoledger.platform.tenancy;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.standard.Value;
import org.innoledger.platform.platform.PlatformId;

/// Premises 场地: how much room a platform has for tenants. Where they are on file, tenants never use more.
@Entity
public class Premises extends Registered<Premises.PremisesFacts> {

    /// What the register holds of premises.
    @Embeddable
    @Schema(name = "PremisesFacts", description = "场地登记内容 Facts of premises", examples = """
                    {"platform": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "areaSquareMetres": 12000, "workstations": 600, \
                    "externalId": "JC-CD-0001"}""")
    public record PremisesFacts(
            @Schema(description = "平台编号，须已登记；每平台一项 Id of the platform, which must be on file; one record for each")
            @NotNull
            @Valid
            @Indexed
            PlatformId platform,

            @Schema(description = "可用面积（平方米），不低于在驻合计 Area for tenants, square metres; never below what they use")
            @NotNull
            @Positive
            @Digits(integer = 8, fraction = 2)
            BigDecimal areaSquareMetres,

            @Schema(description = "工位数 Workstations") @PositiveOrZero @Max(1_000_000)
            Integer workstations,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.Anchored, Refers.Local {

        public PremisesFacts {
            areaSquareMetres = Tenancy.plain(areaSquareMetres);
        }

        @Override
        public Value.OfRecord anchor() {
            return platform;
        }
    }
}
