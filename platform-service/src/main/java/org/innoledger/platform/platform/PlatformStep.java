package org.innoledger.platform.platform;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One step of a platform's course: from this day on it was in this state, at this level.
@Schema(
        name = "PlatformStep",
        description = "历程的一步 A step of the course: from `on` the platform was in this state at this level",
        requiredProperties = {"status", "level"})
public record PlatformStep(
        @Schema(
                description = "日期；仅培育起始日不详时缺 Day; absent only where nobody knows since when it was cultivated",
                examples = "2021-06-01")
        LocalDate on,

        @Schema(description = "此后的状态 State from then on", examples = "APPROVED") @NotNull
        PlatformState status,

        @Schema(description = "此后的级别 Level from then on", examples = "PROVINCIAL") @NotNull
        PlatformLevel level,

        @Schema(description = "文号 Number of the document", examples = "晋科发〔2021〕12号") @Size(max = 100)
        String documentNumber,

        @Schema(description = "原因 Reason", examples = "评估不合格") @Size(max = 500)
        String reason,

        @Schema(description = "所依据的优化重组 Restructuring by which it came about") @Size(max = 36)
        String act,

        @Schema(description = "并入的平台 Platform that it went into") @Size(max = 36)
        String into) {

    /// A step that the dates of a new record tell.
    static PlatformStep first(LocalDate on, PlatformState status, PlatformLevel level) {
        return of(on, status, level, null, null);
    }

    /// A step that a platform takes by itself.
    static PlatformStep of(
            LocalDate on, PlatformState status, PlatformLevel level, String documentNumber, String reason) {
        return new PlatformStep(on, status, level, documentNumber, reason, null, null);
    }

    PlatformStep on(LocalDate on) {
        return new PlatformStep(on, status, level, documentNumber, reason, act, into);
    }

    /// Whether it would come before a step that it has to follow.
    boolean isBefore(PlatformStep other) {
        return other.on != null && (on == null || on.isBefore(other.on));
    }
}
