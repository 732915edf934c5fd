package org.innoledger.platform.alliance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a member contributes.
@Schema(description = "角色 Role: LEAD 龙头企业 | RESEARCH 研发机构 | SUPPORTING 配套企业 | RESOURCE 要素保障", examples = "LEAD")
public enum AllianceRole {
    LEAD,
    RESEARCH,
    SUPPORTING,
    RESOURCE
}
