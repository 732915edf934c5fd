package org.innoledger.ledger.assignment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.ledger.coverage.CoverageBasis;

/// Assignment 对接分派: one enterprise given to one work group for a time.
@Entity
public class Assignment extends Registered<Assignment.AssignmentFacts> {

    /// What the register holds of an assignment. Source: work plan for full coverage (晋政办发〔2019〕83号), 三方帮扶:
    /// every enterprise that has not begun has a work group.
    @Embeddable
    @Schema(
            name = "AssignmentFacts",
            description = "对接分派内容 Facts of an assignment",
            examples =
                    "{\"enterprise\": \"91140602MA0T000111\", \"group\": \"0198a000-0000-7000-8000-000000000002\", \"since\": \"2026-01-15\"}")
    public record AssignmentFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise") @NotNull @Valid @Indexed
            CreditCode enterprise,

            @Schema(description = "工作组编号（UUID） Id of the work group (UUID); of the enterprise's region or one above it")
            @NotNull
            @Pattern(regexp = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", message = "应为 UUID / This must be a UUID")
            @Column(name = "work_group")
            @Indexed
            String group,

            @Schema(description = "分派日期 Since") @NotNull LocalDate since,

            @Schema(description = "结束日期，含当日 Until, this day included", examples = "2026-12-31")
            LocalDate until,

            @Indexed @Size(max = 100) String externalId)
            implements CoverageBasis, Checked {

        /// Ids are the same however their digits are written.
        public AssignmentFacts {
            group = group == null ? null : group.toLowerCase(Locale.ROOT);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "until",
                    FaultCode.OUT_OF_ORDER,
                    Checks.inOrder(since, until),
                    "结束日期不能早于分派日期",
                    "until cannot be before since");
        }
    }
}
