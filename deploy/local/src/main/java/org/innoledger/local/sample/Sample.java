package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.List;
import org.innoledger.kit.region.Division;

/// The Shanxi sample: what is filed, by whom, in which order.
///
/// @param parts the imports in the order in which they are made
public record Sample(List<Part> parts) {
    private static final int ENTERPRISES = 4_000;

    /// One import.
    ///
    /// @param register the last part of the path
    /// @param client whose token it is made with
    /// @param title what it brings, for people
    public record Part(String register, String client, String title, List<? extends Facts.Line<?>> lines) {}

    /// Makes the sample; it is the same every time.
    public static Sample make() {
        var groups = Groups.read();
        var roster = new Roster(groups).make(ENTERPRISES - groups.size());
        var parts = new ArrayList<Part>();
        parts.add(new Part(
                "enterprises",
                "province",
                "省属企业集团 provincial groups",
                groups.stream().map(Groups::enterprise).toList()));
        for (var city : Roster.cities()) {
            parts.add(new Part(
                    "enterprises",
                    city.client(),
                    cityName(city) + " enterprises",
                    roster.stream()
                            .filter(line -> line.facts().region().startsWith(city.city()))
                            .toList()));
        }
        new Platforms(groups, roster)
                .make()
                .forEach((client, lines) -> parts.add(new Part(
                        "platforms",
                        client,
                        client.equals("province")
                                ? "省属企业创新平台 platforms of provincial groups"
                                : "朔州市创新平台与孵化载体 platforms and incubators",
                        lines)));
        parts.add(new Part(
                "headcounts",
                "province",
                "省属企业人才队伍 2023 headcounts",
                groups.stream().map(Groups::headcount).toList()));
        return new Sample(parts);
    }

    private static String cityName(Roster.City city) {
        return Division.find(city.city() + "00").orElseThrow().name();
    }
}
