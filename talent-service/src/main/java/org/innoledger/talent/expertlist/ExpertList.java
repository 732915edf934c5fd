package org.innoledger.talent.expertlist;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Below;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.Impersonal;

/// Expert list 名单: a list of experts that a body keeps. Those below read it, so that they know in which of
/// the province's lists their people stand.
@Entity
@Below
public class ExpertList extends Registered<ExpertList.ExpertListFacts> {

    /// What the register holds of a list. Source: DOMAIN §2, Lists.
    @Embeddable
    @Schema(
            name = "ExpertListFacts",
            description = "专家名单内容 Facts of an expert list",
            examples =
                    "{\"name\": \"朔州市高端人才信息库\", \"region\": \"140600\", \"kind\": \"HIGH_END\", \"keeper\": \"朔州市人社局\", \"document\": \"朔人社发〔2024〕12号\"}")
    public record ExpertListFacts(
            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Impersonal @Searched
            String name,

            @Schema(description = "所属区划 Division that the list belongs to; those below read it")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "类型 Kind") @NotNull @Enumerated(EnumType.STRING) @Indexed
            ExpertListKind kind,

            @Schema(description = "管理单位 Body that keeps it") @Size(max = 200) @Impersonal @Searched
            String keeper,

            @Schema(description = "依据文件 Document that it rests on") @Size(max = 200) @Impersonal @Searched
            String document,

            @Indexed @Size(max = 100) @Impersonal String externalId)
            implements Located<ExpertListFacts> {}

    /// Kind of list 名单类型.
    @Schema(
            description = "名单类型 Kind: HIGH_END 高端人才信息库 | EXTERNAL_DIRECTOR 外部董事人才库 | "
                    + "PROVINCIAL_COMMITTEE 省委联系服务专家 | SASAC_COMMITTEE 国资委党委联系服务专家 | OTHER 其他",
            examples = "HIGH_END")
    public enum ExpertListKind {
        HIGH_END,
        EXTERNAL_DIRECTOR,
        PROVINCIAL_COMMITTEE,
        SASAC_COMMITTEE,
        OTHER
    }
}
