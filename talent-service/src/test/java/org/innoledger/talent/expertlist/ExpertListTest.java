package org.innoledger.talent.expertlist;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.talent.Arranged.filed;
import static org.innoledger.talent.Arranged.lines;
import static org.innoledger.talent.Arranged.talent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class ExpertListTest {
    private static final String LISTS = "/v1/expert-lists";
    private static final String MEMBERSHIPS = "/v1/expert-memberships";

    private static String list(String token, String region, String kind) {
        return filed(
                token, LISTS, "{\"name\": \"示例名单\", \"region\": \"%s\", \"kind\": \"%s\"}".formatted(region, kind));
    }

    private static String facts(String talent, String list, String since, String until) {
        var end = until == null ? "" : ", \"until\": \"" + until + "\"";
        return "{\"talent\": \"%s\", \"list\": \"%s\", \"since\": \"%s\"%s}".formatted(talent, list, since, end);
    }

    private static Response posted(String token, String facts) {
        return as(token).body(facts).post(MEMBERSHIPS);
    }

    private static ValidatableResponse members(String token, String list, String on) {
        return as(token)
                .get(LISTS + "/" + list + "/members" + (on == null ? "" : "?on=" + on))
                .then()
                .statusCode(200);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("a list of each kind → 201; a name or kind missing → 400")
        void lists() {
            for (var kind :
                    List.of("HIGH_END", "EXTERNAL_DIRECTOR", "PROVINCIAL_COMMITTEE", "SASAC_COMMITTEE", "OTHER")) {
                list(SHUOZHOU, "140600", kind);
            }
            as(SHUOZHOU)
                    .body("{\"region\": \"140600\"}")
                    .post(LISTS)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", containsInAnyOrder("/kind", "/name"));
        }

        @Test
        @DisplayName("a county's talent in the province's list → 201 in the talent's region")
        void provinces() {
            var list = list(PROVINCE, "140000", "PROVINCIAL_COMMITTEE");
            as(SHUOCHENG).get(LISTS + "/" + list).then().statusCode(200);
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body("{\"name\": \"改名\"}")
                    .patch(LISTS + "/" + list)
                    .then()
                    .statusCode(403)
                    .body("decidedBy", is("140000"));
            posted(SHUOCHENG, facts(talent(SHUOCHENG, "140602"), list, "2024-01-01", null))
                    .then()
                    .statusCode(201)
                    .body("region", is("140602"));
        }

        @Test
        @DisplayName("members on a day → those in force, the first and last day included")
        void inForce() {
            var list = list(SHUOZHOU, "140600", "HIGH_END");
            var past = talent(SHUOZHOU, "140602");
            var present = talent(SHUOZHOU, "140603");
            filed(SHUOZHOU, MEMBERSHIPS, facts(past, list, "2023-01-01", "2024-12-31"));
            filed(SHUOZHOU, MEMBERSHIPS, facts(present, list, "2024-12-31", null));
            var mistaken = filed(SHUOZHOU, MEMBERSHIPS, facts(talent(SHUOZHOU, "140602"), list, "2023-01-01", null));
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post(MEMBERSHIPS + "/" + mistaken + "/withdrawal")
                    .then()
                    .statusCode(200);
            members(SHUOZHOU, list, null)
                    .body(
                            "on", is(LocalDate.now(Clocks.ZONE).toString()),
                            "count", is(1),
                            "items.talent", contains(present),
                            "items.region", contains("140603"));
            members(SHUOZHOU, list, "2024-12-31").body("count", is(2), "items.talent", contains(past, present));
            members(SHUOZHOU, list, "2025-01-01").body("items.talent", contains(present));
            members(SHUOZHOU, list, "2022-12-31").body("count", is(0), "items.size()", is(0));
            as(SHUOZHOU).get(MEMBERSHIPS + "?total=true&list=" + list).then().body("total", is(2));
            as(SHUOZHOU).get(MEMBERSHIPS + "?talent=" + present).then().body("items.facts.list", contains(list));
        }

        @Test
        @DisplayName("a second period in the same list that overlaps → 409 naming the period in the way; else 201")
        void overlaps() {
            var list = list(SHUOZHOU, "140600", "HIGH_END");
            var talent = talent(SHUOZHOU, "140602");
            var first = filed(SHUOZHOU, MEMBERSHIPS, facts(talent, list, "2024-01-01", "2024-12-31"));
            posted(SHUOZHOU, facts(talent, list, "2024-12-31", null))
                    .then()
                    .statusCode(409)
                    .body("rule", is("expert_membership_once"));
            filed(SHUOZHOU, MEMBERSHIPS, facts(talent, list, "2025-01-01", null));
            posted(SHUOZHOU, facts(talent, list, "2026-01-01", null))
                    .then()
                    .statusCode(409)
                    .body("rule", is("expert_membership_once"));
            filed(SHUOZHOU, MEMBERSHIPS, facts(talent, list(SHUOZHOU, "140600", "OTHER"), "2024-06-01", null));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body("{\"until\": null}")
                    .patch(MEMBERSHIPS + "/" + first)
                    .then()
                    .statusCode(409)
                    .body("rule", is("expert_membership_once"));
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post(MEMBERSHIPS + "/" + first + "/withdrawal")
                    .then()
                    .statusCode(200);
            filed(SHUOZHOU, MEMBERSHIPS, facts(talent, list, "2024-03-01", "2024-03-31"));
        }

        @Test
        @DisplayName("a list that is unknown, withdrawn or of another city → 400 expert-list-unknown")
        void unknownList() {
            var talent = talent(SHUOZHOU, "140602");
            var withdrawn = list(SHUOZHOU, "140600", "OTHER");
            var member = filed(SHUOZHOU, MEMBERSHIPS, facts(talent, withdrawn, "2024-01-01", null));
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post(LISTS + "/" + withdrawn + "/withdrawal")
                    .then()
                    .statusCode(200);
            for (var list : List.of(UUID.randomUUID().toString(), withdrawn, list(DATONG, "140200", "OTHER"))) {
                posted(SHUOZHOU, facts(talent, list, "2020-01-01", "2020-12-31"))
                        .then()
                        .statusCode(400)
                        .body("errors.pointer", contains("/list"), "errors.code", contains("expert-list-unknown"));
            }
            posted(SHUOZHOU, facts(talent, UUID.randomUUID().toString(), "2024-01-01", null))
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/list"), "errors.code", contains("expert-list-unknown"));
            // A membership of a list that is gone can still be ended.
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body("{\"until\": \"2024-12-31\"}")
                    .patch(MEMBERSHIPS + "/" + member)
                    .then()
                    .statusCode(200);
        }

        @Test
        @DisplayName("a talent that is unknown or of another city, days out of order → 400 that names the field")
        void unknownTalent() {
            var list = list(SHUOZHOU, "140600", "OTHER");
            for (var talent : List.of(UUID.randomUUID().toString(), talent(DATONG, "140213"))) {
                posted(SHUOZHOU, facts(talent, list, "2024-01-01", null))
                        .then()
                        .statusCode(400)
                        .body("errors.pointer", contains("/talent"), "errors.code", contains("talent-unknown"));
            }
            posted(SHUOZHOU, facts(talent(SHUOZHOU, "140602"), list, "2024-01-02", "2024-01-01"))
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/until"), "errors.code", contains("out-of-order"));
        }

        @Test
        @DisplayName("a citizen or mobile number in the reason or as the caller's own number → 400 that names each")
        void personal() {
            var facts = facts(talent(SHUOZHOU, "140602"), list(SHUOZHOU, "140600", "OTHER"), "2024-01-01", null)
                    .replace("}", ", \"reason\": \"电话 13900000000\", \"externalId\": \"11010519491231002X\"}");
            posted(SHUOZHOU, facts)
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer", containsInAnyOrder("/reason", "/externalId"),
                            "errors.code", contains("impersonal", "impersonal"));
        }

        @Test
        @DisplayName("imports → lines judged one by one, also against each other")
        void imports() {
            var list = list(SHUOZHOU, "140600", "OTHER");
            var talent = talent(SHUOZHOU, "140602");
            var line = "{\"facts\": %s}";
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines(List.of(
                            line.formatted(facts(talent, list, "2024-01-01", "2024-12-31")),
                            line.formatted(facts(talent, list, "2024-06-01", null)),
                            line.formatted(facts(talent, UUID.randomUUID().toString(), "2025-01-01", null)),
                            line.formatted(facts(talent, list, "2025-01-01", null)))))
                    .post(MEMBERSHIPS + "/imports")
                    .then()
                    .statusCode(200)
                    .body(
                            "results.outcome",
                            contains("CREATED", "REFUSED", "REFUSED", "CREATED"),
                            "results[2].problem.errors.code",
                            contains("expert-list-unknown"),
                            "results[1].problem.rule",
                            is("expert_membership_once"));
        }

        @Test
        @DisplayName("a talent moves to another county → the membership moves with it")
        void moved() {
            var list = list(SHUOZHOU, "140600", "OTHER");
            var talent = talent(SHUOZHOU, "140602");
            var member = filed(SHUOZHOU, MEMBERSHIPS, facts(talent, list, "2024-01-01", null));
            as(SHUOZHOU)
                    .body("{\"region\": \"140603\", \"reason\": \"调动\"}")
                    .post("/v1/talents/" + talent + "/relocation")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU).get(MEMBERSHIPS + "/" + member).then().statusCode(200).body("region", is("140603"));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("a city's list → 404; of the province's list each city sees its own members, the province all")
        void foreign() {
            var own = list(SHUOZHOU, "140600", "OTHER");
            as(DATONG).get(LISTS + "/" + own).then().statusCode(404);
            as(DATONG).get(LISTS + "/" + own + "/members").then().statusCode(404);
            as(DATONG).get(LISTS + "?limit=500").then().body("items.id", not(hasItem(own)));
            var list = list(PROVINCE, "140000", "HIGH_END");
            var here = talent(SHUOZHOU, "140602");
            var there = talent(DATONG, "140213");
            filed(SHUOZHOU, MEMBERSHIPS, facts(here, list, "2024-01-01", null));
            var member = filed(DATONG, MEMBERSHIPS, facts(there, list, "2024-01-01", null));
            members(SHUOZHOU, list, null).body("count", is(1), "items.talent", contains(here));
            members(DATONG, list, null).body("count", is(1), "items.talent", contains(there));
            members(PROVINCE, list, null).body("count", is(2), "items.talent", containsInAnyOrder(here, there));
            as(SHUOZHOU).get(MEMBERSHIPS + "/" + member).then().statusCode(404);
        }
    }

    @Nested
    class AtOnce {
        private static final int CLERKS = 40;

        @Test
        @DisplayName("40 clerks enter one person in one list at once → one 201, 39 times 409 naming its period")
        void once() throws Exception {
            var list = list(SHUOZHOU, "140600", "HIGH_END");
            var talent = talent(SHUOZHOU, "140602");
            var answers = answers(
                    CLERKS,
                    number -> posted(SHUOZHOU, facts(talent, list, "2024-01-%02d".formatted(number % 28 + 1), null)));
            assertEquals(1, counted(answers, 201));
            assertEquals(CLERKS - 1, counted(answers, 409));
            var since = answers.stream()
                    .filter(answer -> answer.statusCode() == 201)
                    .map(answer -> answer.<String>path("facts.since"))
                    .findFirst()
                    .orElseThrow();
            answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .forEach(answer -> answer.then().body("rule", is("expert_membership_once")));
            members(SHUOZHOU, list, null).body("count", is(1));
        }

        @Test
        @DisplayName("32 clerks enter one person for a day each → 32 times 201")
        void apart() throws Exception {
            var list = list(SHUOZHOU, "140600", "HIGH_END");
            var talent = talent(SHUOZHOU, "140602");
            var answers = answers(
                    /* clerks */ 32, number -> {
                        var day = LocalDate.of(2024, 1, 1).plusDays(number).toString();
                        return posted(SHUOZHOU, facts(talent, list, day, day));
                    });
            assertEquals(32, counted(answers, 201));
        }
    }
}
