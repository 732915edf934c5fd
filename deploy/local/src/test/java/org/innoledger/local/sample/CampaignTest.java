package org.innoledger.local.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the sample's year of campaign")
class CampaignTest {
    private static final Set<String> COVERING = Set.of(
            "RD_PROJECT",
            "NEW_PRODUCT",
            "NEW_PROCESS",
            "RD_INSTITUTION",
            "RESEARCH_COOPERATION",
            "TECHNOLOGY_TRADE",
            "TECHNOLOGY_TRANSFORMATION",
            "INTELLECTUAL_PROPERTY",
            "STANDARD",
            "DIGITAL_SCENE",
            "TALENT_TEAM");

    private final Sample sample = Sample.make();

    private <T extends Located> List<T> sent(String path, Class<T> type) {
        return sample.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(step -> step.path().equals(path))
                .flatMap(step -> ((Sample.Bulk) step).lines().stream())
                .map(type::cast)
                .toList();
    }

    /// The facts of a register by their ids, which are distinct.
    private <F extends Facts> Map<String, F> facts(String register, Class<F> type) {
        return sent(register + "/imports", Located.class).stream()
                .<Facts.Line<?>>map(line -> (Facts.Line<?>) line)
                .collect(Collectors.toMap(Facts.Line::id, line -> type.cast(line.facts())));
    }

    private Stream<Sample.Post> posts(String path) {
        return sample.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(step -> step.path().matches(path))
                .map(Sample.Post.class::cast);
    }

    private static void assertOrdered(Object... days) {
        for (int i = 1; i < days.length; i++) {
            var before = LocalDate.parse(days[i - 1].toString());
            assertFalse(LocalDate.parse(days[i].toString()).isBefore(before), before + " … " + days[i]);
        }
        assertFalse(LocalDate.parse(days[days.length - 1].toString()).isAfter(Campaign.LAST));
    }

    @Test
    @DisplayName("has ten work groups a city: five or six members, one of division rank, one technical from science")
    void workGroups() {
        var groups = facts("work-groups", Facts.WorkGroup.class).values();
        assertEquals(110, groups.size());
        for (var group : groups) {
            assertEquals("GOVERNMENT_HEAD", group.leaderPost());
            assertTrue(group.members().size() == 5 || group.members().size() == 6, group.name());
            assertTrue(group.members().stream().anyMatch(member -> member.rank().equals("DIVISION")));
            assertTrue(group.members().stream()
                    .anyMatch(member -> member.technical()
                            && Set.of("UNIVERSITY", "INSTITUTE", "PLATFORM").contains(member.unitKind())));
        }
    }

    @Test
    @DisplayName("gives all but 40 enterprises to a group of their city by June, and serves them one to three times")
    void assignments() {
        var groups = facts("work-groups", Facts.WorkGroup.class);
        var assigned = facts("assignments", Facts.Assignment.class).values().stream()
                .collect(Collectors.toMap(Facts.Assignment::enterprise, Function.identity()));
        // Twelve have left the roster, and eleven are groups of enterprises.
        assertEquals(4_000 - 11 - 12 - 40, assigned.size());
        for (var each : assigned.values()) {
            var group = groups.get(each.group());
            assertEquals(group.region().substring(0, 4), each.region().substring(0, 4));
            assertOrdered(group.since(), each.since(), "2026-06-30");
        }
        var services = facts("service-records", Facts.ServiceRecord.class).values();
        services.forEach(each -> {
            assertEquals(assigned.get(each.enterprise()).group(), each.group());
            assertOrdered(assigned.get(each.enterprise()).since(), each.servedOn());
        });
        services.stream()
                .collect(Collectors.groupingBy(Facts.ServiceRecord::enterprise, Collectors.counting()))
                .forEach((enterprise, count) -> assertTrue(count >= 1 && count <= 3, enterprise));
    }

    @Test
    @DisplayName("has some 10,000 activities over some 3,400 enterprises, most verified, some returned, some waiting")
    void activities() {
        var activities = facts("activities", Facts.Activity.class);
        assertEquals(10_000, activities.size(), 500);
        var enterprises = activities.values().stream()
                .map(Facts.Activity::enterprise)
                .distinct()
                .count();
        assertEquals(3_400, enterprises, 100);
        var verified = sent("activities/verifications", Verb.Verification.class);
        verified.forEach(each -> assertOrdered(activities.get(each.id()).startedOn(), each.on()));
        long returned = posts("activities/.*/return").count();
        assertTrue(returned > 30, returned + "");
        assertTrue(activities.size() - verified.size() - returned > 100);
    }

