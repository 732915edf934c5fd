package org.innoledger.platform.platform;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Service.class)
class PlatformStatisticsTest {
    private static final Place OWN = Place.city();
    private static final String PROVINCE = OWN.provincial("reader", "clerk", "reviewer");
    private static final String INTEGRATOR = OWN.provincial("reader");

    private static void imported(String lines, int created) {
        as(PROVINCE)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/platforms/imports")
                .then()
                .statusCode(200)
                .body("created", is(created), "refused", is(0));
    }

    private static String line(String region, String type, String level, String more) {
        return "{\"facts\": %s}\n"
                .formatted(PlatformTest.facts(
                        "示例·统计平台", region, type, level, ", \"subfield\": \"统计" + UUID.randomUUID() + "\"" + more));
    }

    @Nested
    class Fixtures {
        @Test
        @DisplayName("27 national and 194 = 3 + 18 + 21 + 152 provincial platforms of the provincial enterprises")
        void provincialEnterprises() {
            var region = OWN.part(0).code();
            var lines = new StringBuilder();
            var opened = ", \"openedOn\": \"2023-12-31\"";
            lines.append(
                    line(region, "STATE_KEY_LABORATORY", "NATIONAL", opened).repeat(2));
            lines.append(line(region, "OTHER_RESEARCH", "NATIONAL", opened).repeat(25));
            lines.append(
                    line(region, "PROVINCIAL_LABORATORY", "PROVINCIAL", opened).repeat(3));
            for (int i = 0; i < 18; i++) {
                lines.append(line(region, "KEY_LABORATORY", "PROVINCIAL", opened));
            }
            lines.append(line(region, "PILOT_BASE", "PROVINCIAL", opened).repeat(21));
            lines.append(line(region, "OTHER_RESEARCH", "PROVINCIAL", opened).repeat(152));
            imported(lines.toString(), 221);
            as(INTEGRATOR)
                    .get("/v1/platform-statistics?by=level&on=2023-12-31&region=" + region)
                    .then()
                    .statusCode(200)
                    .body(
                            "on", is("2023-12-31"),
                            "total.technology", is(221),
                            "items.by.level", contains("NATIONAL", "PROVINCIAL"),
                            "items.names.level", contains("国家级", "省级"),
                            "items.sums.technology", contains(27, 194));
            as(INTEGRATOR)
                    .get("/v1/platform-statistics?on=2023-12-31&region=" + region)
                    .then()
                    .body("items.sums.technology", contains(2, 3, 18, 21, 25, 152));
            as(INTEGRATOR)
                    .get("/v1/platform-statistics?on=2023-12-30&region=" + region)
                    .then()
                    .body("total.technology", is(0), "items", hasSize(0));
        }

        @Test
        @DisplayName("by field, year of approval and host → as asked; a year only once it has come")
        void dimensions() {
            var region = OWN.part(1).code();
            var lines = line(
                            region,
                            "PILOT_BASE",
                            "MUNICIPAL",
                            ", \"field\": \"能源\", \"approvedOn\": \"2020-05-01\", \"hostName\": \"甲研究院\"")
                    + line(
                            region,
                            "PILOT_BASE",
                            "MUNICIPAL",
                            ", \"field\": \"能源\", \"approvedOn\": \"2021-05-01\", \"hostName\": \"甲研究院\"")
                    + line(
                            region,
                            "INNOVATION_VALLEY",
                            "PROVINCIAL",
                            ", \"cultivatedOn\": \"2019-01-01\", \"approvedOn\": \"2021-06-01\", \"hostName\": \"乙公司\"");
            imported(lines, 3);
            var path = "/v1/platform-statistics?region=" + region;
            as(INTEGRATOR)
                    .get(path + "&by=field,class")
                    .then()
                    .body(
                            "items.by.field", contains("能源", null),
                            "items.names.field", contains("能源", "未填写"),
                            "items.sums.technology", contains(2, 0),
                            "items.sums.incubation", contains(0, 1),
                            "total.incubation", is(1));
            as(INTEGRATOR)
                    .get(path + "&by=year")
                    .then()
                    .body(
                            "items.by.year", contains(2021, 2020),
                            "items.sums.technology", contains(1, 1),
                            "items.sums.incubation", contains(1, 0));
            as(INTEGRATOR)
                    .get(path + "&by=host")
                    .then()
                    .body(
                            "items.names.host", contains("乙公司", "甲研究院"),
                            "items.sums.incubation", contains(1, 0),
                            "items.sums.technology", contains(0, 2));
            as(INTEGRATOR)
                    .get(path + "&by=type,year&on=2020-12-31&status=CULTIVATING,APPROVED")
                    .then()
                    .body(
                            "items.names.type", contains("中试基地", "科创园区（晋创谷）"),
                            "items[0].by.year", is(2020),
                            "items[1].by.year", nullValue());
            as(INTEGRATOR).get(path + "&on=2999-01-01").then().statusCode(400);
            as(INTEGRATOR).get(path + "&on=yesterday").then().statusCode(400);
        }
    }

