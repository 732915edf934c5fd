package org.innoledger.ledger.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.report.MonthlyReport.MonthlyReportState;
import org.innoledger.ledger.report.MonthlyReport.Progress;

/// Which reports of a month came in late, or have not come in.
@ApplicationScoped
public class LateList {
    private final Journal journal;
    private final MonthlyReport.Repository reports;
    private final ReportCalendar calendar;
    private final Caller.Current caller;
    private final Clock clock;

    LateList(
            Journal journal,
            MonthlyReport.Repository reports,
            ReportCalendar calendar,
            Caller.Current caller,
            Clock clock) {
        this.journal = journal;
        this.reports = reports;
        this.calendar = calendar;
        this.caller = caller;
        this.clock = clock;
    }

    /// The list of one month.
    @Schema(
            description = "逾期与未报清单 Reports that are late or missing",
            requiredProperties = {"month", "dueOn", "items"})
    public record LateReports(
            @Schema(description = "月份 Month") Month month,

            @Schema(
                    description = "截止日期，当日 24:00（Asia/Shanghai） Due on this day, by 24:00 in Asia/Shanghai",
                    examples = "2026-11-05")
            LocalDate dueOn,

            @Schema(description = "清单，先市后县按区划代码 The list, by division code")
            List<LateReport> items) {}

    /// One that is late or missing.
    @Schema(
            description = "一家逾期或未报单位 One that is late or missing",
            requiredProperties = {"region", "name", "verdict"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LateReport(
            @Schema(description = "区划 Division", examples = "140623")
            String region,

            @Schema(description = "名称 Name", examples = "右玉县")
            String name,

            @Schema(
                    description = "结论 Verdict: MISSING 未报 | LATE 逾期报送",
                    enumeration = {"MISSING", "LATE"},
                    examples = "LATE")
            String verdict,

            @Schema(description = "月报状态 State of the report, where there is one")
            MonthlyReportState status,

            @Schema(description = "首次提交时间 First submitted at", examples = "2026-11-06T01:20:00Z")
            Instant submittedAt) {}

    /// The list of a month within the caller's regions.
    ///
    /// @param given null for the month before this one
    /// @throws Problem 400 when it is no month
    LateReports of(String given) {
        var month = given == null ? Month.of(LocalDate.now(clock)).plus(-1) : new Month(given);
        month.fault().ifPresent(fault -> {
            throw Problem.invalid(fault.at("month"));
        });
        var regions = caller.get().regions();
        var items = journal.reading(session -> regions.stream()
                .flatMap(prefix -> list(month, prefix).stream())
                .distinct()
                .toList());
        return new LateReports(month, calendar.dueOn(month), items);
    }

    /// Those below `prefix` whose report of the month is late or missing by now; empty before the deadline. To
    /// be asked inside a transaction of the journal.
    public List<LateReport> list(Month month, String prefix) {
        if (!calendar.late(month, clock.instant())) {
            return List.of();
        }
        var filed = reports.ofMonth(month, prefix).stream().collect(Collectors.toMap(Progress::region, each -> each));
        return Division.all().stream()
                .filter(division -> division.status() == Division.Status.CURRENT
                        && division.code().startsWith(prefix))
                .map(Division::code)
                .sorted()
                .map(region -> judged(region, filed.get(region), month))
                .filter(Objects::nonNull)
                .toList();
    }

    private LateReport judged(String region, Progress report, Month month) {
        var submitted = report == null ? null : report.submittedAt();
        if (submitted != null && !calendar.late(month, submitted)) {
            return null;
        }
        return new LateReport(
                region,
                Division.find(region).map(Division::name).orElse(""),
                submitted == null ? "MISSING" : "LATE",
                report == null ? null : MonthlyReportState.valueOf(report.status()),
                submitted);
    }
}
