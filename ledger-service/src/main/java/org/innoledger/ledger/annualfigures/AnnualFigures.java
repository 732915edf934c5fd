package org.innoledger.ledger.annualfigures;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.CreditCode;

/// Annual figures 年度数据: what the books of an enterprise and its statistics say of one year, once a year.
@Entity
public class AnnualFigures extends Registered<AnnualFigures.AnnualFiguresFacts> {
    /// More than any enterprise earns; sums of it over all enterprises still are whole numbers.
    private static final long YUAN_MAX = 9_000_000_000_000L;

    private static final long PERSONS_MAX = 10_000_000;

    /// What the register holds of an enterprise's year. What is not known yet is left out and filed later.
    /// 研发费用 (accounting) and R&D经费内部支出 (statistics) are different things and stand in fields of their own.
    /// Source: DOMAIN §1.1 (high-tech check), §4.6.
    @Embeddable
    @Schema(name = "AnnualFiguresFacts", description = "年度数据登记内容 Facts of an enterprise's year", examples = """
                    {"enterprise": "91140602MA0T000111", "year": 2025, "revenueYuan": 36000000, "rdExpenseYuan": 2100000, \
                    "rdExpenseInChinaYuan": 2100000, "rdInternalSpendYuan": 1900000, "highTechIncomeYuan": 25000000, \
                    "staff": 180, "technologyStaff": 22, "coreIntellectualProperties": 6, "majorCase": false}""")
    public record AnnualFiguresFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise") @NotNull @Valid @Indexed
            CreditCode enterprise,

            @Schema(description = "年度 Year") @NotNull @Min(2000) @Max(2100) @Indexed
            Integer year,

            @Schema(description = "销售收入（元） Sales of the year, yuan") @PositiveOrZero @Max(YUAN_MAX)
            Long revenueYuan,

            @Schema(
                    description =
                            "研发费用（元），会计口径，不同于 R&D 经费内部支出 Expense on research and development as the books have it, "
                                    + "yuan; not to be taken for rdInternalSpendYuan")
            @PositiveOrZero
            @Max(YUAN_MAX)
            Long rdExpenseYuan,

            @Schema(description = "其中在中国境内发生的研发费用（元） Of rdExpenseYuan, what was spent in China, yuan")
            @PositiveOrZero
            @Max(YUAN_MAX)
            Long rdExpenseInChinaYuan,

            @Schema(
                    description =
                            "R&D 经费内部支出（元），统计口径 Internal spend on R&D as statistics have it, yuan; not to be taken for "
                                    + "rdExpenseYuan")
            @PositiveOrZero
            @Max(YUAN_MAX)
            Long rdInternalSpendYuan,

            @Schema(description = "高新技术产品（服务）收入（元） Income from high-tech products and services, yuan")
            @PositiveOrZero
            @Max(YUAN_MAX)
            Long highTechIncomeYuan,

            @Schema(description = "职工总数（人） Staff, persons") @PositiveOrZero @Max(PERSONS_MAX)
            Integer staff,

            @Schema(description = "科技人员（人） Staff in science and technology, persons") @PositiveOrZero @Max(PERSONS_MAX)
            Integer technologyStaff,

            @Schema(description = "拥有所有权的核心自主知识产权（件） Core intellectual properties that it owns, pieces")
            @PositiveOrZero
            @Max(1_000_000)
            Integer coreIntellectualProperties,

            @Schema(
                    description =
                            "本年度是否发生重大安全、重大质量事故或严重环境违法行为 Whether there was a major accident of safety or quality, "
                                    + "or a serious breach of environmental law")
            Boolean majorCase,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.HangsOn, Refers.Local, Checked {

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "rdExpenseInChinaYuan",
                            FaultCode.EXCEEDS,
                            Checks.within(rdExpenseInChinaYuan, rdExpenseYuan),
                            "境内研发费用不能多于研发费用",
                            "rdExpenseInChinaYuan cannot exceed rdExpenseYuan")
                    .at(
                            "technologyStaff",
                            FaultCode.EXCEEDS,
                            Checks.within(technologyStaff, staff),
                            "科技人员不能多于职工总数",
                            "technologyStaff cannot exceed staff");
        }
    }
}
