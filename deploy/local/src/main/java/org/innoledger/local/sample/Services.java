package org.innoledger.local.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.innoledger.local.sample.Course.Fate;

/// What work groups do: assignments, and the services that follow them.
final class Services {
    private static final int SERVICES_MAX = 3;

    /// How long after an enterprise has begun its work group still comes.
    private static final int DAYS_AFTER = 60;

    private static final List<String> METHODS = List.of("ON_SITE", "SYMPOSIUM", "QUESTIONNAIRE", "HOTLINE");
    private static final List<Integer> METHOD_WEIGHTS = List.of(50, 25, 18, 7);
    private static final List<String> CONTENTS =
            List.of("现场了解创新需求，宣讲研发费用加计扣除政策", "帮助梳理研发项目并对接高校专家", "座谈交流技术改造计划", "回访推进情况，协调解决困难", "填报问卷，摸清研发投入与人员情况");

    private final Chance chance = new Chance("services");

    static List<Facts.Line<Facts.Assignment>> assignments(List<Course> courses) {
        return courses.stream()
                .filter(course -> course.group() != null)
                .map(course -> new Facts.Line<>(
                        Ids.of("assignment", course.code()),
                        new Facts.Assignment(
                                course.code(),
                                course.group(),
                                course.assignedOn().toString())))
                .toList();
    }

    /// One to three services for each enterprise whose group has set to work.
    List<Facts.Line<Facts.ServiceRecord>> records(List<Course> courses) {
        var made = new ArrayList<Facts.Line<Facts.ServiceRecord>>();
        for (var course : courses) {
            if (course.fate() == Fate.FORGOTTEN || course.fate() == Fate.WAITS) {
                continue;
            }
            int count = chance.between(1, SERVICES_MAX);
            for (int i = 1; i <= count; i++) {
                made.add(new Facts.Line<>(Ids.of("service-record", course.code() + i), record(course)));
            }
        }
        return made;
    }

    private Facts.ServiceRecord record(Course course) {
        var until = course.begun() ? Campaign.capped(course.begunOn().plusDays(DAYS_AFTER)) : Campaign.LAST;
        LocalDate day = chance.day(course.assignedOn(), until);
        return new Facts.ServiceRecord(
                course.code(),
                course.group(),
                chance.one(METHODS, METHOD_WEIGHTS),
                day.toString(),
                chance.one(CONTENTS),
                null);
    }
}
