package org.innoledger.platform.tenancy;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.innoledger.platform.OnFile.id;
import static org.innoledger.platform.OnFile.imported;
import static org.innoledger.platform.OnFile.platform;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Together;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Service.class)
class TenancyTest {
    private static final String PATH = "/v1/tenancies";
    private static final String PREMISES = "/v1/premises";
    private static final String STATISTICS = "/v1/tenancy-statistics";
    private static final int THREADS = 32;

    private static String incubator() {
        return platform(SHUOZHOU, "140602", "INCUBATOR", "PROVINCIAL");
    }

    private static String enterprise(String platform, String code, String since, String more) {
        return """
                {"platform": "%s", "enterprise": "%s", "since": "%s"%s}""".formatted(platform, code, since, more);
    }

    private static String team(String platform, String name, String school, String more) {
        return """
                {"platform": "%s", "teamName": "%s", "school": "%s", "since": "2025-03-01"%s}""".formatted(platform, name, school, more);
    }

    private static String square(String area) {
        return ", \"areaSquareMetres\": " + area;
    }

    /// Path of a tenancy of a new enterprise.
    private static String filed(String platform, String more) {
        return PATH
                + "/"
                + id(as(SHUOCHENG)
                        .body(enterprise(platform, code(), "2024-01-01", more))
                        .post(PATH));
    }

    /// Path of new premises.
    private static String premises(String platform, String area) {
        return PREMISES
                + "/"
                + id(as(SHUOCHENG)
                        .body("{\"platform\": \"%s\", \"areaSquareMetres\": %s}".formatted(platform, area))
                        .post(PREMISES));
    }

