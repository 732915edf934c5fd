package org.innoledger.ledger.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Where a problem came up.
@Schema(
        description =
                "来源 Source: SERVICE_RECORD 推进服务 | QUESTIONNAIRE 问卷 | HOTLINE 96302 热线 | REPORT 企业上报 | " + "OTHER 其他",
        examples = "SERVICE_RECORD")
public enum ProblemSource {
    SERVICE_RECORD,
    QUESTIONNAIRE,
    HOTLINE,
    REPORT,
    OTHER
}