    @Nested
    class Property {
        private static final String[] TYPES = {"PILOT_BASE", "ENTERPRISE_CENTRE", "MAKER_SPACE", "KEY_LABORATORY"};
        private static final String[] LEVELS = {"NATIONAL", "PROVINCIAL", "MUNICIPAL"};
        private static final LocalDate FROM = LocalDate.of(2010, 1, 1);

        private Random random;
        private String region;

        /// A state and level from a day on, as the history tells it; no day for "since before".
        private record Since(LocalDate on, String status, String level) {}

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {20231231, 42})
        @DisplayName("random courses: statistics of random days agree with a count by hand over the histories")
        void agrees(long seed) {
            random = new Random(seed);
            region = OWN.part(seed == 42 ? 2 : 3).code();
            var ids = new ArrayList<String>();
            for (int i = 0; i < 40; i++) {
                ids.add(lived(ids));
            }
            var lives = ids.stream().map(this::told).toList();
            var states = List.of("APPROVED,OPERATING", "CULTIVATING", "OPERATING", "UPGRADED,MERGED,REVOKED");
            for (int i = 0; i < 60; i++) {
                var on = FROM.plusDays(random.nextInt(5_500));
                var counted = states.get(i % states.size());
                assertEquals(byHand(lives, on, counted), byService(on, counted), on + " " + counted);
            }
        }

        /// A platform with a life of its own.
        private String lived(List<String> others) {
            var day = FROM.plusDays(random.nextInt(1_500));
            var dates = new StringBuilder();
            if (random.nextBoolean()) {
                dates.append(", \"cultivatedOn\": \"%s\"".formatted(day));
            }
            var begins = random.nextInt(3);
            if (begins > 0) {
                day = day.plusDays(random.nextInt(400));
                dates.append(", \"approvedOn\": \"%s\"".formatted(day));
            }
            if (begins > 1) {
                day = day.plusDays(random.nextInt(400));
                dates.append(", \"openedOn\": \"%s\"".formatted(day));
            }
            var level = LEVELS[random.nextInt(3)];
            var facts = PlatformTest.facts(
                    "示例·随机平台",
                    region,
                    TYPES[random.nextInt(TYPES.length)],
                    level,
                    ", \"subfield\": \"随机%s\"%s".formatted(UUID.randomUUID(), dates));
            var id = as(PROVINCE)
                    .body(facts)
                    .post("/v1/platforms")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            live(id, begins, level, day, others);
            return id;
        }

        private void live(String id, int begun, String level, LocalDate from, List<String> others) {
            int state = begun;
            var day = from;
            int rank = List.of(LEVELS).indexOf(level);
            for (int i = random.nextInt(6); i > 0 && state < 3; i--) {
                day = day.plusDays(random.nextInt(500));
                switch (random.nextInt(5)) {
                    case 0, 1 -> {
                        if (state == 0) {
                            step(id, "approval", "{\"on\": \"%s\"}".formatted(day));
                            state = 1;
                        } else if (state == 1) {
                            step(id, "opening", "{\"on\": \"%s\"}".formatted(day));
                            state = 2;
                        }
                    }
                    case 2 -> {
                        if (state > 0 && rank > 0) {
                            rank--;
                            step(id, "upgrade", "{\"level\": \"%s\", \"on\": \"%s\"}".formatted(LEVELS[rank], day));
                        }
                    }
                    case 3 -> {
                        step(id, "revocation", "{\"on\": \"%s\", \"reason\": \"试\"}".formatted(day));
                        state = 3;
                    }
                    default -> correct(id);
                }
            }
            if (state == 1 || state == 2) {
                merge(id, day, others);
            }
        }

        /// A date may have been wrong by some days; a correction that does not fit is refused and changes
        /// nothing.
        private void correct(String id) {
            var facts = as(PROVINCE).get("/v1/platforms/" + id).then().extract();
            var field = List.of("cultivatedOn", "approvedOn", "openedOn").get(random.nextInt(3));
            String present = facts.path("facts." + field);
            if (present != null) {
                var other = LocalDate.parse(present).plusDays(random.nextInt(200) - 100);
                var status = as(PROVINCE)
                        .contentType("application/merge-patch+json")
                        .body("{\"%s\": \"%s\"}".formatted(field, other))
                        .patch("/v1/platforms/" + id)
                        .statusCode();
                assertTrue(status == 200 || status == 400, field + " " + status);
            }
        }

