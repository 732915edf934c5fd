package org.innoledger.talent.residence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.Impersonal;

/// Residence 人才公寓: a house with flats for talents. The flats are let by service cases.
@Entity
public class Residence extends Registered<Residence.ResidenceFacts> {
    /// More flats than any house has; it keeps every sum exact.
    private static final long UNITS_MAX = 100_000;

    /// What the register holds of a residence. Source: 人才服务保障, "兴建 752 套人才公寓，实现拎包入住".
    @Embeddable
    @Schema(name = "ResidenceFacts", description = "人才公寓登记内容 Facts of a residence", examples = """
                    {"name": "示例·人才公寓一期", "address": "示例路 1 号", "region": "140105", "units": 752, \
                    "keeper": "示例·物业服务公司", "openedOn": "2022-09-01", "externalId": "SZ-GY-0001"}""")
    public record ResidenceFacts(
            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Impersonal @Searched
            String name,

            @Schema(description = "地址 Address") @Size(max = 300) @Impersonal @Searched
            String address,

            @NotNull @Valid @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "套数；不能少于在住套数 Flats; not fewer than are occupied") @NotNull @Min(1) @Max(UNITS_MAX)
            Integer units,

            @Schema(description = "管理单位 Who keeps it") @Size(max = 200) @Impersonal @Searched
            String keeper,

            @Indexed @Schema(description = "启用日期 Opened on") LocalDate openedOn,

            @Indexed @Size(max = 100) @Impersonal String externalId)
            implements Located<ResidenceFacts> {}
}
