package org.innoledger.ledger.problem;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One step of a problem's course.
@Schema(
        name = "ProblemStep",
        description = "办理过程的一步 A step of the course",
        requiredProperties = {"state", "on", "by"})
public record ProblemStep(
        @Schema(description = "转入的状态 State that it came to", examples = "DISPATCHED") @NotNull
        ProblemState state,

        @Schema(description = "日期 Day", examples = "2026-03-05") @NotNull
        LocalDate on,

        @Schema(description = "办理人 Who did it: the caller", examples = "shuozhou")
        String by,

        @Schema(description = "当时的责任单位 Body responsible from then on", examples = "市工信局")
        String body,

        @Schema(description = "说明、理由或解决情况 Note, reason or solution", examples = "请会同海关办理")
        String note) {}
