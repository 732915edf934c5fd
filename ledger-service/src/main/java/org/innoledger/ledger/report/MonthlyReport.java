package org.innoledger.ledger.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
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
import org.innoledger.kit.register.Noted;
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.coverage.Figures;

/// Monthly report 月报: what a county, a city or the province reports of a month. Its figures are computed from
/// the ledger when it is submitted, and frozen with the position of the journal at which they were computed.
///
/// Source: DOMAIN 1.6; work plan 五(一)2: by the 5th of each month, the month before.
@Entity
public class MonthlyReport extends Registered<MonthlyReport.MonthlyReportFacts> {
    /// What the register holds of a monthly report.
    @Embeddable
    @Schema(name = "MonthlyReportFacts", description = "月报内容 Facts of a monthly report", examples = """
                    {"region": "140602", "month": "2026-10", "progress": "本月组织座谈会3场。", "difficulties": "中试资金不足。", \
                    "nextSteps": "对接金融机构。"}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MonthlyReportFacts(
            @Schema(description = "报送单位所在区划：县、市或省 Division that reports: county, city or province")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "月份 Month") @NotNull @Valid @Indexed
            Month month,

            @Schema(description = "工作进展 Progress") @Size(max = 10_000) @Searched
            String progress,

            @Schema(description = "困难与问题 Difficulties") @Size(max = 10_000) @Searched
            String difficulties,

            @Schema(description = "下月打算 Next steps") @Size(max = 10_000) @Searched
            String nextSteps,

            @Schema(description = "第几次提交 How often it has been submitted", readOnly = true, examples = "1")
            Integer submissions,

            @Schema(
                    description = "首次提交时间，决定是否逾期 First submitted at; it decides whether the report is late",
                    readOnly = true,
                    examples = "2026-11-04T08:00:00Z")
            Instant firstSubmittedAt,

            @Schema(description = "最近提交时间 Last submitted at", readOnly = true, examples = "2026-11-04T08:00:00Z")
            Instant submittedAt,

            @Schema(
                    description = "是否逾期：首次提交晚于截止时间 Whether it was first submitted after the deadline",
                    readOnly = true,
                    examples = "false")
            Boolean late,

            @Schema(
                    description =
                            "是否由上级补录（提交时间由补录人陈述） Whether the office above entered it, stating when it had come in",
                    readOnly = true,
                    examples = "false")
            Boolean transcribed,

            @Schema(
                    description = "指标所据的流水位置 Position of the journal at which the figures were computed",
                    readOnly = true,
                    examples = "20480")
            Long position,

            @Schema(description = "指标，提交时计算并冻结 Figures, computed and frozen at submission", readOnly = true)
            @JdbcTypeCode(SqlTypes.JSON)
            Figures figures,

            @Schema(description = "下级各部分，合计等于本级 Parts, which add up to the figures", readOnly = true)
            @Size(max = 500)
            @JdbcTypeCode(SqlTypes.JSON)
            List<Part> parts,

            @Indexed @Size(max = 100) String externalId)
            implements Located<MonthlyReportFacts>, Begins, Replaces<MonthlyReportFacts> {
        private static final Copies<MonthlyReportFacts> COPIES = Copies.of(
                MonthlyReportFacts.class,
                "submissions",
                "firstSubmittedAt",
                "submittedAt",
                "late",
                "transcribed",
                "position",
                "figures",
                "parts");

        public MonthlyReportFacts {
            parts = parts == null || parts.isEmpty() ? null : parts;
        }

        @Override
        public MonthlyReportState beginsAs() {
            return MonthlyReportState.DRAFT;
        }

        /// The text may be written while the report lies with those who write it. Figures and times come by
        /// submission alone, and region and month stay.
        @Override
        public MonthlyReportFacts over(Filed<MonthlyReportFacts> present) {
            if (present == null) {
                return text(this, new Frozen(null, null, null, null, null, null, null, null));
            }
            var before = present.facts();
            var replacing = text(this, before.frozen());
            var state = MonthlyReportState.valueOf(present.status());
            if (!replacing.equals(before)
                    && state != MonthlyReportState.DRAFT
                    && state != MonthlyReportState.RETURNED) {
                throw Problem.illegalState(
                        Text.of(
                                "月报 %s 当前为 %s，只有草稿或被退回的月报可以修改。",
                                "Report %s is %s; only a draft or a returned one can be changed.", present.id(), state),
                        state,
                        state.next());
            }
            // A month that is missing is told with the other faults of the facts.
            if (month != null && !month.equals(before.month())) {
                throw Problem.invalid(FaultCode.MONTH_FIXED.at("/month"));
            }
            return replacing;
        }

        @Override
        public MonthlyReportFacts relocated(DivisionCode to) {
            throw Problem.of(ProblemType.CONFLICT, Text.of("月报不能迁移。", "A report does not move."));
        }

        /// What submission sets.
        record Frozen(
                Integer submissions,
                Instant firstSubmittedAt,
                Instant submittedAt,
                Boolean late,
                Boolean transcribed,
                Long position,
                Figures figures,
                List<Part> parts) {}

        private Frozen frozen() {
            return new Frozen(submissions, firstSubmittedAt, submittedAt, late, transcribed, position, figures, parts);
        }

        private static MonthlyReportFacts text(MonthlyReportFacts text, Frozen frozen) {
            return COPIES.with(
                    text,
                    frozen.submissions(),
                    frozen.firstSubmittedAt(),
                    frozen.submittedAt(),
                    frozen.late(),
                    frozen.transcribed(),
                    frozen.position(),
                    frozen.figures(),
                    frozen.parts());
        }

        /// The facts as submitted: the same text with these figures.
        MonthlyReportFacts submitted(Frozen frozen) {
            return text(this, frozen);
        }
    }

    /// What one subordinate division contributed.
    @Schema(
            name = "MonthlyReportPart",
            description = "下级的一部分 What one subordinate division contributed",
            requiredProperties = {"region", "reported", "position", "figures"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            @Schema(description = "下级区划 Subordinate division", examples = "140602")
            String region,

            @Schema(
                    description =
                            "是否来自下级已审核的月报；否则由系统按 position 计算 Whether it comes from the division's accepted report; else computed by the ledger at `position`",
                    examples = "true")
            boolean reported,

            @Schema(description = "下级月报编号 Id of that report", examples = "019a9e3c-5d6f-7a10-8000-000000000001")
            String report,

            @Schema(description = "指标所据的流水位置 Position of its figures", examples = "20101")
            long position,

            @Schema(description = "指标 Figures") Figures figures) {}

    /// How far the report of a division is.
    record Progress(String region, String status, Instant submittedAt) {}

    /// Look-ups of reports, inside a transaction of the journal.
    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<MonthlyReport, String> {
        /// The reports of a month from one division and all below it.
        ///
        /// @param prefix of their codes
        List<Progress> ofMonth(Month month, String prefix) {
            return find(
                            "select region, status, facts.firstSubmittedAt from MonthlyReport"
                                    + " where facts.month = ?1 and withdrawnAt is null and region between ?2 and ?3",
                            month,
                            prefix,
                            prefix + "999999")
                    .project(Progress.class)
                    .list();
        }
    }

    /// State of a report.
    @Schema(
            description = "状态 State: DRAFT 草稿 | SUBMITTED 已提交 | ACCEPTED 已审核 | RETURNED 已退回 | CLOSED 已封账（仅省级）",
            examples = "SUBMITTED")
    public enum MonthlyReportState implements Filed.State<MonthlyReportState> {
        /// 草稿
        DRAFT,
        /// 已提交: figures are frozen.
        SUBMITTED,
        /// 已审核 by the office above.
        ACCEPTED,
        /// 已退回 with a reason; submitted again it is a new version with new figures.
        RETURNED,
        /// 已封账: the province has closed the month.
        CLOSED;

        @Override
        public Set<MonthlyReportState> next() {
            return switch (this) {
                case DRAFT, RETURNED -> EnumSet.of(SUBMITTED);
                case SUBMITTED -> EnumSet.of(ACCEPTED, RETURNED, CLOSED);
                case ACCEPTED -> EnumSet.of(RETURNED);
                case CLOSED -> EnumSet.noneOf(MonthlyReportState.class);
            };
        }
    }

    /// What whoever submits a report says besides.
    @Schema(name = "MonthlyReportSubmission", description = "提交 Submission", examples = "{\"without\": [\"140623\"]}")
    public record Submission(
            @Schema(
                    description =
                            "未等到其月报的下级区划：市、省须逐一列明 Subordinate divisions that the report goes without; a city or the province must name each")
            @Size(max = 500)
            List<@NotNull @Valid DivisionCode> without,

            @Schema(
                    description =
                            "上级补录时陈述的收到时间；仅上级可用 When it had come in; only the office above may state it, entering reports of former times",
                    examples = "2026-04-03T02:00:00Z")
            Instant submittedAt) {}

    /// An acceptance has nothing to say.
    @Schema(name = "MonthlyReportAcceptance", description = "审核通过 Acceptance", examples = "{}")
    public record Acceptance(
            @Schema(description = "意见，留存于历史 Note, kept in the history", examples = "同意") @Size(max = 500)
            String note) implements Noted {}
}
