package org.innoledger.ledger.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.coverage.Coverage;
import org.innoledger.ledger.coverage.Figures;
import org.innoledger.ledger.report.MonthlyReport.MonthlyReportFacts;
import org.innoledger.ledger.report.MonthlyReport.MonthlyReportState;
import org.innoledger.ledger.report.MonthlyReport.Part;
import org.innoledger.ledger.report.MonthlyReport.Submission;

/// The way of a report: who may take which step, and what is computed and frozen by it.
///
/// A county's figures are the ledger's. A city's are the sum of its counties': of those reports that it has
/// accepted, as they were frozen, and of the ledger's figures for those that it submits without. The
/// province's come from its cities in the same way. So the whole is always the sum of its parts, while people
/// go on writing.
@ApplicationScoped
class Submissions {
    private static final String CHILDREN = """
            select region, id, status, position, figures::text as figures from monthly_report
            where month = :month and region = any(:regions) and withdrawn_at is null order by region for share""";

    private final Coverage coverage;
    private final ReportCalendar calendar;
    private final Caller.Current caller;
    private final Clock clock;
    private final FiguresText figuresText;

    Submissions(
            Coverage coverage, ReportCalendar calendar, Caller.Current caller, Clock clock, FiguresText figuresText) {
        this.coverage = coverage;
        this.calendar = calendar;
        this.caller = caller;
        this.clock = clock;
        this.figuresText = figuresText;
    }

    /// The report with its figures, as of now.
    Filed<MonthlyReportFacts> submitted(Writing writing, Filed<MonthlyReportFacts> report, Submission submission) {
        var next = report.advance(MonthlyReportState.SUBMITTED);
        var facts = report.facts();
        mustBeOpen(writing, report);
        mustBeOver(facts.month());
        var at = at(writing, report, submission);
        var region = facts.region().value();
        var counted = coverage.count(writing, prefix(region), facts.month());
        var parts = level(region) == Division.Level.COUNTY
                ? List.<Part>of()
                : parts(writing, region, facts.month(), counted, submission);
        var figures = level(region) == Division.Level.COUNTY
                ? counted.of(region)
                : parts.stream().map(Part::figures).reduce(Figures.NONE, Figures::plus);
        var first = facts.firstSubmittedAt() == null ? at : facts.firstSubmittedAt();
        return next.with(facts.submitted(new MonthlyReportFacts.Frozen(
                facts.submissions() == null ? 1 : facts.submissions() + 1,
                first,
                at,
                calendar.late(facts.month(), first),
                submission.submittedAt() != null,
                counted.position(),
                figures,
                parts)));
    }

    /// When it counts as submitted: now, or when the office above says that it had come in; as precisely as
    /// the database keeps it, so that entry and record say the same.
    private Instant at(Writing writing, Filed<MonthlyReportFacts> report, Submission submission) {
        var now = writing.now();
        if (submission.submittedAt() == null) {
            return now;
        }
        caller.get().mustCover(above(report.facts().region().value()));
        var earliest =
                report.facts().month().last().atStartOfDay(clock.getZone()).toInstant();
        if (submission.submittedAt().isAfter(now) || submission.submittedAt().isBefore(earliest)) {
            throw Problem.invalid(
                    "/submittedAt",
                    FaultCode.OUT_OF_ORDER,
                    Text.of("收到时间应在 %s 与现在之间", "submittedAt must lie between %s and now", earliest));
        }
        return submission.submittedAt().truncatedTo(ChronoUnit.MICROS);
    }

    /// A step of the office above: acceptance or return.
    ///
    /// @param verb for the state that it leads to
    Filed<MonthlyReportFacts> judged(Writing writing, Filed<MonthlyReportFacts> report, MonthlyReportState verb) {
        var region = report.facts().region().value();
        if (level(region) == Division.Level.PROVINCE && verb == MonthlyReportState.ACCEPTED) {
            throw Problem.illegalState(
                    Text.of(
                            "省级月报不经上级审核，提交后封账：POST …/closing",
                            "The province's report is not accepted by anybody above; it is closed: POST …/closing"),
                    report.status(),
                    List.of(MonthlyReportState.CLOSED));
        }
        caller.get().mustCover(above(region));
        mustBeOpen(writing, report);
        var next = report.advance(verb);
        if (verb == MonthlyReportState.RETURNED && level(region) != Division.Level.PROVINCE) {
            mustNotBePassedOn(writing, report);
        }
        return next;
    }

    /// Closes the month: afterwards no report of it changes, and what is filed for it is a correction.
    Filed<MonthlyReportFacts> closed(Writing writing, Filed<MonthlyReportFacts> report) {
        lock(writing, report, "pg_advisory_xact_lock");
        var region = report.facts().region().value();
        if (level(region) != Division.Level.PROVINCE) {
            throw Problem.of(
                    ProblemType.CONFLICT, Text.of("只有省级月报可以封账。", "Only the province's report closes a month."));
        }
        return report.advance(MonthlyReportState.CLOSED);
    }

