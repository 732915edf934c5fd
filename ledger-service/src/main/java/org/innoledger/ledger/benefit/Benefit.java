package org.innoledger.ledger.benefit;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.standard.CreditCode;

/// Benefit 政策兑现: what an enterprise has had of a policy in a year.
@Entity
public class Benefit extends Registered<Benefit.BenefitFacts> {

    /// What the register holds of a benefit. Source: DOMAIN §1.5; a pledge loan of 3,000,000 yuan is one.
    @Embeddable
    @Schema(name = "BenefitFacts", description = "政策兑现登记内容 Facts of a benefit", examples = """
                    {"enterprise": "91140602MA0T000111", "policy": "0190f3a0-0000-7000-8000-000000000001", "kind": "LOAN", \
                    "year": 2021, "amountYuan": 3000000, "grantedOn": "2021-07-29"}""")
    public record BenefitFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise") @NotNull @Valid @Indexed
            CreditCode enterprise,

            @Schema(description = "政策编号 Id of the policy, one of /v1/policies that the caller can see")
            @NotNull
            @Pattern(
                    regexp = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    message = "政策编号应为 UUID / The id of a policy is a UUID")
            @Indexed
            String policy,

            @Schema(description = "类别 Kind") @NotNull @Enumerated(EnumType.STRING)
            BenefitKind kind,

            @Schema(description = "年度 Year") @NotNull @Min(2000) @Max(2100) @Indexed
            Integer year,

            @Schema(description = "金额（元） Amount, yuan") @NotNull @PositiveOrZero @Max(9_000_000_000_000L)
            Long amountYuan,

            @Schema(description = "兑现日期 Granted on") @PastOrPresent
            LocalDate grantedOn,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.HangsOn, Refers.Local {

        public BenefitFacts {
            policy = policy == null ? null : policy.toLowerCase(Locale.ROOT);
        }
    }

    /// What a policy has brought.
    @Schema(
            description = "类别 Kind: SUPER_DEDUCTION 加计扣除 | HIGH_TECH_TAX 高新技术企业税收优惠 | FIRST_SET 首台套 | "
                    + "FIRST_PURCHASE 首购 | LOAN 贷款 | SUBSIDY 补助 | OTHER 其他",
            examples = "LOAN")
    public enum BenefitKind {
        /// 加计扣除
        SUPER_DEDUCTION,
        /// 高新技术企业税收优惠
        HIGH_TECH_TAX,
        /// 首台套
        FIRST_SET,
        /// 首购
        FIRST_PURCHASE,
        /// 贷款
        LOAN,
        /// 补助
        SUBSIDY,
        /// 其他
        OTHER
    }
}
