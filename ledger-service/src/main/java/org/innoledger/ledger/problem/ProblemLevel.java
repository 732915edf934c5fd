package org.innoledger.ledger.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// Level of the responsible body, the lowest first.
@Schema(description = "责任层级 Level: COUNTY 县级 | CITY 市级 | PROVINCE 省级", examples = "CITY")
public enum ProblemLevel {
    COUNTY,
    CITY,
    PROVINCE;

    /// @throws Problem 409 for the province, above which there is none
    ProblemLevel above() {
        if (this == PROVINCE) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "问题已在省级，不能再升级；请由省级责任单位办理，或交办其他单位。",
                            "The problem lies with the province already and cannot be escalated; let its body act, or dispatch it to another."));
        }
        return values()[ordinal() + 1];
    }
}
