package org.innoledger.talent.servicecase;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a talent can ask for.
@Schema(
        description =
                "服务类别 Kind: FLAT 人才公寓 | MEDICAL 医疗保健 | SCHOOLING 子女入学 | SPOUSE_PLACEMENT 配偶安置 | " + "STUDY_LEAVE 进修",
        examples = "FLAT")
public enum ServiceCaseKind {
    FLAT,
    MEDICAL,
    SCHOOLING,
    SPOUSE_PLACEMENT,
    STUDY_LEAVE
}
