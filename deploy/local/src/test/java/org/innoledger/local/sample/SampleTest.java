package org.innoledger.local.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Table;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the Shanxi sample")
class SampleTest {
    private final Sample sample = Sample.make();

    private static Stream<Sample.Bulk> bulks(Sample sample, String path) {
        return sample.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(step -> step.path().equals(path))
                .map(Sample.Bulk.class::cast);
    }

    private Stream<Facts.Line<?>> lines(String register) {
        return bulks(sample, register + "/imports")
                .flatMap(bulk -> bulk.lines().stream())
                .<Facts.Line<?>>map(line -> (Facts.Line<?>) line);
    }

    private List<Facts.Line<?>> enterprises() {
        return lines("enterprises").toList();
    }

    private List<Facts.Platform> platforms() {
        return lines("platforms")
                .map(Facts.Line::facts)
                .filter(Facts.Platform.class::isInstance)
                .map(Facts.Platform.class::cast)
                .toList();
    }

    private List<Facts.Headcount> headcounts() {
        return lines("headcounts").map(line -> (Facts.Headcount) line.facts()).toList();
    }

    @Test
    @DisplayName("is the same at every run")
    void deterministic() {
        assertEquals(sample, Sample.make());
    }

    @Test
    @DisplayName("has the source text's 30 agreements of 29 schools, 23 bases of 17, 150 posts, 752 flats")
    void talents() {
        var agreements = fields("agreements");
        assertEquals(30, agreements.size());
        assertEquals(
                29,
                agreements.stream().map(each -> each.get("school")).distinct().count());
        var withBases =
                agreements.stream().filter(each -> each.containsKey("bases")).toList();
        assertEquals(17, withBases.size());
        assertEquals(
                23,
                withBases.stream()
                        .mapToInt(each -> ((List<?>) each.get("bases")).size())
                        .sum());
        assertEquals(
                150,
                fields("posts").stream()
                        .mapToInt(each -> (Integer) each.get("offered"))
                        .sum());
        assertEquals(752, fields("residences").getFirst().get("units"));
        assertEquals(300, fields("talents").size());
        assertEquals(68, fields("tenancies").size());
        assertEquals(
                5,
                fields("tenancies").stream()
                        .map(each -> each.get("school"))
                        .distinct()
                        .count());
    }

    private List<Map<String, Object>> fields(String register) {
        return lines(register)
                .map(line -> ((Facts.Fields) line.facts()).fields())
                .toList();
    }

    @Test
    @DisplayName("has 4,000 enterprises with distinct valid codes of their counties and distinct names")
    void codes() {
        var codes = new HashSet<String>();
        var names = new HashSet<String>();
        for (var line : enterprises()) {
            var facts = (Facts.Enterprise) line.facts();
            var code = CreditCode.of(line.id());
            assertTrue(code.fault().isEmpty(), line.id());
            assertTrue(code.remark().isEmpty(), line.id());
            assertEquals(facts.region(), line.id().substring(2, 8));
            codes.add(line.id());
            names.add(facts.name());
        }
        assertEquals(4_000, codes.size());
        assertEquals(4_000, names.size());
    }

    @Test
    @DisplayName("has several enterprises in each of the 117 counties of 11 cities")
    void counties() {
        var byCounty = enterprises().stream()
                .map(line -> ((Facts.Enterprise) line.facts()).region())
                .collect(Collectors.groupingBy(region -> region, TreeMap::new, Collectors.counting()));
        var current = Roster.counties("14").stream().map(Division::code).toList();
        assertEquals(current, List.copyOf(byCounty.keySet()));
        assertEquals(117, current.size());
        assertEquals(
                11,
                current.stream()
                        .map(county -> county.substring(0, 4))
                        .distinct()
                        .count());
        byCounty.forEach((county, count) -> assertTrue(count >= 4, county));
    }

    @Test
    @DisplayName("has a roster of mining, manufacturing and supply above scale, but for a handful that fell below")
    void roster() {
        var divisions = Table.read("industries.csv").stream()
                .map(row -> row.get(0) + row.get(2))
                .toList();
        int fallen = 0;
        for (var line : enterprises()) {
            var facts = (Facts.Enterprise) line.facts();
            assertTrue(divisions.contains(facts.industry().substring(0, 3)), facts.industry());
            if (line.id().substring(8, 16).compareTo("00000011") > 0) {
                assertTrue("BCD".indexOf(facts.industry().charAt(0)) >= 0, facts.industry());
                fallen += facts.aboveScaleUntil() == null ? 0 : 1;
                assertEquals(facts.aboveScaleUntil() == null, facts.revenueYuan() >= 20_000_000, line.id());
            }
        }
        assertEquals(12, fallen);
    }

