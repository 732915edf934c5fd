package org.innoledger.ledger.enterprise;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Identified;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Industry;
import org.innoledger.ledger.coverage.CoverageState;
import org.innoledger.ledger.coverage.Ownership;
import org.innoledger.ledger.coverage.Roster;

/// Enterprise 企业: one that the campaign for full coverage of technology innovation counts, or has counted.
@Entity
@Identified(by = CreditCode.class)
public class Enterprise extends Registered<Enterprise.EnterpriseFacts> {

    /// What the register holds of an enterprise. Source: work plan for full coverage (晋政办发〔2019〕83号), roster
    /// 规模以上.
    @Embeddable
    @Schema(name = "EnterpriseFacts", description = "企业登记内容 Facts of an enterprise", examples = """
                    {"name": "示例·朔州陶瓷有限公司", "region": "140602", "industry": "C3073", "ownership": "PRIVATE", \
                    "aboveScaleSince": "2021-01-01", "revenueYuan": 36000000, "staff": 180}""")
    public record EnterpriseFacts(
            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Searched @Indexed
            String name,

            @Schema(description = "所在县区 County where it works")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "行业 Industry") @NotNull @Valid @Indexed
            Industry industry,

            @Schema(description = "所有制 Ownership") @NotNull @Enumerated(EnumType.STRING) @Indexed
            Ownership ownership,

            @Schema(description = "母公司统一社会信用代码 Credit code of the parent") @Valid @Indexed
            CreditCode parent,

            @Schema(description = "主管部门 Competent department", examples = "省工信厅") @Size(max = 100) @Indexed
            String competentDepartment,

            @Schema(description = "入规日期 On the above-scale roster (规模以上) since") @Indexed
            LocalDate aboveScaleSince,

            @Schema(description = "退规日期 On the roster until, this day included", examples = "2026-12-31") @Indexed
            LocalDate aboveScaleUntil,

            @Schema(description = "上年主营业务收入（元） Main-business revenue of last year, yuan")
            @PositiveOrZero
            @Max(9_000_000_000_000_000L)
            @Indexed
            Long revenueYuan,

            @Schema(description = "上年末从业人员（人） Staff at the end of last year, persons") @PositiveOrZero @Indexed
            Integer staff,

            @Schema(description = "所属省属企业集团 Group of provincial state-owned enterprises", examples = "晋能控股")
            @Size(max = 100)
            @Indexed
            String soeGroup,

            @Schema(description = "成立日期 Established on", examples = "2009-05-18") @PastOrPresent @Indexed
            LocalDate establishedOn,

            @Indexed @Size(max = 100) String externalId)
            implements Located<EnterpriseFacts>, Begins, Checked {

        @Override
        public CoverageState beginsAs() {
            return CoverageState.NOT_STARTED;
        }

        /// Whether it stands in the denominator of coverage on this day: industry above designated size.
        public boolean onRoster(LocalDate day) {
            return Roster.holds(industry, aboveScaleSince, aboveScaleUntil, day);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "region",
                            FaultCode.REGION_LEVEL,
                            region == null || region.fault().isPresent() || region.county(),
                            "所在区划应为县级（如 140602），不能是省或市",
                            "The region must be a county such as 140602, not a province or city")
                    .at(
                            "aboveScaleSince",
                            FaultCode.MISSING,
                            aboveScaleUntil == null || aboveScaleSince != null,
                            "填退规日期须同时填入规日期",
                            "aboveScaleSince is missing: it is stated together with aboveScaleUntil")
                    .at(
                            "aboveScaleUntil",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(aboveScaleSince, aboveScaleUntil),
                            "退规日期不能早于入规日期",
                            "aboveScaleUntil cannot be before aboveScaleSince");
        }
    }
}
