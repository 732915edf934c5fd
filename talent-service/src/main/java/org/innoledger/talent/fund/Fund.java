package org.innoledger.talent.fund;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Below;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.Impersonal;

/// Fund 人才资金: money set aside for talents, year by year. Those below read it, since they apply for it.
@Entity
@Below
public class Fund extends Registered<Fund.FundFacts> {
    /// More yuan than any one budget; it keeps every sum exact.
    static final long YUAN_MAX = 1_000_000_000_000L;

    /// What the register holds of a fund. Source: DOMAIN §2; the work plan sets aside 30,000,000 yuan a year.
    @Embeddable
    @Schema(name = "FundFacts", description = "人才资金登记内容 Facts of a fund", examples = """
                    {"name": "示例·人才专项资金", "region": "140600", "keeper": "示例·市委人才办", \
                    "budgets": [{"year": 2026, "budgetYuan": 30000000}], "document": "示例〔2026〕1号", "externalId": "SZ-ZJ-0001"}""")
    public record FundFacts(
            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Searched
            String name,

            @Schema(description = "设立资金的区划；其下各级可读、可申请 Division whose fund it is; those below read it and apply for it")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "管理单位 Who keeps it") @NotBlank @Size(max = 200) @Impersonal @Searched
            String keeper,

            @Schema(
                    description =
                            "各年度预算，每年一项；不能低于当年已批准的金额 Budgets, one for each year; never below what has been approved in it")
            @Size(max = 50)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid Budget> budgets,

            @Schema(description = "依据文号 Document that it rests on") @Size(max = 200) @Impersonal @Searched
            String document,

            @Indexed @Size(max = 100) @Impersonal String externalId)
            implements Located<FundFacts>, Checked {

        public FundFacts {
            budgets = budgets == null || budgets.isEmpty() ? null : budgets;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "budgets", FaultCode.DUPLICATE, budgetsOncePerYear(), "每个年度只能有一项预算", "Each year has one budget");
        }

        private boolean budgetsOncePerYear() {
            return budgets == null
                    || budgets.stream()
                                    .filter(Objects::nonNull)
                                    .map(Budget::year)
                                    .distinct()
                                    .count()
                            == budgets.stream().filter(Objects::nonNull).count();
        }
    }

    /// What a fund may give in a year.
    @Schema(
            name = "FundBudget",
            description = "年度预算 Budget of a year",
            examples = "{\"year\": 2026, \"budgetYuan\": 30000000}")
    public record Budget(
            @Schema(description = "年度 Year") @NotNull @Min(2000) @Max(2100)
            Integer year,

            @Schema(description = "预算（元） Budget, yuan") @NotNull @Positive @Max(YUAN_MAX)
            Long budgetYuan) {}
}
