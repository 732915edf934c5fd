package org.innoledger.talent.post;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.talent.Arranged.filed;
import static org.innoledger.talent.Arranged.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class PostTest {
    private static String facts(String region, String kind, int offered, String more) {
        return """
                {"region": "%s", "institution": "示例研究所", "kind": "%s", "title": "工艺实习生", "offered": %d, \
                "since": "2026-01-01"%s}""".formatted(region, kind, offered, more);
    }

    private static String posted(int offered) {
        return "/v1/posts/" + filed(SHUOZHOU, "/v1/posts", facts("140602", "VACANCY", offered, ""));
    }

    private static Response fill(String path, String filling) {
        return as(SHUOZHOU).body(filling).post(path + "/fillings");
    }

    private static ValidatableResponse statistics(String token, String query) {
        return as(token).get("/v1/post-statistics" + query).then().statusCode(200);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("150 posts offered → the statistics say so, by kind and region")
        void fixture() {
            var own = Place.city();
            var clerk = own.token("reader", "clerk");
            var sent = new ArrayList<String>();
            for (int i = 0; i < 20; i++) {
                var internship = i < 12;
                var more = ", \"filled\": %d, \"until\": \"2026-06-30\"".formatted(internship ? 5 : 0);
                sent.add("{\"facts\": "
                        + facts(own.part(0).code(), internship ? "INTERNSHIP" : "VACANCY", i == 19 ? 17 : 7, more)
                        + "}");
            }
            as(clerk)
                    .contentType("application/x-ndjson")
                    .body(lines(sent))
                    .post("/v1/posts/imports")
                    .then()
                    .statusCode(200)
                    .body("created", is(20));
            statistics(clerk, "")
                    .body(
                            "total.posts", is(20),
                            "total.offered", is(150),
                            "total.filled", is(60),
                            "total.vacant", is(90),
                            "on", nullValue(),
                            "by", contains("kind"),
                            "items.by.kind", contains("INTERNSHIP", "VACANCY"),
                            "items.names.kind", contains("见习实习", "招聘"),
                            "items.sums.offered", contains(84, 66),
                            "items.sums.filled", contains(60, 0),
                            "items.sums.vacant", contains(24, 66));
            statistics(clerk, "?by=region&on=2026-06-30")
                    .body("items.by.region", contains(own.part(0).code()), "items.sums.offered", contains(150));
            statistics(clerk, "?by=none&on=2026-07-01").body("total.offered", is(0), "items", empty());
        }

        @Test
        @DisplayName("an employer that is not known yet → 201 with a remark; listed as unresolved")
        void employer() {
            var employer = code();
            as(SHUOZHOU)
                    .body(facts("140602", "VACANCY", 3, ", \"employer\": \"%s\"".formatted(employer)))
                    .post("/v1/posts")
                    .then()
                    .statusCode(201)
                    .body(
                            "facts.filled", is(0),
                            "remarks.pointer", hasItems("/facts/employer"),
                            "remarks.code", hasItems("reference-unknown"));
            as(SHUOZHOU)
                    .get("/v1/posts?unresolved=true&total=true&employer=" + employer)
                    .then()
                    .body("total", is(1));
        }

        @Test
        @DisplayName("POST without employer, with more filled than offered, days out of order → 400 that names each")
        void wrong() {
            var wrong = facts("140602", "VACANCY", 3, ", \"filled\": 4, \"until\": \"2025-12-31\"")
                    .replace("\"institution\": \"示例研究所\", ", "");
            as(SHUOZHOU)
                    .body(wrong)
                    .post("/v1/posts")
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            containsInAnyOrder("/employer", "/filled", "/until"),
                            "errors.code",
                            contains("one-of", "exceeds", "out-of-order"));
        }

        @Test
        @DisplayName("fillings → added up to what is offered; one more → 409 with both figures")
        void fillings() {
            var path = posted(3);
            fill(path, "{\"number\": 2, \"on\": \"2026-07-15\"}")
                    .then()
                    .statusCode(200)
                    .body("facts.filled", is(2), "facts.filledOn", is("2026-07-15"));
            fill(path, "{\"number\": 2}")
                    .then()
                    .statusCode(409)
                    .body("rule", is("post_filled_within_offered"), "offered", is(3), "filled", is(2));
            fill(path, "{\"number\": 1, \"on\": \"2026-07-01\"}")
                    .then()
                    .statusCode(200)
                    .body("facts.filled", is(3), "facts.filledOn", is("2026-07-15"));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body("items.type", contains("post.filled", "post.filled", "post.registered"));
        }

        @Test
        @DisplayName("fillings of nobody or in the future → 400")
        void wrongFillings() {
            var path = posted(3);
            fill(path, "{\"number\": 0}").then().statusCode(400).body("errors.pointer", contains("/number"));
            fill(path, "{}").then().statusCode(400).body("errors.pointer", contains("/number"));
            var late = "{\"number\": 1, \"on\": \"%s\"}"
                    .formatted(LocalDate.now(Clocks.ZONE).plusDays(2));
            fill(path, late)
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("date-in-future"), "errors.pointer", contains("/on"));
        }

        @Test
        @DisplayName("PUT without filled → kept; with it → corrected; fewer offered than filled → 400")
        void replaced() {
            var path = posted(5);
            fill(path, "{\"number\": 3, \"on\": \"2026-07-15\"}").then().statusCode(200);
            as(SHUOZHOU)
                    .body(facts("140602", "VACANCY", 4, ", \"filledOn\": \"2020-01-01\""))
                    .put(path)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/filledOn"));
            as(SHUOZHOU)
                    .body(facts("140602", "VACANCY", 4, ", \"filledOn\": \"2026-07-15\""))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("facts.offered", is(4), "facts.filled", is(3), "facts.filledOn", is("2026-07-15"));
            as(SHUOZHOU)
                    .body(facts("140602", "VACANCY", 2, ""))
                    .put(path)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/filled"));
            as(SHUOZHOU)
                    .body(facts("140602", "VACANCY", 4, ", \"filled\": 1"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("facts.filled", is(1));
        }
    }

    @Nested
    class AtOnce {
        private static final int CLERKS = 40;
        private static final int OFFERED = 25;

        @Test
        @DisplayName("40 clerks fill 25 posts, one each → 25 times 200, 15 times 409, never one too many")
        void fillings() throws Exception {
            var path = posted(OFFERED);
            var answers = answers(CLERKS, number -> fill(path, "{\"number\": 1}"));
            assertEquals(OFFERED, counted(answers, 200));
            assertEquals(CLERKS - OFFERED, counted(answers, 409));
            answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .forEach(answer -> assertEquals(
                            List.of(OFFERED, OFFERED), List.of(answer.path("offered"), answer.path("filled"))));
            as(SHUOZHOU).get(path).then().body("facts.filled", is(OFFERED), "version", is(OFFERED + 1));
        }
    }
}
