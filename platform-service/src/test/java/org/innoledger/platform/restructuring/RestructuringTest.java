package org.innoledger.platform.restructuring;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.Asking.settled;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Together;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class RestructuringTest {
    private static final int CLERKS = 32;

    private static final String OPENED = ", \"openedOn\": \"2010-01-01\"";

    @Inject
    CutOffs cutOffs;

    @Inject
    Clock clock;

    private int cutOffOn(LocalDate day) {
        return Caller.asService("platform", () -> cutOffs.close(day, () -> true).closed());
    }

    private static String subfield() {
        return "重组细分" + UUID.randomUUID();
    }

    private static String facts(String name, String region, String type, String subfield, String more) {
        return """
                {"name": "%s", "region": "%s", "type": "%s", "level": "PROVINCIAL", "subfield": "%s"%s}""".formatted(name, region, type, subfield, more);
    }

    private static String laboratory(String token, String region, String subfield, String more) {
        return posted(token, "/v1/platforms", facts("示例·" + subfield, region, "KEY_LABORATORY", subfield, more))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String ids(List<String> ids) {
        return ids.stream().collect(Collectors.joining("\", \"", "[\"", "\"]")).replace("[\"\"]", "[]");
    }

    private static String act(String region, String kind, List<String> predecessors, List<String> successors) {
        return """
                {"region": "%s", "kind": "%s", "title": "示例·优化重组", "documentNumber": "晋科发〔2023〕40号", \
                "decidedOn": "2023-09-28", "cutOff": "2023-12-31", "predecessors": %s, "successors": %s}""".formatted(region, kind, ids(predecessors), ids(successors));
    }

    private static String planned(
            String token, String region, String kind, List<String> predecessors, List<String> successors) {
        return posted(token, "/v1/restructurings", act(region, kind, predecessors, successors))
                .statusCode(201)
                .body("status", is("PLANNED"))
                .extract()
                .path("id");
    }

    private static ValidatableResponse step(String token, String act, String verb, String on) {
        return posted(token, "/v1/restructurings/" + act + "/" + verb, "{\"on\": \"%s\"}".formatted(on));
    }

    private static ValidatableResponse revoked(String token, String platform, String on) {
        return posted(
                token,
                "/v1/platforms/" + platform + "/revocation",
                "{\"on\": \"%s\", \"reason\": \"撤销\"}".formatted(on));
    }

    private static ValidatableResponse platformPatched(String id, String patch) {
        return as(SHUOZHOU)
                .contentType("application/merge-patch+json;charset=UTF-8")
                .body(patch)
                .patch("/v1/platforms/" + id)
                .then();
    }

    private static ValidatableResponse merged(String token, String platform, String into, String on) {
        return posted(
                token,
                "/v1/platforms/" + platform + "/merger",
                "{\"into\": \"%s\", \"on\": \"%s\", \"reason\": \"整合\"}".formatted(into, on));
    }

    private static ValidatableResponse moved(String platform, String to) {
        return posted(
                PROVINCE,
                "/v1/platforms/" + platform + "/relocation",
                "{\"region\": \"%s\", \"reason\": \"搬迁\"}".formatted(to));
    }

    /// An act of one platform after another, approved on 2023-10-08.
    private static String approved(String predecessor, String successor) {
        var id = planned(SHUOZHOU, "140600", "ADJUST", List.of(predecessor), List.of(successor));
        step(SHUOZHOU, id, "approval", "2023-10-08").statusCode(200);
        return id;
    }

    private static ValidatableResponse platform(String id) {
        return as(INTEGRATOR).get("/v1/platforms/" + id).then().statusCode(200);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST whose platforms do not fit its kind, or are listed twice → 400 at the list")
        void kinds() {
            var a = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var b = laboratory(SHUOZHOU, "140602", subfield(), "");
            refused("CREATE", List.of(a), List.of(b), "/predecessors");
            refused("CREATE", List.of(), List.of(), "/successors");
            refused("CANCEL", List.of(a), List.of(b), "/successors");
            refused("INTEGRATE", List.of(a), List.of(b), "/predecessors");
            refused("ENRICH", List.of(), List.of(b), "/predecessors");
            refused("ADJUST", List.of(a), List.of(), "/successors");
            refused("ADJUST", List.of(a, a), List.of(b), "/predecessors");
            refused("ADJUST", List.of(a), List.of(a), "/successors");
            posted(
                            SHUOZHOU,
                            "/v1/restructurings",
                            act("140600", "ADJUST", List.of(a), List.of(b)).replace("2023-12-31", "2023-09-27"))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/cutOff"));
        }

        private void refused(String kind, List<String> predecessors, List<String> successors, String pointer) {
            posted(SHUOZHOU, "/v1/restructurings", act("140600", kind, predecessors, successors))
                    .statusCode(400)
                    .body("errors.pointer", hasItem(pointer));
        }

        @Test
        @DisplayName(
                "POST with a platform that is unknown, another city's, or outside the act's region → 400 at its place")
        void platforms() {
            var a = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var other = laboratory(TAIYUAN, "140105", subfield(), "");
            for (var unknown : new String[] {UUID.randomUUID().toString(), other}) {
                posted(SHUOZHOU, "/v1/restructurings", act("140600", "ADJUST", List.of(a), List.of(unknown)))
                        .statusCode(400)
                        .body(
                                "errors[0].pointer", is("/successors/0"),
                                "errors[0].code", is("platform-unknown"));
            }
            posted(PROVINCE, "/v1/restructurings", act("140600", "ADJUST", List.of(a), List.of(other)))
                    .statusCode(400)
                    .body("errors[0].code", is("platform-outside"));
        }

        @Test
        @DisplayName(
                "PATCH of a plan → changed; once approved its platforms, kind and cut-off stay → 409; PUT with the verbs' "
                        + "fields → 400")
        void changing() {
            var a = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var b = laboratory(SHUOZHOU, "140602", subfield(), "");
            var id = planned(SHUOZHOU, "140600", "ADJUST", List.of(a), List.of(b));
            patched(id, "{\"cutOff\": \"2024-01-31\", \"approvedOn\": \"2001-01-01\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/approvedOn"));
            patched(id, "{\"cutOff\": \"2024-01-31\"}").statusCode(200).body("facts.cutOff", is("2024-01-31"));
            step(SHUOZHOU, id, "approval", "2023-10-08").statusCode(200);
            patched(id, "{\"cutOff\": \"2024-02-28\"}").statusCode(409);
            patched(id, "{\"kind\": \"ENRICH\"}").statusCode(409);
            patched(id, "{\"title\": \"示例·更正标题\"}")
                    .statusCode(200)
                    .body("facts.approvedOn", is("2023-10-08"), "status", is("APPROVED"));
            posted(SHUOZHOU, "/v1/restructurings/" + id + "/withdrawal", "{\"reason\": \"误登\"}")
                    .statusCode(409);
        }

        private ValidatableResponse patched(String id, String patch) {
            return as(SHUOZHOU)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body(patch)
                    .patch("/v1/restructurings/" + id)
                    .then();
        }

        @Test
        @DisplayName("POST cancellation of a plan → CANCELLED, and its platforms are free; approval then → 409")
        void cancelling() {
            var a = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var b = laboratory(SHUOZHOU, "140602", subfield(), "");
            var id = planned(SHUOZHOU, "140600", "ADJUST", List.of(a), List.of(b));
            revoked(SHUOZHOU, a, "2023-10-01").statusCode(409).body("act", is(id));
            posted(SHUOZHOU, "/v1/platforms/" + b + "/withdrawal", "{\"reason\": \"误登\"}")
                    .statusCode(409)
                    .body("act", is(id));
            posted(SHUOZHOU, "/v1/restructurings/" + id + "/cancellation", "{\"reason\": \"方案调整\"}")
                    .statusCode(200)
                    .body("status", is("CANCELLED"));
            step(SHUOZHOU, id, "approval", "2023-10-08").statusCode(409).body("present", is("CANCELLED"));
            revoked(SHUOZHOU, a, "2023-10-01").statusCode(200);
            posted(SHUOCHENG, "/v1/restructurings/" + id + "/approval", "{}").statusCode(403);
        }

        @Test
        @DisplayName(
                "POST by which the lineage would run in a circle, over any number of acts or inside one import → refused")
        void circles() {
            var chain = IntStream.range(0, 4)
                    .mapToObj(i -> laboratory(SHUOZHOU, "140602", subfield(), ""))
                    .toList();
            for (int i = 0; i < 3; i++) {
                planned(SHUOZHOU, "140600", "ADJUST", List.of(chain.get(i)), List.of(chain.get(i + 1)));
            }
            var back = act("140600", "ADJUST", List.of(chain.get(3)), List.of(chain.get(0)));
            posted(SHUOZHOU, "/v1/restructurings", back)
                    .statusCode(409)
                    .body("platform", is(chain.get(3)), "type", is("/problems/conflict"));
            var c = laboratory(SHUOZHOU, "140602", subfield(), "");
            var d = laboratory(SHUOZHOU, "140602", subfield(), "");
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body("{\"facts\": %s}\n{\"facts\": %s}\n"
                            .formatted(
                                    act("140600", "ADJUST", List.of(c), List.of(d)),
                                    act("140600", "ADJUST", List.of(d), List.of(c)))
                            .getBytes(StandardCharsets.UTF_8))
                    .post("/v1/restructurings/imports")
                    .then()
                    .statusCode(200)
                    .body("refused", is(2));
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("approval, then closing → successor APPROVED beside the predecessor, then the predecessor REVOKED")
        void buildThenBreak() {
            var subfield = subfield();
            var old = laboratory(SHUOZHOU, "140602", subfield, OPENED);
            var next = laboratory(SHUOZHOU, "140602", subfield, "");
            var id = planned(SHUOZHOU, "140600", "ENRICH", List.of(old), List.of(next));
            step(SHUOZHOU, id, "closing", "2023-10-08").statusCode(409).body("present", is("PLANNED"));
            revoked(SHUOZHOU, old, "2023-10-08").statusCode(409).body("act", is(id), "type", is("/problems/conflict"));
            step(SHUOZHOU, id, "approval", "2023-09-27").statusCode(409);
            step(SHUOZHOU, id, "approval", "2024-01-01").statusCode(409);
            step(SHUOZHOU, id, "approval", "2023-10-08")
                    .statusCode(200)
                    .body("status", is("APPROVED"), "facts.approvedOn", is("2023-10-08"));
            platform(next).body("status", is("APPROVED"), "facts.course[1].act", is(id));
            platform(old)
                    .body(
                            "status", is("OPERATING"),
                            "facts.replacedBy", is(id),
                            "facts.replacedUntil", is("2023-12-31"),
                            "facts.yielding", is(true));
            var third = laboratory(SHUOZHOU, "140602", subfield, "");
            posted(SHUOZHOU, "/v1/platforms/" + third + "/approval", "{\"on\": \"2023-10-09\"}")
                    .statusCode(409)
                    .body("id", is(next));
            revoked(SHUOZHOU, old, "2024-01-01").statusCode(409).body("act", is(id));
            step(SHUOZHOU, id, "closing", "2024-01-01").statusCode(409).body("type", is("/problems/conflict"));
            step(SHUOZHOU, id, "closing", "2023-12-20").statusCode(200).body("status", is("COMPLETED"));
            platform(old)
                    .body(
                            "status", is("REVOKED"),
                            "facts.course[1].on", is("2023-12-20"),
                            "facts.course[1].act", is(id),
                            "facts.course[1].reason", containsString(id));
        }

        @Test
        @DisplayName("one platform refuses → nothing at all is written, and the answer says which and why")
        void allOrNothing() {
            var taken = subfield();
            var there = laboratory(SHUOZHOU, "140602", taken, OPENED);
            var old = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var fine = laboratory(SHUOZHOU, "140602", subfield(), "");
            var clashing = laboratory(SHUOZHOU, "140602", taken, "");
            var id = planned(SHUOZHOU, "140600", "ADJUST", List.of(old), List.of(fine, clashing));
            step(SHUOZHOU, id, "approval", "2023-10-08")
                    .statusCode(409)
                    .body("platform", is(clashing), "id", is(there), "rule", is("platform_one_per_subfield"));
            platform(old).body("version", is(1));
            platform(fine).body("version", is(1), "status", is("CULTIVATING"));
            as(SHUOZHOU).get("/v1/restructurings/" + id).then().body("version", is(1), "status", is("PLANNED"));
            revoked(SHUOZHOU, there, "2023-10-01").statusCode(200);
            step(SHUOZHOU, id, "approval", "2023-10-08").statusCode(200);
            var again = laboratory(SHUOZHOU, "140602", subfield(), "");
            var second = planned(SHUOZHOU, "140600", "ADJUST", List.of(old), List.of(again));
            step(SHUOZHOU, second, "approval", "2023-10-09").statusCode(409).body("platform", is(old), "act", is(id));
        }

        @Test
        @DisplayName(
                "INTEGRATE → MERGED; a successor of a higher level → UPGRADED; CANCEL → REVOKED without a successor")
        void ends() {
            var a = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var b = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var c = laboratory(SHUOZHOU, "140602", subfield(), "");
            closed("INTEGRATE", List.of(a, b), List.of(c));
            platform(a).body("status", is("MERGED"), "facts.yielding", nullValue());
            platform(b).body("status", is("MERGED"));
            var national = posted(
                            SHUOZHOU,
                            "/v1/platforms",
                            facts("示例·全国", "140602", "STATE_KEY_LABORATORY", subfield(), "")
                                    .replace("PROVINCIAL", "NATIONAL"))
                    .extract()
                    .<String>path("id");
            closed("ENRICH", List.of(c), List.of(national));
            platform(c).body("status", is("UPGRADED"));
            as(SHUOZHOU)
                    .get("/v1/platforms/" + c + "/history")
                    .then()
                    .body("items[0].type", is("platform.superseded"), "items[1].type", is("platform.replaced"));
            closed("CANCEL", List.of(national), List.of());
            platform(national).body("status", is("REVOKED"), "facts.replacedBy", nullValue());
        }

        private void closed(String kind, List<String> predecessors, List<String> successors) {
            var id = planned(SHUOZHOU, "140600", kind, predecessors, successors);
            step(SHUOZHOU, id, "approval", "2023-10-08").statusCode(200);
            step(SHUOZHOU, id, "closing", "2023-12-20").statusCode(200);
        }

        @Test
        @DisplayName("nobody closes it → the day after the cut-off the service does, as of the cut-off, naming the act")
        void cutOff() {
            var subfield = subfield();
            var old = laboratory(SHUOZHOU, "140602", subfield, OPENED);
            var next = laboratory(SHUOZHOU, "140602", subfield, "");
            var id = planned(SHUOZHOU, "140600", "ADJUST", List.of(old), List.of(next));
            step(SHUOZHOU, id, "approval", "2023-10-08").statusCode(200);
            cutOffOn(LocalDate.of(2023, 12, 31));
            platform(old).body("status", is("OPERATING"));
            assertTrue(cutOffOn(LocalDate.now(clock)) > 0);
            platform(old)
                    .body(
                            "status", is("REVOKED"),
                            "facts.course[1].on", is("2023-12-31"),
                            "facts.course[1].reason", containsString("过渡期截止"),
                            "facts.course[1].reason", containsString(id));
            as(SHUOZHOU)
                    .get("/v1/restructurings/" + id)
                    .then()
                    .body("status", is("COMPLETED"), "facts.closedOn", is("2023-12-31"));
        }
    }

    /// What an approved act has settled holds until it is closed.
    @Nested
    class Interim {
        @Test
        @DisplayName(
                "PATCH of subfield, type or level, upgrade, move to another province: of a replaced platform or of its "
                        + "successor → 409 that names the act; once it is closed → 200")
        void places() {
            var subfield = subfield();
            var old = laboratory(SHUOZHOU, "140602", subfield, OPENED);
            var next = laboratory(SHUOZHOU, "140602", subfield, "");
            var unrelated = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var id = approved(old, next);
            var other = as(SHUOZHOU).get("/v1/platforms/" + unrelated).<String>path("facts.subfield");
            for (var each : List.of(old, next)) {
                platformPatched(each, "{\"subfield\": \"" + other + "\"}")
                        .statusCode(409)
                        .body("act", is(id));
                platformPatched(each, "{\"subfield\": \"" + subfield() + "\"}")
                        .statusCode(409)
                        .body("act", is(id));
                platformPatched(each, "{\"type\": \"PILOT_BASE\"}")
                        .statusCode(409)
                        .body("act", is(id), "type", is("/problems/conflict"));
                posted(
                                SHUOZHOU,
                                "/v1/platforms/" + each + "/upgrade",
                                "{\"level\": \"NATIONAL\", \"on\": \"2023-11-01\"}")
                        .statusCode(409)
                        .body("act", is(id));
                platformPatched(each, "{\"field\": \"能源\"}").statusCode(200);
            }
            step(SHUOZHOU, id, "closing", "2023-12-20").statusCode(200);
            platformPatched(next, "{\"subfield\": \"" + subfield() + "\"}").statusCode(200);
        }

        @Test
        @DisplayName(
                "a predecessor that is only being cultivated yields nothing; its approval, or opening of an approved "
                        + "one → 409")
        void beginning() {
            var subfield = subfield();
            var old = laboratory(SHUOZHOU, "140602", subfield, "");
            var id = approved(old, laboratory(SHUOZHOU, "140602", subfield, ""));
            platform(old).body("facts.replacedBy", is(id), "facts.yielding", nullValue());
            posted(SHUOZHOU, "/v1/platforms/" + old + "/approval", "{\"on\": \"2023-11-01\"}")
                    .statusCode(409)
                    .body("act", is(id));
            var built = laboratory(SHUOZHOU, "140602", subfield(), ", \"approvedOn\": \"2020-01-01\"");
            var second = approved(built, laboratory(SHUOZHOU, "140602", subfield(), ""));
            posted(SHUOZHOU, "/v1/platforms/" + built + "/opening", "{\"on\": \"2023-11-01\"}")
                    .statusCode(409)
                    .body("act", is(second));
        }

        @Test
        @DisplayName(
                "revocation as of a day before the act's approval, PATCH of the successor's day of approval → 409; of "
                        + "the day itself → 200")
        void days() {
            var old = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var next = laboratory(SHUOZHOU, "140602", subfield(), "");
            var id = approved(old, next);
            revoked(SHUOZHOU, old, "2020-10-01").statusCode(409).body("act", is(id), "type", is("/problems/conflict"));
            platformPatched(next, "{\"approvedOn\": \"2023-12-30\"}")
                    .statusCode(409)
                    .body("act", is(id));
            revoked(SHUOZHOU, old, "2023-10-08").statusCode(200);
        }

        @Test
        @DisplayName("revocation or merger of a successor → 409 until the act is closed, then 200")
        void successors() {
            var old = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var next = laboratory(SHUOZHOU, "140602", subfield(), "");
            var third = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var id = approved(old, next);
            revoked(SHUOZHOU, next, "2023-11-01").statusCode(409).body("act", is(id));
            merged(SHUOZHOU, next, third, "2023-11-01").statusCode(409).body("act", is(id));
            step(SHUOZHOU, id, "closing", "2023-12-20").statusCode(200);
            revoked(SHUOZHOU, next, "2023-12-21").statusCode(200);
        }

        @Test
        @DisplayName("merger of a platform that an approved act ends, or into one → 409")
        void mergers() {
            var old = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var third = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var id = approved(old, laboratory(SHUOZHOU, "140602", subfield(), ""));
            merged(SHUOZHOU, old, third, "2023-11-01").statusCode(409).body("act", is(id));
            merged(SHUOZHOU, third, old, "2023-11-01").statusCode(409).body("act", is(id));
        }

        @Test
        @DisplayName("merger and act by which the lineage would run in a circle, whichever comes first → 409")
        void circlesByMerger() {
            var a = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var b = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            merged(SHUOZHOU, a, b, "2020-01-01").statusCode(200);
            posted(SHUOZHOU, "/v1/restructurings", act("140600", "ADJUST", List.of(b), List.of(a)))
                    .statusCode(409)
                    .body("type", is("/problems/conflict"));
            var c = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var d = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            planned(SHUOZHOU, "140600", "ADJUST", List.of(c), List.of(d));
            merged(SHUOZHOU, d, c, "2020-01-01")
                    .statusCode(409)
                    .body("platform", is(d), "type", is("/problems/conflict"));
        }

        @Test
        @DisplayName("relocation out of the region of an open act → 409 that names it; within it, or once closed → 200")
        void relocation() {
            var old = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var next = laboratory(SHUOZHOU, "140602", subfield(), "");
            var id = planned(SHUOZHOU, "140600", "ADJUST", List.of(old), List.of(next));
            moved(old, "140105").statusCode(409).body("act", is(id));
            step(SHUOZHOU, id, "approval", "2023-10-08").statusCode(200);
            moved(old, "140105").statusCode(409).body("act", is(id));
            moved(next, "140603").statusCode(200).body("region", is("140603"));
            step(SHUOZHOU, id, "closing", "2023-12-20").statusCode(200);
            moved(next, "140105").statusCode(200);
        }

        @Test
        @DisplayName("approval with a successor that another act ends, or with a predecessor that has just risen → 409")
        void crossing() {
            var ending = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var rising = laboratory(SHUOZHOU, "140602", subfield(), "");
            var id = approved(ending, rising);
            var old = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var onto = planned(SHUOZHOU, "140600", "ADJUST", List.of(old), List.of(ending));
            step(SHUOZHOU, onto, "approval", "2023-10-08")
                    .statusCode(409)
                    .body("act", is(id), "platform", is(ending), "type", is("/problems/conflict"));
            platform(old).body("facts.replacedBy", nullValue());
            var last = laboratory(SHUOZHOU, "140602", subfield(), "");
            var from = planned(SHUOZHOU, "140600", "ADJUST", List.of(rising), List.of(last));
            step(SHUOZHOU, from, "approval", "2023-10-08").statusCode(409).body("act", is(id), "platform", is(rising));
            step(SHUOZHOU, id, "closing", "2023-12-20").statusCode(200);
            step(SHUOZHOU, from, "approval", "2023-12-20").statusCode(200);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("32 acts at once, half of them A → B and half B → A → only one direction is ever on file")
        void circle() throws Exception {
            var a = laboratory(SHUOZHOU, "140602", subfield(), "");
            var b = laboratory(SHUOZHOU, "140602", subfield(), "");
            var bodies = IntStream.range(0, CLERKS)
                    .mapToObj(i -> i % 2 == 0
                            ? act("140600", "ADJUST", List.of(a), List.of(b))
                            : act("140600", "ADJUST", List.of(b), List.of(a)))
                    .toList();
            var answers = together(bodies.stream()
                    .map(body -> new String[] {"/v1/restructurings", body})
                    .toList());
            var filed =
                    answers.stream().filter(each -> each.statusCode() == 201).toList();
            assertEquals(CLERKS / 2, filed.size());
            assertEquals(
                    1,
                    filed.stream()
                            .map(each -> each.<String>path("facts.predecessors[0]"))
                            .distinct()
                            .count());
            assertEquals(
                    CLERKS / 2,
                    answers.stream().filter(each -> each.statusCode() == 409).count());
        }

        @Test
        @DisplayName(
                "32 acts for one subfield approved at once → one successor is approved, the others name it, no half act")
        void approvals() throws Exception {
            var wanted = subfield();
            var acts = new ArrayList<String>();
            for (int i = 0; i < CLERKS; i++) {
                var old = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
                var next = laboratory(SHUOZHOU, "140602", wanted, "");
                acts.add(planned(SHUOZHOU, "140600", "ADJUST", List.of(old), List.of(next)));
            }
            var answers = together(acts.stream()
                    .map(id -> new String[] {"/v1/restructurings/" + id + "/approval", "{\"on\": \"2023-10-08\"}"})
                    .toList());
            var won = answers.stream().filter(each -> each.statusCode() == 200).toList();
            assertEquals(1, won.size());
            var winner = won.getFirst().<String>path("facts.successors[0]");
            answers.stream().filter(each -> each.statusCode() != 200).forEach(each -> {
                assertEquals(409, each.statusCode(), each.asString());
                assertEquals(winner, each.path("id"), each.asString());
            });
            as(SHUOZHOU)
                    .get("/v1/platforms?status=APPROVED&subfield=" + wanted)
                    .then()
                    .body("items.id", contains(winner));
            as(SHUOZHOU)
                    .get("/v1/platforms?limit=500&replacedBy=" + won.getFirst().<String>path("id"))
                    .then()
                    .body("items", hasSize(1));
        }

        private List<Response> together(List<String[]> requests) throws Exception {
            return Together.together(requests.size(), number -> answered(requests.get(number)));
        }

        /// An instance that is full for a moment says so, and asks to be asked again.
        private Response answered(String[] request) {
            var answer = settled(() -> as(SHUOZHOU).body(request[1]).post(request[0]));
            assertFalse(answer.statusCode() >= 500, answer.asString());
            return answer;
        }
    }

    @Nested
    class LineageWalked {
        @Test
        @DisplayName(
                "GET lineage → both ways over several acts; as a picture that is well-formed, escaped and runs nothing")
        void bothWays() throws Exception {
            var a = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var b = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var c = posted(
                            SHUOZHOU,
                            "/v1/platforms",
                            facts("示例·<煤炭>&\\\"清洁\\\"利用", "140602", "KEY_LABORATORY", subfield(), ""))
                    .extract()
                    .<String>path("id");
            var d = laboratory(SHUOZHOU, "140602", subfield(), "");
            var first = planned(SHUOZHOU, "140600", "INTEGRATE", List.of(a, b), List.of(c));
            step(SHUOZHOU, first, "approval", "2023-10-08").statusCode(200);
            step(SHUOZHOU, first, "closing", "2023-12-20").statusCode(200);
            var second = planned(SHUOZHOU, "140600", "ADJUST", List.of(c), List.of(d));
            var path = "/v1/platforms/" + c + "/lineage";
            as(SHUOZHOU)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body(
                            "platform",
                            is(c),
                            "truncated",
                            is(false),
                            "nodes.id",
                            containsInAnyOrder(a, b, c, d),
                            "nodes.find { it.id == '" + a + "' }.revokedOn",
                            is("2023-12-20"),
                            "edges.findAll { it.act == '" + first + "' }.from",
                            containsInAnyOrder(a, b),
                            "edges.findAll { it.act == '" + first + "' }.to",
                            everyItem(is(c)),
                            "edges.find { it.act == '" + second + "' }.planned",
                            is(true),
                            "edges.find { it.act == '" + second + "' }.to",
                            is(d));
            as(SHUOZHOU)
                    .get("/v1/platforms/" + a + "/lineage")
                    .then()
                    .body("nodes.id", containsInAnyOrder(a, b, c, d), "edges", hasSize(3));
            var picture = as(SHUOZHOU)
                    .accept("image/svg+xml")
                    .get(path + ".svg")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            var read = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
            assertEquals("svg", read.getDocumentElement().getTagName());
            assertEquals(0, read.getElementsByTagName("script").getLength());
            for (var part : List.of("&lt;煤炭&gt;", "整合", "2023-09-28", "已合并 MERGED", "省级", "查询对象")) {
                assertTrue(picture.contains(part), part);
            }
            as(DATONG).get(path).then().statusCode(404);
            as(DATONG)
                    .accept("image/svg+xml, application/problem+json")
                    .get(path + ".svg")
                    .then()
                    .statusCode(404);
        }

        @Test
        @DisplayName("a platform of another city → a place in the lineage without id or name, for either side")
        void elsewhere() {
            var ours = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var theirs = laboratory(TAIYUAN, "140105", subfield(), "");
            var id = planned(PROVINCE, "140000", "ADJUST", List.of(ours), List.of(theirs));
            as(SHUOZHOU).get("/v1/restructurings/" + id).then().statusCode(200);
            revoked(SHUOZHOU, ours, "2023-10-01").statusCode(409).body("act", is(id));
            step(SHUOZHOU, id, "approval", "2023-10-08").statusCode(403);
            step(PROVINCE, id, "approval", "2023-10-08").statusCode(200);
            var path = "/v1/platforms/" + ours + "/lineage";
            as(SHUOZHOU)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body(
                            "nodes", hasSize(2),
                            "nodes[1].elsewhere", is(true),
                            "nodes[1].key", is("elsewhere-1"),
                            "nodes[1].id", nullValue(),
                            "nodes[1].name", nullValue(),
                            "edges[0].to", is("elsewhere-1"));
            var picture =
                    as(SHUOZHOU).accept("image/svg+xml").get(path + ".svg").asString();
            assertTrue(picture.contains("其他区划") && !picture.contains(theirs));
            as(TAIYUAN)
                    .get("/v1/platforms/" + theirs + "/lineage")
                    .then()
                    .body(
                            "nodes[1].elsewhere",
                            is(true),
                            "edges[0].from",
                            is("elsewhere-1"),
                            "edges[0].to",
                            is(theirs));
            as(PROVINCE).get(path).then().body("nodes.id", containsInAnyOrder(ours, theirs));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("GET another city's act → 404; a county reads its city's, and may not approve it")
        void regions() {
            var a = laboratory(SHUOZHOU, "140602", subfield(), OPENED);
            var id = planned(SHUOZHOU, "140600", "CANCEL", List.of(a), List.of());
            as(TAIYUAN).get("/v1/restructurings/" + id).then().statusCode(404);
            as(TAIYUAN).get("/v1/restructurings?limit=500").then().body("items.id", not(hasItem(id)));
            as(SHUOCHENG).get("/v1/restructurings/" + id).then().statusCode(200);
            step(TAIYUAN, id, "approval", "2023-10-08").statusCode(404);
        }
    }

    /// "今年我省批准重组设立 21 个省级重点实验室和 12 个培育基地 … 能源领域总数达到 25 个，新建 7 个": what each took the place of is
    /// made up, since the text does not tell it.
    @Nested
    class Fixture2023 {
        private static final Place OWN = Place.province();
        private static final String REGION = OWN.part(0).part(0).code();
        private static final String OF_OWN = OWN.token("reader", "clerk", "reviewer");

        private List<String> laboratories(int count, String field, String more) {
            return IntStream.range(0, count)
                    .mapToObj(i -> laboratory(OF_OWN, REGION, subfield(), ", \"field\": \"" + field + "\"" + more))
                    .toList();
        }

        private ValidatableResponse counted(String on) {
            return as(OF_OWN)
                    .get("/v1/platform-statistics?by=type,field&region=%s&on=%s".formatted(REGION, on))
                    .then()
                    .statusCode(200);
        }

        @Test
        @DisplayName(
                "21 laboratories and 12 bases approved, predecessors revoked after → the counts before, between and after")
        void counts() {
            laboratories(10, "能源", OPENED);
            var energy = laboratories(14, "能源", OPENED);
            var others = laboratories(6, "农业", OPENED);
            var enriched = laboratories(8, "能源", "");
            var created = laboratories(7, "能源", "");
            var renewed = laboratories(6, "农业", "");
            var bases = IntStream.range(0, 12)
                    .mapToObj(i -> posted(
                                    OF_OWN,
                                    "/v1/platforms",
                                    facts("示例·培育基地", REGION, "CULTIVATION_BASE", subfield(), ""))
                            .extract()
                            .<String>path("id"))
                    .toList();
            var acts = new ArrayList<String>();
            for (int i = 0; i < 6; i++) {
                acts.add(planned(
                        OF_OWN, OWN.code(), "INTEGRATE", energy.subList(2 * i, 2 * i + 2), List.of(enriched.get(i))));
            }
            acts.add(planned(OF_OWN, OWN.code(), "ENRICH", energy.subList(12, 14), enriched.subList(6, 8)));
            acts.add(planned(OF_OWN, OWN.code(), "ADJUST", others, renewed));
            acts.add(planned(OF_OWN, OWN.code(), "CREATE", List.of(), created));
            acts.add(planned(OF_OWN, OWN.code(), "CREATE", List.of(), bases));
            acts.forEach(id -> step(OF_OWN, id, "approval", "2023-10-08").statusCode(200));
            acts.forEach(id -> step(OF_OWN, id, "closing", "2023-12-20").statusCode(200));
            counted("2023-10-07")
                    .body("items.by.field", contains("农业", "能源"), "items.sums.technology", contains(6, 24));
            counted("2023-10-08")
                    .body(
                            "items.by.type", contains("KEY_LABORATORY", "KEY_LABORATORY", "CULTIVATION_BASE"),
                            "items.sums.technology", contains(12, 39, 12),
                            "total.technology", is(30 + 21 + 12));
            counted("2023-12-19").body("items.sums.technology", contains(12, 39, 12));
            counted("2023-12-20")
                    .body(
                            "items.by.field", contains("农业", "能源", null),
                            "items.sums.technology", contains(6, 25, 12));
            as(OF_OWN)
                    .get("/v1/platform-statistics?by=type,year&region=%s&on=2023-12-31".formatted(REGION))
                    .then()
                    .body(
                            "items.findAll { it.by.type == 'KEY_LABORATORY' && it.by.year == 2023 }.sums.technology",
                                    contains(21),
                            "items.findAll { it.by.type == 'CULTIVATION_BASE' && it.by.year == 2023 }.sums.technology",
                                    contains(12));
        }
    }
}
