package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.innoledger.local.sample.Facts.Fields;
import org.innoledger.local.sample.Facts.Line;

/// Industry alliances for ten of the fourteen clusters, and the valley of Taiyuan with the teams of its
/// schools: 68 of 5 schools is what the source text counts.
final class Alliances {
    private static final String PROVINCE = "140000";
    private static final String VALLEY = "140105";
    private static final int TEAMS = 68;
    private static final int SCHOOLS = 5;

    private static final List<String> CLUSTERS = List.of(
            "IT_APPLICATION",
            "SEMICONDUCTORS",
            "BIG_DATA",
            "PHOTOVOLTAICS",
            "CARBON_MATERIALS",
            "SPECIAL_METALS",
            "RAIL_TRANSIT",
            "COAL_MACHINERY",
            "NEW_ENERGY_VEHICLES",
            "ENVIRONMENTAL_PROTECTION");

    private final List<Groups.Group> groups;

    Alliances(List<Groups.Group> groups) {
        this.groups = groups;
    }

    /// Alliances and the valley, and then what follows upon them.
    List<Sample.Stage> make() {
        var alliances = new ArrayList<Line<Fields>>();
        for (int number = 0; number < CLUSTERS.size(); number++) {
            alliances.add(alliance(number));
        }
        var opened = alliances.stream()
                .<Sample.Step>map(each -> new Sample.Post(
                        "alliances/" + each.id() + "/opening", "province", Map.of("on", "2026-03-01"), null))
                .toList();
        return List.of(
                Sample.Stage.together(
                        Sample.Stage.of("province", "alliances/imports", "产业联盟 alliances", alliances),
                        Sample.Stage.of("taiyuan", "platforms/imports", "晋创谷·太原 innovation valley", List.of(valley()))),
                Sample.Stage.together(
                        new Sample.Stage(opened),
                        Sample.Stage.of("taiyuan", "tenancies/imports", "入驻团队 teams of the valley", teams())));
    }

    private Line<Fields> alliance(int number) {
        var facts = fields("sample-alliance-%02d".formatted(number + 1));
        facts.put("kind", "ALLIANCE");
        facts.put("name", "示例·第%02d产业联盟".formatted(number + 1));
        facts.put("region", PROVINCE);
        facts.put("cluster", CLUSTERS.get(number));
        var lead = groups.get(number % groups.size());
        facts.put(
                "members",
                List.of(
                        Map.of("role", "LEAD", "enterprise", lead.code(), "since", "2026-01-15"),
                        Map.of(
                                "role",
                                "RESEARCH",
                                "unitName",
                                "示例·第%02d研究院".formatted(number + 1),
                                "since",
                                "2026-01-15"),
                        Map.of(
                                "role",
                                "SUPPORTING",
                                "unitName",
                                "示例·第%02d配套厂".formatted(number + 1),
                                "since",
                                "2026-01-15")));
        facts.put("committee", List.of(Map.of("unit", "示例·理工大学", "field", CLUSTERS.get(number))));
        facts.put("foundedOn", "2026-01-15");
        return new Line<>(Ids.of("alliance", number), new Fields(facts));
    }

    private static Line<Fields> valley() {
        var facts = fields("sample-valley");
        facts.put("name", "晋创谷·太原");
        facts.put("region", VALLEY);
        facts.put("type", "INNOVATION_VALLEY");
        facts.put("level", "PROVINCIAL");
        facts.put("openedOn", "2024-01-18");
        return new Line<>(Ids.of("platform", "valley"), new Fields(facts));
    }

    private static List<Line<Fields>> teams() {
        return IntStream.rangeClosed(1, TEAMS)
                .mapToObj(number -> {
                    var facts = fields("sample-team-%02d".formatted(number));
                    facts.put("platform", Ids.of("platform", "valley"));
                    facts.put("teamName", "示例·第%02d团队".formatted(number));
                    facts.put("school", "示例·第%d大学".formatted(number % SCHOOLS + 1));
                    facts.put("since", "2024-03-01");
                    return new Line<>(Ids.of("tenancy", number), new Fields(facts, VALLEY));
                })
                .toList();
    }

    private static Map<String, Object> fields(String externalId) {
        return new TreeMap<>(Map.of("externalId", externalId));
    }
}
