package org.innoledger.talent.servicecase;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What the placement of a spouse entitles to.
@Schema(
        description = "配偶安置的待遇 Entitlement: TRANSFER 入编调动（具有副教授及以上职称或博士研究生学历学位）| COUNTERPART 对口安置（其他）",
        examples = "TRANSFER")
public enum ServiceEntitlement {
    /// 入编调动
    TRANSFER,
    /// 对口安置
    COUNTERPART
}