    @Test
    @DisplayName("covers some 15 % in January and some 80 % in October")
    void coverage() {
        var activities = facts("activities", Facts.Activity.class);
        var first = sent("activities/verifications", Verb.Verification.class).stream()
                .map(each -> activities.get(each.id()))
                .filter(each -> COVERING.contains(each.kind()))
                .collect(Collectors.toMap(
                        Facts.Activity::enterprise,
                        each -> each.startedOn().substring(0, 7),
                        (a, b) -> a.compareTo(b) < 0 ? a : b));
        assertEquals(15, percent(first, "2026-01"), 2.0);
        assertEquals(54, percent(first, "2026-06"), 2.0);
        assertEquals(80, percent(first, "2026-10"), 2.0);
    }

    private static double percent(Map<String, String> first, String month) {
        return first.values().stream()
                        .filter(each -> each.compareTo(month) <= 0)
                        .count()
                * 100.0
                / 3_977;
    }

    @Test
    @DisplayName("pairs enterprises of one trade and city: the mentor has begun, the mentee never does")
    void pairings() {
        var verified = sent("activities/verifications", Verb.Verification.class).stream()
                .map(Verb.Verification::id)
                .collect(Collectors.toSet());
        var covered = new HashSet<String>();
        facts("activities", Facts.Activity.class).forEach((id, each) -> {
            if (verified.contains(id) && COVERING.contains(each.kind())) {
                covered.add(each.enterprise());
            }
        });
        var industries = facts("enterprises", Facts.Enterprise.class);
        var pairings = facts("pairings", Facts.Pairing.class).values();
        var mentored = pairings.stream().filter(each -> each.mentor() != null).toList();
        assertTrue(mentored.size() > 50, mentored.size() + "");
        for (var each : mentored) {
            assertEquals("ENTERPRISE", each.kind());
            assertTrue(covered.contains(each.mentor()));
            assertFalse(covered.contains(each.enterprise()));
            assertEquals(
                    industries.get(each.mentor()).industry().substring(1, 3),
                    industries.get(each.enterprise()).industry().substring(1, 3));
        }
        pairings.forEach(each -> assertNotEquals(each.kind().equals("ENTERPRISE"), each.department() != null));
    }

    @Test
    @DisplayName("has 800 problems of both classes whose steps are in order; some are overdue, some escalated")
    void problems() {
        var problems = facts("problems", Facts.Problem.class);
        var dispatched = sent("problems/dispatches", Verb.Dispatch.class).stream()
                .collect(Collectors.toMap(Verb::id, Function.identity()));
        var started = days(sent("problems/starts", Verb.Step.class));
        var resolved = sent("problems/resolutions", Verb.Resolution.class).stream()
                .collect(Collectors.toMap(Verb::id, Verb.Resolution::on));
        var confirmed = days(sent("problems/confirmations", Verb.Step.class));
        assertEquals(800, problems.size());
        int overdue = 0;
        for (var id : problems.keySet()) {
            var problem = problems.get(id);
            var dispatch = dispatched.get(id);
            boolean government = problem.problemClass().equals("GOVERNMENT");
            assertTrue(government || dispatch == null);
            assertTrue(!government || !started.containsKey(id) || dispatch != null);
            assertTrue(started.keySet().containsAll(resolved.keySet()));
            assertTrue(resolved.keySet().containsAll(confirmed.keySet()));
            assertOrdered(Stream.of(
                            problem.raisedOn(),
                            dispatch == null ? null : dispatch.on(),
                            started.get(id),
                            resolved.get(id),
                            confirmed.get(id))
                    .filter(day -> day != null)
                    .toArray());
            var due = dispatch == null ? problem.dueOn() : dispatch.dueOn();
            overdue += due != null && !resolved.containsKey(id) && due.compareTo("2026-11-20") < 0 ? 1 : 0;
        }
        assertTrue(overdue > 50, overdue + "");
        assertTrue(posts("problems/.*/escalation").count() > 5);
    }

    private static Map<String, String> days(List<Verb.Step> steps) {
        return steps.stream().collect(Collectors.toMap(Verb::id, Verb.Step::on));
    }

