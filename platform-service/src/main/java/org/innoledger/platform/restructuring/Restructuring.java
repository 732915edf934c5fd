package org.innoledger.platform.restructuring;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Below;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.platform.platform.PlatformId;
import org.innoledger.platform.platform.RestructuringKind;

/// Restructuring 优化重组: one act by which platforms end and others take their place. Source: DOMAIN §3, and the
/// provincial laboratories' reorganisation of 2023, "先立后破": build first, then break.
@Below
@Entity
public class Restructuring extends Registered<Restructuring.RestructuringFacts> {
    /// Platforms on one side of an act.
    static final int PLATFORMS_MAX = 100;

    /// What the register holds of an act.
    @Embeddable
    @Schema(name = "RestructuringFacts", description = "优化重组登记内容 Facts of a restructuring", examples = """
                    {"region": "140600", "kind": "ADJUST", "title": "示例·煤炭清洁利用重点实验室优化重组", \
                    "documentNumber": "晋科发〔2023〕40号", "decidedOn": "2023-09-28", "cutOff": "2023-12-31", \
                    "predecessors": ["019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d"], \
                    "successors": ["019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7e"], "reason": "凝练研究方向"}""")
    public record RestructuringFacts(
            @Schema(
                    description = "作出决定的区划；涉及的平台须在其中 Division that decides; the platforms lie within it",
                    examples = "140000")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "方式，批准后不再更改 Kind; fixed once approved") @NotNull @Enumerated(EnumType.STRING) @Indexed
            RestructuringKind kind,

            @Schema(description = "标题 Title") @NotBlank @Size(max = 200) @Searched
            String title,

            @Schema(description = "决定文号 Number of the document by which it was decided")
            @NotBlank
            @Size(max = 100)
            @Searched
            String documentNumber,

            @Schema(description = "决定日期 Decided on; not in the future") @NotNull @PastOrPresent @Indexed
            LocalDate decidedOn,

            @Schema(
                    description = "过渡期截止日：前身最迟于此日撤销，批准后不再更改 Cut-off: predecessors are revoked on this day at the "
                            + "latest; fixed once approved")
            @NotNull
            LocalDate cutOff,

