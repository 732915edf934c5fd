package org.innoledger.local.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.innoledger.kit.region.Division;
import org.innoledger.local.sample.Course.Fate;

/// Who helps an enterprise that has not begun: a department, its county, or one of the same trade that has.
final class Pairings {
    private static final int MENTEE_PERCENT = 27;
    private static final int DEPARTMENT_PERCENT = 8;
    private static final int LOCALITY_PERCENT = 5;

    /// No more than so many enterprises learn from one.
    private static final int MENTEES_OF_ONE = 3;

    private final Chance chance = new Chance("pairings");

    List<Facts.Line<Facts.Pairing>> make(List<Course> courses) {
        var made = new ArrayList<Facts.Line<Facts.Pairing>>();
        var mentors = mentors(courses);
        var taken = new HashMap<String, Integer>();
        for (var course : courses) {
            if (course.assignedOn() == null) {
                continue;
            }
            if (chance.percent(DEPARTMENT_PERCENT)) {
                made.add(line(
                        course,
                        "DEPARTMENT",
                        null,
                        Roster.cityName(course.code().substring(2)) + chance.one(List.of("工业和信息化局", "科学技术局"))));
            }
            if (chance.percent(LOCALITY_PERCENT)) {
                made.add(line(course, "LOCALITY", null, county(course) + "人民政府"));
            }
            var near = mentors.getOrDefault(trade(course), List.of());
            if (course.fate() == Fate.SERVED && !near.isEmpty() && chance.percent(MENTEE_PERCENT)) {
                var mentor = chance.one(near);
                if (taken.merge(mentor.code(), 1, Integer::sum) <= MENTEES_OF_ONE) {
                    made.add(line(course, "ENTERPRISE", mentor.code(), null));
                }
            }
        }
        return made;
    }

    /// Those that have begun, by city and trade.
    private static HashMap<String, List<Course>> mentors(List<Course> courses) {
        var mentors = new HashMap<String, List<Course>>();
        courses.stream()
                .filter(Course::begun)
                .forEach(course -> mentors.computeIfAbsent(trade(course), trade -> new ArrayList<>())
                        .add(course));
        return mentors;
    }

    private static String trade(Course course) {
        return course.city() + " " + course.division();
    }

    private Facts.Line<Facts.Pairing> line(Course course, String kind, String mentor, String department) {
        LocalDate since = chance.day(
                course.assignedOn(), Campaign.capped(course.assignedOn().plusDays(120)));
        return new Facts.Line<>(
                Ids.of("pairing", course.code() + kind),
                new Facts.Pairing(
                        course.code(),
                        kind,
                        mentor,
                        department,
                        since.toString(),
                        chance.one(List.of("年内开展首个研发项目", "建立研发机构", "完成一项技术改造", "与高校签订产学研合作协议"))));
    }

    private static String county(Course course) {
        return Division.find(course.facts().region()).orElseThrow().name();
    }
}
