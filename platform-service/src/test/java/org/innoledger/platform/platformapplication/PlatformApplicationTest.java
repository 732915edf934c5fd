package org.innoledger.platform.platformapplication;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
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

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class PlatformApplicationTest {
    private static final String PATH = "/v1/platform-applications";
    private static final int THREADS = 32;

    /// A reviewer of the applicant's county, who decides nothing here.
    private static final String COUNTY_REVIEWER =
            Tokens.of("shuocheng-reviewer", Set.of("reader", "clerk", "reviewer"), "140602");

    /// A reviewer of two cities, of which the first is another.
    private static final String TWO_CITIES =
            Tokens.of("two-cities", Set.of("reader", "clerk", "reviewer"), "1402", "1406");

    private static String facts(String level, String more) {
        return """
                {"region": "140602", "kind": "NEW", "name": "示例·工程技术研究中心", "type": "ENGINEERING_CENTRE", \
                "level": "%s"%s}""".formatted(level, more);
    }

    private static String drawnUp(String level, String more) {
        return PATH + "/" + id(as(SHUOCHENG).body(facts(level, more)).post(PATH));
    }

    private static void step(String token, String path, String verb, String on) {
        posted(token, path + "/" + verb, "{\"on\": \"%s\", \"opinion\": \"同意\"}".formatted(on))
                .statusCode(200);
    }

    /// Path of a municipal application upon which only the decision is missing.
    private static String reviewed(String level, String more) {
        var path = drawnUp(level, more);
        step(SHUOZHOU, path, "acceptance", "2026-03-01");
        step(SHUOZHOU, path, "verification", "2026-03-05");
        step(level.equals("MUNICIPAL") ? SHUOZHOU : PROVINCE, path, "review", "2026-04-01");
        return path;
    }

    private static String approval(String more) {
        return "{\"on\": \"2026-06-01\", \"documentNumber\": \"朔科发〔2026〕12号\"%s}".formatted(more);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 DRAWN_UP, an unknown host is remarked upon; with steps or a platform → 400")
        void filing() {
            var host = ", \"host\": \"%s\"".formatted(code());
            var sent =
                    ", \"platform\": \"%s\", \"steps\": [{\"step\": \"APPROVED\", \"on\": \"2026-01-01\", \"region\": \"140000\"}]"
                            .formatted(UUID.randomUUID());
            posted(SHUOCHENG, PATH, facts("MUNICIPAL", host + sent))
                    .statusCode(400)
                    .body("errors.pointer", containsInAnyOrder("/platform", "/steps"));
            posted(SHUOCHENG, PATH, facts("MUNICIPAL", host))
                    .statusCode(201)
                    .body(
                            "status", is("DRAWN_UP"),
                            "facts.steps", nullValue(),
                            "facts.platform", nullValue(),
                            "remarks.pointer", contains("/facts/host"));
        }

        @Test
        @DisplayName("POST with a type that platforms do not have → 400 that lists those they do; no such level → 400")
        void catalogue() {
            posted(SHUOCHENG, PATH, facts("MUNICIPAL", "").replace("ENGINEERING_CENTRE", "LABORATORY"))
                    .statusCode(400)
                    .body("errors.pointer", contains("/type"), "errors[0].code", is("not-in-catalogue"));
            posted(SHUOCHENG, PATH, facts("COUNTY", "")).statusCode(400).body("errors.pointer", contains("/level"));
        }

        @Test
        @DisplayName("PUT, PATCH while DRAWN_UP → 200; once received → 409; the same again → 200, unchanged")
        void amending() {
            var path = drawnUp("MUNICIPAL", "");
            patched(SHUOCHENG, path, "{\"field\": \"环保\"}").statusCode(200).body("version", is(2));
            step(SHUOZHOU, path, "acceptance", "2026-03-01");
            as(SHUOCHENG)
                    .body(facts("MUNICIPAL", ", \"field\": \"环保\""))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(3), "facts.steps", hasSize(1));
            patched(SHUOCHENG, path, "{\"field\": \"能源\"}")
                    .statusCode(409)
                    .body("rule", is("platform_application_in_hand"), "present", is("RECEIVED"));
        }

        @Test
        @DisplayName("withdrawal while DRAWN_UP → 200; once received → 409")
        void withdrawal() {
            var path = drawnUp("MUNICIPAL", "");
            posted(SHUOCHENG, path + "/withdrawal", "{\"reason\": \"重复申报\"}").statusCode(200);
            as(SHUOCHENG).get(path).then().statusCode(410);
            var received = drawnUp("MUNICIPAL", "");
            step(SHUOZHOU, received, "acceptance", "2026-03-01");
            posted(SHUOCHENG, received + "/withdrawal", "{\"reason\": \"重复申报\"}")
                    .statusCode(409)
                    .body("present", is("RECEIVED"));
        }

        @Test
        @DisplayName("an externalId of the region → 409; steps of review → 403")
        void refused() {
            var own = ", \"externalId\": \"%s\"".formatted(UUID.randomUUID());
            var path = drawnUp("MUNICIPAL", own);
            posted(SHUOCHENG, PATH, facts("MUNICIPAL", own))
                    .statusCode(409)
                    .body("rule", is("platform_application_external_id"));
            posted(SHUOCHENG, path + "/acceptance", "{}").statusCode(403);
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("municipal: acceptance, verification, review, approval by the city → APPROVED, each step on file")
        void municipal() {
            var path = reviewed("MUNICIPAL", "");
            posted(TWO_CITIES, path + "/approval", approval("")).statusCode(200).body("status", is("APPROVED"));
            as(SHUOCHENG)
                    .get(path)
                    .then()
                    .body(
                            "facts.steps.step", contains("RECEIVED", "RECOMMENDED", "REVIEWED", "APPROVED"),
                            "facts.steps.on", contains("2026-03-01", "2026-03-05", "2026-04-01", "2026-06-01"),
                            "facts.steps.region", contains("140600", "140600", "140600", "140600"),
                            "facts.steps.documentNumber[3]", is("朔科发〔2026〕12号"),
                            "facts.steps.opinion[0]", is("同意"));
            as(SHUOCHENG)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains(
                                    "platform-application.approved",
                                    "platform-application.reviewed",
                                    "platform-application.recommended",
                                    "platform-application.received",
                                    "platform-application.registered"));
        }

        @Test
        @DisplayName("provincial: review and approval by the city → 403, by the province → 200")
        void provincial() {
            for (var level : new String[] {"PROVINCIAL", "NATIONAL"}) {
                var path = drawnUp(level, "");
                step(SHUOZHOU, path, "acceptance", "2026-03-01");
                step(SHUOZHOU, path, "verification", "2026-03-05");
                posted(SHUOZHOU, path + "/review", "{}").statusCode(403).body("type", is("/problems/forbidden"));
                posted(SHUOZHOU, path + "/return", "{\"reason\": \"补正\"}").statusCode(403);
                step(PROVINCE, path, "review", "2026-04-01");
                posted(SHUOZHOU, path + "/approval", approval("")).statusCode(403);
                posted(SHUOZHOU, path + "/refusal", "{\"reason\": \"条件不符\"}").statusCode(403);
                posted(PROVINCE, path + "/approval", approval(""))
                        .statusCode(200)
                        .body("facts.steps.region", contains("140600", "140600", "140000", "140000"));
            }
        }

        @Test
        @DisplayName("a reviewer of the county → 403 for every step")
        void county() {
            var path = drawnUp("MUNICIPAL", "");
            posted(COUNTY_REVIEWER, path + "/acceptance", "{}").statusCode(403);
            posted(COUNTY_REVIEWER, path + "/return", "{\"reason\": \"补正\"}").statusCode(403);
            step(SHUOZHOU, path, "acceptance", "2026-03-01");
            posted(COUNTY_REVIEWER, path + "/verification", "{}").statusCode(403);
        }

        @Test
        @DisplayName("steps out of their order → 409 with the present state and those allowed")
        void order() {
            var path = drawnUp("MUNICIPAL", "");
            for (var verb : new String[] {"verification", "review"}) {
                posted(SHUOZHOU, path + "/" + verb, "{}")
                        .statusCode(409)
                        .body("present", is("DRAWN_UP"), "allowed", contains("RECEIVED", "RETURNED"));
            }
            posted(SHUOZHOU, path + "/approval", approval("")).statusCode(409);
            posted(SHUOZHOU, path + "/refusal", "{\"reason\": \"条件不符\"}").statusCode(409);
            posted(SHUOCHENG, path + "/submission", "{}").statusCode(409);
        }

        @Test
        @DisplayName("a day before the last step or in the future → 400 that says between which days it lies")
        void days() {
            var path = drawnUp("MUNICIPAL", "");
            step(SHUOZHOU, path, "acceptance", "2026-03-01");
            posted(SHUOZHOU, path + "/verification", "{\"on\": \"2026-02-28\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/on"), "errors.code", contains("out-of-order"));
            posted(SHUOZHOU, path + "/verification", "{\"on\": \"2099-01-01\"}").statusCode(400);
        }

        @Test
        @DisplayName("return with a reason → RETURNED; mended, handed in again → DRAWN_UP, and on from there")
        void returned() {
            var path = drawnUp("MUNICIPAL", "");
            step(SHUOZHOU, path, "acceptance", "2026-03-01");
            posted(SHUOZHOU, path + "/return", "{}").statusCode(400).body("errors.pointer", contains("/reason"));
            posted(SHUOZHOU, path + "/return", "{\"on\": \"2026-03-02\", \"reason\": \"缺少承诺书\"}")
                    .statusCode(200)
                    .body("status", is("RETURNED"), "facts.steps.opinion[1]", is("缺少承诺书"));
            as(SHUOCHENG).get(path + "/history").then().body("items[0].reason", is("缺少承诺书"));
            posted(SHUOZHOU, path + "/acceptance", "{}").statusCode(409);
            patched(SHUOCHENG, path, "{\"document\": \"示例申〔2026〕3号（更正）\"}").statusCode(200);
            step(SHUOCHENG, path, "submission", "2026-03-09");
            step(SHUOZHOU, path, "acceptance", "2026-03-10");
            as(SHUOCHENG)
                    .get(path)
                    .then()
                    .body("facts.steps.step", contains("RECEIVED", "RETURNED", "DRAWN_UP", "RECEIVED"));
        }

        @Test
        @DisplayName("refusal with a reason → REFUSED, and that is its end")
        void refused() {
            var path = reviewed("MUNICIPAL", "");
            posted(SHUOZHOU, path + "/refusal", "{\"on\": \"2026-05-01\", \"reason\": \"条件不符\"}")
                    .statusCode(200)
                    .body("status", is("REFUSED"));
            posted(SHUOZHOU, path + "/approval", approval("")).statusCode(409);
        }

        @Test
        @DisplayName("approval with the platform filed for it → kept; unknown → 400, of another level or taken → 409")
        void platformFiled() {
            var filed = platform(SHUOZHOU, "140602", "ENGINEERING_CENTRE", "MUNICIPAL");
            var provincial = platform(SHUOZHOU, "140602", "ENGINEERING_CENTRE", "PROVINCIAL");
            var path = reviewed("MUNICIPAL", "");
            posted(SHUOZHOU, path + "/approval", approval(", \"platform\": \"%s\"".formatted(UUID.randomUUID())))
                    .statusCode(400)
                    .body("errors.pointer", contains("/platform"), "errors[0].code", is("platform-unknown"));
            posted(SHUOZHOU, path + "/approval", approval(", \"platform\": \"%s\"".formatted(provincial)))
                    .statusCode(409)
                    .body("rule", is("platform_application_level"));
            posted(SHUOZHOU, path + "/approval", approval(", \"platform\": \"%s\"".formatted(filed)))
                    .statusCode(200)
                    .body("facts.platform", is(filed));
            var other = reviewed("MUNICIPAL", "");
            posted(SHUOZHOU, other + "/approval", approval("")).statusCode(200);
            patched(SHUOCHENG, other, "{\"platform\": \"%s\"}".formatted(filed))
                    .statusCode(409)
                    .body("rule", is("platform_application_filed"));
            var another = platform(SHUOZHOU, "140602", "ENGINEERING_CENTRE", "MUNICIPAL");
            patched(SHUOCHENG, other, "{\"platform\": \"%s\"}".formatted(another))
                    .statusCode(200)
                    .body("facts.platform", is(another), "facts.steps", hasSize(4));
        }
    }

    @Nested
    class OfUpgrades {
        private static String upgrade(String platform, String level) {
            return facts(level, ", \"platform\": \"%s\"".formatted(platform)).replace("\"NEW\"", "\"UPGRADE\"");
        }

        @Test
        @DisplayName("an operating platform asks for a higher level → 201; the same or a lower one → 409")
        void higher() {
            var present = platform(SHUOZHOU, "140602", "ENGINEERING_CENTRE", "PROVINCIAL");
            posted(SHUOCHENG, PATH, upgrade(present, "NATIONAL"))
                    .statusCode(201)
                    .body("facts.platform", is(present));
            for (var level : new String[] {"PROVINCIAL", "MUNICIPAL"}) {
                posted(SHUOCHENG, PATH, upgrade(present, level))
                        .statusCode(409)
                        .body("rule", is("platform_application_higher"));
            }
        }

        @Test
        @DisplayName("no platform, an unknown one, one of another city → 400; one in cultivation → 409")
        void platformOfUpgrade() {
            posted(SHUOCHENG, PATH, facts("NATIONAL", "").replace("\"NEW\"", "\"UPGRADE\""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/platform"));
            for (var unknown : new String[] {
                UUID.randomUUID().toString(), platform(DATONG, "140213", "ENGINEERING_CENTRE", "MUNICIPAL")
            }) {
                posted(SHUOCHENG, PATH, upgrade(unknown, "NATIONAL"))
                        .statusCode(400)
                        .body("errors[0].code", is("platform-unknown"));
            }
            posted(
                            SHUOCHENG,
                            PATH,
                            upgrade(platform(SHUOZHOU, "140602", "ENGINEERING_CENTRE", "MUNICIPAL", ""), "NATIONAL"))
                    .statusCode(409)
                    .body("rule", is("platform_application_recognised"));
        }

        @Test
        @DisplayName("its approval when the platform has been revoked meanwhile → 409")
        void revoked() {
            var present = platform(SHUOZHOU, "140602", "ENGINEERING_CENTRE", "MUNICIPAL");
            var path = PATH + "/"
                    + id(as(SHUOCHENG).body(upgrade(present, "PROVINCIAL")).post(PATH));
            step(SHUOZHOU, path, "acceptance", "2026-03-01");
            step(SHUOZHOU, path, "verification", "2026-03-05");
            posted(PROVINCE, "/v1/platforms/" + present + "/revocation", "{\"reason\": \"评估不合格\"}")
                    .statusCode(200);
            step(PROVINCE, path, "review", "2026-04-01");
            posted(PROVINCE, path + "/approval", approval(""))
                    .statusCode(409)
                    .body("rule", is("platform_application_recognised"));
        }

        @Test
        @DisplayName("its approval with another platform → 400; with its own or none → 200")
        void approved() {
            var present = platform(SHUOZHOU, "140602", "ENGINEERING_CENTRE", "MUNICIPAL");
            var path = PATH + "/"
                    + id(as(SHUOCHENG).body(upgrade(present, "PROVINCIAL")).post(PATH));
            step(SHUOZHOU, path, "acceptance", "2026-03-01");
            step(SHUOZHOU, path, "verification", "2026-03-05");
            step(PROVINCE, path, "review", "2026-04-01");
            posted(PROVINCE, path + "/approval", approval(", \"platform\": \"%s\"".formatted(UUID.randomUUID())))
                    .statusCode(400)
                    .body("errors.pointer", contains("/platform"), "errors.code", contains("platform-other"));
            posted(PROVINCE, path + "/approval", approval(", \"platform\": \"%s\"".formatted(present)))
                    .statusCode(200)
                    .body("facts.platform", is(present), "status", is("APPROVED"));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("read, steps → 404; POST there → 403; a reader's write → 403")
        void elsewhere() {
            var path = drawnUp("MUNICIPAL", "");
            as(DATONG).get(path).then().statusCode(404);
            posted(DATONG, path + "/acceptance", "{}").statusCode(404);
            posted(DATONG, PATH, facts("MUNICIPAL", "")).statusCode(403);
            posted(INTEGRATOR, PATH, facts("MUNICIPAL", "")).statusCode(403);
            posted(INTEGRATOR, path + "/acceptance", "{}").statusCode(403);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("32 approvals and refusals of one application → one 200, 31 times 409")
        void decisions() throws Exception {
            var path = reviewed("MUNICIPAL", "");
            var answers = answers(
                    THREADS,
                    i -> i % 2 == 0
                            ? as(SHUOZHOU).body(approval("")).post(path + "/approval")
                            : as(SHUOZHOU).body("{\"reason\": \"条件不符\"}").post(path + "/refusal"));
            assertEquals(1, counted(answers, 200));
            assertEquals(THREADS - 1, counted(answers, 409));
            as(SHUOZHOU).get(path).then().body("version", is(5), "facts.steps", hasSize(4));
        }

        @Test
        @DisplayName("32 approved applications claim one platform → one 200, 31 times 409")
        void platforms() throws Exception {
            var filed = platform(SHUOZHOU, "140602", "ENGINEERING_CENTRE", "MUNICIPAL");
            var paths = IntStream.range(0, THREADS)
                    .mapToObj(i -> reviewed("MUNICIPAL", ""))
                    .toList();
            var answers = answers(
                    THREADS,
                    i -> as(SHUOZHOU)
                            .body(approval(", \"platform\": \"%s\"".formatted(filed)))
                            .post(paths.get(i) + "/approval"));
            assertEquals(1, counted(answers, 200));
            assertEquals(THREADS - 1, counted(answers, 409));
            as(SHUOZHOU).get(PATH + "?total=true&platform=" + filed).then().body("total", is(1));
        }
    }

    @Nested
    class Fixture {
        @Test
        @DisplayName("a batch of 14 municipal and 1 provincial → counted by level, type and state")
        void batch() {
            var batch = "2026年第一批-" + UUID.randomUUID();
            var more = ", \"batch\": \"%s\"".formatted(batch);
            for (int i = 0; i < 13; i++) {
                drawnUp("MUNICIPAL", more);
            }
            var municipal = reviewed("MUNICIPAL", more);
            posted(SHUOZHOU, municipal + "/approval", approval("")).statusCode(200);
            var provincial = reviewed("PROVINCIAL", more);
            posted(PROVINCE, provincial + "/approval", approval("")).statusCode(200);
            counted(SHUOZHOU, batch, "")
                    .body(
                            "total.applications", is(15),
                            "items.by.level", contains("PROVINCIAL", "MUNICIPAL", "MUNICIPAL"),
                            "items.by.type", contains("ENGINEERING_CENTRE", "ENGINEERING_CENTRE", "ENGINEERING_CENTRE"),
                            "items.by.status", contains("APPROVED", "DRAWN_UP", "APPROVED"),
                            "items.names.status", contains("已批准", "拟制", "已批准"),
                            "items.sums.applications", contains(1, 13, 1));
            counted(PROVINCE, batch, "level")
                    .body(
                            "items.by.level",
                            contains("PROVINCIAL", "MUNICIPAL"),
                            "items.sums.applications",
                            contains(1, 14));
            counted(DATONG, batch, "status").body("total.applications", is(0), "items", hasSize(0));
            as(PROVINCE)
                    .queryParam("by", "batch")
                    .get("/v1/platform-application-statistics")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("by"));
        }

        private static io.restassured.response.ValidatableResponse counted(String token, String batch, String by) {
            var asked = as(token).queryParam("batch", batch);
            return (by.isEmpty() ? asked : asked.queryParam("by", by))
                    .get("/v1/platform-application-statistics")
                    .then()
                    .statusCode(200);
        }
    }
}
