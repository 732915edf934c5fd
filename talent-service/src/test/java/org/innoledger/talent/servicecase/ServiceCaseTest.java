package org.innoledger.talent.servicecase;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.innoledger.kit.test.Tokens.TALENT_OFFICE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Service.class)
class ServiceCaseTest {
    private static final Place OWN = Place.county();
    private static final String PROVINCE = OWN.provincial("reader", "clerk", "reviewer");
    private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));

    /// A new talent.
    ///
    /// @param more further facts, each with a comma before it
    private static String talent(String region, String more) {
        return as(PROVINCE)
                .body("""
                        {"personal": {"name": "示例人才"}, "region": "%s", "teams": ["TECHNICAL"]%s}""".formatted(region, more))
                .post("/v1/talents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String residence(String region, int units) {
        return as(PROVINCE)
                .body("{\"name\": \"示例·人才公寓\", \"region\": \"%s\", \"units\": %d}".formatted(region, units))
                .post("/v1/residences")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String facts(String talent, String kind, String more) {
        return """
                {"talent": "%s", "kind": "%s", "request": "示例诉求", "openedOn": "2026-03-02"%s}""".formatted(talent, kind, more);
    }

    private static ValidatableResponse posted(String token, String facts) {
        return as(token).body(facts).post("/v1/service-cases").then();
    }

    private static String filed(String talent, String kind, String more) {
        return posted(PROVINCE, facts(talent, kind, more))
                .statusCode(201)
                .body("status", is("OPEN"))
                .extract()
                .path("id");
    }

    private static Response asked(String token, String id, String verb, String body) {
        return as(token).body(body).post("/v1/service-cases/" + id + "/" + verb);
    }

    private static ValidatableResponse verb(String token, String id, String verb, String body) {
        return asked(token, id, verb, body).then();
    }

    /// A case that somebody has taken on.
    private static String started(String talent, String kind) {
        var id = filed(talent, kind, "");
        verb(PROVINCE, id, "start", "{}").statusCode(200).body("status", is("IN_PROGRESS"));
        return id;
    }

    /// Cases about a flat that somebody has taken on, each of a talent of its own.
    private static List<String> started(int count) {
        var talents = imported("/v1/talents", Collections.nCopies(count, """
                        {"personal": {"name": "示例人才"}, "region": "140602", "teams": ["TECHNICAL"]}"""));
        var cases = imported(
                "/v1/service-cases",
                talents.stream().map(talent -> facts(talent, "FLAT", "")).toList());
        cases.forEach(id -> verb(PROVINCE, id, "start", "{}").statusCode(200));
        return cases;
    }

    /// The ids of records that are filed by one import.
    private static List<String> imported(String register, List<String> facts) {
        var lines = facts.stream()
                .map(each -> "{\"id\": \"%s\", \"facts\": %s}".formatted(UUID.randomUUID(), each))
                .collect(Collectors.joining("\n"));
        return as(PROVINCE)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(register + "/imports")
                .then()
                .statusCode(200)
                .body("created", is(facts.size()))
                .extract()
                .path("results.id");
    }

    private static String allotment(String residence, String unit, String on) {
        return "{\"residence\": \"%s\", \"unit\": \"%s\", \"on\": \"%s\"}".formatted(residence, unit, on);
    }

    /// A flat that somebody lives in.
    private static String let(String talent, String residence, String unit, String on) {
        var id = started(talent, "FLAT");
        verb(PROVINCE, id, "allotment", allotment(residence, unit, on))
                .statusCode(200)
                .body("status", is("ALLOTTED"));
        return id;
    }

    private static ValidatableResponse occupancy(String residence) {
        return as(PROVINCE)
                .get("/v1/residences/" + residence + "/occupancy")
                .then()
                .statusCode(200);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("medical care → taken on, completed; the talent's region; days and states are counted")
        void completed() {
            var county = OWN.token("reader", "clerk");
            var talent = talent(OWN.code(), "");
            var id = filed(talent, "MEDICAL", ", \"dueOn\": \"2026-04-01\"");
            as(county)
                    .get("/v1/service-cases/" + id)
                    .then()
                    .body("region", is(OWN.code()), "version", is(1), "facts.eligible", nullValue());
            var counted = "/v1/service-statistics?region=" + OWN.code() + "&from=2026-03-01&to=2026-03-31&by=kind";
            as(county)
                    .get(counted)
                    .then()
                    .statusCode(200)
                    .body(
                            "total.opened", is(1),
                            "total.waiting", is(1),
                            "total.overdue", is(1),
                            "total.medianDays", nullValue());
            verb(county, id, "completion", "{\"outcome\": \"已办\"}")
                    .statusCode(409)
                    .body("present", is("OPEN"), "allowed", contains("IN_PROGRESS", "REFUSED"));
            verb(county, id, "start", "{\"responsible\": \"示例·卫健部门\"}")
                    .statusCode(200)
                    .body("status", is("IN_PROGRESS"), "facts.responsible", is("示例·卫健部门"));
            as(county)
                    .body(facts(talent, "MEDICAL", ", \"dueOn\": \"2026-04-01\""))
                    .put("/v1/service-cases/" + id)
                    .then()
                    .statusCode(200)
                    .body("facts.responsible", is("示例·卫健部门"));
            verb(county, id, "completion", "{\"outcome\": \"已办\", \"on\": \"2026-03-01\"}")
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"));
            verb(county, id, "completion", "{\"outcome\": \"已办\", \"on\": \"" + TODAY.plusDays(1) + "\"}")
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"));
            verb(county, id, "completion", "{\"outcome\": \"已安排绿色通道\", \"on\": \"2026-03-12\"}")
                    .statusCode(200)
                    .body("status", is("DONE"), "facts.completedOn", is("2026-03-12"));
            var other = started(talent(OWN.code(), ""), "MEDICAL");
            verb(county, other, "completion", "{\"outcome\": \"已办\", \"on\": \"2026-03-05\"}")
                    .statusCode(200);
            as(county)
                    .get(counted)
                    .then()
                    .body(
                            "total.opened", is(2),
                            "total.done", is(2),
                            "total.overdue", is(0),
                            "total.medianDays", is(6.5f),
                            "total.meanDays", is(6.5f),
                            "items.by.kind", contains("MEDICAL"),
                            "items.names.kind", contains("医疗保健"),
                            "items.sums.done", contains(2));
            as(county)
                    .get("/v1/service-statistics?region=" + OWN.code() + "&by=region")
                    .then()
                    .body("items.by.region", contains(OWN.code()), "items.names.region", contains(OWN.name()));
            as(county)
                    .get("/v1/service-statistics?region=" + OWN.code() + "&to=2026-03-01")
                    .then()
                    .body("total.opened", is(0));
            as(county).get("/v1/service-statistics?by=year").then().statusCode(400);
            as(county).get("/v1/service-statistics?from=03-01").then().statusCode(400);
        }

        @Test
        @DisplayName(
                "what only verbs may set, sent with PUT or PATCH → 400 that names it; another kind when done → 409")
        void replaced() {
            var talent = talent("140602", "");
            var id = started(talent, "SCHOOLING");
            verb(SHUOZHOU, id, "completion", "{\"outcome\": \"已入学\", \"on\": \"2026-03-12\"}")
                    .statusCode(200);
            as(SHUOZHOU)
                    .body(facts(talent, "SCHOOLING", ", \"outcome\": \"未入学\", \"entitlement\": \"TRANSFER\""))
                    .put("/v1/service-cases/" + id)
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.code", everyItem(is("set-by-verbs")),
                            "errors.pointer", contains("/entitlement", "/outcome"));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"completedOn\": null}")
                    .patch("/v1/service-cases/" + id)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/completedOn"));
            patched(SHUOZHOU, "/v1/service-cases/" + id, "{\"dueOn\": \"2026-05-01\"}")
                    .statusCode(200)
                    .body("facts.completedOn", is("2026-03-12"), "facts.dueOn", is("2026-05-01"));
            as(SHUOZHOU)
                    .body(facts(talent, "MEDICAL", ""))
                    .put("/v1/service-cases/" + id)
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/conflict"));
            verb(SHUOZHOU, id, "withdrawal", "{\"reason\": \"误登\"}")
                    .statusCode(409)
                    .body("present", is("DONE"));
        }

        @Test
        @DisplayName("numbers of persons in the texts → 400 there; an unknown talent → 400; dates out of order → 400")
        void faults() {
            var talent = talent("140602", "");
            posted(SHUOZHOU, facts(talent, "MEDICAL", "").replace("示例诉求", "联系电话13800138000"))
                    .statusCode(400)
                    .body("errors.pointer", contains("/request"));
            posted(SHUOZHOU, facts(talent, "MEDICAL", "").replace("示例诉求", "身份证 11010519491231002X"))
                    .statusCode(400)
                    .body("errors.pointer", contains("/request"));
            posted(SHUOZHOU, facts(talent, "MEDICAL", ", \"dueOn\": \"2026-03-01\""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/dueOn"));
            posted(SHUOZHOU, facts(UUID.randomUUID().toString(), "MEDICAL", ""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/talent"), "errors.code", contains("talent-unknown"));
            var id = started(talent, "MEDICAL");
            verb(SHUOZHOU, id, "completion", "{\"outcome\": \"致电 139-0013-9000 告知\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/outcome"));
            verb(SHUOZHOU, id, "refusal", "{\"reason\": \"11010519491231002X 不符合\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/reason"));
            verb(SHUOZHOU, id, "allotment", allotment(residence("140602", 1), "1", "2026-03-03"))
                    .statusCode(409)
                    .body("type", is("/problems/conflict"));
        }

        @Test
        @DisplayName(
                "imports by externalId, twice → created, then unchanged, the placement judged once; withdrawn → 410")
        void imports() {
            var number = "FW-" + UUID.randomUUID();
            var line = "{\"facts\": "
                    + facts(
                            talent("140602", ", \"degree\": \"DOCTOR\""),
                            "SPOUSE_PLACEMENT",
                            ", \"externalId\": \"" + number + "\"")
                    + "}";
            for (var outcome : List.of("CREATED", "UNCHANGED")) {
                as(SHUOZHOU)
                        .contentType("application/x-ndjson")
                        .body(line.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/service-cases/imports")
                        .then()
                        .statusCode(200)
                        .body("results.outcome", contains(outcome));
            }
            String id = as(SHUOZHOU)
                    .get("/v1/service-cases?entitlement=TRANSFER&externalId=" + number)
                    .then()
                    .body("items.version", contains(2), "items[0].facts.eligible", is(true))
                    .extract()
                    .path("items[0].id");
            verb(SHUOZHOU, id, "withdrawal", "{\"reason\": \"误登\"}").statusCode(200);
            as(SHUOZHOU).get("/v1/service-cases/" + id).then().statusCode(410);
        }
    }

    @Nested
    class Placement {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        NONE     | 教授   | FULL_SENIOR      | TRANSFER    | 教授
                        BACHELOR | 副教授 | ASSOCIATE_SENIOR | TRANSFER    | 副教授
                        DOCTOR   | 讲师   | INTERMEDIATE     | TRANSFER    | DOCTOR
                        MASTER   | 讲师   | INTERMEDIATE     | COUNTERPART | 讲师
                        DOCTOR   |        |                  | TRANSFER    | DOCTOR
                        MASTER   |        |                  | COUNTERPART | 硕士
                        """)
        void judged(String degree, String title, String rank, String entitlement, String why) {
            var titles = title == null
                    ? ""
                    : ", \"titles\": [{\"name\": \"助教\", \"rank\": \"JUNIOR\"}, {\"name\": \"%s\", \"rank\": \"%s\"}]"
                            .formatted(title, rank);
            var talent = talent("140602", ", \"degree\": \"" + degree + "\"" + titles);
            var eligible = entitlement.equals("TRANSFER");
            as(INTEGRATOR)
                    .get("/v1/service-cases/eligibility?kind=SPOUSE_PLACEMENT&talent=" + talent)
                    .then()
                    .statusCode(200)
                    .body(
                            "eligible", is(eligible),
                            "entitlement", is(entitlement),
                            "degree", is(degree),
                            "rank", is(rank),
                            "reason", containsString(why));
            var id = posted(SHUOZHOU, facts(talent, "SPOUSE_PLACEMENT", ""))
                    .statusCode(201)
                    .header("ETag", is("\"2\""))
                    .body("facts.entitlement", is(entitlement), "facts.eligible", is(eligible))
                    .extract()
                    .<String>path("id");
            as(SHUOZHOU)
                    .get("/v1/service-cases/" + id + "/history")
                    .then()
                    .body(
                            "items.type", contains("service-case.assessed", "service-case.registered"),
                            "items[0].reason", containsString(why));
        }

        @Test
        @DisplayName(
                "in English → what is lacking; a later title → the case stays as it was judged; other kinds → eligible")
        void lacking() {
            var talent = talent("140602", ", \"degree\": \"MASTER\"");
            as(INTEGRATOR)
                    .header("Accept-Language", "en")
                    .get("/v1/service-cases/eligibility?kind=SPOUSE_PLACEMENT&talent=" + talent)
                    .then()
                    .body(
                            "eligible",
                            is(false),
                            "reason",
                            containsString("on file are no title and the degree MASTER"));
            as(INTEGRATOR)
                    .get("/v1/service-cases/eligibility?kind=SCHOOLING&talent=" + talent)
                    .then()
                    .statusCode(200)
                    .body("eligible", is(true), "entitlement", nullValue(), "reason", containsString("子女入学"));
            var id = filed(talent, "SPOUSE_PLACEMENT", "");
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"degree\": \"DOCTOR\"}")
                    .patch("/v1/talents/" + talent)
                    .then()
                    .statusCode(200);
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"responsible\": \"示例·人社部门\"}".getBytes(StandardCharsets.UTF_8))
                    .patch("/v1/service-cases/" + id)
                    .then()
                    .statusCode(200)
                    .body("version", is(3), "facts.entitlement", is("COUNTERPART"));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"kind\": \"STUDY_LEAVE\"}")
                    .patch("/v1/service-cases/" + id)
                    .then()
                    .statusCode(200)
                    .body("facts.entitlement", nullValue());
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"kind\": \"SPOUSE_PLACEMENT\"}")
                    .patch("/v1/service-cases/" + id)
                    .then()
                    .statusCode(200)
                    .body("facts.entitlement", is("TRANSFER"));
        }

        @Test
        @DisplayName("no talent, an unknown one, another city's, no such kind → 400 at the parameter")
        void faults() {
            var path = "/v1/service-cases/eligibility";
            as(DATONG).get(path).then().statusCode(400).body("errors.pointer", contains("talent"));
            as(DATONG).get(path + "?talent=1&kind=FLAT").then().body("errors.code", contains("id-form"));
            as(DATONG)
                    .get(path + "?kind=FLAT&talent=" + talent("140602", ""))
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("talent-unknown"));
            as(DATONG)
                    .get(path + "?kind=X&talent=" + UUID.randomUUID())
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("kind"));
        }
    }

    @Nested
    class Flats {
        @Test
        @DisplayName("allotted → occupied; the same flat to another → 409 with who has it; vacated → free for the next")
        void allotted() {
            var residence = residence("140602", 2);
            var first = let(talent("140602", ""), residence, "3-1201", "2026-03-03");
            occupancy(residence).body("units", is(2), "occupied", is(1), "free", is(1));
            var second = started(talent("140602", ""), "FLAT");
            verb(PROVINCE, second, "allotment", allotment(residence, "３-1201", "2026-03-10"))
                    .statusCode(409)
                    .body("rule", is("service_case_unit"), "serviceCase", is(first), "since", is("2026-03-03"));
            verb(PROVINCE, first, "vacating", "{\"on\": \"2026-03-01\"}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/on"));
            verb(SHUOZHOU, first, "vacating", "{\"on\": \"2026-03-20\"}")
                    .statusCode(200)
                    .body("status", is("VACATED"));
            occupancy(residence).body("occupied", is(0));
            as(PROVINCE)
                    .body(allotment(residence, "3-1201", "2026-03-19"))
                    .post("/v1/service-cases/" + second + "/allotment")
                    .then()
                    .statusCode(409)
                    .body("until", is("2026-03-20"), "rule", is("service_case_unit"));
            verb(PROVINCE, second, "allotment", allotment(residence, "3-1201", "2026-03-20"))
                    .statusCode(200)
                    .body("facts.residence", is(residence), "facts.unit", is("3-1201"));
            occupancy(residence).body("occupied", is(1));
        }

        @Test
        @DisplayName("a second flat of the same talent → 409 with the first; a flat that is completed → 409")
        void oneEach() {
            var talent = talent("140602", "");
            var residence = residence("140602", 5);
            let(talent, residence, "1", "2026-03-03");
            var again = started(talent, "FLAT");
            verb(PROVINCE, again, "allotment", allotment(residence("140602", 5), "9", "2026-03-04"))
                    .statusCode(409)
                    .body("rule", is("service_case_flat"), "residence", is(residence), "unit", is("1"));
            verb(PROVINCE, again, "completion", "{\"outcome\": \"已办\"}")
                    .statusCode(409)
                    .body("type", is("/problems/conflict"));
            occupancy(residence).body("occupied", is(1));
        }

        @Test
        @DisplayName("fewer flats than are occupied, or no residence at all → 409 with both figures; as many → 200")
        void shrinking() {
            var residence = residence("140602", 3);
            let(talent("140602", ""), residence, "1", "2026-03-03");
            let(talent("140602", ""), residence, "2", "2026-03-03");
            var path = "/v1/residences/" + residence;
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"units\": 1}")
                    .patch(path)
                    .then()
                    .statusCode(409)
                    .body("units", is(1), "occupied", is(2), "rule", is("residence_occupancy_within"));
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(409)
                    .body("occupied", is(2), "rule", is("residence_occupancy_within"));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"units\": 2}")
                    .patch(path)
                    .then()
                    .statusCode(200);
            var third = started(talent("140602", ""), "FLAT");
            verb(SHUOZHOU, third, "allotment", allotment(residence, "3", "2026-03-03"))
                    .statusCode(409)
                    .body("rule", is("residence_occupancy_within"), "units", is(2), "occupied", is(2));
        }

        @Test
        @DisplayName("the province lets a flat elsewhere → the talent's city sees none of the house, and vacates it")
        void elsewhere() {
            var residence = residence("140105", 1);
            var unknown = started(talent("140602", ""), "FLAT");
            verb(SHUOZHOU, unknown, "allotment", allotment(residence, "1", "2026-03-03"))
                    .statusCode(400)
                    .body("errors.pointer", contains("/residence"), "errors.code", contains("residence-unknown"));
            var id = let(talent("140602", ""), residence, "1", "2026-03-03");
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"dueOn\": \"2026-05-01\"}")
                    .patch("/v1/service-cases/" + id)
                    .then()
                    .statusCode(200);
            occupancy(residence).body("occupied", is(1));
            as(TAIYUAN).get("/v1/service-statistics?region=140105").then().body("total.opened", notNullValue());
            verb(SHUOZHOU, id, "vacating", "{}").statusCode(200).body("facts.vacatedOn", is(TODAY.toString()));
            occupancy(residence).body("occupied", is(0), "free", is(1));
        }

        @Test
        @DisplayName("the talent moves to another city → the case moves along, the flat stays")
        void moves() {
            var talent = talent("140602", "");
            var residence = residence("140602", 1);
            var id = let(talent, residence, "1", "2026-03-03");
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"工作调动\"}")
                    .post("/v1/talents/" + talent + "/relocation")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU).get("/v1/service-cases/" + id).then().statusCode(404);
            as(DATONG)
                    .get("/v1/service-cases/" + id)
                    .then()
                    .statusCode(200)
                    .body("region", is("140213"), "status", is("ALLOTTED"));
            occupancy(residence).body("occupied", is(1));
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("refused, reopened, taken on again, completed, reopened → each with its reason in the history")
        void reopened() {
            var id = filed(talent("140602", ""), "STUDY_LEAVE", "");
            verb(SHUOZHOU, id, "refusal", "{\"reason\": \"名额已满\"}")
                    .statusCode(200)
                    .body("status", is("REFUSED"));
            verb(SHUOZHOU, id, "start", "{}").statusCode(409).body("allowed", contains("REOPENED"));
            verb(SHUOZHOU, id, "reopening", "{}").statusCode(400).body("errors.pointer", contains("/reason"));
            verb(SHUOZHOU, id, "reopening", "{\"reason\": \"新增名额\"}")
                    .statusCode(200)
                    .body("status", is("REOPENED"));
            verb(SHUOZHOU, id, "start", "{}").statusCode(200);
            verb(SHUOZHOU, id, "completion", "{\"outcome\": \"已进修\"}").statusCode(200);
            verb(SHUOZHOU, id, "reopening", "{\"reason\": \"材料有误\"}")
                    .statusCode(200)
                    .body("facts.completedOn", nullValue(), "facts.outcome", nullValue());
            as(SHUOZHOU)
                    .get("/v1/service-cases/" + id + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains(
                                    "service-case.reopened",
                                    "service-case.completed",
                                    "service-case.started",
                                    "service-case.reopened",
                                    "service-case.refused",
                                    "service-case.registered"),
                            "items[4].reason",
                            is("名额已满"));
        }

        @Test
        @DisplayName("a clerk refuses or reopens → 403; a reader opens → 403")
        void others() {
            var id = filed(talent("140602", ""), "MEDICAL", "");
            verb(SHUOCHENG, id, "refusal", "{\"reason\": \"不符合\"}").statusCode(403);
            verb(SHUOCHENG, id, "reopening", "{\"reason\": \"不符合\"}").statusCode(403);
            posted(INTEGRATOR, facts(UUID.randomUUID().toString(), "MEDICAL", ""))
                    .statusCode(403);
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("another city's case or talent → 404 and 400")
        void invisible() {
            var talent = talent("140602", "");
            var id = filed(talent, "MEDICAL", "");
            as(DATONG).get("/v1/service-cases/" + id).then().statusCode(404);
            verb(DATONG, id, "start", "{}").statusCode(404);
            posted(DATONG, facts(talent, "MEDICAL", ""))
                    .statusCode(400)
                    .body("errors.code", contains("talent-unknown"));
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("40 allotments of 10 free flats → 10 of them, the others 409 with both figures")
        void overbooked() throws Exception {
            var residence = residence("140602", 12);
            let(talent("140602", ""), residence, "A", "2026-03-03");
            let(talent("140602", ""), residence, "B", "2026-03-03");
            var cases = started(40);
            var answers = answers(
                    40, i -> asked(SHUOZHOU, cases.get(i), "allotment", allotment(residence, "C" + i, "2026-03-04")));
            assertEquals(10, counted(answers, 200));
            assertEquals(30, counted(answers, 409));
            answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .forEach(answer -> answer.then().body("units", is(12), "occupied", is(12)));
            occupancy(residence).body("occupied", is(12), "free", is(0));
        }

        @Test
        @DisplayName("32 talents for one flat, and 16 flats for one talent → one each, the others 409")
        void oneFlat() throws Exception {
            var residence = residence("140602", 100);
            var cases = started(32);
            var answers = answers(
                    32, i -> asked(SHUOZHOU, cases.get(i), "allotment", allotment(residence, "7", "2026-03-04")));
            assertEquals(1, counted(answers, 200));
            assertEquals(31, counted(answers, 409));
            answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .forEach(answer -> answer.then().body("rule", is("service_case_unit")));
            var talent = talent("140602", "");
            var wishes = IntStream.range(0, 16)
                    .mapToObj(i -> started(talent, "FLAT"))
                    .toList();
            var flats = answers(
                    16, i -> asked(SHUOZHOU, wishes.get(i), "allotment", allotment(residence, "D" + i, "2026-03-04")));
            assertEquals(1, counted(flats, 200));
            assertEquals(15, counted(flats, 409));
            occupancy(residence).body("occupied", is(2));
        }

        @Test
        @DisplayName("32 vacatings of one flat → one of them; 16 allotments while the house shrinks → never too many")
        void vacating() throws Exception {
            var residence = residence("140602", 16);
            var id = let(talent("140602", ""), residence, "1", "2026-03-03");
            var answers = answers(32, i -> asked(SHUOZHOU, id, "vacating", "{}"));
            assertEquals(1, counted(answers, 200));
            assertEquals(31, counted(answers, 409));
            occupancy(residence).body("occupied", is(0));
            var cases = started(16);
            var mixed = answers(
                    32,
                    i -> i % 2 == 0
                            ? asked(
                                    SHUOZHOU,
                                    cases.get(i / 2),
                                    "allotment",
                                    allotment(residence, "E" + i, "2026-03-04"))
                            : as(SHUOZHOU)
                                    .contentType("application/merge-patch+json")
                                    .body("{\"units\": " + (16 - i / 2) + "}")
                                    .patch("/v1/residences/" + residence));
            assertEquals(32, counted(mixed, 200) + counted(mixed, 409));
            int units = occupancy(residence).extract().path("units");
            int occupied = occupancy(residence).extract().path("occupied");
            var let = 0;
            for (int i = 0; i < 32; i += 2) {
                let += mixed.get(i).statusCode() == 200 ? 1 : 0;
            }
            assertEquals(let, occupied);
            assertEquals(true, occupied <= units, occupied + " of " + units);
        }

        @Test
        @DisplayName("31 cases opened while the talent is erased → erased with none open, or not erased; never both")
        void erasure() throws Exception {
            for (int round = 0; round < 3; round++) {
                var talent = talent("140602", "");
                var answers = answers(
                        32,
                        i -> i == 16
                                ? as(TALENT_OFFICE)
                                        .body("{\"reason\": \"本人撤回同意\"}")
                                        .post("/v1/talents/" + talent + "/erasure")
                                : as(SHUOZHOU)
                                        .body(facts(talent, "MEDICAL", ""))
                                        .post("/v1/service-cases"));
                var erased = answers.get(16).statusCode() == 200;
                assertEquals(erased ? 31 : 0, counted(answers, 400));
                assertEquals(erased ? 0 : 31, counted(answers, 201));
                assertEquals(erased ? 0 : 1, counted(answers, 409));
            }
        }
    }
}
