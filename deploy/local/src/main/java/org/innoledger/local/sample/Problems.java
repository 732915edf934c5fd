package org.innoledger.local.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Problems that work groups have found, and how far each has come: some are solved, some late, some with the
/// level above.
final class Problems {
    private static final int COUNT = 800;
    private static final int ESCALATED_PERCENT = 20;
    private static final String GOVERNMENT = "GOVERNMENT";

    /// How far problems come.
    private static final List<Course> COURSES =
            List.of(Course.CONFIRMED, Course.RESOLVED, Course.STARTED, Course.DISPATCHED, Course.OPEN);

    private static final List<Integer> COURSE_WEIGHTS = List.of(55, 12, 18, 9, 6);

    /// A row of problems.csv.
    record Kind(String problemClass, int weight, String title, String level, String body, String solution) {}

    /// How far a problem has come.
    private enum Course {
        OPEN,
        DISPATCHED,
        STARTED,
        RESOLVED,
        CONFIRMED;

        boolean reaches(Course step) {
            return compareTo(step) >= 0;
        }
    }

    /// What is sent for a problem that goes to the level above.
    record Escalation(String id, Map<String, String> body) {}

    final List<Facts.Line<Facts.Problem>> problems = new ArrayList<>();
    final List<Verb.Dispatch> dispatches = new ArrayList<>();
    final List<Verb.Step> starts = new ArrayList<>();
    final List<Escalation> escalations = new ArrayList<>();
    final List<Verb.Resolution> resolutions = new ArrayList<>();
    final List<Verb.Step> confirmations = new ArrayList<>();

    private final List<Kind> kinds = Csv.read("problems.csv", Kind.class);
    private final List<Integer> weights = kinds.stream().map(Kind::weight).toList();
    private final Chance chance = new Chance("problems");

    /// @param services out of which the problems come
    Problems(List<Facts.Line<Facts.ServiceRecord>> services) {
        // Evenly over the services, so over the whole province.
        for (int i = 0; i < COUNT; i++) {
            add(services.get((int) ((long) i * services.size() / COUNT)));
        }
    }

    private void add(Facts.Line<Facts.ServiceRecord> service) {
        var kind = chance.one(kinds, weights);
        boolean government = kind.problemClass().equals(GOVERNMENT);
        var id = Ids.of("problem", service.id());
        var region = service.region();
        var raisedOn = LocalDate.parse(service.facts().servedOn());
        var dueOn = raisedOn.plusDays(chance.between(20, 60));
        problems.add(new Facts.Line<>(
                id,
                new Facts.Problem(
                        service.facts().enterprise(),
                        "SERVICE_RECORD",
                        service.id(),
                        kind.title(),
                        "示例：推进服务中企业反映" + kind.title(),
                        kind.problemClass(),
                        raisedOn.toString(),
                        government ? null : dueOn.toString())));
        var course = chance.one(COURSES, COURSE_WEIGHTS);
        var day = raisedOn;
        if (government && course.reaches(Course.DISPATCHED)) {
            day = after(day, 1, 5);
            dispatches.add(
                    new Verb.Dispatch(region, id, kind.level(), body(kind, region), dueOn.toString(), day.toString()));
        }
        if (course.reaches(Course.STARTED)) {
            day = after(day, 1, 7);
            starts.add(new Verb.Step(region, id, day.toString()));
            day = escalated(kind, id, day, course);
        }
        if (course.reaches(Course.RESOLVED)) {
            day = after(day, 5, 60);
            resolutions.add(new Verb.Resolution(region, id, kind.solution(), day.toString()));
        }
        if (course.reaches(Course.CONFIRMED)) {
            day = after(day, 1, 10);
            confirmations.add(new Verb.Step(region, id, day.toString()));
        }
    }

    /// A problem below the province that nobody has solved may go to the level above, and lies there.
    private LocalDate escalated(Kind kind, String id, LocalDate startedOn, Course course) {
        boolean may = kind.problemClass().equals(GOVERNMENT) && !kind.level().equals("PROVINCE");
        if (!may || course.reaches(Course.CONFIRMED) || !chance.percent(ESCALATED_PERCENT)) {
            return startedOn;
        }
        var day = after(startedOn, 10, 30);
        boolean toCity = kind.level().equals("COUNTY");
        var body = new LinkedHashMap<String, String>();
        body.put("responsibleBody", (toCity ? "市" : "省") + kind.body());
        body.put("reason", toCity ? "县级无权限，需市级协调" : "市级无权限，需省级协调");
        body.put("on", day.toString());
        escalations.add(new Escalation(id, body));
        return day;
    }

    private static String body(Kind kind, String region) {
        return switch (kind.level()) {
            case "COUNTY" -> "县" + kind.body();
            case "CITY" -> Roster.cityName(region) + kind.body();
            default -> kind.body();
        };
    }

    private LocalDate after(LocalDate day, int least, int most) {
        return Campaign.capped(day.plusDays(chance.between(least, most)));
    }
}