    @Test
    @DisplayName("has Shuozhou's 127 platforms and 11 incubators and no other platform there")
    void shuozhou() {
        var counts = platforms().stream()
                .filter(platform -> platform.region().startsWith("1406"))
                .collect(Collectors.groupingBy(
                        platform -> platform.type() + " " + platform.level(), Collectors.summingInt(platform -> 1)));
        assertEquals(
                Map.of(
                        "KEY_LABORATORY PROVINCIAL", 1,
                        "ENGINEERING_CENTRE PROVINCIAL", 2,
                        "ENTERPRISE_CENTRE PROVINCIAL", 13,
                        "INDUSTRY_CENTRE PROVINCIAL", 1,
                        "ENTERPRISE_CENTRE MUNICIPAL", 110,
                        "INCUBATOR MUNICIPAL", 1,
                        "MAKER_SPACE MUNICIPAL", 5,
                        "STAR_FARM MUNICIPAL", 5),
                counts);
    }

    @Test
    @DisplayName("has the provincial enterprises' 27 national and 194 provincial platforms, each with its host")
    void provincial() {
        var elsewhere = platforms().stream()
                .filter(platform -> !platform.region().startsWith("1406"))
                .toList();
        var byLevel = elsewhere.stream()
                .collect(Collectors.groupingBy(Facts.Platform::level, Collectors.summingInt(platform -> 1)));
        assertEquals(Map.of("NATIONAL", 27, "PROVINCIAL", 194), byLevel);
        assertEquals(2, count(elsewhere, "STATE_KEY_LABORATORY"));
        assertEquals(3, count(elsewhere, "PROVINCIAL_LABORATORY"));
        assertEquals(18, count(elsewhere, "KEY_LABORATORY"));
        assertEquals(21, count(elsewhere, "PILOT_BASE"));
        assertFalse(elsewhere.stream().anyMatch(platform -> platform.host() == null));
        assertEquals(
                18,
                elsewhere.stream()
                        .filter(platform -> platform.type().equals("KEY_LABORATORY"))
                        .map(Facts.Platform::subfield)
                        .distinct()
                        .count());
    }

    private static long count(List<Facts.Platform> platforms, String type) {
        return platforms.stream()
                .filter(platform -> platform.type().equals(type))
                .count();
    }

    @Test
    @DisplayName("gives platforms distinct names and numbers, and hosts that are in the roster")
    void platformsResolve() {
        var codes = enterprises().stream().map(Facts.Line::id).collect(Collectors.toSet());
        var all = platforms();
        assertEquals(359, all.size());
        assertEquals(359, all.stream().map(Facts.Platform::name).distinct().count());
        assertEquals(
                359, all.stream().map(Facts.Platform::externalId).distinct().count());
        all.stream()
                .filter(platform -> platform.host() != null)
                .forEach(platform -> assertTrue(codes.contains(platform.host()), platform.name()));
    }

    @Test
    @DisplayName("has headcounts of 2023 that come to 369,200 persons")
    void headcountsAddUp() {
        var codes = enterprises().stream().map(Facts.Line::id).collect(Collectors.toSet());
        int management = 0;
        int technical = 0;
        int both = 0;
        int skilled = 0;
        for (var each : headcounts()) {
            assertEquals(2023, each.year());
            assertTrue(codes.contains(each.enterprise()));
            assertTrue(each.technicalInManagement() <= Math.min(each.management(), each.technical()), each.group());
            management += each.management();
            technical += each.technical();
            both += each.technicalInManagement();
            skilled += each.skilled();
        }
        assertEquals(List.of(146_300, 187_600, 89_700, 125_000), List.of(management, technical, both, skilled));
        assertEquals(369_200, management + technical - both + skilled);
    }

    @Test
    @DisplayName("names as parent only provincial groups, for provincial state-owned enterprises only")
    void parents() {
        var groups = Groups.read().stream().map(Groups.Group::code).collect(Collectors.toSet());
        for (var line : enterprises()) {
            var facts = (Facts.Enterprise) line.facts();
            if (facts.parent() != null) {
                assertTrue(groups.contains(facts.parent()));
                assertEquals("PROVINCIAL_SOE", facts.ownership());
            }
        }
    }

    @Test
    @DisplayName("is filed by clients whose regions hold the records, in requests of 1,000 lines at most")
    void clients() {
        var regions = Map.of("province", "14", "taiyuan", "1401", "datong", "1402", "shuozhou", "1406");
        for (var stage : sample.stages()) {
            for (var step : stage.steps()) {
                if (step instanceof Sample.Bulk bulk) {
                    assertTrue(bulk.lines().size() <= 1_000, bulk.path());
                    bulk.lines()
                            .forEach(line ->
                                    assertTrue(line.region().startsWith(regions.get(bulk.client())), bulk.path()));
                }
            }
        }
    }
}
