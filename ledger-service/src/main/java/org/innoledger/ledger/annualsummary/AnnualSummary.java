package org.innoledger.ledger.annualsummary;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
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
import org.innoledger.ledger.indicator.Figure;

/// Annual summary 年度总结: what a city or the province says of a year's work, with the year's indicators.
@Entity
public class AnnualSummary extends Registered<AnnualSummary.AnnualSummaryFacts> {

    /// What the register holds of a summary. Source: key dates of the work plan (晋政办发〔2019〕83号): cities by
    /// 10 January, the province by 25 January.
    @Embeddable
    @Schema(name = "AnnualSummaryFacts", description = "年度总结内容 Facts of an annual summary", examples = """
                    {"region": "140600", "year": 2026, "text": "全年新增开展创新活动企业86家", "openProblems": "中小企业研发人员不足", \
                    "measures": "组建市级专家服务团"}""")
    public record AnnualSummaryFacts(
            @Schema(description = "报送区划：省或市 Division: province or city")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "年度 Year") @NotNull @Min(2019) @Max(2100) @Indexed
            Integer year,

            @Schema(description = "工作总结 What was done") @NotBlank @Size(max = 20_000) @Searched
            String text,

            @Schema(description = "存在问题 Problems that stay open") @Size(max = 10_000) @Searched
            String openProblems,

            @Schema(description = "下一步措施 Measures to come") @Size(max = 10_000) @Searched
            String measures,

            @Schema(
                    description = "首次报送日期，由 POST …/submission 写入 First submitted on; comes by POST …/submission only",
                    examples = "2027-01-08")
            LocalDate submittedOn,

            @Schema(
                    description =
                            "首次报送是否逾期，由 POST …/submission 写入 Whether that was late; comes by POST …/submission only",
                    examples = "false")
            Boolean late,

            @Schema(
                    description =
                            "12 月指标，报送时固定；所送值不计 Indicators of December, frozen at submission; values sent are passed "
                                    + "over")
            @Size(max = 20)
            @JdbcTypeCode(SqlTypes.JSON)
            List<Figure> figures,

            @Indexed @Size(max = 100) String externalId)
            implements Located<AnnualSummaryFacts>, Begins, Replaces<AnnualSummaryFacts>, Checked {
        private static final Copies<AnnualSummaryFacts> COPIES =
                Copies.of(AnnualSummaryFacts.class, "submittedOn", "late", "figures");

        public AnnualSummaryFacts {
            figures = figures == null || figures.isEmpty() ? null : List.copyOf(figures);
        }

        /// When it is due: 10 January of the next year from a city, 25 January from the province.
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        @Schema(
                description = "报送期限：市为次年 1 月 10 日，省为次年 1 月 25 日；由系统计算 Due: 10 January of the next year from a city, 25 "
                        + "January from the province; computed, ignored where it is sent",
                readOnly = true,
                examples = "2027-01-10")
        public LocalDate dueOn() {
            return LocalDate.of(year + 1, 1, region.value().endsWith("0000") ? 25 : 10);
        }

        @Override
        public AnnualSummaryState beginsAs() {
            return AnnualSummaryState.DRAFT;
        }

        @Override
        public AnnualSummaryFacts over(Filed<AnnualSummaryFacts> present) {
            if (present == null) {
                return with(null, null, null);
            }
            var on = present.facts();
            var next = with(on.submittedOn, on.late, on.figures);
            if (!next.equals(on)) {
                mustBeOpen(present);
            }
            return next;
        }

        /// The facts of a summary that is submitted; the first day of it decides whether it is late.
        public AnnualSummaryFacts submitted(LocalDate on, List<Figure> figures) {
            return submittedOn == null ? with(on, on.isAfter(dueOn()), figures) : with(submittedOn, late, figures);
        }

        private AnnualSummaryFacts with(LocalDate submittedOn, Boolean late, List<Figure> figures) {
            return COPIES.with(this, submittedOn, late, figures);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "region",
                    FaultCode.REGION_LEVEL,
                    region == null || region.fault().isPresent() || !region.county(),
                    "年度总结由省或市报送，如 140600",
                    "Summaries are a province's or a city's, such as 140600");
        }
    }

    /// Refuses a change of what lies with the level above or was accepted by it.
    ///
    /// @throws Problem 409 with the present state
    static void mustBeOpen(Filed<AnnualSummaryFacts> summary) {
        var state = AnnualSummaryState.valueOf(summary.status());
        if (state == AnnualSummaryState.SUBMITTED || state == AnnualSummaryState.ACCEPTED) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "年度总结 %s 当前为 %s，不能修改；需要修改的，请上级退回：POST …/return。",
                            "Annual summary %s is %s now and cannot be changed; the level above can return it: POST …/return.",
                            summary.id(),
                            state));
        }
    }

    /// State of a summary.
    @Schema(description = "状态 State: DRAFT 草稿 | SUBMITTED 已报送 | ACCEPTED 已采纳 | RETURNED 已退回", examples = "DRAFT")
    public enum AnnualSummaryState implements Filed.State<AnnualSummaryState> {
        DRAFT,
        SUBMITTED,
        ACCEPTED,
        RETURNED;

        @Override
        public Set<AnnualSummaryState> next() {
            return switch (this) {
                case DRAFT, RETURNED -> EnumSet.of(SUBMITTED);
                case SUBMITTED -> EnumSet.of(ACCEPTED, RETURNED);
                case ACCEPTED -> EnumSet.noneOf(AnnualSummaryState.class);
            };
        }
    }
}
