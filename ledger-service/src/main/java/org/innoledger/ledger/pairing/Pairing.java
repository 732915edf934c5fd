package org.innoledger.ledger.pairing;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.CreditCode;

/// Pairing 帮扶对接: a department, a locality or an enterprise that helps an enterprise which has not begun yet.
@Entity
public class Pairing extends Registered<Pairing.PairingFacts> {

    /// What the register holds of a pairing. Source: work plan for full coverage (晋政办发〔2019〕83号): 职能对口, 属地管理,
    /// 行业对口 (一带一, 一带多).
    @Embeddable
    @Schema(
            name = "PairingFacts",
            description = "帮扶对接内容 Facts of a pairing",
            examples =
                    "{\"enterprise\": \"91140602MA0T000111\", \"kind\": \"DEPARTMENT\", \"department\": \"朔州市工信局\", \"since\": \"2026-02-01\", \"goal\": \"年内开展首个研发项目\"}")
    public record PairingFacts(
            @Schema(description = "被帮扶企业统一社会信用代码 Credit code of the enterprise that is helped") @NotNull @Valid @Indexed
            CreditCode enterprise,

            @Schema(description = "类型 Kind") @NotNull @Enumerated(EnumType.STRING)
            PairingKind kind,

            @Schema(
                    description =
                            "帮扶企业统一社会信用代码，仅用于 ENTERPRISE：已开展或已销号，同一行业大类 Credit code of the mentor, for kind ENTERPRISE "
                                    + "only: ACTIVE or CLOSED, and of the same industry division")
            @Valid
            @Indexed
            CreditCode mentor,

            @Schema(
                    description =
                            "责任部门，DEPARTMENT 与 LOCALITY 必填 Who is responsible; required for DEPARTMENT and LOCALITY")
            @Size(max = 200)
            @Searched
            String department,

            @Schema(description = "对接日期 Since") @NotNull LocalDate since,

            @Schema(description = "结束日期，含当日 Until, this day included", examples = "2026-12-31")
            LocalDate until,

            @Schema(description = "帮扶目标 Goal") @Size(max = 2000) @Searched
            String goal,

            @Schema(
                    description =
                            "帮扶成效，由 POST …/ending 填写，其他写入不改变它 Result; it comes by POST …/ending, and no other write changes it",
                    examples = "已立项研发项目 1 项")
            @Size(max = 2000)
            @Searched
            String result,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.HangsOn, Refers.Local, Replaces<PairingFacts>, Checked {
        private static final Copies<PairingFacts> COPIES = Copies.of(PairingFacts.class, "until", "result");

        /// What has been ended with its result stays so: a list that names no last day does not begin it anew.
        @Override
        public PairingFacts over(Filed<PairingFacts> present) {
            if (present == null) {
                return ended(until, null);
            }
            var before = present.facts();
            return ended(until == null && before.result != null ? before.until : until, before.result);
        }

        /// The facts of the pairing once it is over.
        PairingFacts ended(LocalDate until, String result) {
            return COPIES.with(this, until, result);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "mentor",
                            FaultCode.INCONSISTENT,
                            kind == null || (kind == PairingKind.ENTERPRISE) == (mentor != null),
                            "ENTERPRISE 须填 mentor，其他类型不填",
                            "mentor is required for kind ENTERPRISE and stands in no other")
                    .at(
                            "mentor",
                            FaultCode.INCONSISTENT,
                            mentor == null || !mentor.equals(enterprise),
                            "企业不能帮扶自己",
                            "An enterprise cannot be its own mentor")
                    .at(
                            "department",
                            FaultCode.MISSING,
                            kind == null || kind == PairingKind.ENTERPRISE || department != null,
                            "DEPARTMENT 与 LOCALITY 须填责任部门",
                            "department is required for kinds DEPARTMENT and LOCALITY")
                    .at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "结束日期不能早于对接日期",
                            "until cannot be before since");
        }
    }

    /// Kind of pairing 对接类型.
    @Schema(
            description = "对接类型 Kind: DEPARTMENT 职能对口（部门） | LOCALITY 属地管理（区县） | ENTERPRISE 行业对口（企业带企业）",
            examples = "DEPARTMENT")
    public enum PairingKind {
        DEPARTMENT,
        LOCALITY,
        ENTERPRISE
    }

    /// The end of a pairing.
    @Schema(
            name = "PairingEnding",
            description = "结束对接 The end of a pairing",
            examples = "{\"on\": \"2026-10-31\", \"result\": \"已立项研发项目 1 项\"}")
    public record Ending(
            @Schema(description = "结束日期，含当日；缺省为今天，不晚于今天 Last day; today where it is absent, and not later")
            LocalDate on,

            @Schema(description = "帮扶成效 Result") @NotBlank @Size(max = 2000)
            String result) {}
}
