package org.innoledger.platform;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.platform.alliance.Cases.filed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What becomes of the largest records that may be filed, and of those that are larger: pages end by their
/// bytes, and nothing is left out or told twice for that.
@QuarkusTest
@WithTestResource(Service.class)
class LargeRecordTest {
    private static final String ALLIANCES = "/v1/alliances";
    private static final String APPLICATIONS = "/v1/platform-applications";

    /// A city of its own.
    private static final String CITY = Tokens.of("jinzhong-large", Set.of("reader", "clerk", "reviewer"), "1407");

    private static final String COUNTY = "140724";

    /// More bytes than any page may come to, with its last record and what an answer has around records.
    private static final int PAGE_BYTES_MAX = 3 * 1024 * 1024;

    /// Facts of an alliance with so many members of some 640 bytes each.
    private static String alliance(int members) {
        var name = "员".repeat(190);
        return """
                {"kind": "ALLIANCE", "name": "示例·大联盟", "region": "%s", "cluster": "BIG_DATA", "members": [%s]}""".formatted(
                        COUNTY,
                        IntStream.range(0, members)
                                .mapToObj(i -> """
                                {"role": "SUPPORTING", "unitName": "%s%d", "since": "2022-01-10"}""".formatted(name, i))
                                .collect(Collectors.joining(",")));
    }

    @Test
    @DisplayName("POST beyond 256 KiB → 413 that names the field and its bytes; nothing is on file")
    void tooLarge() {
        var answer = as(CITY).body(alliance(450)).post(ALLIANCES);
        assertEquals(413, answer.statusCode(), answer.asString());
        assertEquals("/problems/too-large", answer.path("type"));
        assertEquals("/members", answer.path("errors[0].pointer"), answer.asString());
        assertEquals("too-many-bytes", answer.path("errors[0].code"));
    }

    @Test
    @DisplayName(
            "a list of twenty thousand empty members → 400 that says how many are allowed, and not what each lacks")
    void tooMany() {
        var facts = alliance(0).replace("\"members\": []", "\"members\": [" + "{},".repeat(19_999) + "{}]");
        var answer = as(CITY).body(facts).post(ALLIANCES);
        assertEquals(400, answer.statusCode());
        assertEquals(List.of("/members"), answer.path("errors.pointer"), answer.asString());
        assertEquals(List.of("size"), answer.path("errors.code"));
        var few = alliance(0).replace("\"members\": []", "\"members\": [" + "{},".repeat(499) + "{}]");
        assertEquals(
                50, as(CITY).body(few).post(ALLIANCES).<List<?>>path("errors").size());
        var line = as(CITY).contentType("application/x-ndjson")
                .body("{\"facts\": %s}".formatted(few).getBytes(StandardCharsets.UTF_8))
                .post(ALLIANCES + "/imports");
        assertEquals("REFUSED", line.path("results[0].outcome"), line.asString());
        assertEquals(5, line.<List<?>>path("results[0].problem.errors").size(), line.asString());
    }

    @Test
    @DisplayName(
            "an application that goes round its steps with long opinions → 413 before it is too large; it stays readable")
    void goesRound() {
        var id = filed(CITY, APPLICATIONS, """
                {"region": "%s", "kind": "NEW", "name": "示例·中心", "type": "ENGINEERING_CENTRE", "level": "MUNICIPAL"}""".formatted(COUNTY));
        var path = APPLICATIONS + "/" + id;
        var said = "见".repeat(2_000);
        var steps = List.of("acceptance", "verification", "review", "return", "submission");
        Response answer = null;
        for (int i = 0; i < 100; i++) {
            var verb = steps.get(i % steps.size());
            var body = verb.equals("return")
                    ? "{\"on\": \"2026-03-01\", \"reason\": \"补正\"}"
                    : "{\"on\": \"2026-03-01\", \"opinion\": \"" + said + "\"}";
            answer = as(CITY).body(body).post(path + "/" + verb);
            if (answer.statusCode() != 200) {
                break;
            }
        }
        assertEquals(413, answer.statusCode(), answer.asString());
        assertEquals("/steps", answer.path("errors[0].pointer"), answer.asString());
        assertEquals(200, as(CITY).get(path).statusCode());
        assertTrue(pages(path + "/history").size() > 2);
    }

    @Test
    @DisplayName("lists, histories and the feed of large records → short pages that hold everything once")
    void pagesEndByBytes() {
        var after = as(CITY).get("/v1/platform/changes?after=0&limit=1")
                .<Number>path("head")
                .longValue();
        var facts = alliance(380);
        var lines = LongStream.range(0, 12)
                .mapToObj(i -> "{\"id\": \"%s\", \"facts\": %s}".formatted(UUID.randomUUID(), facts))
                .collect(Collectors.joining("\n"));
        var imported = as(CITY).contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(ALLIANCES + "/imports");
        assertEquals(12, imported.<Integer>path("created"), imported.asString().substring(0, 500));
        List<String> ids = imported.path("results.id");

        var listed = pages(ALLIANCES + "?limit=500&region=" + COUNTY);
        assertTrue(listed.size() > 1);
        assertEquals(
                Set.copyOf(ids),
                listed.stream()
                        .flatMap(page -> page.<List<String>>path("items.id").stream())
                        .collect(Collectors.toCollection(HashSet::new)));
        assertEquals(
                12,
                listed.stream()
                        .mapToInt(page -> page.<List<?>>path("items").size())
                        .sum());

        var path = ALLIANCES + "/" + ids.getFirst();
        for (int i = 2; i <= 9; i++) {
            patched(CITY, path, "{\"documentNumber\": \"第%d号\"}".formatted(i)).statusCode(200);
        }
        var versions = pages(path + "/history");
        assertTrue(versions.size() > 1);
        assertEquals(
                List.of(9, 8, 7, 6, 5, 4, 3, 2, 1),
                versions.stream()
                        .flatMap(page -> page.<List<Integer>>path("items.version").stream())
                        .toList());
        assertEquals(
                "第5号",
                versions.stream()
                        .flatMap(
                                page -> page
                                        .<List<String>>path(
                                                "items.findAll { it.version == 5 }.changes.documentNumber.to")
                                        .stream())
                        .findFirst()
                        .orElseThrow());

        assertEquals(20, told(after, new HashSet<>(ids)));
    }

    /// Reads the feed to its end.
    ///
    /// @return how many events it has of these records
    private static int told(long after, Set<String> ids) {
        int told = 0;
        for (long next = after, head = Long.MAX_VALUE; next < head; ) {
            var page = as(CITY).get("/v1/platform/changes?limit=1000&waitSeconds=5&register=alliance&after=" + next);
            small(page);
            told += (int) page.<List<String>>path("items.data.id").stream()
                    .filter(ids::contains)
                    .count();
            next = page.<Number>path("next").longValue();
            head = page.<Number>path("head").longValue();
        }
        return told;
    }

    /// All pages of a list or history, each of which is small.
    private static List<Response> pages(String path) {
        var pages = new ArrayList<Response>();
        for (String cursor = ""; cursor != null; cursor = pages.getLast().path("next")) {
            var asked = as(CITY);
            var page = (cursor.isEmpty() ? asked : asked.queryParam("cursor", cursor)).get(path);
            small(page);
            pages.add(page);
        }
        assertNull(pages.getLast().path("next"));
        return pages;
    }

    private static void small(Response page) {
        assertEquals(200, page.statusCode());
        assertTrue(page.asByteArray().length < PAGE_BYTES_MAX, page.asByteArray().length + " bytes");
    }
}
