package org.innoledger.local.sample;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.innoledger.local.sample.Course.Fate;
import org.innoledger.local.sample.MonthlyReports.Report;
import org.innoledger.local.sample.Sample.Post;
import org.innoledger.local.sample.Sample.Stage;

/// How months are reported, closed and told of: term by term, since what is filed late for a closed month
/// stands between two bulletins as a correction.
final class Reporting {
    static final YearMonth BASE = YearMonth.of(2025, 12);

    /// The last month that is over.
    static final YearMonth LAST = YearMonth.from(Campaign.LAST).minusMonths(1);

    /// Months that are reported one after the other without a correction between them.
    private static final int TERM = 4;

    private static final int LATE_A_TERM = 8;
    private static final String REPORTS = "monthly-reports";

    /// The province enters the reports of former times, stating when they had come in.
    private static final String OFFICE = "province";

    private final List<Stage> stages = new ArrayList<>();
    private final Activities activities;
    private final List<Course> latecomers;
    private final Chance chance = new Chance("reporting");

    Reporting(List<Course> courses, Activities activities) {
        this.activities = activities;
        this.latecomers = courses.stream()
                .filter(course -> course.fate() == Fate.FILES_LATE)
                .toList();
    }

    static List<YearMonth> months() {
        return Stream.iterate(BASE, month -> !month.isAfter(LAST), month -> month.plusMonths(1))
                .toList();
    }

    List<Stage> make() {
        var reports = new MonthlyReports().make(months());
        var months = months();
        for (int from = 0; from < months.size(); from += TERM) {
            var term = months.subList(from, Math.min(from + TERM, months.size()));
            reported(
                    term,
                    reports.stream()
                            .filter(report -> term.contains(report.month()))
                            .toList());
            corrected(from / TERM, term.getLast().atEndOfMonth());
        }
        return stages;
    }

    private void reported(List<YearMonth> term, List<Report> reports) {
        var came = reports.stream()
                .filter(report -> report.fate() != MonthlyReports.Fate.MISSING)
                .toList();
        stages.add(Stage.of(
                REPORTS + "/imports",
                "月报 monthly reports " + term.getFirst() + " … " + term.getLast(),
                came.stream()
                        .map(report -> new Facts.Line<>(report.id(), report.facts()))
                        .toList()));
        round(came, report -> report.county() && report.inTime());
        round(came, report -> report.city() && report.inTime());
        verb("submissions", came, Report::province, Report::submission);
        round(came, report -> report.county() && !report.inTime());
        round(came, report -> report.city() && !report.inTime());
        came.stream().filter(Report::province).forEach(this::closed);
    }

    /// Submission, what is returned and mended, acceptance.
    private void round(List<Report> reports, Predicate<Report> which) {
        Predicate<Report> returned = report -> report.fate() == MonthlyReports.Fate.RETURNED;
        verb("submissions", reports, which, Report::submission);
        stages.add(new Stage(reports.stream()
                .filter(which.and(returned))
                .<Sample.Step>map(report -> new Post(
                        REPORTS + "/" + report.id() + "/return", OFFICE, Map.of("reason", "进展情况与台账不一致，请核对后重报"), null))
                .toList()));
        verb("submissions", reports, which.and(returned), Report::again);
        verb("acceptances", reports, which, Report::acceptance);
    }

    private void verb(String verb, List<Report> reports, Predicate<Report> which, Function<Report, Verb> line) {
        stages.add(Stage.of(
                OFFICE,
                REPORTS + "/" + verb,
                null,
                reports.stream().filter(which).map(line).toList()));
    }

    /// The province closes the month, and tells of it; December of the year before is only what the rest is
    /// measured by.
    private void closed(Report report) {
        stages.add(Stage.of(new Post(REPORTS + "/" + report.id() + "/closing", OFFICE, null, null)));
        if (report.month().equals(BASE)) {
            return;
        }
        var order = Map.of(
                "region",
                MonthlyReports.PROVINCE,
                "month",
                report.month().toString(),
                "number",
                "%d年第%d期".formatted(report.month().getYear(), report.month().getMonthValue()));
        stages.add(Stage.of(new Post("bulletins", OFFICE, order, "publication")));
    }

    /// What is filed for these months only now.
    private void corrected(int term, LocalDate last) {
        var late = latecomers.subList(term * LATE_A_TERM, (term + 1) * LATE_A_TERM).stream()
                .map(course -> activities.late(course, chance.day(Campaign.FIRST, last)))
                .toList();
        stages.add(Stage.of(
                "activities/imports",
                "补报活动 activities filed late",
                late.stream().map(Activities.Activity::line).toList()));
        stages.add(Stage.of(
                OFFICE,
                "activities/verifications",
                null,
                late.stream().map(Activities.Activity::verification).toList()));
    }
}
