package org.innoledger.ledger.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Whose it is to solve.
@Schema(description = "类别 Class: GOVERNMENT 政府职能范围 | ENTERPRISE 企业自身", examples = "GOVERNMENT")
public enum ProblemClass {
    GOVERNMENT,
    ENTERPRISE
}