    private static ValidatableResponse counted(String token, String query) {
        return as(token).get(STATISTICS + "?" + query).then().statusCode(200);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST an enterprise that is not known yet → 201 RESIDENT with a remark; a team → 201 without one")
        void filing() {
            var platform = incubator();
            posted(SHUOCHENG, PATH, enterprise(platform, code(), "2024-01-01", square("60.50")))
                    .statusCode(201)
                    .body(
                            "status", is("RESIDENT"),
                            "region", is("140602"),
                            "facts.areaSquareMetres", is(60.5f),
                            "remarks.pointer", contains("/facts/enterprise"));
            posted(SHUOCHENG, PATH, team(platform, "示例团队", "示例·理工大学", ", \"field\": \"新能源\""))
                    .statusCode(201)
                    .body("remarks", nullValue(), "facts.school", is("示例·理工大学"));
        }

        @Test
        @DisplayName("both or neither of enterprise and team, days out of order, in the future → 400")
        void wrongFacts() {
            var platform = incubator();
            for (var wrong : new String[] {
                enterprise(platform, code(), "2024-01-01", ", \"teamName\": \"示例团队\""),
                "{\"platform\": \"%s\", \"since\": \"2024-01-01\"}".formatted(platform)
            }) {
                posted(SHUOCHENG, PATH, wrong)
                        .statusCode(400)
                        .body("errors.pointer", contains("/enterprise"), "errors.code", contains("one-of"));
            }
            for (var field : new String[] {"until", "graduatedOn", "endedOn"}) {
                posted(SHUOCHENG, PATH, team(platform, "甲", "乙", ", \"%s\": \"2025-02-28\"".formatted(field)))
                        .statusCode(400)
                        .body("errors.pointer", contains("/" + field));
            }
            posted(SHUOCHENG, PATH, team(platform, "甲", "乙", ", \"endedOn\": \"2099-01-01\""))
                    .statusCode(400);
            posted(SHUOCHENG, PATH, team(platform, "甲", "乙", square("0"))).statusCode(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"MAKER_SPACE", "INCUBATOR", "STAR_FARM", "SCIENCE_PARK", "PILOT_BASE"})
        @DisplayName("a platform that hosts → 201")
        void hosts(String type) {
            posted(SHUOCHENG, PATH, team(platform(SHUOZHOU, "140602", type, "MUNICIPAL"), "甲", "乙", ""))
                    .statusCode(201);
        }

        @Test
        @DisplayName("a tenant since a day after the incubator was revoked → 409 with that day; one of before → 201")
        void endedHost() {
            var ended = platform(SHUOZHOU, "140602", "INCUBATOR", "MUNICIPAL");
            posted(SHUOZHOU, "/v1/platforms/" + ended + "/revocation", "{\"reason\": \"停止运营\", \"on\": \"2022-06-30\"}")
                    .statusCode(200);
            posted(
                            SHUOCHENG,
                            PATH,
                            team(ended, "丙", "丁", "")
                                    .replaceFirst("\"since\": \"[^\"]+\"", "\"since\": \"2022-06-30\""))
                    .statusCode(409)
                    .body("rule", is("tenancy_host_ended"), "endedOn", is("2022-06-30"));
            posted(
                            SHUOCHENG,
                            PATH,
                            team(ended, "丙", "丁", "")
                                    .replaceFirst("\"since\": \"[^\"]+\"", "\"since\": \"2021-03-01\""))
                    .statusCode(201);
        }

        @Test
        @DisplayName("a laboratory → 409; an unknown platform or one of another city → 400")
        void refusedHosts() {
            for (var type : new String[] {"KEY_LABORATORY", "ENTERPRISE_CENTRE", "OTHER_RESEARCH"}) {
                var facts = team(platform(SHUOZHOU, "140602", type, "PROVINCIAL"), "甲", "乙", "");
                posted(SHUOCHENG, PATH, facts)
                        .statusCode(409)
                        .body("rule", is("tenancy_host"), "platformType", is(type));
            }
            for (var unknown :
                    new String[] {UUID.randomUUID().toString(), platform(DATONG, "140213", "INCUBATOR", "MUNICIPAL")}) {
                posted(SHUOCHENG, PATH, team(unknown, "甲", "乙", ""))
                        .statusCode(400)
                        .body("errors.pointer", contains("/platform"), "errors[0].code", is("platform-unknown"));
            }
        }

        @Test
        @DisplayName(
                "graduation → GRADUATED with day and destination; again, or ending → 409; a day before since → 400")
        void graduation() {
            var path = filed(incubator(), "");
            posted(SHUOCHENG, path + "/graduation", "{\"on\": \"2023-12-31\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/on"));
            posted(SHUOCHENG, path + "/graduation", "{\"on\": \"2099-12-31\"}").statusCode(400);
            posted(SHUOCHENG, path + "/graduation", "{\"on\": \"2026-06-30\", \"destination\": \"示例产业园\"}")
                    .statusCode(200)
                    .body(
                            "status", is("GRADUATED"),
                            "facts.graduatedOn", is("2026-06-30"),
                            "facts.destination", is("示例产业园"));
            posted(SHUOCHENG, path + "/graduation", "{}").statusCode(409).body("present", is("GRADUATED"));
            posted(SHUOCHENG, path + "/ending", "{\"reason\": \"项目终止\"}").statusCode(409);
        }

        @Test
        @DisplayName("ending with a reason → ENDED, the reason in the history; without one → 400")
        void ending() {
            var path = filed(incubator(), "");
            posted(SHUOCHENG, path + "/ending", "{}").statusCode(400).body("errors.pointer", contains("/reason"));
            posted(SHUOCHENG, path + "/ending", "{\"on\": \"2026-06-30\", \"reason\": \"项目终止\"}")
                    .statusCode(200)
                    .body("status", is("ENDED"), "facts.endedOn", is("2026-06-30"));
            as(SHUOCHENG)
                    .get(path + "/history")
                    .then()
                    .body("items.type", contains("tenancy.ended", "tenancy.registered"), "items[0].reason", is("项目终止"));
        }

