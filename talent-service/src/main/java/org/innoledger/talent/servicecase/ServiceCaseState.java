package org.innoledger.talent.servicecase;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Filed;

/// State of a case.
@Schema(
        description = "状态 State: OPEN 已受理 | IN_PROGRESS 办理中 | DONE 已办结 | REFUSED 不予办理 | REOPENED 重新受理 | "
                + "ALLOTTED 已分配公寓 | VACATED 已退房",
        examples = "OPEN")
public enum ServiceCaseState implements Filed.State<ServiceCaseState> {
    /// 已受理
    OPEN,
    /// 办理中
    IN_PROGRESS,
    /// 已办结
    DONE,
    /// 不予办理
    REFUSED,
    /// 重新受理
    REOPENED,
    /// 已分配公寓: how a case of kind FLAT is done.
    ALLOTTED,
    /// 已退房
    VACATED;

    /// States in which nothing has come of the case yet.
    static final Set<ServiceCaseState> UNDECIDED = Set.copyOf(EnumSet.of(OPEN, IN_PROGRESS, REOPENED));

    @Override
    public Set<ServiceCaseState> next() {
        return switch (this) {
            case OPEN, REOPENED -> EnumSet.of(IN_PROGRESS, REFUSED);
            case IN_PROGRESS -> EnumSet.of(DONE, ALLOTTED, REFUSED);
            case DONE, REFUSED -> EnumSet.of(REOPENED);
            case ALLOTTED -> EnumSet.of(VACATED);
            case VACATED -> EnumSet.noneOf(ServiceCaseState.class);
        };
    }
}
