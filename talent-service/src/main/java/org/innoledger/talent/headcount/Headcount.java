package org.innoledger.talent.headcount;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Column;
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
import org.innoledger.kit.standard.Impersonal;

/// Headcount return 人才队伍统计: how many people of which kind an enterprise had at the end of a year.
@Entity
public class Headcount extends Registered<Headcount.HeadcountFacts> {
    /// More people than any enterprise has; it keeps every sum exact.
    private static final long PERSONS_MAX = 100_000_000;

    /// What the register holds of an enterprise's people in a year. Source: the yearly return of provincial
    /// state-owned enterprises on their three teams 三支队伍.
    @Embeddable
    @Schema(name = "HeadcountFacts", description = "人才队伍统计内容 Facts of a headcount return", examples = """
                    {"enterprise": "91140602MA0T000111", "year": 2023, "management": 120, "technical": 150, \
                    "technicalInManagement": 70, "skilled": 100, "group": "晋能控股"}""")
    public record HeadcountFacts(
            @Schema(
                    description =
                            "企业统一社会信用代码 Credit code of the enterprise; one that is not known yet is remarked upon")
            @NotNull
            @Valid
            @Indexed
            CreditCode enterprise,

            @Schema(description = "年度 Year, at the end of which they are counted")
            @NotNull
            @Min(2000)
            @Max(2100)
            @Indexed
            Integer year,

            @Schema(description = "经营管理人才（人） Managers, persons") @NotNull @PositiveOrZero @Max(PERSONS_MAX)
            Integer management,

            @Schema(description = "专业技术人才（人） Technical staff, persons") @NotNull @PositiveOrZero @Max(PERSONS_MAX)
            Integer technical,

            @Schema(
                    description =
                            "其中在管理岗位的专业技术人才（人） Technical staff who are managers too, persons: they stand in both figures")
            @NotNull
            @PositiveOrZero
            @Max(PERSONS_MAX)
            Integer technicalInManagement,

            @Schema(description = "高技能人才（人） Skilled workers, persons") @NotNull @PositiveOrZero @Max(PERSONS_MAX)
            Integer skilled,

            @Schema(description = "所属省属企业集团 Group of provincial state-owned enterprises")
            @Size(max = 100)
            @Column(name = "soe_group")
            @Impersonal
            @Indexed
            String group,

            @Indexed @Size(max = 100) @Impersonal String externalId)
            implements Refers.HangsOn, Checked {

        /// Persons of all three teams, each once. It is always computed, whatever a caller sends.
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        @Schema(
                description =
                        "总人数 = 经营管理 + 专业技术 − 其中在管理岗位的专业技术 + 高技能；由系统计算 "
                                + "Total = management + technical − technicalInManagement + skilled; computed, ignored where it is sent",
                readOnly = true,
                examples = "300")
        public int total() {
            return management + technical - technicalInManagement + skilled;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "technicalInManagement",
                    FaultCode.EXCEEDS,
                    technicalInManagementWithinBoth(),
                    "在管理岗位的专业技术人才不能多于经营管理人才或专业技术人才",
                    "technicalInManagement can exceed neither management nor technical");
        }

        private boolean technicalInManagementWithinBoth() {
            return technicalInManagement == null
                    || (management == null || technicalInManagement <= management)
                            && (technical == null || technicalInManagement <= technical);
        }
    }
}
