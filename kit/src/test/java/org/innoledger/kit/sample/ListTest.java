package org.innoledger.kit.sample;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.sample.Samples.PATH;
import static org.innoledger.kit.sample.Samples.facts;
import static org.innoledger.kit.sample.Samples.id;
import static org.innoledger.kit.sample.Samples.line;
import static org.innoledger.kit.sample.Samples.sent;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a list holds, in which order, and page by page.
@QuarkusTest
@TestProfile(Samples.Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListTest {
    /// A county in which nothing is filed but the four samples below.
    private static final Place FOUR = Place.county();

    private static final String CLERK = FOUR.token("reader", "clerk");

    private final String maker = code();
    private Map<String, String> names;

    /// Four samples that differ in each component; the last one has no component that it need not have.
    @BeforeEach
    void file() {
        if (names != null) {
            return;
        }
        names = Map.of(
                filed("甲", ", \"grams\": 10, \"industry\": \"C3073\", \"keptUntil\": \"2026-04-01\""), "甲",
                filed("乙", ", \"grams\": 20, \"industry\": \"C3110\", \"maker\": \"" + maker + "\""), "乙",
                filed("丙", ", \"grams\": 20, \"industry\": \"B0690\", \"keptUntil\": \"2026-03-01\""), "丙",
                filed("丁", ""), "丁");
        posted(CLERK, named("丙") + "/measuring", "{\"grams\": 30, \"on\": \"2026-03-05\"}")
                .statusCode(200);
    }

    private static String filed(String name, String more) {
        return posted(CLERK, PATH, facts(FOUR.code(), "矿样" + name, more))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String named(String name) {
        return names.entrySet().stream()
                .filter(each -> each.getValue().equals(name))
                .map(each -> PATH + "/" + each.getKey())
                .findFirst()
                .orElseThrow();
    }

    private String found(String query) {
        return as(CLERK)
                .get(PATH + "?sort=name&" + query.replace("MAKER", maker))
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("items.id")
                .stream()
                .map(names::get)
                .sorted()
                .collect(Collectors.joining());
    }

    private static String sorted(String letters) {
        return letters.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
    }

    @Test
    @DisplayName(
            "of a large register by what no index serves → 400 that names it; with what one serves, or small → 200")
    void unserved() {
        var sorted = as(INTEGRATOR).queryParam("sort", "-grams");
        sorted.get(PATH).then().statusCode(200);
        // As the database would have counted them; nothing but this tells how large a register is.
        var counted = Service.number("select cast(reltuples as bigint) from pg_class where relname = 'sample'");
        Service.execute("update pg_class set reltuples = 60000 where relname = 'sample'");
        try {
            for (var name : List.of("grams", "grams.gte", "kind", "maker", "sort")) {
                var value =
                        Map.of("kind", "ORE", "maker", maker, "sort", "grams").getOrDefault(name, "10");
                var alone =
                        as(INTEGRATOR).queryParam(name, value).get(PATH).then().statusCode(400);
                alone.body("errors.pointer", contains(name)).body("errors.code", contains("not-indexed"));
                for (var served : List.of("takenOn", "takenOn.gte", "externalId", "status", "q", "updatedSince")) {
                    var other = Map.of("status", "TAKEN", "updatedSince", "2026-01-01T00:00:00Z")
                            .getOrDefault(served, "2026-03-01");
                    as(INTEGRATOR)
                            .queryParam(name, value)
                            .queryParam(served, other)
                            .get(PATH)
                            .then()
                            .statusCode(200);
                }
            }
            // The records of a county are found by an index, too.
            as(CLERK).queryParam("grams", "10").get(PATH).then().statusCode(200);
            for (var sort : List.of("id", "-recordedAt", "takenOn", "-externalId")) {
                as(INTEGRATOR).queryParam("sort", sort).get(PATH).then().statusCode(200);
            }
        } finally {
            Service.execute("update pg_class set reltuples = " + counted + " where relname = 'sample'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "industry=C | 甲乙",
                "industry=C30 | 甲",
                "industry=c3110 | 乙",
                "industry=A |",
                "grams=10 | 甲",
                "grams=10,20 | 甲乙",
                "grams.gte=20 | 乙丙",
                "grams.gt=20 | 丙",
                "grams.lt=20 | 甲",
                "grams.gte=20&grams.lte=29 | 乙",
                "keptUntil=2026-04-01 | 甲",
                "keptUntil.lte=2026-04-01 | 甲丙",
                "keptUntil.gt=2026-03-01 | 甲",
                "kind=ORE | 甲乙丙丁",
                "kind=WATER |",
                "kind=ORE,WATER&maker=MAKER | 乙",
                "status=MEASURED | 丙",
                "status=TAKEN,MEASURED | 甲乙丙丁",
                "measuredOn=2026-03-05 | 丙",
                "unresolved=true | 乙",
                "unresolved=false | 甲丙丁",
                "q=样甲 | 甲",
                "q=矿样 样甲 | 甲",
                "q=样甲 样乙 |",
                "name=矿样丁 | 丁",
                "updatedSince=2026-01-01T00:00:00Z | 甲乙丙丁",
                "updatedSince=9000-01-01T00:00:00Z |",
            })
    void filters(String query, String names) {
        assertEquals(sorted(names == null ? "" : names), found(query), query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "color=red | color | unknown-filter",
                "notes=x | notes | unknown-filter",
                "grams.ne=1 | grams.ne | unknown-filter",
                "grams.gte=many | grams.gte | filter-form",
                "grams=1, | grams | filter-form",
                "keptUntil=tomorrow | keptUntil | filter-form",
                "keptUntil=+12026-01-01 | keptUntil | filter-form",
                "updatedSince=2026 | updatedSince | filter-form",
                "kind=STEEL | kind | not-in-catalogue",
                "sort=color | sort | unknown-sort",
                "sort=notes | sort | unknown-sort",
                "cursor=abc | cursor | cursor-mismatch",
                "limit=0 | limit | out-of-range",
                "limit=-1 | limit | out-of-range",
                "limit=x | limit | filter-form",
                "q=样 | q | search-word",
            })
    void refusals(String query, String pointer, String code) {
        var parameter = query.split("=", 2);
        as(INTEGRATOR)
                .queryParam(parameter[0], parameter[1])
                .get(PATH)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains(pointer), "errors.code", contains(code));
    }

    @Test
    @DisplayName("more than a hundred values → 400; an unknown filter is told which there are")
    void furtherRefusals() {
        var many = IntStream.range(0, 101).mapToObj(String::valueOf).collect(Collectors.joining(","));
        as(INTEGRATOR)
                .get(PATH + "?grams=" + many)
                .then()
                .statusCode(400)
                .body("errors.code", contains("too-many-values"));
        as(INTEGRATOR).get(PATH + "?color=red").then().body("errors[0].message", containsString("keptUntil"));
    }

    @ParameterizedTest
    @CsvSource({
        "id",
        "-id",
        "recordedAt",
        "-recordedAt",
        "name",
        "-name",
        "kind",
        "industry",
        "-industry",
        "grams",
        "-grams",
        "keptUntil",
        "-keptUntil",
        "maker",
        "measuredOn"
    })
    @DisplayName("by each sort, page by page → each once, in the order of the whole, those without a value last")
    void sorts(String sort) {
        var path = PATH + "?sort=" + sort;
        var whole = Pages.<String>all(Pages.of(CLERK, path), "items.id");
        assertEquals(names.keySet(), new HashSet<>(whole));
        assertEquals(whole, Pages.all(Pages.of(CLERK, path + "&limit=1"), "items.id"));
        assertEquals(whole, Pages.all(Pages.of(CLERK, path + "&limit=3"), "items.id"));
        var named = whole.stream().map(names::get).collect(Collectors.joining());
        switch (sort) {
            case "grams" -> assertTrue(named.matches("甲乙丙丁"), named);
            case "-grams" -> assertTrue(named.matches("丙乙甲丁"), named);
            case "keptUntil" -> assertTrue(named.matches("丙甲(乙丁|丁乙)"), named);
            case "-keptUntil" -> assertTrue(named.matches("甲丙(乙丁|丁乙)"), named);
            case "industry" -> assertEquals("丙甲乙丁", named);
            case "measuredOn" -> assertTrue(named.startsWith("丙"), named);
            default -> assertEquals(4, named.length());
        }
    }

    @Test
    @DisplayName("total → counts what matches, on every page; a cursor goes with its question")
    void totals() {
        var page = as(CLERK).get(PATH + "?limit=1&total=true").then().body("total", is(4));
        String cursor = page.extract().path("next");
        as(CLERK)
                .get(PATH + "?limit=2&total=true&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("total", is(4), "items.size()", is(2));
        as(CLERK)
                .get(PATH + "?kind=ORE&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("errors.code", contains("cursor-mismatch"));
    }

    @Test
    @DisplayName("by Link, while others are filed → each record once")
    void pages() {
        var county = Place.county();
        var clerk = county.token("reader", "clerk");
        var mine = new HashSet<String>();
        for (int i = 0; i < 7; i++) {
            mine.add(id(Samples.filed(clerk, county.code(), "")));
        }
        var seen = new ArrayList<String>();
        var next = PATH + "?limit=3&sort=-recordedAt&kind=ORE";
        while (next != null) {
            var page = as(clerk)
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items.id"));
            var link = page.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
            Samples.filed(clerk, county.code(), "");
        }
        assertEquals(7, seen.size());
        assertEquals(mine, new HashSet<>(seen));
    }

    @Test
    @DisplayName("large records → short pages that hold everything once")
    void pagesEndByBytes() {
        var county = Place.county();
        var clerk = county.token("reader", "clerk");
        var note = "{\"text\": \"" + "字".repeat(4_000) + "\"}";
        var large =
                facts(county.code(), "示例", ", \"notes\": [" + String.join(",", Collections.nCopies(20, note)) + "]");
        var ids = IntStream.range(0, 12).mapToObj(i -> UUID.randomUUID()).toList();
        sent(clerk, PATH + "/imports", ids.stream().map(id -> line(id, large)).toList())
                .then()
                .body("created", is(12));
        var pages = Pages.of(clerk, PATH + "?limit=500");
        assertTrue(pages.size() > 1);
        var listed = Pages.<String>all(pages, "items.id");
        assertEquals(12, listed.size());
        assertEquals(ids.stream().map(UUID::toString).collect(Collectors.toSet()), Set.copyOf(listed));
    }
}
