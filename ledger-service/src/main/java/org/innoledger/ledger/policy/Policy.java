package org.innoledger.ledger.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Below;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.region.DivisionCode;

/// Policy 政策: a document that offers enterprises something, with who is eligible in a form that can be judged.
/// Those below read what those above have filed.
@Entity
@Below
public class Policy extends Registered<Policy.PolicyFacts> {

    /// What the register holds of a policy. Source: DOMAIN §1.5; the collection of policies 政策汇编 of the work
    /// plan (晋政办发〔2019〕83号).
    @Embeddable
    @Schema(name = "PolicyFacts", description = "政策登记内容 Facts of a policy", examples = """
                    {"title": "示例·首台套重大技术装备奖励办法", "number": "示例〔2024〕1号", "issuer": "示例·朔州市工业和信息化局", \
                    "region": "140600", "level": "MUNICIPAL", "side": "COMMERCIALISATION", "validFrom": "2024-01-01", \
                    "validTo": "2028-12-31", "eligibility": {"industries": ["C"], "qualifications": ["HIGH_TECH"]}}""")
    public record PolicyFacts(
            @Schema(description = "标题 Title") @NotBlank @Size(max = 300) @Searched
            String title,

            @Schema(description = "文号 Number of the document") @Size(max = 100) @Searched
            String number,

            @Schema(description = "发文单位 Issuer") @NotBlank @Size(max = 200) @Searched
            String issuer,

            @Schema(
                    description =
                            "适用区划；国家级、省级政策由省在 140000 登记 Division where it is in force; the province files those of the "
                                    + "nation and its own under 140000",
                    examples = "140000")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "层级 Level of the issuer") @NotNull @Enumerated(EnumType.STRING) @Indexed
            PolicyLevel level,

            @Schema(description = "方面 Side") @NotNull @Enumerated(EnumType.STRING) @Indexed
            PolicySide side,

            @Schema(description = "施行日期 In force from, this day included") @NotNull
            LocalDate validFrom,

            @Schema(description = "有效期至（含当日），长期有效的不填 In force to, this day included; absent for one without end")
            LocalDate validTo,

            @Schema(description = "原文地址 Address of its text", examples = "https://www.shanxi.gov.cn/example.html")
            @Size(max = 500)
            @Pattern(
                    regexp = "https?://\\S+",
                    message = "原文地址应以 http:// 或 https:// 开头 / The address of the text begins with http:// or https://")
            String textUrl,

            @Schema(description = "摘要 Summary", examples = "对首台套重大技术装备的研制企业给予奖励。") @Size(max = 2000) @Searched
            String summary,

            @Schema(description = "适用条件；不填则适用区划内所有企业 Who is eligible; absent for every enterprise of the division")
            @Valid
            @JdbcTypeCode(SqlTypes.JSON)
            Eligibility eligibility,

            @Indexed @Size(max = 100) String externalId)
            implements Located<PolicyFacts>, Checked {

        /// That every enterprise is eligible is said in one way only: by no criteria.
        public PolicyFacts {
            eligibility = eligibility == null || eligibility.asksNothing() ? null : eligibility;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "validTo",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(validFrom, validTo),
                            "有效期止不能早于施行日期",
                            "validTo cannot be before validFrom")
                    .at(
                            "region",
                            FaultCode.REGION_LEVEL,
                            regionOfLevel(),
                            "区划应与层级一致：国家级、省级为省（如 140000），市级为市（如 140600），县级为县（如 140602）",
                            "The region must be of the level: a province such as 140000 for NATIONAL and PROVINCIAL, a city such as 140600 for MUNICIPAL, a county such as 140602 for COUNTY");
        }

        private boolean regionOfLevel() {
            return region == null
                    || level == null
                    || Optional.of(region.value())
                            .flatMap(Division::find)
                            .map(Division::level)
                            .filter(found -> found != level.where)
                            .isEmpty();
        }
    }

    /// Who issued the policy.
    @Schema(description = "层级 Level: NATIONAL 国家 | PROVINCIAL 省 | MUNICIPAL 市 | COUNTY 县", examples = "PROVINCIAL")
    public enum PolicyLevel {
        NATIONAL(Division.Level.PROVINCE),
        PROVINCIAL(Division.Level.PROVINCE),
        MUNICIPAL(Division.Level.CITY),
        COUNTY(Division.Level.COUNTY);

        /// The kind of division under which it is filed.
        final Division.Level where;

        PolicyLevel(Division.Level where) {
            this.where = where;
        }
    }

    /// The six sides of the collection of policies.
    @Schema(
            description = "方面 Side: INPUT 投入 | INCENTIVE 激励 | COMMERCIALISATION 转化 | ASSESSMENT 考核 | "
                    + "TOLERANCE 容错 | OTHER 其他",
            examples = "COMMERCIALISATION")
    public enum PolicySide {
        /// 投入
        INPUT,
        /// 激励
        INCENTIVE,
        /// 转化
        COMMERCIALISATION,
        /// 考核
        ASSESSMENT,
        /// 容错
        TOLERANCE,
        /// 其他
        OTHER
    }
}
