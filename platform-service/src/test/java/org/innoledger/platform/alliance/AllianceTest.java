package org.innoledger.platform.alliance;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.platform.alliance.Cases.COUNTY_READER;
import static org.innoledger.platform.alliance.Cases.THREADS;
import static org.innoledger.platform.alliance.Cases.alliance;
import static org.innoledger.platform.alliance.Cases.committee;
import static org.innoledger.platform.alliance.Cases.filed;
import static org.innoledger.platform.alliance.Cases.imported;
import static org.innoledger.platform.alliance.Cases.member;
import static org.innoledger.platform.alliance.Cases.members;
import static org.innoledger.platform.alliance.Cases.needed;
import static org.innoledger.platform.alliance.Cases.platform;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class AllianceTest {
    private static final String ALLIANCES = "/v1/alliances";

    private static final Place OWN = Place.city();
    private static final String CITY = OWN.token("reader", "clerk", "reviewer");

    private static String plain(String... more) {
        return alliance("140600", "ALLIANCE", "CARBON_MATERIALS", more);
    }

    private static String of(String... more) {
        return ALLIANCES + "/" + filed(SHUOZHOU, ALLIANCES, plain(more));
    }

    private static String active(String members) {
        return Cases.active(SHUOZHOU, "140600", "ALLIANCE", "CARBON_MATERIALS", members);
    }

    private static void refused(String body, String pointer, String code) {
        posted(SHUOZHOU, ALLIANCES, body)
                .statusCode(400)
                .body("errors[0].pointer", is(pointer), "errors[0].code", is(code));
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 PREPARING; the same PUT again → nothing new; days of states that are sent → not taken")
        void filing() {
            posted(
                            SHUOZHOU,
                            ALLIANCES,
                            plain(needed(), "\"activatedOn\": \"2023-01-01\", \"dissolvedOn\": \"2023-02-01\""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/activatedOn", "/dissolvedOn"));
            var path = of(needed(), committee());
            as(SHUOZHOU)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body(
                            "status", is("PREPARING"),
                            "region", is("140600"),
                            "facts.members", hasSize(3),
                            "facts.activatedOn", nullValue(),
                            "facts.dissolvedOn", nullValue());
            as(SHUOZHOU)
                    .body(plain(needed(), committee()))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(1));
            patched(SHUOZHOU, path, "{\"cluster\": \"COAL_MACHINERY\"}")
                    .statusCode(200)
                    .body("version", is(2), "facts.cluster", is("COAL_MACHINERY"));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body("items.type", contains("alliance.amended", "alliance.registered"));
        }

        @Test
        @DisplayName(
                "an enterprise that is not known yet is a member → taken, and listed as unresolved; a platform is known")
        void unresolved() {
            var known = platform(SHUOZHOU, "140602");
            var waits = of(members(
                    "{\"role\": \"LEAD\", \"enterprise\": \"%s\", \"since\": \"2022-01-10\"}".formatted(code())));
            var resolved = of(members(
                    "{\"role\": \"RESEARCH\", \"platform\": \"%s\", \"since\": \"2022-01-10\"}".formatted(known)));
            as(SHUOZHOU)
                    .get(ALLIANCES + "?unresolved=true&limit=500")
                    .then()
                    .body(
                            "items.id", hasItem(waits.substring(ALLIANCES.length() + 1)),
                            "items.id", not(hasItem(resolved.substring(ALLIANCES.length() + 1))));
        }

        @Test
        @DisplayName("facts that cannot be → 400 at the place")
        void faults() {
            refused(plain(members("{\"role\": \"LEAD\", \"since\": \"2022-01-10\"}")), "/members/0/unitName", "one-of");
            refused(
                    plain(members(member("LEAD", "龙头", ", \"until\": \"2022-01-09\""))),
                    "/members/0/until",
                    "out-of-order");
            refused(
                    plain(members(member("LEAD", "龙头", ", \"until\": \"2022-01-10\""), member("LEAD", "龙头", ""))),
                    "/members",
                    "duplicate");
            refused(
                    plain("\"committee\": [{\"unit\": \"示例·大学\", \"field\": \"材料\", \"talent\": \"7\"}]"),
                    "/committee/0/talent",
                    "pattern");
            posted(SHUOZHOU, ALLIANCES, alliance("140600", "ALLIANCE", "STEAM")).statusCode(400);
        }

        @Test
        @DisplayName("admission and departure → one member more, one that has left; one that is not there → 409")
        void comingAndGoing() {
            var path = of(needed(), committee());
            posted(SHUOZHOU, path + "/admission", member("RESOURCE", "银行", ""))
                    .statusCode(200)
                    .body("facts.members", hasSize(4), "facts.members[3].role", is("RESOURCE"));
            posted(SHUOZHOU, path + "/admission", member("RESOURCE", "银行", ""))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/members"));
            var leaves = "{\"role\": \"RESOURCE\", \"unitName\": \"银行\", \"on\": \"2023-05-01\"}";
            posted(SHUOZHOU, path + "/departure", leaves)
                    .statusCode(200)
                    .body("facts.members[3].until", is("2023-05-01"));
            posted(SHUOZHOU, path + "/departure", leaves).statusCode(409).body("rule", is("alliance_member_present"));
            as(SHUOZHOU).body(leaves).post(path + "/departure").then().body("rule", is("alliance_member_present"));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body("items.type", contains("alliance.departed", "alliance.admitted", "alliance.registered"));
        }

        @Test
        @DisplayName("withdrawal → 200 while it is PREPARING, 409 once a reviewer has opened it")
        void withdrawal() {
            posted(SHUOZHOU, of() + "/withdrawal", "{\"reason\": \"重复登记\"}").statusCode(200);
            posted(SHUOZHOU, active(needed()) + "/withdrawal", "{\"reason\": \"重复登记\"}")
                    .statusCode(409)
                    .body("present", is("ACTIVE"));
        }

        @Test
        @DisplayName("opening and closing → 403, they are a reviewer's")
        void notAReviewer() {
            var path = ALLIANCES + "/"
                    + filed(SHUOCHENG, ALLIANCES, alliance("140602", "ALLIANCE", "BIG_DATA", needed(), committee()));
            posted(SHUOCHENG, path + "/opening", "{}").statusCode(403);
            posted(SHUOCHENG, path + "/closing", "{\"reason\": \"x\"}").statusCode(403);
        }
    }

    @Nested
    class AsReviewer {
        private ValidatableResponse opened(String path, String language) {
            return as(SHUOZHOU)
                    .header("Accept-Language", language)
                    .body("{\"on\": \"2022-02-01\"}")
                    .post(path + "/opening")
                    .then();
        }

        @Test
        @DisplayName("opening without what it needs → 409 that names what is missing")
        void lacking() {
            opened(of(), "zh")
                    .statusCode(409)
                    .body(
                            "rule",
                            is("alliance_active"),
                            "missing",
                            contains("LEAD", "RESEARCH", "SUPPORTING", "COMMITTEE"));
            opened(of(committee(), members(member("LEAD", "龙头", ""), member("SUPPORTING", "配套", ""))), "en")
                    .statusCode(409)
                    .body("missing", contains("RESEARCH"), "on", is("2022-02-01"), "rule", is("alliance_active"));
            opened(of(needed()), "zh").statusCode(409).body("missing", contains("COMMITTEE"));
        }

        @Test
        @DisplayName(
                "opening on a day on which a member had not joined yet, or after one had left → 409; in the future → 400")
        void days() {
            var path = of(needed(), committee());
            posted(SHUOZHOU, path + "/opening", "{\"on\": \"2022-01-09\"}").statusCode(400);
            posted(
                            SHUOZHOU,
                            path + "/opening",
                            "{\"on\": \"%s\"}"
                                    .formatted(LocalDate.now(Clocks.ZONE).plusDays(2)))
                    .statusCode(400)
                    .body("errors[0].code", is("date-in-future"));
            var late = of(
                    committee(),
                    members(
                            member("LEAD", "龙头", ""),
                            "{\"role\": \"RESEARCH\", \"unitName\": \"院\", \"since\": \"2022-03-01\"}",
                            member("SUPPORTING", "配套", "")));
            opened(late, "zh").statusCode(409).body("missing", contains("RESEARCH"), "on", is("2022-02-01"));
            posted(SHUOZHOU, late + "/opening", "{\"on\": \"2022-03-01\"}").statusCode(200);
            var gone = of(
                    committee(),
                    members(
                            member("LEAD", "龙头", ", \"until\": \"2023-06-30\""),
                            member("RESEARCH", "院", ""),
                            member("SUPPORTING", "配套", "")));
            opened(gone, "zh").statusCode(409).body("missing", contains("LEAD"), "on", is("2023-07-01"));
        }

        @Test
        @DisplayName(
                "opening → ACTIVE with its day and document; again → 409; closing → DISSOLVED with its reason, for good")
        void lifeCycle() {
            var path = of(needed(), committee());
            posted(SHUOZHOU, path + "/opening", "{\"on\": \"2022-02-01\", \"documentNumber\": \"示例〔2022〕3号\"}")
                    .statusCode(200)
                    .body("status", is("ACTIVE"), "facts.activatedOn", is("2022-02-01"));
            opened(path, "zh").statusCode(409).body("present", is("ACTIVE"), "allowed", contains("DISSOLVED"));
            posted(SHUOZHOU, path + "/closing", "{\"on\": \"2022-01-31\", \"reason\": \"任务完成\"}")
                    .statusCode(400);
            posted(SHUOZHOU, path + "/closing", "{\"on\": \"2024-06-30\", \"reason\": \"任务完成\"}")
                    .statusCode(200)
                    .body("status", is("DISSOLVED"), "facts.dissolvedOn", is("2024-06-30"));
            posted(SHUOZHOU, path + "/closing", "{\"reason\": \"再次\"}").statusCode(409);
            posted(SHUOZHOU, path + "/admission", member("LEAD", "迟到", ""))
                    .statusCode(409)
                    .body("present", is("DISSOLVED"));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type", contains("alliance.dissolved", "alliance.opened", "alliance.registered"),
                            "items.reason", contains("任务完成", "示例〔2022〕3号", null));
        }

        @Test
        @DisplayName("an ACTIVE alliance is changed so that it would lack something → 409, by whatever way")
        void goesOnHolding() {
            var path = active(needed());
            patched(SHUOZHOU, path, "{\"committee\": null}").statusCode(409).body("missing", contains("COMMITTEE"));
            patched(SHUOZHOU, path, "{" + members(member("LEAD", "龙头", ""), member("SUPPORTING", "配套", "")) + "}")
                    .statusCode(409)
                    .body("missing", contains("RESEARCH"));
            posted(SHUOZHOU, path + "/departure", "{\"role\": \"LEAD\", \"unitName\": \"龙头\", \"on\": \"2025-01-31\"}")
                    .statusCode(409)
                    .body("missing", contains("LEAD"), "on", is("2025-02-01"));
            imported(
                            SHUOZHOU,
                            ALLIANCES,
                            "{\"id\": \"%s\", \"facts\": %s}"
                                    .formatted(path.substring(ALLIANCES.length() + 1), plain(committee())))
                    .body("results[0].outcome", is("REFUSED"));
            as(SHUOZHOU).get(path).then().body("version", is(2), "facts.members", hasSize(3));
            // With a successor from the day after, the same departure holds.
            posted(
                            SHUOZHOU,
                            path + "/admission",
                            "{\"role\": \"LEAD\", \"unitName\": \"新龙头\", \"since\": \"2025-02-01\"}")
                    .statusCode(200);
            posted(SHUOZHOU, path + "/departure", "{\"role\": \"LEAD\", \"unitName\": \"龙头\", \"on\": \"2025-01-31\"}")
                    .statusCode(200);
        }

        @Test
        @DisplayName("relocation by whoever covers both → another division")
        void relocation() {
            posted(PROVINCE, of() + "/relocation", "{\"region\": \"140000\", \"reason\": \"升格\"}")
                    .statusCode(200)
                    .body("region", is("140000"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("a county reads the alliances of its city and province, and changes none of them")
        void below() {
            var ofProvince = ALLIANCES + "/" + filed(PROVINCE, ALLIANCES, alliance("140000", "CONSORTIUM", "BIG_DATA"));
            as(COUNTY_READER).get(ofProvince).then().statusCode(200);
            as(COUNTY_READER).get(of()).then().statusCode(200);
            posted(COUNTY_READER, ALLIANCES, alliance("140602", "ALLIANCE", "BIG_DATA"))
                    .statusCode(403);
            patched(SHUOCHENG, ofProvince, "{\"name\": \"改名\"}").statusCode(403).body("decidedBy", is("140000"));
            as(SHUOZHOU)
                    .get(ALLIANCES + "?kind=CONSORTIUM&cluster=BIG_DATA&limit=500")
                    .then()
                    .body("items.id", hasItem(ofProvince.substring(ALLIANCES.length() + 1)));
        }
    }

    @Nested
    class AtOnce {
        private String leads(int count) {
            return members(IntStream.range(0, count + 2)
                    .mapToObj(i -> i < count
                            ? member("LEAD", "龙头" + i, "")
                            : member(i == count ? "RESEARCH" : "SUPPORTING", "单位", ""))
                    .toArray(String[]::new));
        }

        @Test
        @DisplayName("32 leading firms leave at once → 31 go, one is refused since it is the last")
        void departures() throws Exception {
            var path = active(leads(THREADS));
            var answers = answers(
                    THREADS,
                    i -> as(SHUOZHOU)
                            .body("{\"role\": \"LEAD\", \"unitName\": \"龙头%d\", \"on\": \"2025-01-31\"}".formatted(i))
                            .post(path + "/departure"));
            assertEquals(THREADS - 1, counted(answers, 200));
            assertEquals(1, counted(answers, 409));
            answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .forEach(answer -> answer.then().body("missing", contains("LEAD")));
            as(SHUOZHOU)
                    .get(path)
                    .then()
                    .body("facts.members.findAll { it.role == 'LEAD' && it.until == null }", hasSize(1));
        }

        @Test
        @DisplayName("32 clerks remove one of two leading firms, each the first or the second → one of the two stays")
        void twoLeads() throws Exception {
            var path = active(leads(2));
            var answers = answers(
                    THREADS,
                    i -> as(SHUOZHOU)
                            .body("{\"role\": \"LEAD\", \"unitName\": \"龙头%d\", \"on\": \"2025-01-31\"}"
                                    .formatted(i % 2))
                            .post(path + "/departure"));
            assertEquals(1, counted(answers, 200));
            assertEquals(THREADS - 1, counted(answers, 409));
        }

        @Test
        @DisplayName("32 members join at once → all of them are in")
        void admissions() throws Exception {
            var path = of();
            var answers = answers(
                    THREADS,
                    i -> as(SHUOZHOU).body(member("SUPPORTING", "配套" + i, "")).post(path + "/admission"));
            assertEquals(THREADS, counted(answers, 200));
            as(SHUOZHOU).get(path).then().body("facts.members", hasSize(THREADS), "version", is(THREADS + 1));
        }
    }

    @Nested
    class Coverage {
        private ValidatableResponse coverage(String token, String query) {
            return as(token).get("/v1/alliance-coverage" + query).then().statusCode(200);
        }

        @Test
        @DisplayName("on= → alliances, consortia and members of that day, and the clusters that have no alliance")
        void byCluster() {
            var path = Cases.active(
                    CITY,
                    OWN.code(),
                    "ALLIANCE",
                    "GENERAL_AVIATION",
                    members(
                            member("LEAD", "龙头", ""),
                            member("RESEARCH", "院一", ", \"until\": \"2023-12-31\""),
                            member("RESEARCH", "院二", ""),
                            member("SUPPORTING", "配套", ""),
                            "{\"role\": \"RESOURCE\", \"unitName\": \"银行\", \"since\": \"2024-01-01\"}"));
            Cases.active(CITY, OWN.part(0).code(), "CONSORTIUM", "PHOTOVOLTAICS", needed());
            filed(CITY, ALLIANCES, alliance(OWN.code(), "ALLIANCE", "BIG_DATA", needed(), committee()));
            posted(CITY, path + "/closing", "{\"on\": \"2025-01-01\", \"reason\": \"任务完成\"}")
                    .statusCode(200);

            coverage(CITY, "?on=2022-01-31")
                    .body(
                            "total.covered", is(0),
                            "total.missing", is(14),
                            "items", hasSize(14),
                            "items.sums.missing.sum()", is(14));
            var aviation = "items.find { it.by.cluster == 'GENERAL_AVIATION' }.";
            var photovoltaics = "items.find { it.by.cluster == 'PHOTOVOLTAICS' }.";
            coverage(CITY, "?on=2023-12-31")
                    .body(
                            "region",
                            is(OWN.prefix()),
                            "total.covered",
                            is(1),
                            "total.missing",
                            is(13),
                            aviation + "names.cluster",
                            is("通用航空"),
                            aviation + "sums.missing",
                            is(0),
                            aviation + "sums.alliances",
                            is(1),
                            aviation + "sums.research",
                            is(2),
                            aviation + "sums.resource",
                            is(0),
                            photovoltaics + "sums.missing",
                            is(1),
                            photovoltaics + "sums.consortia",
                            is(1),
                            photovoltaics + "sums.alliances",
                            is(0),
                            "items.find { it.by.cluster == 'BIG_DATA' }.sums.alliances",
                            is(0));
            coverage(OWN.provincial("reader"), "?region=" + OWN.prefix() + "&on=2024-12-31")
                    .body("total.covered", is(1), aviation + "sums.research", is(1), aviation + "sums.resource", is(1));
            coverage(CITY, "?on=2023-12-31&by=region,cluster")
                    .body(
                            "items.by.cluster",
                            hasItem("PHOTOVOLTAICS"),
                            "items.find { it.by.region == '" + OWN.part(0).code() + "' }.sums.consortia",
                            is(1),
                            "total.missing",
                            is(13));
            coverage(CITY, "?on=2025-01-01").body("total.covered", is(0));
            coverage(CITY, "").body("on", is(LocalDate.now(Clocks.ZONE).toString()));
            as(DATONG)
                    .get("/v1/alliance-coverage?region=" + OWN.prefix() + "&on=2023-12-31")
                    .then()
                    .statusCode(403);
        }

        @Test
        @DisplayName("a day that is none → 400")
        void noDay() {
            as(PROVINCE)
                    .get("/v1/alliance-coverage?on=2023-13-01")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("on"), "errors[0].code", is("date-form"));
            as(PROVINCE)
                    .get("/v1/alliance-coverage?on=soon")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("on"), "errors[0].code", is("date-form"));
        }
    }
}
