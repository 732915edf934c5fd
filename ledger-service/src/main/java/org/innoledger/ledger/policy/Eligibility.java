package org.innoledger.ledger.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.qualification.QualificationKind;

/// Who is eligible 适用条件: criteria that all must be met. One that is left out is met by everyone, one that
/// lists several values by whoever has any of them; the bounds of a range belong to it.
@Schema(name = "PolicyEligibility", description = """
                适用条件：须同时满足；不填的不作要求，列举多项的满足其一即可，区间含两端 Criteria that all must be met: one that is absent \
                asks nothing, any value of a list will do, bounds are included""", examples = """
                {"industries": ["C"], "ownerships": ["PRIVATE"], "qualifications": ["HIGH_TECH"], \
                "revenueYuanFrom": 20000000, "staffTo": 1000}""")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Eligibility(
        @Schema(description = "区划代码前缀 Prefixes of division codes", examples = "[\"1406\"]") @Size(max = 200)
        List<
                        @NotNull
                        @Pattern(
                                regexp = "[1-9][0-9]([0-9]{2}){0,2}",
                                message =
                                        "应为 2、4 或 6 位区划代码前缀，如 1406 / A prefix of division codes has 2, 4 or 6 digits, such as 1406")
                        String>
                regions,

        @Schema(description = "行业代码前缀：门类、大类至小类 Prefixes of industries: C, C30 or C3031") @Size(max = 200)
        List<
                        @NotNull
                        @Pattern(
                                regexp = "[A-T]([0-9]{2,4})?",
                                message =
                                        "应为行业门类字母加至多 4 位数字，如 C、C30、C3031 / A prefix of industries is such as C, C30 or C3031")
                        String>
                industries,

        @Schema(description = "所有制 Ownership") @Size(max = 10)
        List<@NotNull EligibleOwnership> ownerships,

        @Schema(description = "资质类别，见 GET /v1/qualification-kinds Kinds of qualification") @Size(max = 50)
        List<@NotNull @Valid QualificationKind> qualifications,

        @Schema(description = "覆盖状态 Coverage states", examples = "[\"ACTIVE\"]") @Size(max = 10)
        List<@NotNull EligibleState> states,

        @Schema(description = "上年主营业务收入下限（元） Revenue of last year from, yuan")
        @PositiveOrZero
        @Max(9_000_000_000_000_000L)
        Long revenueYuanFrom,

        @Schema(description = "上年主营业务收入上限（元） Revenue of last year to, yuan", examples = "400000000")
        @PositiveOrZero
        @Max(9_000_000_000_000_000L)
        Long revenueYuanTo,

        @Schema(description = "从业人员下限（人） Staff from, persons", examples = "20") @PositiveOrZero
        Integer staffFrom,

        @Schema(description = "从业人员上限（人） Staff to, persons") @PositiveOrZero
        Integer staffTo,

        @Schema(
                description = "已核实创新活动的类别 Kinds of innovation activity of which it has a verified one",
                examples = "[\"RD_PROJECT\"]")
        @Size(max = 50)
        List<
                        @NotNull
                        @Pattern(
                                regexp = "[A-Z][A-Z0-9_]{0,59}",
                                message = "应为活动类别代码，如 RD_PROJECT / A kind of activity is a code such as RD_PROJECT")
                        String>
                activityKinds)
        implements Checked {

    public Eligibility {
        regions = some(regions);
        industries = some(industries);
        ownerships = some(ownerships);
        qualifications = some(qualifications);
        states = some(states);
        activityKinds = some(activityKinds);
    }

    private static <T> List<T> some(List<T> list) {
        return list == null || list.isEmpty() ? null : list;
    }

    boolean asksNothing() {
        return Stream.of(
                        regions,
                        industries,
                        ownerships,
                        qualifications,
                        states,
                        revenueYuanFrom,
                        revenueYuanTo,
                        staffFrom,
                        staffTo,
                        activityKinds)
                .allMatch(Objects::isNull);
    }

    @Override
    public Checks checks(Checks these) {
        return these.at(
                        "revenueYuanTo",
                        FaultCode.OUT_OF_ORDER,
                        Checks.inOrder(revenueYuanFrom, revenueYuanTo),
                        "收入上限不能低于下限",
                        "revenueYuanTo cannot be below revenueYuanFrom")
                .at(
                        "staffTo",
                        FaultCode.OUT_OF_ORDER,
                        Checks.inOrder(staffFrom, staffTo),
                        "人数上限不能低于下限",
                        "staffTo cannot be below staffFrom");
    }

    /// Ownership as the enterprises register has it.
    @Schema(
            description = "所有制 Ownership: PROVINCIAL_SOE 省属国企 | CENTRAL_SOE 央企 | MUNICIPAL_SOE 市属国企 | "
                    + "PRIVATE 民营 | FOREIGN 外资 | MIXED 混合所有制",
            examples = "PRIVATE")
    public enum EligibleOwnership {
        PROVINCIAL_SOE("省属国企", "owned by the province"),
        CENTRAL_SOE("央企", "owned by the central government"),
        MUNICIPAL_SOE("市属国企", "owned by a city"),
        PRIVATE("民营", "private"),
        FOREIGN("外资", "foreign"),
        MIXED("混合所有制", "of mixed ownership");

        final Text label;

        EligibleOwnership(String zh, String en) {
            label = new Text(zh, en);
        }
    }

    /// Coverage state as the enterprises register has it.
    @Schema(
            description = "覆盖状态 Coverage: NOT_STARTED 未开展 | ASSIGNED 已对接 | IN_PROGRESS 推进中 | ACTIVE 已开展 | "
                    + "CLOSED 销号 | REOPENED 重新打开",
            examples = "ACTIVE")
    public enum EligibleState {
        NOT_STARTED("未开展", "not started"),
        ASSIGNED("已对接", "assigned to a work group"),
        IN_PROGRESS("推进中", "in progress"),
        ACTIVE("已开展", "active"),
        CLOSED("销号", "closed"),
        REOPENED("重新打开", "opened again");

        final Text label;

        EligibleState(String zh, String en) {
            label = new Text(zh, en);
        }
    }
}