        private void merge(String id, LocalDate after, List<String> others) {
            if (!others.isEmpty() && random.nextInt(4) == 0) {
                var status = as(PROVINCE)
                        .body("{\"into\": \"%s\", \"on\": \"%s\", \"reason\": \"试\"}"
                                .formatted(others.get(random.nextInt(others.size())), after.plusDays(300)))
                        .post("/v1/platforms/" + id + "/merger")
                        .statusCode();
                assertTrue(status == 200 || status == 409, "merger " + status);
            }
        }

        private void step(String id, String verb, String body) {
            as(PROVINCE)
                    .body(body)
                    .post("/v1/platforms/" + id + "/" + verb)
                    .then()
                    .statusCode(200);
        }

        /// What a person would make of the history of a platform, reading it from its first version on.
        private Map<String, Object> told(String id) {
            List<Map<String, Object>> versions = as(PROVINCE)
                    .get("/v1/platforms/" + id + "/history")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items");
            var life = new ArrayList<Since>();
            String level = null;
            Object type = null;
            for (var version : versions.reversed()) {
                @SuppressWarnings("unchecked")
                var changes = (Map<String, Map<String, Object>>) version.get("changes");
                level = changes.containsKey("level")
                        ? (String) changes.get("level").get("to")
                        : level;
                var status = (String) version.get("status");
                switch ((String) version.get("type")) {
                    case "platform.registered" -> {
                        type = changes.get("type").get("to");
                        begin(life, changes, level);
                    }
                    case "platform.approved" -> life.add(new Since(day(changes, "approvedOn"), status, level));
                    case "platform.opened" -> life.add(new Since(day(changes, "openedOn"), status, level));
                    case "platform.amended" -> amend(life, changes);
                    default -> life.add(new Since(last(changes), status, level));
                }
            }
            return Map.of("type", type, "life", life);
        }

        private static void begin(List<Since> life, Map<String, Map<String, Object>> changes, String level) {
            var approved = day(changes, "approvedOn");
            var opened = day(changes, "openedOn");
            var cultivated = day(changes, "cultivatedOn");
            if (cultivated != null || approved == null && opened == null) {
                life.add(new Since(cultivated, "CULTIVATING", level));
            }
            if (approved != null) {
                life.add(new Since(approved, "APPROVED", level));
            }
            if (opened != null) {
                life.add(new Since(opened, "OPERATING", level));
            }
        }

        private static void amend(List<Since> life, Map<String, Map<String, Object>> changes) {
            Map.of("cultivatedOn", "CULTIVATING", "approvedOn", "APPROVED", "openedOn", "OPERATING")
                    .forEach((field, status) -> {
                        var day = day(changes, field);
                        for (int i = 0; day != null && i < life.size(); i++) {
                            if (life.get(i).status().equals(status)) {
                                life.set(i, new Since(day, status, life.get(i).level()));
                                break;
                            }
                        }
                    });
        }

        private static LocalDate day(Map<String, Map<String, Object>> changes, String field) {
            return changes.containsKey(field)
                    ? LocalDate.parse((String) changes.get(field).get("to"))
                    : null;
        }

        /// The day that a step says of itself.
        @SuppressWarnings("unchecked")
        private static LocalDate last(Map<String, Map<String, Object>> changes) {
            var course = (List<Map<String, Object>>) changes.get("course").get("to");
            return LocalDate.parse((String) course.getLast().get("on"));
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Integer> byHand(List<Map<String, Object>> lives, LocalDate on, String states) {
            var counts = new TreeMap<String, Integer>();
            for (var life : lives) {
                Since now = null;
                for (var since : (List<Since>) life.get("life")) {
                    if (since.on() == null || !since.on().isAfter(on)) {
                        now = since;
                    }
                }
                if (now != null && List.of(states.split(",")).contains(now.status())) {
                    counts.merge(life.get("type") + " " + now.level(), 1, Integer::sum);
                }
            }
            return counts;
        }

        @SuppressWarnings("unchecked")
        private Map<String, Integer> byService(LocalDate on, String states) {
            List<Map<String, Object>> items = as(PROVINCE)
                    .get("/v1/platform-statistics?region=%s&on=%s&status=%s".formatted(region, on, states))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items");
            var counts = new TreeMap<String, Integer>();
            items.forEach(item -> {
                var sums = (Map<String, Integer>) item.get("sums");
                var by = (Map<String, String>) item.get("by");
                // A type is of one class, so of the two counts one is always 0.
                counts.put(by.get("type") + " " + by.get("level"), sums.get("technology") + sums.get("incubation"));
            });
            return counts;
        }
    }
}
