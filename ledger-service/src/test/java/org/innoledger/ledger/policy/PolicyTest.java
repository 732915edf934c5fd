package org.innoledger.ledger.policy;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class PolicyTest {
    private static final Place OWN = Place.county();
    private static final String PROVINCE = OWN.provincial("reader", "clerk", "reviewer");
    private static final String PATH = "/v1/policies";

    private static String enterprise(String region, String figures) {
        var id = code();
        as(PROVINCE)
                .body("""
                        {"name": "示例企业", "region": "%s", "industry": "C3073", "ownership": "PRIVATE"%s}""".formatted(region, figures))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static String facts(String region, String level, String eligibility) {
        return """
                {"title": "示例政策", "number": "示例〔2024〕1号", "issuer": "示例单位", "region": "%s", "level": "%s", \
                "side": "INCENTIVE", "validFrom": "2024-01-01", "validTo": "2099-12-31", "eligibility": %s}""".formatted(region, level, eligibility);
    }

    private static String filed(String token, String facts) {
        return as(token).body(facts).post(PATH).then().statusCode(201).extract().path("id");
    }

    private static ValidatableResponse menuOf(String token, String enterprise) {
        return as(token)
                .get("/v1/enterprises/" + enterprise + "/policy-menu")
                .then()
                .statusCode(200);
    }

    /// Activities are verified by verbs of their own register; here only what a menu asks of them matters.
    private static void activity(String enterprise, String region, String kind, String status) throws SQLException {
        try (var connection = Service.superuser();
                var insert = connection.prepareStatement("""
                        insert into activity
                        select * from jsonb_populate_record(null::activity, jsonb_build_object(
                            'id', ?, 'enterprise', ?, 'region', ?, 'kind', ?, 'status', ?, 'version', 1,
                            'recorded_at', now(), 'unresolved', '[]'::jsonb, 'bytes', 0, 'title', '示例', 'started_on', '2026-01-01'))""")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, enterprise);
            insert.setString(3, region);
            insert.setString(4, kind);
            insert.setString(5, status);
            insert.executeUpdate();
        }
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 with its criteria; criteria that ask nothing are none; PATCH changes one of them")
        void file() {
            var id = filed(PROVINCE, facts("140000", "PROVINCIAL", """
                    {"industries": ["C30"], "qualifications": ["high_tech"], "states": [], "revenueYuanFrom": 0}"""));
            as(PROVINCE)
                    .contentType("application/merge-patch+json")
                    .body("{\"eligibility\": {\"revenueYuanFrom\": 20000000}}")
                    .patch(PATH + "/" + id)
                    .then()
                    .statusCode(200)
                    .body(
                            "facts.eligibility.industries", contains("C30"),
                            "facts.eligibility.qualifications", contains("HIGH_TECH"),
                            "facts.eligibility.states", nullValue(),
                            "facts.eligibility.revenueYuanFrom", is(20_000_000));
            as(PROVINCE)
                    .body(facts("140000", "PROVINCIAL", "{\"regions\": []}"))
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .body("facts.eligibility", nullValue());
        }

        @Test
        @DisplayName("criteria that cannot be, a region of another level → 400 that names each place")
        void wrong() {
            var wrong = facts("140600", "PROVINCIAL", """
                    {"regions": ["14060"], "industries": ["X1"], "qualifications": ["BEST"], \
                    "revenueYuanFrom": 2, "revenueYuanTo": 1}""");
            as(PROVINCE)
                    .body(wrong)
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            contains(
                                    "/eligibility/industries/0",
                                    "/eligibility/qualifications/0",
                                    "/eligibility/regions/0",
                                    "/eligibility/revenueYuanTo",
                                    "/region"),
                            "errors[2].code",
                            is("pattern"),
                            "errors[4].code",
                            is("region-level"));
        }

        @Test
        @DisplayName("a county files for its province → 403; for itself → 201")
        void ownRegion() {
            as(SHUOCHENG)
                    .body(facts("140000", "NATIONAL", "null"))
                    .post(PATH)
                    .then()
                    .statusCode(403);
            filed(SHUOCHENG, facts("140602", "COUNTY", "null"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName(
                "what the province withdrew is the province's to restore: a city that reads it hears so, as for any change")
        void restoring() {
            var path = PATH + "/" + filed(PROVINCE, facts("140000", "PROVINCIAL", "null"));
            posted(PROVINCE, path + "/withdrawal", "{\"reason\": \"误发\"}").statusCode(200);
            as(SHUOZHOU).get(path).then().statusCode(410).body("type", is("/problems/withdrawn"));
            posted(SHUOZHOU, path + "/restoration", "{\"reason\": \"误撤\"}")
                    .statusCode(403)
                    .body("decidedBy", is("140000"));
            as(SHUOZHOU)
                    .body(facts("140600", "MUNICIPAL", "null"))
                    .put(path)
                    .then()
                    .statusCode(403)
                    .body("decidedBy", is("140000"));
            posted(PROVINCE, path + "/restoration", "{\"reason\": \"误撤\"}").statusCode(200);
        }

        @Test
        @DisplayName("the menu of a day that no year here has → 400 that names it")
        void days() {
            var enterprise = enterprise("140602", "");
            for (var day : new String[] {"-0001-01-01", "+999999999-12-31", "0000-01-01", "2026-1-1", "2026-02-30"}) {
                as(PROVINCE)
                        .queryParam("on", day)
                        .get("/v1/enterprises/" + enterprise + "/policy-menu")
                        .then()
                        .statusCode(400)
                        .body("errors.pointer", contains("on"), "errors.code", contains("date-form"));
            }
        }

        @Test
        @DisplayName("a county reads what its province and its city filed, and changes none of it")
        void below() {
            var provincial = filed(PROVINCE, facts("140000", "PROVINCIAL", "null"));
            var municipal = filed(SHUOZHOU, facts("140600", "MUNICIPAL", "null"));
            for (var id : new String[] {provincial, municipal}) {
                as(SHUOCHENG).get(PATH + "/" + id).then().statusCode(200);
                as(SHUOCHENG)
                        .contentType("application/merge-patch+json")
                        .body("{\"title\": \"改\"}")
                        .patch(PATH + "/" + id)
                        .then()
                        .statusCode(403)
                        .body("decidedBy", is(id.equals(provincial) ? "140000" : "140600"));
            }
            as(SHUOCHENG)
                    .queryParam("sort", "-recordedAt")
                    .queryParam("limit", 500)
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .body("items.id", hasItems(provincial, municipal));
            as(DATONG).get(PATH + "/" + municipal).then().statusCode(404);
        }

        @Test
        @DisplayName("menu → every match with its reasons, every near miss with what it lacks and what it has")
        void menu() throws SQLException {
            var enterprise = enterprise("140602", ", \"revenueYuan\": 36000000");
            var all = filed(PROVINCE, facts("140000", "PROVINCIAL", "null"));
            var match = filed(SHUOZHOU, facts("140600", "MUNICIPAL", """
                    {"regions": ["140602"], "industries": ["C"], "ownerships": ["PRIVATE", "MIXED"], \
                    "qualifications": ["HIGH_TECH"], "states": ["NOT_STARTED"], "revenueYuanTo": 36000000, \
                    "activityKinds": ["RD_PROJECT"]}"""));
            var staff = filed(SHUOZHOU, facts("140600", "MUNICIPAL", "{\"staffFrom\": 20, \"industries\": [\"C30\"]}"));
            menuOf(SHUOCHENG, enterprise)
                    .body(
                            "enterprise",
                            is(enterprise),
                            "complete",
                            is(true),
                            "matches.policy",
                            hasItems(all),
                            "matches.policy",
                            not(hasItems(match)),
                            "matches.find { it.policy == '%s' }.reasons.criterion".formatted(all),
                            contains("AREA"),
                            "nearMisses.find { it.policy == '%s' }.lacking.criterion".formatted(match),
                            contains("QUALIFICATIONS", "ACTIVITY_KINDS"),
                            "nearMisses.find { it.policy == '%s' }.lacking.found".formatted(match),
                            contains("none", "none"),
                            "nearMisses.find { it.policy == '%s' }.met.criterion".formatted(match),
                            contains("AREA", "REGIONS", "INDUSTRIES", "OWNERSHIPS", "STATES", "REVENUE"),
                            "nearMisses.find { it.policy == '%s' }.lacking.found".formatted(staff),
                            contains("unknown"),
                            "nearMisses.find { it.policy == '%s' }.lacking[0].text".formatted(staff),
                            is("从业人员（人）：要求 不低于 20，本企业 未填报，请先在企业登记中补报，不符合"));
            as(SHUOCHENG)
                    .body("""
                            {"enterprise": "%s", "kind": "HIGH_TECH", "level": "NATIONAL", "validFrom": "2025-01-01", \
                            "validTo": "2030-12-31"}""".formatted(enterprise))
                    .post("/v1/qualifications")
                    .then()
                    .statusCode(201);
            activity(enterprise, "140602", "RD_PROJECT", "FILED");
            menuOf(SHUOCHENG, enterprise)
                    .body(
                            "nearMisses.find { it.policy == '%s' }.lacking.criterion".formatted(match),
                            contains("ACTIVITY_KINDS"));
            activity(enterprise, "140602", "RD_PROJECT", "VERIFIED");
            as(INTEGRATOR)
                    .header("Accept-Language", "en")
                    .get("/v1/enterprises/" + enterprise + "/policy-menu")
                    .then()
                    .statusCode(200)
                    .body(
                            "matches.find { it.policy == '%s' }.reasons.size()".formatted(match), is(8),
                            "matches.find { it.policy == '%s' }.reasons[4].text".formatted(match),
                                    is("Valid qualification: asked for is High and new technology enterprise, "
                                            + "this enterprise has High and new technology enterprise: met"));
            as(INTEGRATOR)
                    .queryParam("on", "2024-12-31")
                    .get("/v1/enterprises/" + enterprise + "/policy-menu")
                    .then()
                    .body(
                            "on",
                            is("2024-12-31"),
                            "nearMisses.find { it.policy == '%s' }.lacking.criterion".formatted(match),
                            contains("QUALIFICATIONS"));
            as(INTEGRATOR)
                    .queryParam("on", "2023-12-31")
                    .get("/v1/enterprises/" + enterprise + "/policy-menu")
                    .then()
                    .body("matches.policy", not(hasItems(all)));
        }

        @Test
        @DisplayName(
                "menu → neither policies of another city, nor those for other divisions, nor those that lack three")
        void farMisses() {
            var enterprise = enterprise("140602", "");
            var elsewhere = filed(DATONG, facts("140200", "MUNICIPAL", "null"));
            var others = filed(PROVINCE, facts("140000", "PROVINCIAL", "{\"regions\": [\"1402\"]}"));
            var three = filed(PROVINCE, facts("140000", "PROVINCIAL", """
                    {"ownerships": ["FOREIGN"], "qualifications": ["UNICORN"], "staffFrom": 1}"""));
            for (var token : new String[] {PROVINCE, SHUOCHENG}) {
                menuOf(token, enterprise)
                        .body(
                                "matches.policy", not(hasItems(elsewhere)),
                                "nearMisses.policy", not(hasItems(elsewhere)),
                                "nearMisses.policy", not(hasItems(others)),
                                "nearMisses.policy", not(hasItems(three)));
            }
        }

        @Test
        @DisplayName(
                "menu of more than 1,000 policies in force → the newest 1,000, and it says that it is not complete")
        void limit() {
            var lines = IntStream.rangeClosed(0, 1000)
                    .mapToObj(i -> "{\"facts\": %s}"
                            .formatted(facts(OWN.code(), "COUNTY", "null")
                                    .replace("2024-01-01", i == 0 ? "2020-01-01" : "2025-01-01")
                                    .replace("示例政策", "示例政策" + i)))
                    .collect(Collectors.joining("\n"));
            as(PROVINCE)
                    .contentType("application/x-ndjson")
                    .body(lines.getBytes(StandardCharsets.UTF_8))
                    .post(PATH + "/imports")
                    .then()
                    .statusCode(200)
                    .body("created", is(1001));
            var enterprise = enterprise(OWN.code(), "");
            menuOf(PROVINCE, enterprise)
                    .body(
                            "complete",
                            is(false),
                            "matches.title",
                            not(hasItems("示例政策0")),
                            "matches.title",
                            hasItems("示例政策1"));
        }

        @Test
        @DisplayName("menu of what is no code or for what is no day → 400; the enterprise itself stays readable")
        void wrong() {
            as(INTEGRATOR)
                    .get("/v1/enterprises/91350100M000100Y4Z/policy-menu")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/id"));
            var enterprise = enterprise("140602", "");
            as(INTEGRATOR)
                    .queryParam("on", "2026-13-01")
                    .get("/v1/enterprises/" + enterprise + "/policy-menu")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("on"), "errors[0].code", is("date-form"));
            as(INTEGRATOR)
                    .get("/v1/enterprises/" + enterprise + "/history")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("menu of an enterprise of another region → 404, as of one that is not there")
        void notThere() {
            var enterprise = enterprise("140602", "");
            as(DATONG)
                    .get("/v1/enterprises/" + enterprise + "/policy-menu")
                    .then()
                    .statusCode(404);
            as(DATONG).get("/v1/enterprises/" + code() + "/policy-menu").then().statusCode(404);
        }
    }
}
