package org.innoledger.talent.supportrule;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

/// Support rule 资助标准: how much a fund gives, by kind of project and grade of talent. Those below read it.
@Entity
@Below
public class SupportRule extends Registered<SupportRule.SupportRuleFacts> {
    /// More yuan than any one rule gives.
    static final long YUAN_MAX = 1_000_000_000_000L;

    /// What the register holds of a rule. Source: DOMAIN §2: a new national platform up to 10,000,000 yuan;
    /// a leading talent at home or abroad 1,000,000 to 3,000,000 for a start-up and 500,000 to 2,000,000 for
    /// an innovation; a provincial one half of a million to a million, and 100,000 to 500,000.
    @Embeddable
    @Schema(name = "SupportRuleFacts", description = "资助标准内容 Facts of a support rule", examples = """
                    {"fund": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "region": "140600", "projectKind": "START_UP", \
                    "grade": "NATIONAL_LEADING", "minYuan": 1000000, "maxYuan": 3000000, "since": "2026-01-01", \
                    "document": "示例〔2026〕2号", "externalId": "SZ-BZ-0001"}""")
    public record SupportRuleFacts(
            @Schema(description = "人才资金编号 Id of the fund (UUID)")
            @NotNull
            @Pattern(
                    regexp = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    message = "应为小写的 UUID / must be a UUID in lower case")
            @Indexed
            String fund,

            @Schema(description = "区划，与资金相同 Division, that of the fund")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "项目类型 Kind of project") @NotNull @Enumerated(EnumType.STRING)
            ProjectKind projectKind,

            @Schema(description = "人才层次；新建国家级平台为 NONE Grade of talent; NONE for a new national platform")
            @NotNull
            @Enumerated(EnumType.STRING)
            SupportedGrade grade,

            @Schema(description = "下限（元），无下限的不填 At least, yuan; absent for none") @Positive @Max(YUAN_MAX)
            Long minYuan,

            @Schema(description = "上限（元） At most, yuan") @NotNull @Positive @Max(YUAN_MAX)
            Long maxYuan,

            @Schema(description = "起始日期 In force from, this day included") @NotNull
            LocalDate since,

            @Schema(
                    description = "截止日期（含当日），长期有效的不填 In force to, this day included; absent for one without end",
                    examples = "2028-12-31")
            LocalDate until,

            @Schema(description = "依据文号 Document that it rests on") @Size(max = 200) @Impersonal @Searched
            String document,

            @Indexed @Size(max = 100) @Impersonal String externalId)
            implements Located<SupportRuleFacts>, Checked {

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "maxYuan",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(minYuan, maxYuan),
                            "上限不能低于下限",
                            "maxYuan cannot be below minYuan")
                    .at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "截止日期不能早于起始日期",
                            "until cannot be before since")
                    .at(
                            "grade",
                            FaultCode.INCONSISTENT,
                            projectKind != ProjectKind.NEW_NATIONAL_PLATFORM
                                    || grade == null
                                    || grade == SupportedGrade.NONE,
                            "新建国家级平台不分人才层次，应为 NONE",
                            "a new national platform has no grade of talent: NONE");
        }
    }
}
