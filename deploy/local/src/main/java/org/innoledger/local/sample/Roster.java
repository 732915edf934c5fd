package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.standard.Table;

/// The synthetic roster of industrial enterprises: the same at every run, spread over every county of the
/// province.
final class Roster {
    private static final int PER_COUNTY_MIN = 4;
    private static final int STRONG_FACTOR = 4;
    private static final long ABOVE_SCALE_YUAN = 20_000_000;

    /// Every so many-th enterprise has fallen below the scale again.
    private static final int FALLEN_EVERY = 331;

    /// A row of cities.csv.
    ///
    /// @param lag how far the city is behind in the campaign, 0 to 1,000
    record City(String city, String client, int weight, int lag) {
        String name() {
            return cityName(city);
        }
    }

    /// A row of industries.csv; the revenue and staff are medians.
    record Industry(String industry, int weight, int revenueMillionYuan, int staff, String strongIn) {
        int weightIn(String county) {
            return strongIn.contains(county.substring(0, 4)) ? weight * STRONG_FACTOR : weight;
        }
    }

    private static final Map<String, String> INDUSTRY_NAMES = Table.read("industries.csv").stream()
            .collect(Collectors.toMap(row -> row.get(2), row -> row.get(3).replaceAll("业$", "")));

    private static final List<City> CITIES = Csv.read("cities.csv", City.class);

    private final Chance chance = new Chance(1551);
    private final List<Industry> industries = Csv.read("industries.csv", Industry.class);
    private final List<Groups.Group> groups;
    private int number;

    /// @param groups the provincial groups, whose subsidiaries are part of the roster
    Roster(List<Groups.Group> groups) {
        this.groups = groups;
        this.number = groups.size();
    }

    static List<City> cities() {
        return CITIES;
    }

    /// Makes `size` enterprises, the cities and counties in order of their codes.
    List<Facts.Line<Facts.Enterprise>> make(int size) {
        var made = new ArrayList<Facts.Line<Facts.Enterprise>>();
        var cities = cities();
        var cityShares = shares(size, cities.stream().map(City::weight).toList(), 0);
        for (int city = 0; city < cities.size(); city++) {
            var counties = counties(cities.get(city).city());
            var shares = shares(
                    cityShares.get(city), counties.stream().map(this::weight).toList(), PER_COUNTY_MIN);
            for (int county = 0; county < counties.size(); county++) {
                for (int i = 0; i < shares.get(county); i++) {
                    made.add(enterprise(counties.get(county)));
                }
            }
        }
        return made;
    }

    /// The current counties whose codes begin with `prefix`, in order of their codes.
    static List<Division> counties(String prefix) {
        return StreamSupport.stream(Division.all().spliterator(), false)
                .filter(it -> it.level() == Division.Level.COUNTY && it.status() == Division.Status.CURRENT)
                .filter(it -> it.code().startsWith(prefix))
                .sorted(Comparator.comparing(Division::code))
                .toList();
    }

    /// Districts and county-level cities have more industry than rural counties.
    private int weight(Division county) {
        return 2 + (county.name().endsWith("县") ? 0 : 3) + chance.below(5);
    }

    /// Splits a whole by weights so that the parts add up to it, none below `least` (largest remainder).
    static List<Integer> shares(int whole, List<Integer> weights, int least) {
        int free = whole - least * weights.size();
        int sum = weights.stream().mapToInt(Integer::intValue).sum();
        var shares = weights.stream()
                .map(weight -> least + free * weight / sum)
                .collect(Collectors.toCollection(ArrayList::new));
        int missing = whole - shares.stream().mapToInt(Integer::intValue).sum();
        IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -(free * weights.get(i) % sum)))
                .limit(missing)
                .forEach(i -> shares.set(i, shares.get(i) + 1));
        return shares;
    }

    private Facts.Line<Facts.Enterprise> enterprise(Division county) {
        number++;
        var industry = chance.one(
                industries,
                industries.stream().map(it -> it.weightIn(county.code())).toList());
        var ownership = ownership(industry.industry());
        var group = ownership.equals("PROVINCIAL_SOE") ? group(industry.industry()) : null;
        boolean fallen = number % FALLEN_EVERY == 0;
        return new Facts.Line<>(
                Codes.code(county.code(), number),
                new Facts.Enterprise(
                        name(county, industry),
                        county.code(),
                        industry.industry(),
                        ownership,
                        group == null ? null : group.code(),
                        department(industry.industry()),
                        (2006 + chance.below(20)) + "-01-01",
                        fallen ? "2025-12-31" : null,
                        fallen ? ABOVE_SCALE_YUAN * 3 / 4 : revenueYuan(industry),
                        (int) spread(industry.staff(), 8),
                        group == null ? null : group.row().name()));
    }

    private String name(Division county, Industry industry) {
        var city = Division.find(county.parent()).orElseThrow().name();
        return "示例·" + city + county.name() + "·" + INDUSTRY_NAMES.get(division(industry.industry())) + "·第"
                + "%04d".formatted(number) + "号企业";
    }

    private long revenueYuan(Industry industry) {
        return Math.max(ABOVE_SCALE_YUAN, spread(industry.revenueMillionYuan() * 1_000L, 0) * 1_000);
    }

    /// A value around a median, now and then several times as large, as sizes of enterprises are.
    private long spread(long median, long least) {
        return Math.max(least, (long) (median * StrictMath.exp(chance.gaussian() * 0.9)));
    }

    private String ownership(String industry) {
        boolean energy = industry.startsWith("B06") || industry.startsWith("D44");
        return chance.one(
                List.of("PRIVATE", "PROVINCIAL_SOE", "CENTRAL_SOE", "MUNICIPAL_SOE", "FOREIGN", "MIXED"),
                energy ? List.of(50, 22, 10, 8, 1, 9) : List.of(82, 3, 1, 3, 3, 8));
    }

    /// A group whose own industry is of the same division, else any but the last, which stands for several.
    private Groups.Group group(String industry) {
        var same = groups.stream()
                .filter(group -> division(group.row().industry()).equals(division(industry)))
                .toList();
        var from = same.isEmpty() ? groups.subList(0, groups.size() - 1) : same;
        return from.get(chance.below(from.size()));
    }

    private static String department(String industry) {
        return industry.startsWith("B06") || industry.startsWith("B07") || industry.startsWith("D") ? "能源局" : "工业和信息化局";
    }

    /// The name of the city that a division code lies in.
    static String cityName(String region) {
        return Division.find(region.substring(0, 4) + "00").orElseThrow().name();
    }

    /// The name of a division 大类 of industry.
    static String industryName(String division) {
        return INDUSTRY_NAMES.get(division);
    }

    static String division(String industry) {
        return industry.substring(1, 3);
    }
}