    @Test
    @DisplayName("closes out 1,500 enterprises with verified activities of their own, and opens ten again")
    void closeOuts() {
        var activities = facts("activities", Facts.Activity.class);
        var verified = sent("activities/verifications", Verb.Verification.class).stream()
                .collect(Collectors.toMap(Verb::id, Verb.Verification::on));
        var closeOuts = facts("close-outs", Facts.CloseOut.class);
        assertEquals(1_500, closeOuts.size());
        closeOuts.values().forEach(each -> {
            assertEquals(each.enterprise(), activities.get(each.activity()).enterprise());
            assertOrdered(verified.get(each.activity()), each.proposedOn());
        });
        var confirmed = sent("close-outs/confirmations", Verb.CloseOutConfirmation.class);
        assertTrue(confirmed.size() > 1_300 && confirmed.size() < 1_500, confirmed.size() + "");
        confirmed.forEach(each -> assertOrdered(closeOuts.get(each.id()).proposedOn(), each.on()));
        assertEquals(10, posts("enterprises/.*/reopening").count());
    }

    @Test
    @DisplayName("reports eleven months: counties to cities to the province, each naming whom it goes without")
    void reports() {
        var reports = facts("monthly-reports", Facts.MonthlyReport.class);
        var accepted = new HashSet<String>();
        int late = 0;
        for (var stage : sample.stages()) {
            for (var step : stage.steps()) {
                if (step.path().equals("monthly-reports/acceptances")) {
                    ((Sample.Bulk) step).lines().forEach(line -> {
                        var report = reports.get(((Verb.Acceptance) line).id());
                        accepted.add(report.region() + report.month());
                    });
                }
                if (step.path().equals("monthly-reports/submissions")) {
                    for (var line : ((Sample.Bulk) step).lines()) {
                        var submission = (Verb.Submission) line;
                        var report = reports.get(submission.id());
                        late += late(report, submission) ? 1 : 0;
                        assertEquals(
                                below(report.region())
                                        .filter(region -> !accepted.contains(region + report.month()))
                                        .toList(),
                                submission.without() == null ? List.of() : submission.without(),
                                report.region() + report.month());
                    }
                }
            }
        }
        assertTrue(late > 11, late + "");
        assertTrue(posts("monthly-reports/.*/return").count() > 11);
        assertTrue(reports.size() > 1_400 && reports.size() < 11 * 129, reports.size() + "");
    }

    private static boolean late(Facts.MonthlyReport report, Verb.Submission submission) {
        var due = YearMonth.parse(report.month()).plusMonths(1).atDay(6);
        return !Instant.parse(submission.submittedAt())
                .isBefore(due.atStartOfDay(Clocks.ZONE).toInstant());
    }

    private static Stream<String> below(String region) {
        if (region.equals("140000")) {
            return Roster.cities().stream().map(city -> city.city() + "00");
        }
        return region.endsWith("00")
                ? Roster.counties(region.substring(0, 4)).stream().map(division -> division.code())
                : Stream.of();
    }

    @Test
    @DisplayName("closes each month before its bulletin, and tells of January to October; corrections lie between them")
    void bulletins() {
        assertEquals(
                List.of(
                        "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08",
                        "2026-09", "2026-10"),
                posts("bulletins").map(post -> post.body().get("month")).toList());
        assertEquals(11, posts("monthly-reports/.*/closing").count());
        var titles = sample.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(step ->
                        step.path().equals("activities/imports") || step.path().equals("bulletins"))
                .map(Sample.Step::path)
                .toList();
        assertEquals("activities/imports", titles.getLast(), "corrections that wait for the next bulletin");
        assertTrue(titles.indexOf("bulletins") < titles.lastIndexOf("activities/imports"));
    }

    @Test
    @DisplayName("has the pledge loan of 3,000,000 yuan of 29 July 2021, of an enterprise of Shuozhou")
    void pledgeLoan() {
        var loan = facts("financings", Facts.Financing.class).values().stream()
                .filter(each -> "2021-07-29".equals(each.grantedOn()))
                .findFirst()
                .orElseThrow();
        assertEquals("PLEDGE_LOAN", loan.kind());
        assertEquals(3_000_000, loan.amountYuan());
        assertTrue(loan.region().startsWith("1406"));
    }
}
