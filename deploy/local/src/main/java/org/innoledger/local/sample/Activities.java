package org.innoledger.local.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.innoledger.local.sample.Course.Fate;

/// Innovation activities: the first that counts of each enterprise that begins, what it does besides, and
/// what those try who have not come so far.
final class Activities {
    private static final List<Integer> FURTHER = List.of(0, 1, 2, 3, 4, 5);
    private static final List<Integer> FURTHER_WEIGHTS = List.of(14, 24, 26, 18, 11, 7);
    private static final int RETURNED_PERCENT = 1;
    private static final int WAITING_PERCENT = 4;
    private static final long WAN = 10_000;

    /// Kinds that do not make an enterprise count.
    private static final List<String> BESIDES = List.of("TRAINING", "VISIT", "OTHER");

    /// A row of activities.csv: a kind of the catalogue, how frequent it is, and the median of its budget.
    record Kind(String kind, int weight, String title, int budgetWanYuan) {}

    /// What is decided about an activity.
    enum Verdict {
        VERIFIED,
        RETURNED,
        WAITS
    }

    /// An activity of the sample.
    ///
    /// @param decidedOn day of the verification
    /// @param carries whether it is the one by which its enterprise counts
    record Activity(
            String id,
            Facts.Activity facts,
            LocalDate startedOn,
            Verdict verdict,
            LocalDate decidedOn,
            boolean carries) {
        Facts.Line<Facts.Activity> line() {
            return new Facts.Line<>(id, facts);
        }

        Verb.Verification verification() {
            return new Verb.Verification(facts.region(), id, decidedOn.toString());
        }
    }

    private final List<Kind> kinds = Csv.read("activities.csv", Kind.class);
    private final List<Kind> qualifying =
            kinds.stream().filter(kind -> !BESIDES.contains(kind.kind())).toList();
    private final List<Kind> others =
            kinds.stream().filter(kind -> BESIDES.contains(kind.kind())).toList();
    private final Chance chance = new Chance("activities");

    List<Activity> make(List<Course> courses) {
        var made = new ArrayList<Activity>();
        for (var course : courses) {
            if (course.begun()) {
                made.add(carrying(course, course.begunOn(), "first"));
                int further = chance.one(FURTHER, FURTHER_WEIGHTS);
                for (int i = 1; i <= further; i++) {
                    made.add(further(course, i));
                }
            } else if (course.fate() == Fate.TRIES) {
                made.add(trial(course));
            }
        }
        return made;
    }

    /// One that is filed for a day that lies in a month closed long since.
    Activity late(Course course, LocalDate startedOn) {
        return carrying(course, startedOn, "late");
    }

    /// It has no end, so that the enterprise stays covered whenever the sample is loaded.
    private Activity carrying(Course course, LocalDate startedOn, String name) {
        var kind = one(qualifying);
        var facts = facts(course, kind, startedOn, null);
        return new Activity(id(course, name), facts, startedOn, Verdict.VERIFIED, decidedOn(startedOn), true);
    }

    private Activity further(Course course, int number) {
        var kind = one(kinds);
        var startedOn = chance.day(course.begunOn(), Campaign.LAST.minusDays(5));
        var ended = startedOn.plusDays(chance.between(10, 200));
        var endedOn = ended.isAfter(Campaign.LAST) || chance.percent(40) ? null : ended;
        int lot = chance.below(100);
        var verdict = lot < RETURNED_PERCENT
                ? Verdict.RETURNED
                : lot < RETURNED_PERCENT + WAITING_PERCENT ? Verdict.WAITS : Verdict.VERIFIED;
        var facts = facts(course, kind, startedOn, endedOn);
        return new Activity(id(course, "further" + number), facts, startedOn, verdict, decidedOn(startedOn), false);
    }

    private Activity trial(Course course) {
        var startedOn = chance.day(Campaign.FIRST, Campaign.LAST.minusDays(5));
        boolean counts = chance.percent(50);
        var verdict = !counts ? Verdict.VERIFIED : chance.percent(50) ? Verdict.RETURNED : Verdict.WAITS;
        var facts = facts(course, one(counts ? qualifying : others), startedOn, null);
        return new Activity(id(course, "trial"), facts, startedOn, verdict, decidedOn(startedOn), false);
    }

    private static String id(Course course, String name) {
        return Ids.of("activity", course.code() + name);
    }

    private Kind one(List<Kind> of) {
        return chance.one(of, of.stream().map(Kind::weight).toList());
    }

    private LocalDate decidedOn(LocalDate startedOn) {
        return Campaign.capped(startedOn.plusDays(chance.between(3, 25)));
    }

    private Facts.Activity facts(Course course, Kind kind, LocalDate startedOn, LocalDate endedOn) {
        long budget = Math.max(1, (long) (kind.budgetWanYuan() * StrictMath.exp(chance.gaussian() * 0.6)));
        boolean together = kind.kind().equals("RESEARCH_COOPERATION");
        return new Facts.Activity(
                course.code(),
                kind.kind(),
                "示例·" + kind.title() + "（" + startedOn.getYear() + "年" + startedOn.getMonthValue() + "月）",
                Roster.industryName(course.division()),
                startedOn.toString(),
                endedOn == null ? null : endedOn.toString(),
                budget * WAN,
                together ? List.of("示例·" + chance.one(List.of("理工大学", "矿业大学", "材料研究所"))) : null,
                List.of(new Facts.Evidence("示例·" + kind.title() + "证明材料")));
    }
}
