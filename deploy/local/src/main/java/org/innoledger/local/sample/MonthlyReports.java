package org.innoledger.local.sample;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.innoledger.kit.region.Division;

/// Monthly reports 月报 of counties, cities and the province, as they came in on paper: most by the 5th, some
/// late, some returned and mended, some never.
///
/// A city does not wait for counties that are late, nor the province for such a city: each names those that it
/// goes without.
final class MonthlyReports {
    static final String PROVINCE = "140000";

    private static final ZoneOffset SHANXI = ZoneOffset.ofHours(8);
    private static final int DUE_DAY = 5;

    /// Months in which one city is late, and one is asked to mend its report.
    private static final List<Integer> CITY_LATE_IN = List.of(3, 8);
    private static final List<Integer> CITY_RETURNED_IN = List.of(5, 9);

    private static final List<String> PROGRESS =
            List.of("本月组织座谈会%d场，走访企业%d家。", "本月开展现场对接%d次，宣讲政策覆盖企业%d家。", "本月工作组入企%d次，新梳理研发需求%d项。");
    private static final List<String> DIFFICULTIES = List.of("中试资金不足。", "企业研发人员短缺。", "部分企业对加计扣除口径不清。", "检测设备共享不够。");
    private static final List<String> NEXT = List.of("对接金融机构。", "组织高校专家入企。", "逐户推进未覆盖企业。", "督促责任单位限期解决问题。");

    /// How a report comes in.
    enum Fate {
        IN_TIME,
        RETURNED,
        LATE,
        MISSING
    }

    /// One report.
    ///
    /// @param submittedAt of its first submission, null where it never came
    /// @param againAt of its second, null where there is none
    /// @param without those below whose reports it does not wait for
    record Report(
            String id,
            YearMonth month,
            Fate fate,
            Facts.MonthlyReport facts,
            OffsetDateTime submittedAt,
            OffsetDateTime againAt,
            List<String> without) {
        Verb.Submission submission() {
            return submission(submittedAt);
        }

        Verb.Submission again() {
            return submission(againAt);
        }

        private Verb.Submission submission(OffsetDateTime at) {
            return new Verb.Submission(
                    facts.region(),
                    id,
                    without.isEmpty() ? null : without,
                    at.toInstant().toString());
        }

        Verb.Acceptance acceptance() {
            return new Verb.Acceptance(facts.region(), id);
        }

        boolean county() {
            return !facts.region().endsWith("00");
        }

        boolean province() {
            return facts.region().equals(PROVINCE);
        }

        boolean city() {
            return !county() && !province();
        }

        boolean inTime() {
            return fate == Fate.IN_TIME || fate == Fate.RETURNED;
        }
    }

    private final Chance chance = new Chance("monthly reports");
    private final List<String> counties =
            Roster.counties("14").stream().map(Division::code).toList();

    /// The reports of all months, those below before those above.
    List<Report> make(List<YearMonth> months) {
        return months.stream().flatMap(month -> make(month).stream()).toList();
    }

    private List<Report> make(YearMonth month) {
        var made = new ArrayList<Report>();
        var countyFates = countyFates();
        counties.forEach(county -> made.add(report(county, month, countyFates.get(county), List.of())));
        var cityFates = cityFates(month);
        for (var city : cityFates.keySet()) {
            var fate = cityFates.get(city);
            // A city that is late itself has the late ones too by then.
            Predicate<Fate> lacking =
                    fate == Fate.LATE ? Fate.MISSING::equals : of -> of == Fate.MISSING || of == Fate.LATE;
            var without = counties.stream()
                    .filter(county -> county.startsWith(city.substring(0, 4)))
                    .filter(county -> lacking.test(countyFates.get(county)))
                    .toList();
            made.add(report(city, month, fate, without));
        }
        var lateCities = cityFates.keySet().stream()
                .filter(city -> cityFates.get(city) == Fate.LATE)
                .toList();
        made.add(report(PROVINCE, month, Fate.IN_TIME, lateCities));
        return made;
    }

    private Map<String, Fate> countyFates() {
        var shuffled = new ArrayList<>(counties);
        chance.shuffle(shuffled);
        int missing = chance.between(0, 2);
        int late = missing + chance.between(1, 5);
        int returned = late + chance.between(1, 2);
        var fates = new LinkedHashMap<String, Fate>();
        for (var county : shuffled) {
            int at = fates.size();
            fates.put(
                    county,
                    at < missing ? Fate.MISSING : at < late ? Fate.LATE : at < returned ? Fate.RETURNED : Fate.IN_TIME);
        }
        return fates;
    }

    private Map<String, Fate> cityFates(YearMonth month) {
        var cities = Roster.cities().stream().map(city -> city.city() + "00").toList();
        var one = chance.one(cities);
        var fate = CITY_LATE_IN.contains(month.getMonthValue())
                ? Fate.LATE
                : CITY_RETURNED_IN.contains(month.getMonthValue()) ? Fate.RETURNED : Fate.IN_TIME;
        return cities.stream()
                .collect(Collectors.toMap(
                        city -> city, city -> city.equals(one) ? fate : Fate.IN_TIME, (a, b) -> a, LinkedHashMap::new));
    }

    private Report report(String region, YearMonth month, Fate fate, List<String> without) {
        var due = month.plusMonths(1).atDay(DUE_DAY);
        var at = region.endsWith("00") ? above(region, due, fate) : county(due, fate);
        return new Report(
                Ids.of("monthly-report", region + month),
                month,
                fate,
                new Facts.MonthlyReport(
                        region,
                        month.toString(),
                        chance.one(PROGRESS).formatted(chance.between(1, 6), chance.between(5, 60)),
                        chance.one(DIFFICULTIES),
                        chance.one(NEXT)),
                at,
                fate == Fate.RETURNED ? at.plusHours(6) : null,
                without);
    }

    /// Counties report before noon of the 5th, so that their cities can on the same day.
    private OffsetDateTime county(LocalDate due, Fate fate) {
        return switch (fate) {
            case MISSING -> null;
            case LATE -> at(due.plusDays(chance.between(1, 3)), chance.between(8, 20));
            case RETURNED -> at(due.minusDays(chance.between(1, 3)), chance.between(8, 15));
            case IN_TIME -> at(due.minusDays(chance.between(0, 4)), chance.between(8, 11));
        };
    }

    private OffsetDateTime above(String region, LocalDate due, Fate fate) {
        if (fate == Fate.LATE) {
            return at(due.plusDays(4), chance.between(8, 20));
        }
        return at(due, region.equals(PROVINCE) ? 22 : chance.between(13, 15));
    }

    private OffsetDateTime at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, chance.below(60))).atOffset(SHANXI);
    }
}
