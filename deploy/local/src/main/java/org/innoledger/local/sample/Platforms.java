package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The platforms of the source texts: real names where the texts give them, numbers for the others.
final class Platforms {
    private static final String OF_AN_ENTERPRISE = "ENTERPRISE";
    private static final String OF_SOME_GROUP = "GROUP";

    /// A row of platforms.csv.
    ///
    /// @param region a county, or a city over whose counties they are spread; empty where the host decides
    /// @param host a group by name, `GROUP` for each in turn, `ENTERPRISE` for one of the county's roster, or
    ///     empty
    /// @param openedOn the day for which the source text reports them
    /// @param name with `%03d` where one row stands for several
    /// @param subfield of key laboratories, each another one; likewise with `%03d`
    record Row(
            String client,
            String type,
            String level,
            int count,
            String region,
            String host,
            String openedOn,
            String name,
            String subfield) {}

    private final List<Groups.Group> groups;
    private final List<Facts.Line<Facts.Enterprise>> roster;
    private final Map<String, Integer> hostsTaken = new HashMap<>();
    private int groupsTaken;

    Platforms(List<Groups.Group> groups, List<Facts.Line<Facts.Enterprise>> roster) {
        this.groups = groups;
        this.roster = roster;
    }

    /// The platforms that each client files.
    Map<String, List<Facts.Line<Facts.Platform>>> make() {
        var made = new TreeMap<String, List<Facts.Line<Facts.Platform>>>();
        for (var row : Csv.read("platforms.csv", Row.class)) {
            var list = made.computeIfAbsent(row.client(), client -> new ArrayList<>());
            for (int number = 1; number <= row.count(); number++) {
                var externalId = "sample-%s-%03d".formatted(row.client(), list.size() + 1);
                list.add(new Facts.Line<>(null, platform(row, number, externalId)));
            }
        }
        return made;
    }

    private Facts.Platform platform(Row row, int number, String externalId) {
        var name = row.name().formatted(number);
        var subfield = row.subfield().isEmpty() ? null : row.subfield().formatted(number);
        if (row.region().isEmpty()) {
            var group = group(row.host());
            return new Facts.Platform(
                    name,
                    group.row().county(),
                    row.type(),
                    row.level(),
                    subfield,
                    group.code(),
                    group.row().name(),
                    row.openedOn(),
                    externalId);
        }
        var counties = Roster.counties(row.region());
        var county = counties.get((number - 1) % counties.size()).code();
        if (!row.host().equals(OF_AN_ENTERPRISE)) {
            return new Facts.Platform(
                    name, county, row.type(), row.level(), subfield, null, null, row.openedOn(), externalId);
        }
        var host = nextHost(county);
        return new Facts.Platform(
                name,
                county,
                row.type(),
                row.level(),
                subfield,
                host.id(),
                host.facts().name(),
                row.openedOn(),
                externalId);
    }

    private Groups.Group group(String host) {
        if (host.equals(OF_SOME_GROUP)) {
            return groups.get(groupsTaken++ % groups.size());
        }
        return groups.stream()
                .filter(group -> group.row().name().equals(host))
                .findFirst()
                .orElseThrow();
    }

    /// Each enterprise of a county has one technology centre at the most.
    private Facts.Line<Facts.Enterprise> nextHost(String county) {
        int taken = hostsTaken.merge(county, 1, Integer::sum);
        return roster.stream()
                .filter(line -> line.facts().region().equals(county))
                .skip(taken - 1L)
                .findFirst()
                .orElseThrow();
    }
}
