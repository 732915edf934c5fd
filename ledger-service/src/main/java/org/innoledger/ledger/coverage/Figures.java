package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The figures of one area and month: counts that add up, so that a city's are the sum of its counties'. What
/// a rate is follows from them and is never added.
@Schema(
        name = "CoverageFigures",
        description = "覆盖指标 Figures of an area and month",
        requiredProperties = {
            "roster",
            "notStarted",
            "assigned",
            "inProgress",
            "active",
            "closed",
            "reopened",
            "closedThisMonth",
            "newActivities",
            "verifiedActivities",
            "serviceRecords",
            "pairings",
            "unassigned",
            "governmentProblems",
            "enterpriseProblems",
            "covered",
            "coverageRatePercent"
        })
@JsonIgnoreProperties(
        value = {"covered", "coverageRatePercent"},
        allowGetters = true)
public record Figures(
        @Schema(description = "规上企业数：本月最后一日在册 Enterprises on the roster on the last day of the month", examples = "420")
        long roster,

        @Schema(description = "未开展 In state NOT_STARTED", examples = "20")
        long notStarted,

        @Schema(description = "已对接 In state ASSIGNED", examples = "40")
        long assigned,

        @Schema(description = "推进中 In state IN_PROGRESS", examples = "60")
        long inProgress,

        @Schema(description = "已开展 In state ACTIVE", examples = "180")
        long active,

        @Schema(description = "累计销号 In state CLOSED: closed in all in the year", examples = "120")
        long closed,

        @Schema(description = "重新打开 In state REOPENED", examples = "0")
        long reopened,

        @Schema(description = "本月销号 Closed out in the month", examples = "15")
        long closedThisMonth,

        @Schema(description = "本月新开展创新活动 Activities that began in the month", examples = "25")
        long newActivities,

        @Schema(description = "本月核实创新活动 Activities verified in the month", examples = "22")
        long verifiedActivities,

        @Schema(description = "本月推进服务 Service records of the month", examples = "64")
        long serviceRecords,

        @Schema(description = "月末有效帮扶对接 Pairings in force at the end of the month", examples = "90")
        long pairings,

        @Schema(
                description = "未覆盖且无工作组的企业 Enterprises not covered that no work group has, at the end of the month",
                examples = "3")
        long unassigned,

        @Schema(description = "政府职能范围的问题 Problems of class GOVERNMENT")
        ProblemFigures governmentProblems,

        @Schema(description = "企业自身的问题 Problems of class ENTERPRISE")
        ProblemFigures enterpriseProblems) {
    /// Positions of the counts in the array form.
    static final int ROSTER = 0;

    static final int FIRST_STATE = 1;
    static final int CLOSED_THIS_MONTH = 7;
    static final int NEW_ACTIVITIES = 8;
    static final int VERIFIED_ACTIVITIES = 9;
    static final int SERVICE_RECORDS = 10;
    static final int PAIRINGS = 11;
    static final int UNASSIGNED = 12;
    static final int GOVERNMENT_PROBLEMS = 13;
    static final int ENTERPRISE_PROBLEMS = 21;
    static final int SIZE = 29;

    private static final List<String> PROBLEM_COLUMNS =
            List.of("open", "dispatched", "in_progress", "resolved", "confirmed", "reopened", "escalated", "overdue");

    /// The columns that hold the counts, in the order of the array form.
    static final List<String> COLUMNS = Stream.of(
                    Stream.of(
                            "roster",
                            "not_started",
                            "assigned",
                            "in_progress",
                            "active",
                            "closed",
                            "reopened",
                            "closed_this_month",
                            "new_activities",
                            "verified_activities",
                            "service_records",
                            "pairings",
                            "unassigned"),
                    PROBLEM_COLUMNS.stream().map(column -> "government_" + column),
                    PROBLEM_COLUMNS.stream().map(column -> "enterprise_" + column))
            .flatMap(columns -> columns)
            .toList();

    /// `sum(…)` of every column, as one array.
    static final String SUMS = COLUMNS.stream()
            .map(column -> "coalesce(sum(" + column + "), 0)::bigint")
            .collect(Collectors.joining(", ", "array[", "]"));

    /// Problems of one class by their state at the end of the month.
    @Schema(
            name = "ProblemFigures",
            description = "问题数，按月末状态 Problems by their state at the end of the month",
            requiredProperties = {
                "open",
                "dispatched",
                "inProgress",
                "resolved",
                "confirmed",
                "reopened",
                "escalated",
                "overdue"
            })
    public record ProblemFigures(
            @Schema(description = "待处理 OPEN", examples = "2")
            long open,

            @Schema(description = "已交办 DISPATCHED", examples = "3")
            long dispatched,

            @Schema(description = "办理中 IN_PROGRESS", examples = "5")
            long inProgress,

            @Schema(description = "已解决 RESOLVED", examples = "4")
            long resolved,

            @Schema(description = "本年度已确认 CONFIRMED, in the year", examples = "30")
            long confirmed,

            @Schema(description = "重新打开 REOPENED", examples = "1")
            long reopened,

            @Schema(description = "已升级 ESCALATED", examples = "1")
            long escalated,

            @Schema(
                    description = "其中逾期 Overdue at the end of the month; they stand in the other figures too",
                    examples = "2")
            long overdue) {
        static final List<String> STATES =
                List.of("OPEN", "DISPATCHED", "IN_PROGRESS", "RESOLVED", "CONFIRMED", "REOPENED", "ESCALATED");

        static ProblemFigures of(long[] a, int from) {
            return new ProblemFigures(
                    a[from], a[from + 1], a[from + 2], a[from + 3], a[from + 4], a[from + 5], a[from + 6], a[from + 7]);
        }

        private long[] array() {
            return new long[] {open, dispatched, inProgress, resolved, confirmed, reopened, escalated, overdue};
        }
    }

    /// Nothing counted.
    public static final Figures NONE = of(new long[SIZE]);

    static Figures of(long[] a) {
        return new Figures(
                a[0],
                a[1],
                a[2],
                a[3],
                a[4],
                a[5],
                a[6],
                a[7],
                a[8],
                a[9],
                a[10],
                a[11],
                a[12],
                ProblemFigures.of(a, GOVERNMENT_PROBLEMS),
                ProblemFigures.of(a, ENTERPRISE_PROBLEMS));
    }

    /// The counts in the order of [#COLUMNS].
    long[] array() {
        var array = new long[SIZE];
        var first = new long[] {
            roster,
            notStarted,
            assigned,
            inProgress,
            active,
            closed,
            reopened,
            closedThisMonth,
            newActivities,
            verifiedActivities,
            serviceRecords,
            pairings,
            unassigned
        };
        System.arraycopy(first, 0, array, 0, first.length);
        System.arraycopy(governmentProblems.array(), 0, array, GOVERNMENT_PROBLEMS, 8);
        System.arraycopy(enterpriseProblems.array(), 0, array, ENTERPRISE_PROBLEMS, 8);
        return array;
    }

    /// Both added up.
    public Figures plus(Figures other) {
        var sum = array();
        var more = other.array();
        Arrays.setAll(sum, i -> sum[i] + more[i]);
        return of(sum);
    }

    /// Ranks by coverage rate, the highest first; equal rates share a rank.
    public static <K> Map<K, Integer> ranks(Map<K, Figures> figures) {
        var ranks = new HashMap<K, Integer>();
        figures.forEach((key, mine) -> ranks.put(
                key, 1 + (int) figures.values().stream().filter(mine::lowerThan).count()));
        return ranks;
    }

    /// By how many percentage points the rate has changed; null where one of the months has no roster.
    public BigDecimal change(Figures before) {
        return roster == 0 || before.roster == 0 ? null : coverageRatePercent().subtract(before.coverageRatePercent());
    }

    /// Whether the rate is lower than the other's, compared exactly and not as rounded.
    private boolean lowerThan(Figures other) {
        return Math.multiplyExact(covered(), Math.max(other.roster, 1))
                < Math.multiplyExact(other.covered(), Math.max(roster, 1));
    }

    /// Enterprises with a verified activity of the year: ACTIVE and CLOSED.
    @JsonProperty
    @Schema(description = "已覆盖：已开展与销号 Covered: ACTIVE and CLOSED", readOnly = true, examples = "300")
    public long covered() {
        return active + closed;
    }

    /// Covered ÷ roster in percent with two decimals, rounded half up; 0 for an empty roster.
    @JsonProperty
    @Schema(
            description = "覆盖率（%，两位小数）= 已覆盖 ÷ 规上企业数 Coverage rate, percent with two decimals: covered ÷ roster",
            readOnly = true,
            examples = "71.43")
    public BigDecimal coverageRatePercent() {
        return roster == 0
                ? BigDecimal.ZERO.setScale(2)
                : BigDecimal.valueOf(covered() * 100).divide(BigDecimal.valueOf(roster), 2, RoundingMode.HALF_UP);
    }
}