            @Schema(
                    description = "前身：被重组的平台，至多 100 个；新建没有；批准后不再更改 Predecessors, at most 100; CREATE has none; fixed "
                            + "once approved")
            @Size(max = PLATFORMS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid PlatformId> predecessors,

            @Schema(
                    description = "后身：接续的平台，至多 100 个；取消没有；批准后不再更改 Successors, at most 100; CANCEL has none; fixed once "
                            + "approved")
            @Size(max = PLATFORMS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid PlatformId> successors,

            @Schema(description = "理由 Reason") @Size(max = 2000) @Searched
            String reason,

            @Schema(
                    description = "批准日期，由 approval 填写，报送的值不计 Approved on; set by `approval`, what is sent is ignored",
                    readOnly = true,
                    examples = "2023-10-08")
            LocalDate approvedOn,

            @Schema(
                    description = "办结日期，由 closing 填写，报送的值不计 Closed on; set by `closing`, what is sent is ignored",
                    readOnly = true,
                    examples = "2023-12-20")
            LocalDate closedOn,

            @Indexed @Size(max = 100) String externalId)
            implements Located<RestructuringFacts>, Begins, Replaces<RestructuringFacts>, Checked {
        private static final Copies<RestructuringFacts> COPIES =
                Copies.of(RestructuringFacts.class, "approvedOn", "closedOn");

        /// The journal knows no empty lists, so there are none here either.
        public RestructuringFacts {
            predecessors = predecessors == null || predecessors.isEmpty() ? null : predecessors;
            successors = successors == null || successors.isEmpty() ? null : successors;
        }

        @Override
        public RestructuringState beginsAs() {
            return RestructuringState.PLANNED;
        }

        /// What has been approved stays as it was approved: the platforms' steps stand on it.
        @Override
        public RestructuringFacts over(Filed<RestructuringFacts> present) {
            if (present == null) {
                return with(null, null);
            }
            var before = present.facts();
            var same = kind == before.kind
                    && Objects.equals(cutOff, before.cutOff)
                    && Objects.equals(predecessors, before.predecessors)
                    && Objects.equals(successors, before.successors);
            if (!same && !RestructuringState.PLANNED.name().equals(present.status())) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "优化重组当前为 %s，方式、截止日与涉及的平台不能再改。",
                                "The restructuring is %s now; kind, cut-off and platforms stay as they are.",
                                present.status()));
            }
            return with(before.approvedOn, before.closedOn);
        }

        RestructuringFacts approved(LocalDate on) {
            return with(on, closedOn);
        }

        RestructuringFacts closed(LocalDate on) {
            return with(approvedOn, on);
        }

        /// Those that end, without nulls.
        List<PlatformId> ending() {
            return predecessors == null ? List.of() : predecessors;
        }

        /// Those that take their place, without nulls.
        List<PlatformId> rising() {
            return successors == null ? List.of() : successors;
        }

        private RestructuringFacts with(LocalDate approvedOn, LocalDate closedOn) {
            return COPIES.with(this, approvedOn, closedOn);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "cutOff",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(decidedOn, cutOff),
                            "过渡期截止日不能早于决定日期",
                            "cutOff cannot be before decidedOn")
                    .at(
                            "predecessors",
                            FaultCode.INCONSISTENT,
                            kind == null || fits(ending(), kind.predecessors),
                            "前身数目与方式不符：新建没有，整合至少两个，其余至少一个",
                            "predecessors do not fit the kind: CREATE has none, INTEGRATE two or more, the others one or more")
                    .at(
                            "successors",
                            FaultCode.INCONSISTENT,
                            kind == null || fits(rising(), kind.successors),
                            "后身数目与方式不符：取消没有，其余至少一个",
                            "successors do not fit the kind: CANCEL has none, the others one or more")
                    .at(
                            "predecessors",
                            FaultCode.DUPLICATE,
                            Checks.distinct(ending()),
                            "同一平台列了两次",
                            "the same platform is listed twice")
                    .at(
                            "successors",
                            FaultCode.DUPLICATE,
                            new HashSet<>(rising()).size() == rising().size()
                                    && Collections.disjoint(rising(), ending()),
                            "同一平台列了两次，或同时列为前身",
                            "the same platform is listed twice, or among the predecessors too");
        }

        private static boolean fits(List<PlatformId> platforms, int least) {
            return least == 0 ? platforms.isEmpty() : platforms.size() >= least;
        }
    }

    /// State of an act.
    @Schema(
            description = "状态 State: PLANNED 已决定待批准 | APPROVED 后身已批准，过渡期 | COMPLETED 前身已撤销 | CANCELLED 已取消",
            examples = "APPROVED")
    public enum RestructuringState implements Filed.State<RestructuringState> {
        /// Decided; nothing has happened to a platform.
        PLANNED,
        /// 已立: the successors are approved, and the predecessors are there until the cut-off.
        APPROVED,
        /// 已破: the predecessors have ended.
        COMPLETED,
        /// Given up before anything happened.
        CANCELLED;

        @Override
        public Set<RestructuringState> next() {
            return switch (this) {
                case PLANNED -> EnumSet.of(APPROVED, CANCELLED);
                case APPROVED -> EnumSet.of(COMPLETED);
                case COMPLETED, CANCELLED -> EnumSet.noneOf(RestructuringState.class);
            };
        }
    }

    /// An approval, by which the successors are approved.
    @Schema(
            name = "RestructuringApproval",
            description = "批准 Approval",
            examples = "{\"on\": \"2023-10-08\", \"documentNumber\": \"晋科发〔2023〕41号\"}")
    public record Approval(
            @Schema(description = "批准日期，缺省今天 Approved on; today where absent, not in the future") @PastOrPresent
            LocalDate on,

            @Schema(description = "批文号，缺省为决定文号 Number of the document; where absent that of the decision")
            @Size(max = 100)
            String documentNumber) {}

    /// The end of the interim, by which the predecessors end.
    @Schema(
            name = "RestructuringClosing",
            description = "办结 Closing",
            examples = "{\"on\": \"2023-12-20\", \"documentNumber\": \"晋科发〔2023〕55号\"}")
    public record Closing(
            @Schema(description = "撤销前身的日期，缺省今天，不晚于截止日 Predecessors end on; today where absent, not after the cut-off")
            @PastOrPresent
            LocalDate on,

            @Schema(description = "文号，缺省为决定文号 Number of the document; where absent that of the decision")
            @Size(max = 100)
            String documentNumber) {}
}
