package org.innoledger.platform.platform;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.Asking.settled;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Together;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class PlatformCourseTest {
    private static final int CLERKS = 32;

    private static String subfield() {
        return "历程细分" + UUID.randomUUID();
    }

    private static String filed(String token, String region, String type, String level, String more) {
        return posted(
                        token,
                        "/v1/platforms",
                        PlatformTest.facts(
                                "示例·历程平台", region, type, level, ", \"subfield\": \"" + subfield() + "\"" + more))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String laboratory(String token, String region, String subfield, String more) {
        return posted(
                        token,
                        "/v1/platforms",
                        PlatformTest.facts(
                                "示例·细分实验室",
                                region,
                                "KEY_LABORATORY",
                                "PROVINCIAL",
                                ", \"subfield\": \"" + subfield + "\"" + more))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse step(String token, String id, String verb, String body) {
        return posted(token, "/v1/platforms/" + id + "/" + verb, body);
    }

    private static ValidatableResponse patched(String id, String patch) {
        return as(SHUOZHOU)
                .contentType("application/merge-patch+json;charset=UTF-8")
                .body(patch)
                .patch("/v1/platforms/" + id)
                .then();
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName(
                "POST approval, opening, upgrade, revocation → a step of the course each, with day, document, reason")
        void course() {
            var id = filed(SHUOZHOU, "140602", "PILOT_BASE", "MUNICIPAL", ", \"cultivatedOn\": \"2018-01-01\"");
            step(SHUOZHOU, id, "approval", "{\"on\": \"2019-01-01\", \"documentNumber\": \"朔科发〔2019〕1号\"}")
                    .statusCode(200);
            step(SHUOZHOU, id, "opening", "{\"on\": \"2020-01-01\", \"documentNumber\": \"朔科函〔2020〕2号\"}")
                    .statusCode(200);
            step(
                            SHUOZHOU,
                            id,
                            "upgrade",
                            "{\"level\": \"PROVINCIAL\", \"on\": \"2021-01-01\", \"documentNumber\": \"晋科发〔2021〕3号\"}")
                    .statusCode(200)
                    .body("status", is("OPERATING"), "facts.level", is("PROVINCIAL"));
            step(
                            SHUOZHOU,
                            id,
                            "revocation",
                            "{\"on\": \"2022-01-01\", \"documentNumber\": \"晋科发〔2022〕4号\", \"reason\": \"评估不合格\"}")
                    .statusCode(200)
                    .body(
                            "status", is("REVOKED"),
                            "facts.course.status",
                                    contains("CULTIVATING", "APPROVED", "OPERATING", "OPERATING", "REVOKED"),
                            "facts.course.level",
                                    contains("MUNICIPAL", "MUNICIPAL", "MUNICIPAL", "PROVINCIAL", "PROVINCIAL"),
                            "facts.course.on",
                                    contains("2018-01-01", "2019-01-01", "2020-01-01", "2021-01-01", "2022-01-01"),
                            "facts.course[3].documentNumber", is("晋科发〔2021〕3号"),
                            "facts.course[4].reason", is("评估不合格"));
        }

        @Test
        @DisplayName("a step before the one before, in the future, or down a level → refused; nothing changes")
        void order() {
            var id = filed(SHUOZHOU, "140602", "PILOT_BASE", "PROVINCIAL", ", \"openedOn\": \"2020-01-01\"");
            step(SHUOZHOU, id, "revocation", "{\"on\": \"2019-12-31\", \"reason\": \"试\"}")
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"), "errors[0].code", is("out-of-order"));
            step(SHUOZHOU, id, "revocation", "{\"on\": \"2999-01-01\", \"reason\": \"试\"}")
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"));
            step(SHUOZHOU, id, "upgrade", "{\"level\": \"MUNICIPAL\", \"on\": \"2021-01-01\"}")
                    .statusCode(409)
                    .body("type", is("/problems/conflict"));
            var grown = filed(SHUOZHOU, "140602", "PILOT_BASE", "MUNICIPAL", "");
            step(SHUOZHOU, grown, "upgrade", "{\"level\": \"PROVINCIAL\"}")
                    .statusCode(409)
                    .body("type", is("/problems/illegal-state"), "present", is("CULTIVATING"));
            as(SHUOZHOU).get("/v1/platforms/" + id).then().body("version", is(1), "facts.course", hasSize(1));
        }

        @Test
        @DisplayName("POST merger → MERGED into one that stands; into itself, an unknown or an ended one → refused")
        void merger() {
            var opened = ", \"openedOn\": \"2020-01-01\"";
            var id = filed(SHUOZHOU, "140602", "PILOT_BASE", "MUNICIPAL", opened);
            var into = filed(SHUOZHOU, "140602", "PILOT_BASE", "MUNICIPAL", opened);
            var body =
                    "{\"into\": \"%s\", \"on\": \"2021-05-01\", \"documentNumber\": \"朔科发〔2021〕7号\", \"reason\": \"整合\"}";
            step(SHUOZHOU, id, "merger", body.formatted(id))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/into"), "errors[0].code", is("into-itself"));
            step(SHUOZHOU, id, "merger", body.formatted(UUID.randomUUID()))
                    .statusCode(400)
                    .body("errors[0].code", is("platform-unknown"));
            step(SHUOZHOU, id, "merger", body.formatted(into))
                    .statusCode(200)
                    .body(
                            "status", is("MERGED"),
                            "facts.mergedInto", is(into),
                            "facts.course[1].into", is(into),
                            "facts.course[1].on", is("2021-05-01"));
            step(SHUOZHOU, into, "merger", body.formatted(id)).statusCode(409).body("type", is("/problems/conflict"));
            as(SHUOZHOU)
                    .get("/v1/platforms/" + into + "/lineage")
                    .then()
                    .statusCode(200)
                    .body(
                            "edges.kind", contains("MERGER"),
                            "edges.from", contains(id),
                            "edges.to", contains(into),
                            "edges.decidedOn", contains("2021-05-01"));
        }
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("what the verbs have written is not the caller's to send; corrected dates move their steps")
        void written() {
            var id = filed(SHUOZHOU, "140602", "PILOT_BASE", "MUNICIPAL", ", \"approvedOn\": \"2019-01-01\"");
            patched(id, "{\"level\": \"PROVINCIAL\"}")
                    .statusCode(200)
                    .body("facts.course.level", contains("PROVINCIAL"));
            step(SHUOZHOU, id, "opening", "{\"on\": \"2020-01-01\", \"documentNumber\": \"朔科函〔2020〕9号\"}")
                    .statusCode(200);
            patched(id, "{\"level\": \"NATIONAL\"}").statusCode(409).body("type", is("/problems/conflict"));
            patched(
                            id,
                            "{\"course\": [{\"on\": \"2001-01-01\", \"status\": \"OPERATING\", \"level\": \"NATIONAL\"}],"
                                    + " \"replacedBy\": \"" + UUID.randomUUID() + "\", \"yielding\": true}")
                    .statusCode(400)
                    .body(
                            "errors.code", everyItem(is("set-by-verbs")),
                            "errors.pointer", containsInAnyOrder("/course", "/replacedBy", "/yielding"));
            patched(id, "{\"approvedOn\": \"2019-03-01\"}")
                    .statusCode(200)
                    .body(
                            "facts.course.on",
                            contains("2019-03-01", "2020-01-01"),
                            "facts.course[1].documentNumber",
                            is("朔科函〔2020〕9号"));
            patched(id, "{\"approvedOn\": \"2020-03-01\"}").statusCode(400);
        }

        @Test
        @DisplayName("POST upgrade, merger → 403")
        void verbs() {
            var id = filed(SHUOCHENG, "140602", "PILOT_BASE", "MUNICIPAL", "");
            step(SHUOCHENG, id, "upgrade", "{\"level\": \"NATIONAL\"}").statusCode(403);
            step(SHUOCHENG, id, "merger", "{\"into\": \"" + id + "\", \"reason\": \"试\"}")
                    .statusCode(403);
        }
    }

    @Nested
    class OnePerSubfield {
        @Test
        @DisplayName("a second provincial key laboratory of a subfield → 409 that names the first")
        void second() {
            var subfield = subfield();
            var first = laboratory(SHUOZHOU, "140602", subfield, ", \"openedOn\": \"2020-01-01\"");
            var spaced = PlatformTest.facts(
                    "示例·同名",
                    "140603",
                    "KEY_LABORATORY",
                    "PROVINCIAL",
                    ", \"approvedOn\": \"2021-01-01\", \"subfield\": \" %s\"".formatted(subfield.replace("细", "细 ")));
            posted(SHUOZHOU, "/v1/platforms", spaced)
                    .statusCode(409)
                    .body("rule", is("platform_one_per_subfield"), "id", is(first));
            as(SHUOZHOU)
                    .body(spaced)
                    .post("/v1/platforms")
                    .then()
                    .statusCode(409)
                    .body("name", is("示例·细分实验室"), "rule", is("platform_one_per_subfield"));
            var third = laboratory(SHUOZHOU, "140602", subfield, "");
            step(SHUOZHOU, third, "approval", "{\"on\": \"2022-01-01\"}")
                    .statusCode(409)
                    .body("id", is(first));
            step(SHUOZHOU, first, "revocation", "{\"on\": \"2021-01-01\", \"reason\": \"停建\"}")
                    .statusCode(200);
            step(SHUOZHOU, third, "approval", "{\"on\": \"2022-01-01\"}").statusCode(200);
        }

        @Test
        @DisplayName("one that rises to PROVINCIAL meets the rule too; municipal and other types do not")
        void rising() {
            var subfield = subfield();
            var first = laboratory(SHUOZHOU, "140602", subfield, ", \"openedOn\": \"2020-01-01\"");
            var more = ", \"openedOn\": \"2020-01-01\", \"subfield\": \"%s\"".formatted(subfield);
            var municipal = posted(
                            SHUOZHOU,
                            "/v1/platforms",
                            PlatformTest.facts("市级", "140602", "KEY_LABORATORY", "MUNICIPAL", more))
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            posted(SHUOZHOU, "/v1/platforms", PlatformTest.facts("其他", "140602", "PILOT_BASE", "PROVINCIAL", more))
                    .statusCode(201);
            step(SHUOZHOU, municipal, "upgrade", "{\"level\": \"PROVINCIAL\", \"on\": \"2021-01-01\"}")
                    .statusCode(409)
                    .body("id", is(first));
        }

        @Test
        @DisplayName("where the first is another city's → 409 without its id or name")
        void elsewhere() {
            var subfield = subfield();
            var first = laboratory(SHUOZHOU, "140602", subfield, ", \"openedOn\": \"2020-01-01\"");
            var second = laboratory(TAIYUAN, "140105", subfield, "");
            step(TAIYUAN, second, "approval", "{\"on\": \"2022-01-01\"}")
                    .statusCode(409)
                    .body("id", nullValue(), "detail", not(containsString(first)));
            step(PROVINCE, second, "approval", "{\"on\": \"2022-01-01\"}")
                    .statusCode(409)
                    .body("id", is(first));
        }

        @Test
        @DisplayName("32 approvals for one subfield at once → one is approved, the others get 409 that names it")
        void atOnce() throws Exception {
            var subfield = subfield();
            var ids = new ArrayList<String>();
            for (int i = 0; i < CLERKS; i++) {
                ids.add(laboratory(SHUOZHOU, "140602", subfield, ""));
            }
            var answers = together(ids);
            var won = answers.stream().filter(each -> each.statusCode() == 200).toList();
            assertEquals(1, won.size());
            var winner = won.getFirst().<String>path("id");
            var lost = answers.stream().filter(each -> each.statusCode() == 409).toList();
            assertEquals(CLERKS - 1, lost.size());
            lost.forEach(each -> assertEquals(winner, each.path("id"), each.asString()));
            as(SHUOZHOU)
                    .get("/v1/platforms?status=APPROVED&subfield=" + subfield)
                    .then()
                    .body("items.id", contains(winner));
        }

        private List<Response> together(List<String> ids) throws Exception {
            return Together.together(ids.size(), number -> answered(ids.get(number)));
        }

        /// An instance that is full for a moment says so, and asks to be asked again.
        private Response answered(String id) {
            var answer = settled(
                    () -> as(SHUOZHOU).body("{\"on\": \"2022-01-01\"}").post("/v1/platforms/" + id + "/approval"));
            assertFalse(answer.statusCode() >= 500, answer.asString());
            return answer;
        }
    }
}
