package org.innoledger.talent.talentgrant;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.standard.Impersonal;

/// A payment to be taken back.
@Schema(
        description = "冲回一笔拨付 A payment to be taken back",
        examples = "{\"voucher\": \"SZ-2026-0001\", \"reason\": \"金额录入有误\"}")
public record GrantReversal(
        @Schema(description = "凭证号 Voucher of the payment", examples = "SZ-2026-0001") @NotBlank @Size(max = 100)
        String voucher,

        @Schema(description = "原因，留存于历史 Why, kept in the history", examples = "金额录入有误")
        @NotBlank
        @Size(max = 500)
        @Impersonal
        String reason) {}
