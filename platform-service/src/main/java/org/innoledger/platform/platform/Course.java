package org.innoledger.platform.platform;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platform.Platform.PlatformFacts;

/// The course of a platform: each change of its state or level, in the order of their days. It is begun by the
/// dates with which the platform is filed, corrected with them, and grows by steps.
final class Course {
    /// Steps of one platform's course.
    static final int STEPS_MAX = 100;

    private Course() {}

    /// What happened before the platform was filed, as its dates tell it. Where nothing says since when it
    /// was cultivated, the step bears no day.
    static List<PlatformStep> begun(PlatformFacts facts) {
        var steps = new ArrayList<PlatformStep>();
        if (facts.level() == null) {
            // Validation says so; there is nothing to tell yet.
            return List.of();
        }
        if (facts.cultivatedOn() != null || facts.approvedOn() == null && facts.openedOn() == null) {
            steps.add(PlatformStep.first(facts.cultivatedOn(), PlatformState.CULTIVATING, facts.level()));
        }
        if (facts.approvedOn() != null) {
            steps.add(PlatformStep.first(facts.approvedOn(), PlatformState.APPROVED, facts.level()));
        }
        if (facts.openedOn() != null) {
            steps.add(PlatformStep.first(facts.openedOn(), PlatformState.OPERATING, facts.level()));
        }
        return List.copyOf(steps);
    }

    /// The course with the dates as they have been corrected.
    static List<PlatformStep> redated(PlatformFacts facts, List<PlatformStep> before) {
        var steps = new ArrayList<PlatformStep>();
        if (facts.cultivatedOn() != null && before.getFirst().status() != PlatformState.CULTIVATING) {
            steps.add(PlatformStep.first(
                    facts.cultivatedOn(),
                    PlatformState.CULTIVATING,
                    before.getFirst().level()));
        }
        var seen = EnumSet.noneOf(PlatformState.class);
        for (var step : before) {
            var first = seen.add(step.status());
            if (first
                    && step.status() == PlatformState.OPERATING
                    && facts.approvedOn() != null
                    && seen.add(PlatformState.APPROVED)) {
                steps.add(PlatformStep.first(facts.approvedOn(), PlatformState.APPROVED, step.level()));
            }
            steps.add(first ? redated(facts, step) : step);
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).isBefore(steps.get(i - 1))) {
                throw Problem.invalid(
                        "/course",
                        FaultCode.OUT_OF_ORDER,
                        Text.of(
                                "日期更正后历程次序颠倒：%s（%s）早于 %s（%s）",
                                "By these dates the course is out of order: %s (%s) is before %s (%s)",
                                steps.get(i).status(),
                                steps.get(i).on(),
                                steps.get(i - 1).status(),
                                steps.get(i - 1).on()));
            }
        }
        return List.copyOf(steps);
    }

    /// A step with its day as it has been corrected.
    ///
    /// @throws Problem 409 where the step is an act's, whose day it bears, or would lose its day
    private static PlatformStep redated(PlatformFacts facts, PlatformStep step) {
        var on = corrected(facts, step);
        if (on == null && step.on() != null) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "平台已经办理，历程中 %s 的日期 %s 可以更正，不能清除。",
                            "Steps have been taken on the platform: the day of %s in its course, %s, can be corrected but not cleared.",
                            step.status(),
                            step.on()));
        }
        if (step.act() != null && !step.on().equals(on)) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "日期 %s 是优化重组 %s 的批准日期，不能在平台上更改。",
                            "%s is the day on which restructuring %s was approved; it is not changed here.",
                            step.on(),
                            step.act()),
                    Map.of("act", step.act()));
        }
        return step.on(on);
    }

    private static LocalDate corrected(PlatformFacts facts, PlatformStep step) {
        return switch (step.status()) {
            case CULTIVATING -> facts.cultivatedOn();
            case APPROVED -> facts.approvedOn();
            case OPERATING -> facts.openedOn();
            case UPGRADED, MERGED, REVOKED -> step.on();
        };
    }

    /// These steps and one more.
    ///
    /// @throws Problem 400 for a day before that of the last step, 409 where there are too many
    static List<PlatformStep> with(PlatformStep step, List<PlatformStep> before) {
        if (step.isBefore(before.getLast())) {
            throw Problem.invalid(
                    "/on",
                    FaultCode.OUT_OF_ORDER,
                    Text.of(
                            "日期 %s 早于上一步 %s（%s）",
                            "%s is before the last step, %s on %s",
                            step.on(),
                            before.getLast().status(),
                            before.getLast().on()));
        }
        if (before.size() >= STEPS_MAX) {
            throw Problem.of(ProblemType.CONFLICT, Text.of("历程至多 %d 步。", "A course has at most %d steps.", STEPS_MAX));
        }
        return Stream.concat(before.stream(), Stream.of(step)).toList();
    }
}
