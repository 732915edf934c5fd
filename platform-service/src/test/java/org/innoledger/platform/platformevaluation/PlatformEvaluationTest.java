package org.innoledger.platform.platformevaluation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.platform.OnFile.id;
import static org.innoledger.platform.OnFile.platform;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Service.class)
class PlatformEvaluationTest {
    private static final String PATH = "/v1/platform-evaluations";
    private static final String FOLLOW_UPS = "/v1/platform-evaluation-follow-ups";
    private static final int THREADS = 32;
    private static final String COUNTY_REVIEWER =
            Tokens.of("shuocheng-reviewer", Set.of("reader", "clerk", "reviewer"), "140602");

    private static String laboratory(String level) {
        return platform(SHUOZHOU, "140602", "KEY_LABORATORY", level);
    }

    private static String facts(String platform, int since, int until, String consequence) {
        return """
                {"platform": "%s", "since": "%d-01-01", "until": "%d-12-31", "score": 86.5, "grade": "GOOD", \
                "consequence": %s}""".formatted(platform, since, until, consequence);
    }

    private static String facts(String platform, int since, int until) {
        return facts(platform, since, until, "\"CONTINUE\"");
    }

    private static String draft(String facts) {
        return PATH + "/" + id(as(SHUOCHENG).body(facts).post(PATH));
    }

