package org.innoledger.talent.talentgrant;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.standard.Impersonal;

/// 拨付 A part of what was approved.
@Schema(
        name = "GrantPayment",
        description = "拨付 Payment",
        examples = "{\"on\": \"2026-07-01\", \"amountYuan\": 3000000, \"voucher\": \"ZF-2026-0001\"}")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantPayment(
        @Schema(description = "拨付日期，缺省为今天 Paid on, today by default", examples = "2026-07-01")
        LocalDate on,

        @Schema(description = "金额（元） Amount, yuan", examples = "3000000") @NotNull @Positive @Max(TalentGrant.YUAN_MAX)
        Long amountYuan,

        @Schema(description = "凭证号，同一资助内唯一 Number of the voucher, unique in the grant", examples = "ZF-2026-0001")
        @NotBlank
        @Size(max = 100)
        @Impersonal
        String voucher) {
    public GrantPayment {
        voucher = voucher == null ? null : voucher.strip();
    }
}
