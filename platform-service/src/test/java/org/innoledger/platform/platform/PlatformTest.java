package org.innoledger.platform.platform;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class PlatformTest {
    private static final String UNKNOWN_HOST = "91140602MA0T000111";

    static String facts(String name, String region, String type, String level, String more) {
        return """
                {"name": "%s", "region": "%s", "type": "%s", "level": "%s"%s}""".formatted(name, region, type, level, more);
    }

    private static String centre(String region, String more) {
        return facts("示例工程中心", region, "ENGINEERING_CENTRE", "PROVINCIAL", more);
    }

    /// Path of a platform that this caller has filed.
    private static String filed(String token, String region, String more) {
        return "/v1/platforms/"
                + as(token)
                        .body(centre(region, more))
                        .post("/v1/platforms")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    private static ValidatableResponse imported(String token, String lines) {
        return as(token)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/platforms/imports")
                .then()
                .statusCode(200);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName(
                "POST → 201 with Location and a new id; PUT the same → 200 and nothing new, other facts → version 2")
        void filing() {
            var path = filed(SHUOCHENG, "140602", "");
            as(SHUOCHENG)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"1\"")
                    .body("region", is("140602"), "status", is("CULTIVATING"), "facts.type", is("ENGINEERING_CENTRE"));
            as(SHUOCHENG)
                    .body(centre("140602", ""))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(1));
            as(SHUOCHENG)
                    .body(centre("140602", ", \"field\": \"能源\""))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2), "facts.field", is("能源"));
            as(SHUOCHENG)
                    .get(path + "/history")
                    .then()
                    .body("items.type", contains("platform.amended", "platform.registered"));
            as(SHUOCHENG)
                    .body(centre("140602", ""))
                    .put("/v1/platforms/" + UUID.randomUUID())
                    .then()
                    .statusCode(201)
                    .header("Location", matchesPattern("/v1/platforms/[0-9a-f-]{36}"));
        }

        @Test
        @DisplayName("POST with dates → OPERATING where it has opened, APPROVED where it is approved only")
        void beginning() {
            posted(SHUOZHOU, "/v1/platforms", centre("140602", ", \"approvedOn\": \"2021-06-01\""))
                    .body("status", is("APPROVED"));
            posted(SHUOZHOU, "/v1/platforms", centre("140602", ", \"openedOn\": \"2023-09-01\""))
                    .body("status", is("OPERATING"));
            posted(
                            SHUOZHOU,
                            "/v1/platforms",
                            centre("140602", ", \"approvedOn\": \"2023-06-01\", \"openedOn\": \"2023-05-31\""))
                    .statusCode(400)
                    .body("errors[0].code", is("out-of-order"));
            posted(
                            SHUOZHOU,
                            "/v1/platforms",
                            facts("无细分领域", "140602", "KEY_LABORATORY", "PROVINCIAL", ", \"subfield\": \" \""))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/subfield"), "errors[0].code", is("missing"));
            posted(SHUOZHOU, "/v1/platforms", centre("140602", ", \"approvedOn\": \"2999-01-01\""))
                    .statusCode(400)
                    .body("errors.pointer", hasItem("/approvedOn"));
        }

        @Test
        @DisplayName(
                "PATCH of a day that the course bears after a verb: corrected → 200, cleared → refused; filed with "
                        + "openedOn only, approvedOn is found later → 200 and a step before")
        void daysOfTheCourse() {
            var path = filed(SHUOZHOU, "140602", ", \"cultivatedOn\": \"2018-01-01\"");
            posted(SHUOZHOU, path + "/approval", "{\"on\": \"2019-01-01\", \"documentNumber\": \"朔科发〔2019〕1号\"}")
                    .statusCode(200);
            dated(path, "{\"cultivatedOn\": \"2018-02-01\"}")
                    .statusCode(200)
                    .body("facts.course.on", contains("2018-02-01", "2019-01-01"));
            dated(path, "{\"cultivatedOn\": null}").statusCode(409).body("type", is("/problems/conflict"));
            var opened = filed(SHUOZHOU, "140602", ", \"openedOn\": \"2020-01-01\"");
            dated(opened, "{\"approvedOn\": \"2020-01-02\"}").statusCode(400);
            dated(opened, "{\"approvedOn\": \"2018-06-01\"}")
                    .statusCode(200)
                    .body(
                            "status", is("OPERATING"),
                            "facts.course.status", contains("APPROVED", "OPERATING"),
                            "facts.course.on", contains("2018-06-01", "2020-01-01"));
            dated(opened, "{\"approvedOn\": null}").statusCode(400).body("errors.code", contains("set-by-verbs"));
            var raised = filed(SHUOZHOU, "140602", ", \"openedOn\": \"2020-01-01\"");
            posted(
                            SHUOZHOU,
                            raised + "/upgrade",
                            "{\"level\": \"NATIONAL\", \"on\": \"2021-01-01\", \"reason\": \"评审通过\"}")
                    .statusCode(200)
                    .body("facts.course[-1].reason", is("评审通过"));
            dated(raised, "{\"approvedOn\": \"2018-06-01\"}")
                    .statusCode(200)
                    .body(
                            "facts.course.status", contains("APPROVED", "OPERATING", "OPERATING"),
                            "facts.course.level", contains("PROVINCIAL", "PROVINCIAL", "NATIONAL"));
        }

        @Test
        @DisplayName("PATCH of the level after an approval that left no document number → 409; before it → 200")
        void decidedLevel() {
            var path = filed(SHUOZHOU, "140602", ", \"cultivatedOn\": \"2018-01-01\"");
            dated(path, "{\"level\": \"MUNICIPAL\"}").statusCode(200);
            posted(SHUOZHOU, path + "/approval", "{\"on\": \"2019-01-01\"}").statusCode(200);
            dated(path, "{\"level\": \"NATIONAL\"}").statusCode(409).body("type", is("/problems/conflict"));
            posted(SHUOZHOU, path + "/upgrade", "{\"level\": \"NATIONAL\", \"on\": \"2021-01-01\"}")
                    .statusCode(200);
        }

        private static ValidatableResponse dated(String path, String patch) {
            return as(SHUOZHOU)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body(patch)
                    .patch(path)
                    .then();
        }

        @Test
        @DisplayName("PUT with lists → they come back as filed; an empty list is no list and no change")
        void listsOfFacts() {
            var path = filed(SHUOZHOU, "140602", ", \"coBuilders\": [\"示例大学\", \"示例研究院\"], \"directions\": []");
            as(SHUOZHOU)
                    .get(path)
                    .then()
                    .body("facts.coBuilders", contains("示例大学", "示例研究院"), "facts.directions", nullValue());
            as(SHUOZHOU)
                    .body(centre("140602", ", \"coBuilders\": [\"示例大学\", \"示例研究院\"]"))
                    .put(path)
                    .then()
                    .body("version", is(1));
            as(SHUOZHOU)
                    .body(centre("140602", ", \"coBuilders\": [\"示例大学\"]"))
                    .put(path)
                    .then()
                    .body("version", is(2), "facts.coBuilders", contains("示例大学"));
            posted(SHUOZHOU, "/v1/platforms", centre("140602", ", \"coBuilders\": [\" \"]"))
                    .statusCode(400)
                    .body("errors[0].pointer", startsWith("/coBuilders/0"));
        }

        @Test
        @DisplayName("POST with a type, level or region that does not exist → 400 that says which do")
        void wrongFacts() {
            posted(SHUOZHOU, "/v1/platforms", facts("甲", "140602", "LABORATORY", "PROVINCIAL", ""))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/type"), "errors[0].code", is("not-in-catalogue"));
            posted(SHUOZHOU, "/v1/platforms", facts("甲", "140602", "INCUBATOR", "COUNTY", ""))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/level"), "errors[0].code", is("not-in-catalogue"));
            posted(SHUOZHOU, "/v1/platforms", facts(" ", "140699", "INCUBATOR", "MUNICIPAL", ", \"host\": \"1\""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/host", "/name", "/region"));
        }

        @Test
        @DisplayName("PATCH → changes one field and clears another")
        void patch() {
            var path = filed(SHUOZHOU, "140602", ", \"field\": \"能源\", \"batch\": \"第一批\"");
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body("{\"field\": null, \"directions\": [\"烟气治理\"]}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("facts.field", nullValue(), "facts.directions", contains("烟气治理"), "version", is(2));
        }

        @Test
        @DisplayName(
                "PATCH of a date that carries the state → 400 where it would come or go, 200 where it is corrected")
        void datesOfTheState() {
            var path = filed(SHUOZHOU, "140602", ", \"approvedOn\": \"2020-01-01\"");
            for (var patch : new String[] {"{\"approvedOn\": null}", "{\"openedOn\": \"2021-01-01\"}"}) {
                as(SHUOZHOU)
                        .contentType("application/merge-patch+json")
                        .body(patch)
                        .patch(path)
                        .then()
                        .statusCode(400)
                        .body("errors.code", contains("set-by-verbs"));
            }
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"approvedOn\": \"2020-01-02\"}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("status", is("APPROVED"), "facts.approvedOn", is("2020-01-02"));
        }

        @Test
        @DisplayName("POST with an externalId of the region → 409 in both languages; in another region → 201")
        void externalId() {
            var own = ", \"externalId\": \"%s\"".formatted(UUID.randomUUID());
            filed(SHUOZHOU, "140602", own);
            posted(SHUOZHOU, "/v1/platforms", centre("140602", own))
                    .statusCode(409)
                    .body(
                            "type",
                            is("/problems/conflict"),
                            "rule",
                            is("platform_external_id"),
                            "inTheWay",
                            notNullValue());
            as(SHUOZHOU)
                    .header("Accept-Language", "en")
                    .body(centre("140602", own))
                    .post("/v1/platforms")
                    .then()
                    .statusCode(409)
                    .body("detail", startsWith("Another platform of this region bears this externalId"));
            filed(SHUOZHOU, "140603", own);
        }

        @Test
        @DisplayName("POST withdrawal → 200, then 410 for every read and write, and the history stays")
        void withdrawal() {
            var path = filed(SHUOZHOU, "140602", "");
            posted(SHUOZHOU, path + "/withdrawal", "{\"reason\": \"重复登记\"}").statusCode(200);
            as(SHUOZHOU).get(path).then().statusCode(410).body("reason", is("重复登记"));
            posted(SHUOZHOU, path + "/approval", "{\"on\": \"2026-01-01\"}").statusCode(410);
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body("items.type", contains("platform.withdrawn", "platform.registered"));
        }

        @Test
        @DisplayName("a host that is unknown → accepted with a remark, and listed by unresolved=true")
        void unknownHost() {
            var path = filed(SHUOZHOU, "140602", ", \"host\": \"%s\"".formatted(UNKNOWN_HOST));
            var id = path.substring(path.lastIndexOf('/') + 1);
            as(SHUOZHOU)
                    .get(path)
                    .then()
                    .body(
                            "remarks.pointer", hasItem("/facts/host"),
                            "remarks.code", hasItem("reference-unknown"),
                            "facts.host", is(UNKNOWN_HOST));
            as(SHUOZHOU)
                    .get("/v1/platforms?unresolved=true&host=" + UNKNOWN_HOST)
                    .then()
                    .body("items.id", hasItem(id));
            as(SHUOZHOU).get("/v1/platforms?unresolved=false&limit=500").then().body("items.id", not(hasItem(id)));
        }

        @Test
        @DisplayName("any verb of a reviewer → 403")
        void verbs() {
            var path = filed(SHUOCHENG, "140602", "");
            posted(SHUOCHENG, path + "/approval", "{\"on\": \"2026-01-01\"}").statusCode(403);
            posted(SHUOCHENG, path + "/revocation", "{\"reason\": \"试\"}").statusCode(403);
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("POST approval, opening, revocation → APPROVED, OPERATING, REVOKED, each told in the history")
        void life() {
            var path = filed(SHUOZHOU, "140602", "");
            posted(SHUOZHOU, path + "/approval", "{\"on\": \"2021-06-01\", \"documentNumber\": \"晋科发〔2021〕12号\"}")
                    .statusCode(200)
                    .header("ETag", "\"2\"")
                    .body("status", is("APPROVED"), "facts.approvedOn", is("2021-06-01"));
            posted(SHUOZHOU, path + "/opening", "{\"on\": \"2021-05-31\"}")
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"), "errors[0].code", is("out-of-order"));
            posted(SHUOZHOU, path + "/opening", "{\"on\": \"2023-09-01\"}")
                    .statusCode(200)
                    .body(
                            "status",
                            is("OPERATING"),
                            "facts.openedOn",
                            is("2023-09-01"),
                            "facts.approvedOn",
                            is("2021-06-01"));
            posted(SHUOZHOU, path + "/revocation", "{\"reason\": \"评估不合格\"}")
                    .statusCode(200)
                    .body("status", is("REVOKED"));
            as(SHUOZHOU).get(path).then().statusCode(200).body("version", is(4));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains("platform.revoked", "platform.opened", "platform.approved", "platform.registered"),
                            "items[0].reason",
                            is("评估不合格"),
                            "items[2].reason",
                            is("晋科发〔2021〕12号"),
                            "items[2].changes.status.to",
                            is("APPROVED"));
        }

        @Test
        @DisplayName("a step that the state does not allow → 409 with the present state and those allowed")
        void illegalState() {
            var path = filed(SHUOZHOU, "140602", "");
            posted(SHUOZHOU, path + "/opening", "{\"on\": \"2023-09-01\"}")
                    .statusCode(409)
                    .body(
                            "type", is("/problems/illegal-state"),
                            "present", is("CULTIVATING"),
                            "allowed", containsInAnyOrder("APPROVED", "REVOKED"));
            posted(SHUOZHOU, path + "/revocation", "{\"reason\": \"停建\"}").statusCode(200);
            posted(SHUOZHOU, path + "/approval", "{\"on\": \"2026-01-01\"}")
                    .statusCode(409)
                    .body("present", is("REVOKED"), "allowed", empty());
        }

        @Test
        @DisplayName("a verb without what it needs → 400; with a stale If-Match → 412; of what is not there → 404")
        void refusals() {
            var path = filed(SHUOZHOU, "140602", "");
            posted(SHUOZHOU, path + "/approval", "{}").statusCode(400).body("errors[0].pointer", is("/on"));
            posted(SHUOZHOU, path + "/revocation", "{}").statusCode(400).body("errors[0].pointer", is("/reason"));
            as(SHUOZHOU)
                    .header("If-Match", "\"9\"")
                    .body("{\"on\": \"2026-01-01\"}")
                    .post(path + "/approval")
                    .then()
                    .statusCode(412);
            posted(SHUOZHOU, "/v1/platforms/" + UUID.randomUUID() + "/approval", "{\"on\": \"2026-01-01\"}")
                    .statusCode(404);
        }

        @Test
        @DisplayName("relocation by the province → the new city has it, the old one does not")
        void relocation() {
            var path = filed(SHUOZHOU, "140602", "");
            var move = "{\"region\": \"140213\", \"reason\": \"迁址\"}";
            posted(SHUOZHOU, path + "/relocation", move).statusCode(403);
            posted(PROVINCE, path + "/relocation", move).statusCode(200).body("facts.region", is("140213"));
            as(SHUOZHOU).get(path).then().statusCode(404);
            as(DATONG).get(path).then().statusCode(200).body("region", is("140213"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("GET list by type, level, field, dates and words → those that match")
        void filters() {
            var county = Place.county();
            var path =
                    filed(county.token("clerk"), county.code(), ", \"field\": \"新材料\", \"approvedOn\": \"2022-02-02\"");
            var id = path.substring(path.lastIndexOf('/') + 1);
            as(county.token("reader"))
                    .get("/v1/platforms?type=ENGINEERING_CENTRE,PILOT_BASE&level=PROVINCIAL&field=新材料&status=APPROVED"
                            + "&approvedOn.gte=2022-02-02&approvedOn.lte=2022-02-02&q=工程中心&total=true&sort=-approvedOn")
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(id), "total", is(1));
            as(INTEGRATOR).get("/v1/platforms?type=LABORATORY").then().statusCode(400);
        }

        @Test
        @DisplayName("GET statistics by what there is not, or of no region → 400 that says what there is")
        void wrongStatistics() {
            var path = "/v1/platform-statistics";
            as(INTEGRATOR)
                    .get(path + "?by=type,colour")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("by"), "errors[0].code", is("not-in-catalogue"));
            for (var region : new String[] {"1", "140", "14060", "1406021", "shuozhou"}) {
                as(INTEGRATOR)
                        .get(path + "?region=" + region)
                        .then()
                        .statusCode(400)
                        .body("errors[0].pointer", is("region"));
            }
            as(INTEGRATOR)
                    .get(path + "?status=OPEN")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("status"), "errors[0].code", is("not-in-catalogue"));
        }

        @Test
        @DisplayName("GET statistics by level, class, city and state → counted together or apart as asked")
        void dimensions() {
            var own = Place.city();
            var clerk = own.token("reader", "clerk");
            var opened = ", \"openedOn\": \"2020-01-01\"";
            imported(
                    clerk,
                    "{\"facts\": %s}\n{\"facts\": %s}\n{\"facts\": %s}\n{\"facts\": %s}\n"
                            .formatted(
                                    facts("甲", own.part(0).code(), "PILOT_BASE", "PROVINCIAL", opened),
                                    facts("乙", own.part(0).code(), "SCIENCE_PARK", "PROVINCIAL", opened),
                                    facts("丙", own.part(1).code(), "PILOT_BASE", "NATIONAL", opened),
                                    facts("丁", own.part(1).code(), "PILOT_BASE", "NATIONAL", "")));
            var path = "/v1/platform-statistics?region=" + own.prefix();
            as(clerk)
                    .get(path + "&by=level")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.by.level", contains("NATIONAL", "PROVINCIAL"),
                            "items.sums.technology", contains(1, 1),
                            "items.sums.incubation", contains(0, 1));
            as(clerk)
                    .get(path + "&by=class,region&level=CITY")
                    .then()
                    .body(
                            "items.by.class", contains("TECHNOLOGY", "INCUBATION"),
                            "items.names.class", contains("技术转化类", "孵化载体"),
                            "items.sums.technology", contains(2, 0),
                            "items.sums.incubation", contains(0, 1),
                            "items.by.region", everyItem(is(own.code())),
                            "items.names.region", everyItem(is(own.name())),
                            "items[0].by.type", nullValue());
            as(clerk)
                    .get(path + "&status=CULTIVATING")
                    .then()
                    .body(
                            "total.technology", is(1),
                            "total.incubation", is(0),
                            "items.names.type", contains("中试基地"));
            as(clerk)
                    .get("/v1/platform-statistics?region=" + own.part(1).code())
                    .then()
                    .body("region", is(own.part(1).code()), "total.technology", is(1));
        }
    }

    @Nested
    class OfAProgramme {
        private static final Place OWN = Place.county();
        private static final String CLERK = OWN.token("reader", "clerk");

        /// What the city's programme lists: 127 platforms and, apart from them, 11 incubators.
        private String roster() {
            var lines = new StringBuilder();
            lines(lines, "KEY_LABORATORY", "PROVINCIAL", 1);
            lines(lines, "ENGINEERING_CENTRE", "PROVINCIAL", 2);
            lines(lines, "ENTERPRISE_CENTRE", "PROVINCIAL", 13);
            lines(lines, "INDUSTRY_CENTRE", "PROVINCIAL", 1);
            lines(lines, "ENTERPRISE_CENTRE", "MUNICIPAL", 110);
            lines(lines, "INCUBATOR", "MUNICIPAL", 1);
            lines(lines, "MAKER_SPACE", "MUNICIPAL", 5);
            lines(lines, "STAR_FARM", "MUNICIPAL", 5);
            return lines.toString();
        }

        private void lines(StringBuilder lines, String type, String level, int count) {
            for (int i = 1; i <= count; i++) {
                var more = ", \"openedOn\": \"2020-01-01\", \"externalId\": \"%s-%s-%03d\", \"subfield\": \"朔州名册 %s\""
                        .formatted(type, level, i, type);
                lines.append("{\"facts\": %s}\n".formatted(facts("示例平台", OWN.code(), type, level, more)));
            }
        }

        @Test
        @DisplayName(
                "import by externalId → 138 created, the second time none changed; counted as 127 and 11, never as 138")
        void fixture() {
            imported(CLERK, roster()).body("created", is(138), "refused", is(0));
            imported(CLERK, roster()).body("unchanged", is(138), "created", is(0), "changed", is(0));
            as(CLERK)
                    .get("/v1/platform-statistics?by=type,level")
                    .then()
                    .statusCode(200)
                    .body(
                            "region", is(OWN.code()),
                            "total.technology", is(127),
                            "total.incubation", is(11),
                            "items.by.type",
                                    contains(
                                            "KEY_LABORATORY",
                                            "ENGINEERING_CENTRE",
                                            "ENTERPRISE_CENTRE",
                                            "ENTERPRISE_CENTRE",
                                            "INDUSTRY_CENTRE",
                                            "MAKER_SPACE",
                                            "INCUBATOR",
                                            "STAR_FARM"),
                            "items.sums.technology", contains(1, 2, 13, 110, 1, 0, 0, 0),
                            "items.sums.incubation", contains(0, 0, 0, 0, 0, 5, 1, 5),
                            "items[2].by.level", is("PROVINCIAL"),
                            "items[3].names.type", is("企业技术中心"));
            var answer = as(CLERK).get("/v1/platform-statistics");
            answer.then().body("region", is(OWN.code()), "items", not(empty()));
            assertFalse(answer.asString().contains("138"), answer.asString());
        }
    }
}
