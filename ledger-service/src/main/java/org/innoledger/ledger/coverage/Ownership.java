package org.innoledger.ledger.coverage;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Ownership 所有制 of an enterprise, by which coverage is counted as well.
@Schema(
        description = "所有制 Ownership: PROVINCIAL_SOE 省属国企 | CENTRAL_SOE 央企 | MUNICIPAL_SOE 市属国企 | "
                + "PRIVATE 民营 | FOREIGN 外资 | MIXED 混合所有制",
        examples = "PRIVATE")
public enum Ownership {
    PROVINCIAL_SOE,
    CENTRAL_SOE,
    MUNICIPAL_SOE,
    PRIVATE,
    FOREIGN,
    MIXED
}
