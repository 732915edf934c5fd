package org.innoledger.ledger.coverage;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Filed;

/// Coverage state 覆盖状态. No step can be skipped, except to ACTIVE when a verified activity appears.
@Schema(
        name = "EnterpriseState",
        description = "覆盖状态 Coverage: NOT_STARTED 未开展 | ASSIGNED 已对接 | IN_PROGRESS 推进中 | ACTIVE 已开展 | "
                + "CLOSED 销号 | REOPENED 重新打开",
        examples = "NOT_STARTED")
public enum CoverageState implements Filed.State<CoverageState> {
    /// 未开展
    NOT_STARTED,
    /// 已对接: a work group has it.
    ASSIGNED,
    /// 推进中: first service record.
    IN_PROGRESS,
    /// 已开展: a qualifying, verified activity within the year.
    ACTIVE,
    /// 销号: proposed by the county, confirmed by the city.
    CLOSED,
    /// Opened again with a reason; number and history stay.
    REOPENED;

    @Override
    public Set<CoverageState> next() {
        return switch (this) {
            case NOT_STARTED -> EnumSet.of(ASSIGNED, ACTIVE);
            case ASSIGNED -> EnumSet.of(IN_PROGRESS, ACTIVE);
            case IN_PROGRESS, REOPENED -> EnumSet.of(ACTIVE);
            case ACTIVE -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.of(REOPENED);
        };
    }
}
