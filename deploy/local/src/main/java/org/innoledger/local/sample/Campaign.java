package org.innoledger.local.sample;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.local.sample.Course.Fate;

/// The year of the campaign for full coverage over the roster: which enterprise begins when, and which does
/// not.
final class Campaign {
    static final LocalDate FIRST = LocalDate.of(2026, 1, 10);

    /// The last day of which the sample has records; the month that it lies in still runs.
    static final LocalDate LAST = LocalDate.of(2026, 11, 20);

    private static final LocalDate ASSIGNED_BY = LocalDate.of(2026, 6, 30);

    /// The share of the roster that has begun by the end of each month, in percent, from January.
    private static final List<Integer> BEGUN_PERCENT = List.of(15, 21, 29, 38, 46, 54, 61, 68, 75, 80, 82);

    /// In November only activities of its first days have been verified.
    private static final int LAST_DAY_TO_BEGIN = 10;

    private static final int FORGOTTEN = 40;
    private static final int WAITING = 100;
    private static final int FILING_LATE = 24;
    private static final int TRYING = 100;

    private final Chance chance = new Chance("campaign");
    private final Map<String, Integer> lags =
            Roster.cities().stream().collect(Collectors.toMap(Roster.City::city, Roster.City::lag));

    /// The courses of the enterprises that stand on the roster in the year, in order of their codes.
    List<Course> make(List<Facts.Line<Facts.Enterprise>> roster) {
        var members = roster.stream()
                .filter(line -> line.facts().aboveScaleUntil() == null)
                .toList();
        var begun = begun(members);
        var fates = fates(
                members.stream().filter(line -> !begun.containsKey(line.id())).toList());
        var courses = new ArrayList<Course>();
        for (var line : members) {
            var fate = fates.getOrDefault(line.id(), Fate.BEGUN);
            var begunOn = begun.get(line.id());
            var assigned = fate != Fate.FORGOTTEN;
            courses.add(new Course(
                    courses.size() + 1,
                    line.id(),
                    line.facts(),
                    fate,
                    assigned ? WorkGroups.of(line.facts()) : null,
                    assigned ? assignedOn(begunOn) : null,
                    begunOn));
        }
        return courses;
    }

    /// The day on which each enterprise begins that does. Those of cities that lag are more often among the
    /// last.
    private Map<String, LocalDate> begun(List<Facts.Line<Facts.Enterprise>> members) {
        var keys = members.stream()
                .collect(Collectors.toMap(
                        Facts.Line::id,
                        line -> chance.below(1_000) + lags.get(line.id().substring(2, 6))));
        var order = members.stream()
                .map(Facts.Line::id)
                .sorted(Comparator.comparing((Function<String, Integer>) keys::get)
                        .thenComparing(id -> id))
                .toList();
        var begun = new HashMap<String, LocalDate>();
        for (int month = 1; month <= BEGUN_PERCENT.size(); month++) {
            int until = order.size() * BEGUN_PERCENT.get(month - 1) / 100;
            var days = YearMonth.of(FIRST.getYear(), month);
            var last = month == BEGUN_PERCENT.size() ? days.atDay(LAST_DAY_TO_BEGIN) : days.atEndOfMonth();
            for (var id : order.subList(begun.size(), until)) {
                begun.put(id, chance.day(days.atDay(1), last));
            }
        }
        return begun;
    }

    private Map<String, Fate> fates(List<Facts.Line<Facts.Enterprise>> others) {
        var ids = others.stream().map(Facts.Line::id).collect(Collectors.toCollection(ArrayList::new));
        chance.shuffle(ids);
        var fates = new HashMap<String, Fate>();
        int at = 0;
        for (var id : ids) {
            fates.put(id, fate(at++));
        }
        return fates;
    }

    private static Fate fate(int at) {
        if (at < FORGOTTEN) {
            return Fate.FORGOTTEN;
        }
        if (at < FORGOTTEN + WAITING) {
            return Fate.WAITS;
        }
        if (at < FORGOTTEN + WAITING + FILING_LATE) {
            return Fate.FILES_LATE;
        }
        return at < FORGOTTEN + WAITING + FILING_LATE + TRYING ? Fate.TRIES : Fate.SERVED;
    }

    /// A work group comes before the enterprise begins, as far as there is time for it.
    private LocalDate assignedOn(LocalDate begunOn) {
        var by = begunOn == null || begunOn.isAfter(ASSIGNED_BY) ? ASSIGNED_BY : begunOn;
        return chance.day(FIRST, by);
    }

    /// The earlier of a day and the last of which the sample has records.
    static LocalDate capped(LocalDate day) {
        return day.isAfter(LAST) ? LAST : day;
    }
}
