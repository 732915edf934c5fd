package org.innoledger.platform.platform;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Filed;

/// State of a platform; the last three are ends.
@Schema(
        description = "状态 State: CULTIVATING 培育 | APPROVED 批准建设 | OPERATING 运行 | UPGRADED 已升级 | "
                + "MERGED 已合并 | REVOKED 已撤销",
        examples = "OPERATING")
public enum PlatformState implements Filed.State<PlatformState> {
    /// 培育
    CULTIVATING,
    /// 批准建设
    APPROVED,
    /// 运行
    OPERATING,
    /// A platform of a higher level has taken its place. One that rises itself goes on as it is.
    UPGRADED,
    /// Goes on inside another platform.
    MERGED,
    /// 撤销: recognised no longer. The record stays, unlike one that is withdrawn since it should never have
    /// been.
    REVOKED;

    @Override
    public Set<PlatformState> next() {
        return switch (this) {
            case CULTIVATING -> EnumSet.of(APPROVED, REVOKED);
            case APPROVED -> EnumSet.of(OPERATING, UPGRADED, MERGED, REVOKED);
            case OPERATING -> EnumSet.of(UPGRADED, MERGED, REVOKED);
            case UPGRADED, MERGED, REVOKED -> EnumSet.noneOf(PlatformState.class);
        };
    }

    /// Whether nothing follows any more.
    public boolean ended() {
        return next().isEmpty();
    }

    /// Whether it counts among those that there are: approved, and not ended.
    boolean stands() {
        return this == APPROVED || this == OPERATING;
    }
}