    /// A report on which the one above already stands cannot be taken away from under it.
    private void mustNotBePassedOn(Writing writing, Filed<MonthlyReportFacts> report) {
        var region = report.facts().region().value();
        var above = children(writing, List.of(above(region)), report.facts().month())
                .get(above(region));
        if (above != null
                && above.status() != MonthlyReportState.DRAFT
                && above.status() != MonthlyReportState.RETURNED) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "上级 %s 的月报（%s）已汇总本月报，请先退回上级月报。",
                            "The report of %s (%s) already holds this one; have that returned first.",
                            above(region),
                            above.status()));
        }
    }

    private void mustBeOpen(Writing writing, Filed<MonthlyReportFacts> report) {
        var month = report.facts().month().value();
        lock(writing, report, "pg_advisory_xact_lock_shared");
        var closed = writing.query(
                session -> session.createNativeQuery("select month_closed(:month, :region)", Boolean.class)
                        .setParameter("month", month)
                        .setParameter("region", report.facts().region().value())
                        .getSingleResult());
        if (closed) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "%s 已由省封账，月报不再变化；此后的登记计为更正。",
                            "%s has been closed by the province; its reports change no more, and what is filed now is a correction.",
                            month));
        }
    }

    /// Steps of a month's reports share this lock, and closing the month takes it alone: a step either comes
    /// before the closing or sees it. The closing waits for steps that run, ten seconds at the most.
    private static void lock(Writing writing, Filed<MonthlyReportFacts> report, String how) {
        var of = report.facts().month() + "/" + report.facts().region().value().substring(0, 2);
        writing.query(session -> session.createNativeQuery(
                        "select cast(" + how + "(hashtextextended(:of, 0)) as text)", String.class)
                .setParameter("of", "monthly-report/" + of)
                .getResultList());
    }

    private void mustBeOver(Month month) {
        if (LocalDate.now(clock).isBefore(month.last())) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "%s 尚未结束，月末最后一日起方可提交。",
                            "%s is not over; it can be submitted from its last day on.", month));
        }
    }

    private record Child(String region, String id, MonthlyReportState status, Long position, Figures figures) {}

    /// Reports of these divisions for the month, held so that none is returned while we add it up.
    private Map<String, Child> children(Writing writing, Collection<String> regions, Month month) {
        return writing.query(session -> session.createNativeQuery(CHILDREN, Tuple.class)
                .setParameter("month", month.value())
                .setParameter("regions", regions.toArray(String[]::new), String[].class)
                .getResultStream()
                .map(row -> new Child(
                        row.get("region", String.class),
                        row.get("id", String.class),
                        MonthlyReportState.valueOf(row.get("status", String.class)),
                        row.get("position", Long.class),
                        figuresText.read(row.get("figures", String.class))))
                .collect(Collectors.toMap(Child::region, Function.identity())));
    }

    private List<Part> parts(
            Writing writing, String region, Month month, Coverage.Counted counted, Submission submission) {
        var own = new TreeMap<String, Figures>();
        counted.byCounty().forEach((county, figures) -> own.merge(below(region, county), figures, Figures::plus));
        var regions = new TreeSet<>(own.keySet());
        regions.addAll(reporting(region));
        var children = children(writing, regions, month);
        var named = submission.without() == null
                ? List.<String>of()
                : submission.without().stream().map(code -> code.value()).toList();
        var missing = regions.stream()
                .filter(child ->
                        !children.containsKey(child) || children.get(child).status() != MonthlyReportState.ACCEPTED)
                .toList();
        mustAgree(missing, named);
        var parts = new ArrayList<Part>();
        for (var each : regions) {
            var child = children.get(each);
            parts.add(
                    missing.contains(each)
                            ? new Part(each, false, null, counted.position(), own.getOrDefault(each, Figures.NONE))
                            : new Part(each, true, child.id(), child.position(), child.figures()));
        }
        return parts;
    }

    private static void mustAgree(List<String> missing, List<String> named) {
        var unnamed = missing.stream().filter(region -> !named.contains(region)).toList();
        if (!unnamed.isEmpty()) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "下列下级的月报尚未审核通过：%s。请先审核，或在 without 中列明不等候的下级。",
                            "The reports of these are not accepted yet: %s. Accept them, or name in `without` those that you go without.",
                            names(unnamed)),
                    Map.of("missing", unnamed));
        }
        var accepted =
                named.stream().filter(region -> !missing.contains(region)).toList();
        if (!accepted.isEmpty()) {
            throw Problem.invalid(FaultCode.WITHOUT_ACCEPTED.at("/without", names(accepted)));
        }
    }

    private static String names(List<String> regions) {
        return regions.stream()
                .map(code ->
                        code + " " + Division.find(code).map(Division::name).orElse(""))
                .collect(Collectors.joining(", "));
    }

    /// Those who report to this division: current cities or counties. A statistical zone reports where it has
    /// enterprises.
    static List<String> reporting(String region) {
        return Division.all().stream()
                .filter(division -> division.status() == Division.Status.CURRENT && region.equals(division.parent()))
                .map(Division::code)
                .sorted()
                .toList();
    }

    static Division.Level level(String region) {
        return region.endsWith("0000")
                ? Division.Level.PROVINCE
                : region.endsWith("00") ? Division.Level.CITY : Division.Level.COUNTY;
    }

    /// The part of a division's code that its records share.
    static String prefix(String region) {
        return switch (level(region)) {
            case PROVINCE -> region.substring(0, 2);
            case CITY -> region.substring(0, 4);
            case COUNTY -> region;
        };
    }

    /// The division that a report goes to: a county's city, a city's province, the province itself.
    static String above(String region) {
        return level(region) == Division.Level.COUNTY ? region.substring(0, 4) + "00" : region.substring(0, 2) + "0000";
    }

    /// The part of `region` that a county belongs to: itself for a city, its city for the province.
    private static String below(String region, String county) {
        return level(region) == Division.Level.PROVINCE ? county.substring(0, 4) + "00" : county;
    }
}
