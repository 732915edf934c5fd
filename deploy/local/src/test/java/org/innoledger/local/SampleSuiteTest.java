package org.innoledger.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// The first of all, since the others file records of their own.
@Order(1)
@Tag("long")
@DisplayName("the sample in a running suite")
@ExtendWith(RunningSuite.Extension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SampleSuiteTest {
    private final RunningSuite suite;

    SampleSuiteTest(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    @Order(1)
    @DisplayName("is loaded at the first start, which names every city")
    void loaded() {
        var said = suite.firstStart();
        for (var city : new String[] {"太原市", "吕梁市"}) {
            assertTrue(said.contains(city), said);
        }
        assertTrue(Files.exists(suite.data().resolve("state/sample-loaded")));
    }

    @Test
    @Order(1)
    @DisplayName("has 4,000 enterprises, and each city sees its own")
    void roster() {
        var whole = suite.as(Client.PROVINCE).get("/v1/enterprises?limit=1&total=true");
        assertEquals(200, whole.status(), whole.text());
        assertEquals(4_000, whole.body().path("total").asInt(), whole.text());
        var datong = suite.as(Client.DATONG).get("/v1/enterprises?limit=500");
        datong.body()
                .path("items")
                .forEach(item -> assertTrue(item.path("region").asText().startsWith("1402")));
        assertTrue(datong.body().path("items").size() > 100);
    }

    @Test
    @Order(1)
    @DisplayName("counts Shuozhou's 127 platforms and 11 incubators apart")
    void platforms() {
        var answer = suite.as(Client.PROVINCE).get("/v1/platform-statistics?region=1406&by=type,level");
        assertEquals(200, answer.status(), answer.text());
        var byType = new TreeMap<String, Integer>();
        answer.body().path("items").forEach(item -> {
            var by = item.path("by");
            var sums = item.path("sums");
            // A type is of one class, so of the two counts one is always 0.
            byType.put(
                    by.path("type").asText() + " " + by.path("level").asText(),
                    sums.path("technology").asInt() + sums.path("incubation").asInt());
        });
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
                byType,
                answer.text());
        assertEquals(127, answer.body().at("/total/technology").asInt(), answer.text());
        assertEquals(11, answer.body().at("/total/incubation").asInt(), answer.text());
        assertFalse(answer.text().contains("138"), answer.text());
    }

    @Test
    @Order(1)
    @DisplayName("sums the provincial enterprises' headcounts of 2023 to 369,200 persons")
    void headcounts() {
        var answer = suite.as(Client.PROVINCE).get("/v1/headcount-statistics?year=2023&region=14");
        assertEquals(200, answer.status(), answer.text());
        assertTrue(answer.text().contains("369200"), answer.text());
    }

    /// After the others, since the page adds an enterprise and a month.
    @Test
    @Order(2)
    @DisplayName(
            "every command of docs/one-month.md does what the page says, from the roster to a bulletin that agrees")
    void oneMonth() {
        var ended = OneMonthPage.run(suite);
        assertEquals(0, ended.exit(), ended.toString());
        assertTrue(ended.out().endsWith("\"agrees\":true\n\"agrees\":true\n"), ended.out());
    }
}
