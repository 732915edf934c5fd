package org.innoledger.ledger.problem;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Filed;

/// State of a problem.
@Schema(
        description = "状态 State: OPEN 待处理 | DISPATCHED 已交办 | IN_PROGRESS 办理中 | ESCALATED 已升级 | RESOLVED 已解决 | "
                + "CONFIRMED 已确认 | REOPENED 重新打开",
        examples = "DISPATCHED")
public enum ProblemState implements Filed.State<ProblemState> {
    /// 待处理
    OPEN,
    /// 已交办: with a body, which may hand it to another of the right competence.
    DISPATCHED,
    /// 办理中
    IN_PROGRESS,
    /// 已升级: with a body of the level above.
    ESCALATED,
    /// 已解决, as the responsible body says.
    RESOLVED,
    /// 已确认, as the enterprise's county says.
    CONFIRMED,
    /// 重新打开
    REOPENED;

    /// What can follow for some class of problem.
    @Override
    public Set<ProblemState> next() {
        var next = EnumSet.copyOf(next(ProblemClass.GOVERNMENT));
        next.addAll(next(ProblemClass.ENTERPRISE));
        return next;
    }

    /// What can follow for a problem of this class: the firm's own goes to no department, what falls to
    /// government is dispatched before anybody works on it.
    Set<ProblemState> next(ProblemClass of) {
        var government = of == ProblemClass.GOVERNMENT;
        return switch (this) {
            case OPEN -> government ? EnumSet.of(DISPATCHED) : EnumSet.of(IN_PROGRESS);
            case DISPATCHED -> EnumSet.of(DISPATCHED, IN_PROGRESS, ESCALATED);
            case IN_PROGRESS -> government ? EnumSet.of(ESCALATED, RESOLVED) : EnumSet.of(RESOLVED);
            case ESCALATED -> EnumSet.of(DISPATCHED, IN_PROGRESS, RESOLVED);
            case RESOLVED -> EnumSet.of(CONFIRMED, REOPENED);
            case CONFIRMED -> EnumSet.of(REOPENED);
            case REOPENED -> government ? EnumSet.of(DISPATCHED, IN_PROGRESS) : EnumSet.of(IN_PROGRESS);
        };
    }
}