        @Test
        @DisplayName(
                "a day of the state: with a new record → taken; by PATCH → 400; absent from a later PUT → kept; corrected → 200")
        void datesOfTheState() {
            var platform = incubator();
            var facts = enterprise(platform, code(), "2020-01-01", "");
            posted(SHUOCHENG, PATH, enterprise(platform, code(), "2020-01-01", ", \"graduatedOn\": \"2022-01-01\""))
                    .statusCode(201)
                    .body("status", is("GRADUATED"));
            var path = PATH + "/" + id(as(SHUOCHENG).body(facts).post(PATH));
            patched(SHUOCHENG, path, "{\"endedOn\": \"2022-01-01\"}")
                    .statusCode(400)
                    .body("errors.code", contains("set-by-verbs"), "errors.pointer", contains("/endedOn"));
            posted(SHUOCHENG, path + "/ending", "{\"on\": \"2022-01-01\", \"reason\": \"项目终止\"}")
                    .statusCode(200);
            as(SHUOCHENG)
                    .body(facts)
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2), "facts.endedOn", is("2022-01-01"));
            patched(SHUOCHENG, path, "{\"endedOn\": \"2022-01-02\"}")
                    .statusCode(200)
                    .body("status", is("ENDED"));
        }

        @Test
        @DisplayName(
                "the same tenant in the same platform → 409 with the period in the way; after its end, or elsewhere → 201")
        void once() {
            var platform = incubator();
            var code = code();
            var first = id(as(SHUOCHENG)
                    .body(enterprise(platform, code, "2024-01-01", ", \"until\": \"2024-12-31\""))
                    .post(PATH));
            var again = enterprise(platform, code, "2025-01-01", "");
            posted(SHUOCHENG, PATH, again)
                    .statusCode(409)
                    .body(
                            "rule",
                            is("tenancy_once"),
                            "tenancy",
                            is(first),
                            "since",
                            is("2024-01-01"),
                            "until",
                            nullValue());
            posted(SHUOCHENG, PATH, enterprise(incubator(), code, "2025-01-01", ""))
                    .statusCode(201);
            posted(SHUOCHENG, PATH + "/" + first + "/ending", "{\"on\": \"2025-01-01\", \"reason\": \"期满\"}")
                    .statusCode(200);
            posted(SHUOCHENG, PATH, enterprise(platform, code, "2024-12-31", ""))
                    .statusCode(409)
                    .body("until", is("2025-01-01"), "rule", is("tenancy_once"));
            posted(SHUOCHENG, PATH, again).statusCode(201);
        }

        @Test
        @DisplayName("teams of one name from two schools → two tenants; from one → 409; withdrawn → 201 again")
        void teams() {
            var platform = incubator();
            var first = id(as(SHUOCHENG).body(team(platform, "储能团队", "甲校", "")).post(PATH));
            posted(SHUOCHENG, PATH, team(platform, "储能团队", "乙校", "")).statusCode(201);
            posted(SHUOCHENG, PATH, team(platform, "储能团队", "甲校", ""))
                    .statusCode(409)
                    .body("tenancy", is(first));
            posted(SHUOCHENG, PATH + "/" + first + "/withdrawal", "{\"reason\": \"误登\"}")
                    .statusCode(200);
            posted(SHUOCHENG, PATH, team(platform, "储能团队", "甲校", "")).statusCode(201);
        }
    }

    @Nested
    class OfPremises {
        @Test
        @DisplayName("a second record for one platform → 409; of an unknown platform → 400")
        void once() {
            var platform = incubator();
            premises(platform, "1000");
            posted(SHUOCHENG, PREMISES, "{\"platform\": \"%s\", \"areaSquareMetres\": 2000}".formatted(platform))
                    .statusCode(409)
                    .body("rule", is("premises_once"));
            posted(
                            SHUOCHENG,
                            PREMISES,
                            "{\"platform\": \"%s\", \"areaSquareMetres\": 2000}".formatted(UUID.randomUUID()))
                    .statusCode(400)
                    .body("errors[0].code", is("platform-unknown"));
        }

        @Test
        @DisplayName("tenants up to the last square metre → 201; one hundredth more → 409 with both figures")
        void full() {
            var platform = incubator();
            premises(platform, "100");
            filed(platform, square("60.5"));
            var last = filed(platform, square("39.49"));
            var more = enterprise(platform, code(), "2025-01-01", square("0.02"));
            posted(SHUOCHENG, PATH, more)
                    .statusCode(409)
                    .body(
                            "rule",
                            is("premises_occupancy_within"),
                            "areaSquareMetres",
                            is(100),
                            "takenSquareMetres",
                            is(99.99f),
                            "askedSquareMetres",
                            is(0.02f));
            filed(platform, square("0.01"));
            posted(SHUOCHENG, last + "/ending", "{\"reason\": \"项目终止\"}").statusCode(200);
            filed(platform, square("39.49"));
            counted(SHUOCHENG, "by=none&platform=" + platform)
                    .body(
                            "total.usedSquareMetres",
                            is(100),
                            "total.premisesSquareMetres",
                            is(100),
                            "total.freeSquareMetres",
                            is(0));
        }

        @Test
        @DisplayName("graduation, withdrawal, a smaller area and another platform free the room; the ended takes none")
        void freed() {
            var platform = incubator();
            premises(platform, "100");
            var tenant = filed(platform, square("100"));
            posted(SHUOCHENG, tenant + "/graduation", "{}").statusCode(200);
            var second = filed(platform, square("100"));
            posted(SHUOCHENG, second + "/withdrawal", "{\"reason\": \"误登\"}").statusCode(200);
            var third = filed(platform, square("100"));
            patched(SHUOCHENG, third, "{\"areaSquareMetres\": 40}").statusCode(200);
            var fourth = filed(platform, square("60"));
            patched(SHUOCHENG, third, "{\"areaSquareMetres\": 40.01}").statusCode(409);
            patched(SHUOCHENG, fourth, "{\"platform\": \"%s\"}".formatted(incubator()))
                    .statusCode(200);
            patched(SHUOCHENG, third, "{\"areaSquareMetres\": 100}").statusCode(200);
            filed(platform, square("500") + ", \"endedOn\": \"2025-01-01\"");
        }

        @Test
        @DisplayName("premises below what is used → 409 with both figures; withdrawn → no bound")
        void lowered() {
            var platform = incubator();
            filed(platform, square("80"));
            posted(SHUOCHENG, PREMISES, "{\"platform\": \"%s\", \"areaSquareMetres\": 79}".formatted(platform))
                    .statusCode(409)
                    .body("areaSquareMetres", is(79), "takenSquareMetres", is(80));
            var premises = premises(platform, "80");
            patched(SHUOCHENG, premises, "{\"areaSquareMetres\": 79.99}")
                    .statusCode(409)
                    .body("rule", is("premises_occupancy_within"));
            posted(SHUOCHENG, premises + "/withdrawal", "{\"reason\": \"误登\"}").statusCode(200);
            filed(platform, square("1000"));
            counted(SHUOCHENG, "by=none&platform=" + platform)
                    .body(
                            "total.usedSquareMetres",
                            is(1080),
                            "total.premisesSquareMetres",
                            nullValue(),
                            "total.freeSquareMetres",
                            nullValue());
        }

        @Test
        @DisplayName(
                "an import beyond the room → each line for which there is none is refused by itself, the others are let in")
        void importedLines() {
            var platform = incubator();
            premises(platform, "100");
            var lines = List.of("60", "41", "40", "0.01");
            imported(
                            SHUOCHENG,
                            PATH,
                            lines.stream()
                                    .map(area -> enterprise(platform, code(), "2025-01-01", square(area)))
                                    .toList())
                    .body(
                            "results.outcome", contains("CREATED", "REFUSED", "CREATED", "REFUSED"),
                            "results[1].problem.takenSquareMetres", is(60),
                            "results[3].problem.takenSquareMetres", is(100));
        }

        @Test
        @DisplayName("a platform moves → tenants, premises and their bound move with it")
        void moved() {
            var platform = incubator();
            var premises = premises(platform, "100");
            var tenant = filed(platform, square("60"));
            posted(
                            SHUOZHOU,
                            "/v1/platforms/" + platform + "/relocation",
                            "{\"region\": \"140603\", \"reason\": \"迁址\"}")
                    .statusCode(200);
            as(SHUOZHOU).get(tenant).then().body("region", is("140603"));
            as(SHUOZHOU).get(premises).then().body("region", is("140603"));
            as(SHUOCHENG).get(tenant).then().statusCode(404);
            posted(SHUOZHOU, PATH, enterprise(platform, code(), "2025-01-01", square("41")))
                    .statusCode(409)
                    .body("takenSquareMetres", is(60));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("read, verbs → 404; a reader's write → 403; statistics count nothing")
        void elsewhere() {
            var platform = incubator();
            var path = filed(platform, "");
            as(DATONG).get(path).then().statusCode(404);
            posted(DATONG, path + "/graduation", "{}").statusCode(404);
            posted(DATONG, path + "/ending", "{\"reason\": \"项目终止\"}").statusCode(404);
            as(DATONG).get(premises(platform, "100")).then().statusCode(404);
            posted(INTEGRATOR, path + "/graduation", "{}").statusCode(403);
            counted(DATONG, "platform=" + platform).body("total.tenancies", is(0), "items", hasSize(0));
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("48 tenants of 30 square metres for 1,000 at once → 33 are let in, 15 hear 409")
        void occupancy() throws Exception {
            var platform = incubator();
            premises(platform, "1000");
            var answers = answers(
                    48,
                    i -> as(SHUOCHENG)
                            .body(enterprise(platform, code(), "2025-01-01", square("30")))
                            .post(PATH));
            assertEquals(33, Together.counted(answers, 201));
            assertEquals(15, Together.counted(answers, 409));
            assertTrue(answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .allMatch(answer -> "premises_occupancy_within".equals(answer.path("rule"))));
            counted(SHUOCHENG, "by=none&platform=" + platform)
                    .body(
                            "total.tenancies",
                            is(33),
                            "total.usedSquareMetres",
                            is(990),
                            "total.freeSquareMetres",
                            is(10));
        }

        @Test
        @DisplayName("32 tenants come while the premises shrink → what is used never exceeds what there is")
        void shrinking() throws Exception {
            var platform = incubator();
            var premises = premises(platform, "320");
            var answers = answers(
                    THREADS + 1,
                    i -> i < THREADS
                            ? as(SHUOCHENG)
                                    .body(enterprise(platform, code(), "2025-01-01", square("10")))
                                    .post(PATH)
                            : as(SHUOCHENG)
                                    .contentType("application/merge-patch+json")
                                    .body("{\"areaSquareMetres\": 160}")
                                    .patch(premises));
            var shrunk = answers.removeLast().statusCode();
            var let = Together.counted(answers, 201);
            assertEquals(THREADS, let + Together.counted(answers, 409));
            assertTrue(shrunk == 200 || shrunk == 409, "shrinking answered " + shrunk);
            assertEquals(shrunk == 200 ? 16 : THREADS, let);
            counted(SHUOCHENG, "by=none&platform=" + platform).body("total.usedSquareMetres", is(let * 10));
        }

        @Test
        @DisplayName("one tenant filed 32 times at once → one 201, 31 times 409 naming it")
        void oneTenant() throws Exception {
            var platform = incubator();
            var code = code();
            var answers = answers(
                    THREADS,
                    i -> as(SHUOCHENG)
                            .body(enterprise(platform, code, "2025-01-%02d".formatted(1 + i % 28), ""))
                            .post(PATH));
            assertEquals(1, Together.counted(answers, 201));
            assertEquals(THREADS - 1, Together.counted(answers, 409));
            String let = answers.stream()
                    .filter(answer -> answer.statusCode() == 201)
                    .map(answer -> answer.<String>path("id"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .allMatch(answer -> let.equals(answer.path("tenancy"))));
        }

        @Test
        @DisplayName("32 graduations and endings of one tenancy → one 200, and its room is freed once")
        void oneEnd() throws Exception {
            var platform = incubator();
            premises(platform, "100");
            filed(platform, square("40"));
            var path = filed(platform, square("60"));
            List<Response> answers = answers(
                    THREADS,
                    i -> i % 2 == 0
                            ? as(SHUOCHENG).body("{}").post(path + "/graduation")
                            : as(SHUOCHENG).body("{\"reason\": \"项目终止\"}").post(path + "/ending"));
            assertEquals(1, Together.counted(answers, 200));
            assertEquals(THREADS - 1, Together.counted(answers, 409));
            posted(SHUOCHENG, PATH, enterprise(platform, code(), "2025-01-01", square("61")))
                    .statusCode(409)
                    .body("takenSquareMetres", is(40));
        }
    }

    @Nested
    class Statistics {
        @Test
        @DisplayName("on a day: from `since` to the day before it leaves; graduated in the year until that day")
        void onADay() {
            var platform = incubator();
            filed(platform, square("10"));
            filed(platform, square("20") + ", \"graduatedOn\": \"2025-06-30\"");
            filed(platform, square("30") + ", \"endedOn\": \"2025-03-31\"");
            at(platform, "2023-12-31")
                    .body("total.tenancies", is(0), "total.usedSquareMetres", is(0), "items", hasSize(0));
            at(platform, "2024-01-01")
                    .body("total.tenancies", is(3), "total.enterprises", is(3), "total.usedSquareMetres", is(60));
            at(platform, "2025-03-30").body("total.tenancies", is(3), "total.graduated", is(0));
            at(platform, "2025-03-31").body("total.tenancies", is(2), "total.usedSquareMetres", is(30));
            at(platform, "2025-06-29").body("total.tenancies", is(2), "total.graduated", is(0));
            at(platform, "2025-06-30").body("total.tenancies", is(1), "total.graduated", is(1));
            at(platform, "2025-12-31")
                    .body("total.tenancies", is(1), "total.graduated", is(1), "items.sums.graduated", contains(1));
            at(platform, "2026-01-01").body("total.tenancies", is(1), "total.graduated", is(0));
        }

        private static ValidatableResponse at(String platform, String on) {
            return counted(SHUOCHENG, "platform=%s&on=%s".formatted(platform, on));
        }

        @Test
        @DisplayName("a dimension or a day that there is not → 400")
        void wrongQuestions() {
            as(SHUOCHENG)
                    .get(STATISTICS + "?by=field")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("by"), "errors.code", contains("not-in-catalogue"));
            as(SHUOCHENG)
                    .get(STATISTICS + "?on=2026-13-01")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("on"), "errors.code", contains("date-form"));
        }
    }

    @Nested
    class Fixtures {
        @Test
        @DisplayName("晋创谷·太原: 68 teams from 5 schools → counted once each, by school, and by city")
        void valley() {
            var valley = platform(TAIYUAN, "140105", "SCIENCE_PARK", "PROVINCIAL");
            posted(
                            TAIYUAN,
                            PREMISES,
                            "{\"platform\": \"%s\", \"areaSquareMetres\": 12000, \"workstations\": 600}"
                                    .formatted(valley))
                    .statusCode(201);
            var schools = List.of("甲大学", "乙大学", "丙大学", "丁学院", "戊学院");
            var teams = IntStream.range(0, 68)
                    .mapToObj(i -> team(valley, "团队" + i, schools.get(i % 5), square("60")))
                    .toList();
            imported(TAIYUAN, PATH, teams).body("created", is(68), "refused", is(0));
            counted(TAIYUAN, "by=school&platform=" + valley)
                    .body(
                            "total.tenancies", is(68),
                            "total.teams", is(68),
                            "total.enterprises", is(0),
                            "total.schools", is(5),
                            "items.sums.teams", contains(14, 14, 14, 13, 13),
                            "total.usedSquareMetres", is(4080));
            counted(PROVINCE, "by=region&level=CITY&platform=" + valley)
                    .body(
                            "items.by.region", contains("140100"),
                            "items.names.region", contains("太原市"),
                            "items.sums.schools", contains(5),
                            "total.freeSquareMetres", is(7920));
            counted(PROVINCE, "platform=" + valley + "&on=2025-02-28")
                    .body("total.teams", is(0), "total.freeSquareMetres", is(12000));
        }

        @Test
        @DisplayName("11 incubators = 1 + 5 + 5 with over 200 tenants → counted by platform")
        void incubators() {
            var incubators = new ArrayList<String>();
            var levels = Map.of("NATIONAL", 1, "PROVINCIAL", 5, "MUNICIPAL", 5);
            levels.forEach((level, number) -> {
                for (int i = 0; i < number; i++) {
                    incubators.add(platform(SHUOZHOU, "140603", i % 2 == 0 ? "INCUBATOR" : "MAKER_SPACE", level));
                }
            });
            var tenants = IntStream.range(0, 220)
                    .mapToObj(i -> enterprise(incubators.get(i % 11), code(), "2024-05-01", square("25")))
                    .toList();
            imported(SHUOZHOU, PATH, tenants).body("created", is(220), "refused", is(0));
            var counts = counted(SHUOZHOU, "by=platform&region=140603").body("total.tenancies", greaterThan(200));
            incubators.forEach(each ->
                    counts.body("items.find { it.by.platform == '%s' }.sums.enterprises".formatted(each), is(20)));
        }
    }
}
