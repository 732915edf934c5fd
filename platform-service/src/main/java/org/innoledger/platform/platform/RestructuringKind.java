package org.innoledger.platform.platform;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The five kinds of restructuring 优化重组: "充实、调整、整合、取消、新建五批".
@Schema(
        description = "优化重组方式 Kind of restructuring: ENRICH 充实 | ADJUST 调整 | INTEGRATE 整合 | CANCEL 取消 | CREATE 新建",
        examples = "INTEGRATE")
public enum RestructuringKind {
    /// A laboratory goes on, with more to it.
    ENRICH(1, 1),
    /// It goes on in another direction.
    ADJUST(1, 1),
    /// Several become one, or fewer.
    INTEGRATE(2, 1),
    /// It ends and nothing takes its place.
    CANCEL(1, 0),
    /// It begins and nothing went before.
    CREATE(0, 1);

    /// Predecessors that an act of this kind has at least; none where it is 0.
    public final int predecessors;

    /// Successors that it has at least; none where it is 0.
    public final int successors;

    RestructuringKind(int predecessors, int successors) {
        this.predecessors = predecessors;
        this.successors = successors;
    }
}