    private static String published(String facts, String on) {
        var path = draft(facts);
        posted(PROVINCE, path + "/publication", "{\"on\": \"%s\"}".formatted(on))
                .statusCode(200);
        return path;
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName(
                "POST → 201 DRAFT in the platform's region; a published day that is sent is ignored; PATCH, withdrawal → 200")
        void drafts() {
            var facts = facts(laboratory("MUNICIPAL"), 2023, 2025);
            posted(SHUOCHENG, PATH, facts.replace("\"score\"", "\"publishedOn\": \"2026-01-01\", \"score\""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/publishedOn"));
            var path = draft(facts);
            as(SHUOCHENG)
                    .get(path)
                    .then()
                    .body(
                            "status", is("DRAFT"),
                            "region", is("140602"),
                            "facts.publishedOn", nullValue(),
                            "facts.score", is(86.5f));
            patched(SHUOCHENG, path, "{\"grade\": \"EXCELLENT\", \"score\": 95.50}")
                    .statusCode(200)
                    .body("facts.grade", is("EXCELLENT"), "facts.score", is(95.5f));
            patched(SHUOCHENG, path, "{\"score\": 95.5}").statusCode(200).body("version", is(2));
            posted(SHUOCHENG, path + "/withdrawal", "{\"reason\": \"重复登记\"}").statusCode(200);
            as(SHUOCHENG).get(path).then().statusCode(410);
        }

        @Test
        @DisplayName("indicators with weights of 100 → 201 and back as filed; of 99, or for some only → 400")
        void indicators() {
            var platform = laboratory("MUNICIPAL");
            var facts = facts(platform, 2023, 2025).replace("\"score\"", """
                    "indicators": [{"name": "研发投入", "weight": 33.33, "score": 88}, {"name": "成果转化", \
                    "weight": 66.67, "score": 85.5, "remark": "示例"}], "score\"""");
            posted(SHUOCHENG, PATH, facts)
                    .statusCode(201)
                    .body(
                            "facts.indicators.name", contains("研发投入", "成果转化"),
                            "facts.indicators.weight", contains(33.33f, 66.67f));
            for (var wrong : new String[] {"\"weight\": 65.67,", ""}) {
                var body = facts.replace("\"weight\": 66.67,", wrong);
                posted(SHUOCHENG, PATH, body)
                        .statusCode(400)
                        .body("errors.pointer", contains("/indicators"), "errors.code", contains("inconsistent"));
            }
            posted(SHUOCHENG, PATH, facts.replaceAll("\"weight\": [0-9.]+, ?", ""))
                    .statusCode(201);
        }

        @Test
        @DisplayName("RECTIFY without a day, CONTINUE with one, a day within the period, a period the wrong way → 400")
        void wrongFacts() {
            var platform = laboratory("MUNICIPAL");
            for (var wrong : new String[] {
                "\"RECTIFY\"", "\"CONTINUE\", \"dueOn\": \"2026-06-30\"", "\"RECTIFY\", \"dueOn\": \"2025-12-31\""
            }) {
                posted(SHUOCHENG, PATH, facts(platform, 2023, 2025, wrong))
                        .statusCode(400)
                        .body("errors.pointer", contains("/dueOn"));
            }
            posted(SHUOCHENG, PATH, facts(platform, 2025, 2023))
                    .statusCode(400)
                    .body("errors.pointer", contains("/until"));
        }

        @Test
        @DisplayName("an unknown platform or one of another city → 400 at /platform")
        void unknownPlatform() {
            for (var unknown : new String[] {
                UUID.randomUUID().toString(), platform(DATONG, "140213", "KEY_LABORATORY", "MUNICIPAL")
            }) {
                posted(SHUOCHENG, PATH, facts(unknown, 2023, 2025))
                        .statusCode(400)
                        .body("errors.pointer", contains("/platform"), "errors[0].code", is("platform-unknown"));
            }
        }

        @Test
        @DisplayName("a platform in cultivation or revoked → 409; one approved → 201")
        void states() {
            var cultivated = platform(SHUOZHOU, "140602", "KEY_LABORATORY", "MUNICIPAL", "");
            posted(SHUOCHENG, PATH, facts(cultivated, 2023, 2025))
                    .statusCode(409)
                    .body("rule", is("platform_evaluation_state"), "present", is("CULTIVATING"));
            var approved =
                    platform(SHUOZHOU, "140602", "KEY_LABORATORY", "MUNICIPAL", ", \"approvedOn\": \"2020-01-01\"");
            posted(SHUOCHENG, PATH, facts(approved, 2023, 2025)).statusCode(201);
        }

        @Test
        @DisplayName("publication → 403; an externalId of the region → 409")
        void refused() {
            var platform = laboratory("MUNICIPAL");
            var own = facts(platform, 2023, 2025)
                    .replace("\"score\"", "\"externalId\": \"%s\", \"score\"".formatted(UUID.randomUUID()));
            posted(SHUOCHENG, draft(own) + "/publication", "{}").statusCode(403);
            posted(SHUOCHENG, PATH, own).statusCode(409).body("rule", is("platform_evaluation_external_id"));
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("publication of a municipal one by the city → PUBLISHED with day and document; the county → 403")
        void municipal() {
            var facts = facts(laboratory("MUNICIPAL"), 2023, 2025);
            var path = draft(facts);
            posted(COUNTY_REVIEWER, path + "/publication", "{}").statusCode(403);
            posted(SHUOZHOU, path + "/publication", "{\"on\": \"2026-06-01\", \"documentNumber\": \"朔科评〔2026〕2号\"}")
                    .statusCode(200)
                    .body(
                            "status", is("PUBLISHED"),
                            "facts.publishedOn", is("2026-06-01"),
                            "facts.documentNumber", is("朔科评〔2026〕2号"));
            posted(SHUOZHOU, path + "/publication", "{}").statusCode(409).body("present", is("PUBLISHED"));
            as(SHUOCHENG).body(facts).put(path).then().statusCode(200).body("version", is(2));
        }

        @ParameterizedTest
        @ValueSource(strings = {"PROVINCIAL", "NATIONAL"})
        @DisplayName("publication of a provincial or national one by the city → 403, by the province → 200")
        void provincial(String level) {
            var path = draft(facts(laboratory(level), 2023, 2025));
            posted(SHUOZHOU, path + "/publication", "{}").statusCode(403).body("type", is("/problems/forbidden"));
            posted(PROVINCE, path + "/publication", "{}").statusCode(200);
        }

        @Test
        @DisplayName("a day before the period ends or in the future → 400 at /on")
        void days() {
            var path = draft(facts(laboratory("MUNICIPAL"), 2023, 2025));
            for (var on : new String[] {"2025-12-30", "2099-01-01"}) {
                posted(SHUOZHOU, path + "/publication", "{\"on\": \"%s\"}".formatted(on))
                        .statusCode(400)
                        .body("errors.pointer", contains("/on"));
            }
        }

        @Test
        @DisplayName("a published one: PATCH, withdrawal → 409; the same facts again → 200, unchanged")
        void immutable() {
            var facts = facts(laboratory("MUNICIPAL"), 2023, 2025);
            var path = published(facts, "2026-06-01");
            patched(SHUOCHENG, path, "{\"grade\": \"EXCELLENT\"}")
                    .statusCode(409)
                    .body("rule", is("platform_evaluation_published"));
            as(SHUOCHENG).body(facts).put(path).then().statusCode(200).body("version", is(2));
            posted(SHUOCHENG, path + "/withdrawal", "{\"reason\": \"重复登记\"}").statusCode(409);
        }

        @Test
        @DisplayName("a second publication for an overlapping period → 409 naming the first; the period after → 200")
        void overlap() {
            var platform = laboratory("MUNICIPAL");
            var first = published(facts(platform, 2020, 2022), "2023-03-01");
            var second = draft(facts(platform, 2022, 2024));
            posted(SHUOZHOU, second + "/publication", "{}")
                    .statusCode(409)
                    .body(
                            "rule",
                            is("platform_evaluation_once"),
                            "evaluation",
                            is(first.substring(first.lastIndexOf('/') + 1)),
                            "since",
                            is("2020-01-01"),
                            "until",
                            is("2022-12-31"));
            published(facts(platform, 2023, 2025), "2026-03-01");
        }

        @Test
        @DisplayName(
                "publication when the platform has been revoked → 409; a published one moves with a revoked platform")
        void revoked() {
            var platform = laboratory("MUNICIPAL");
            var published = published(facts(platform, 2020, 2022), "2023-03-01");
            var draft = draft(facts(platform, 2023, 2025));
            revoke(platform);
            posted(SHUOZHOU, draft + "/publication", "{}").statusCode(409).body("present", is("REVOKED"));
            posted(
                            SHUOZHOU,
                            "/v1/platforms/" + platform + "/relocation",
                            "{\"region\": \"140603\", \"reason\": \"迁址\"}")
                    .statusCode(200);
            as(SHUOZHOU).get(published).then().body("region", is("140603"), "status", is("PUBLISHED"));
            as(SHUOCHENG).get(published).then().statusCode(404);
        }
    }

    /// Revokes a platform, whatever else its revocation may ask for.
    private static void revoke(String platform) {
        posted(PROVINCE, "/v1/platforms/" + platform + "/revocation", "{\"reason\": \"评估不合格\"}")
                .statusCode(200);
    }

    @Nested
    class OfFollowUps {
        private static ValidatableResponse asked(String token) {
            return as(token).get(FOLLOW_UPS + "?region=140602").then().statusCode(200);
        }

        private static String idOf(String path) {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Test
        @DisplayName("a rectification whose day has passed → listed until a later evaluation is published")
        void rectification() {
            var platform = laboratory("PROVINCIAL");
            var overdue = idOf(published(
                    facts(platform, 2020, 2022, "\"RECTIFY\", \"dueOn\": \"2023-09-30\"")
                            .replace("GOOD", "UNQUALIFIED"),
                    "2023-03-01"));
            var inTime = idOf(published(
                    facts(laboratory("PROVINCIAL"), 2020, 2022, "\"RECTIFY\", \"dueOn\": \"2099-09-30\""),
                    "2023-03-01"));
            asked(SHUOCHENG)
                    .body(
                            "complete",
                            is(true),
                            "items.evaluation",
                            hasItem(overdue),
                            "items.evaluation",
                            not(hasItem(inTime)),
                            "items.find { it.evaluation == '%s' }.kind".formatted(overdue),
                            is("RECTIFICATION_OVERDUE"),
                            "items.find { it.evaluation == '%s' }.platform".formatted(overdue),
                            is(platform),
                            "items.find { it.evaluation == '%s' }.dueOn".formatted(overdue),
                            is("2023-09-30"));
            as(DATONG).get(FOLLOW_UPS).then().statusCode(200).body("items.evaluation", not(hasItem(overdue)));
            as(DATONG).get(FOLLOW_UPS + "?region=140602").then().statusCode(403);
            var later = draft(facts(platform, 2023, 2024));
            asked(SHUOCHENG).body("items.evaluation", hasItem(overdue));
            posted(PROVINCE, later + "/publication", "{}").statusCode(200);
            asked(SHUOCHENG).body("items.evaluation", not(hasItem(overdue)));
        }

        @Test
        @DisplayName("a revocation that was decided → listed until the platform is revoked")
        void revocation() {
            var platform = laboratory("MUNICIPAL");
            var decided = idOf(
                    published(facts(platform, 2020, 2022, "\"REVOKE\"").replace("GOOD", "UNQUALIFIED"), "2023-03-01"));
            as(SHUOZHOU).get("/v1/platforms/" + platform).then().body("status", is("OPERATING"));
            asked(SHUOZHOU)
                    .body(
                            "items.find { it.evaluation == '%s' }.kind".formatted(decided), is("REVOCATION_PENDING"),
                            "items.find { it.evaluation == '%s' }.level".formatted(decided), is("MUNICIPAL"));
            revoke(platform);
            asked(SHUOZHOU).body("items.evaluation", not(hasItem(decided)));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("read, publication → 404; a reader's write → 403")
        void elsewhere() {
            var path = draft(facts(laboratory("MUNICIPAL"), 2023, 2025));
            as(DATONG).get(path).then().statusCode(404);
            posted(DATONG, path + "/publication", "{}").statusCode(404);
            posted(INTEGRATOR, path + "/publication", "{}").statusCode(403);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("32 drafts of one platform published at once for overlapping periods → one 200, 31 times 409")
        void publications() throws Exception {
            var platform = laboratory("MUNICIPAL");
            var drafts = IntStream.range(0, THREADS)
                    .mapToObj(i -> draft(facts(platform, 2000 + i % 10, 2010 + i % 10)))
                    .toList();
            var answers = answers(THREADS, i -> as(SHUOZHOU).body("{}").post(drafts.get(i) + "/publication"));
            assertEquals(1, counted(answers, 200));
            assertEquals(THREADS - 1, counted(answers, 409));
            as(SHUOZHOU)
                    .get(PATH + "?total=true&status=PUBLISHED&platform=" + platform)
                    .then()
                    .body("total", is(1));
        }

        @Test
        @DisplayName(
                "32 publications for periods of their own while the platform is revoked → none afterwards, nothing else")
        void againstRevocation() throws Exception {
            var platform = laboratory("MUNICIPAL");
            var drafts = IntStream.range(0, THREADS)
                    .mapToObj(i -> draft(facts(platform, 1990 + i, 1990 + i)))
                    .toList();
            var answers = answers(
                    THREADS + 1,
                    i -> i < THREADS
                            ? as(SHUOZHOU).body("{}").post(drafts.get(i) + "/publication")
                            : as(PROVINCE)
                                    .body("{\"reason\": \"评估不合格\"}")
                                    .post("/v1/platforms/" + platform + "/revocation"));
            assertEquals(200, answers.removeLast().statusCode());
            assertEquals(THREADS, counted(answers, 200) + counted(answers, 409));
            var published = counted(answers, 200);
            as(SHUOZHOU)
                    .get(PATH + "?total=true&status=PUBLISHED&platform=" + platform)
                    .then()
                    .body("total", is(published));
            assertTrue(answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .allMatch(answer -> "platform_evaluation_state".equals(answer.path("rule"))));
        }
    }
}
