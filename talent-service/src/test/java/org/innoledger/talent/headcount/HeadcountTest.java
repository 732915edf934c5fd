package org.innoledger.talent.headcount;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.talent.headcount.Headcount.HeadcountFacts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class HeadcountTest {
    static String facts(
            String enterprise, int year, int management, int technical, int both, int skilled, String more) {
        return """
                {"enterprise": "%s", "year": %d, "management": %d, "technical": %d, "technicalInManagement": %d, \
                "skilled": %d%s}""".formatted(enterprise, year, management, technical, both, skilled, more);
    }

    private static String plain(String enterprise) {
        return facts(enterprise, 2023, 120, 150, 70, 100, "");
    }

    private static ValidatableResponse posted(String token, String body) {
        return as(token).body(body).post("/v1/headcounts").then();
    }

    private static ValidatableResponse imported(String token, String lines) {
        return as(token)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/headcounts/imports")
                .then()
                .statusCode(200);
    }

    /// Lets the service know an enterprise, as an event of the ledger would.
    private static String known(String region) {
        var enterprise = code();
        try (var connection = Service.superuser();
                var insert = connection.prepareStatement(
                        "insert into foreign_reference (id, region, version) values (?, ?, 1)")) {
            insert.setString(1, enterprise);
            insert.setString(2, region);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return enterprise;
    }

    @Nested
    class Rules {
        @Test
        @DisplayName("total → managers who are technical staff are counted once")
        void total() {
            var facts = new HeadcountFacts(
                    CreditCode.of("91140602MA0T000111"), 2023, 146_300, 187_600, 89_700, 125_000, null, null);
            assertEquals(369_200, facts.total());
        }
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 with the total computed; PUT other numbers → version 2 with its own total")
        void filing() {
            var enterprise = known("140602");
            var path = "/v1/headcounts/"
                    + posted(SHUOZHOU, plain(enterprise))
                            .statusCode(201)
                            .header("ETag", "\"1\"")
                            .body(
                                    "facts.total", is(300),
                                    "facts.year", is(2023),
                                    "region", is("140602"),
                                    "status", nullValue(),
                                    "remarks", nullValue())
                            .extract()
                            .<String>path("id");
            as(SHUOZHOU)
                    .body(plain(enterprise))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(1));
            as(SHUOZHOU)
                    .body(facts(enterprise, 2023, 120, 150, 70, 101, ", \"group\": \"示例集团\""))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2), "facts.total", is(301), "facts.group", is("示例集团"));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type", contains("headcount.amended", "headcount.registered"),
                            "items[0].changes.skilled.to", is(101),
                            "items[0].changes.group.to", is("示例集团"),
                            "items[0].changes.size()", is(2));
            as(SHUOZHOU)
                    .get("/v1/headcounts?enterprise=%s&group=示例集团&skilled.gte=101&sort=-skilled".formatted(enterprise))
                    .then()
                    .statusCode(200)
                    .body("items.facts.total", contains(301));
        }

        @Test
        @DisplayName("PUT or PATCH with a total → it is computed all the same, and the journal never holds it")
        void totalIsComputed() throws SQLException {
            var enterprise = known("140602");
            var path = "/v1/headcounts/" + UUID.randomUUID();
            as(SHUOZHOU)
                    .body(facts(enterprise, 2023, 120, 150, 70, 100, ", \"total\": 9"))
                    .put(path)
                    .then()
                    .statusCode(201)
                    .body("facts.total", is(300));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"total\": 9}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(1), "facts.total", is(300));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"skilled\": 0, \"externalId\": \"RC-%s\"}".formatted(enterprise))
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2), "facts.total", is(200));
            as(SHUOZHOU).get("/v1/headcounts?total.gte=1").then().statusCode(400);
            try (var connection = Service.superuser();
                    var query = connection.prepareStatement(
                            "select convert_from(body, 'UTF8') from journal where subject = ?")) {
                query.setString(1, path.substring(path.lastIndexOf('/') + 1));
                for (var rows = query.executeQuery(); rows.next(); ) {
                    assertFalse(rows.getString(1).contains("total"), rows.getString(1));
                }
            }
        }

        @Test
        @DisplayName("POST with wrong numbers → 400 that names each")
        void wrongNumbers() {
            posted(SHUOZHOU, facts(code(), 1999, -1, 150, 70, 100, ""))
                    .statusCode(400)
                    .body("errors.pointer", contains("/management", "/technicalInManagement", "/year"));
            posted(SHUOZHOU, "{\"enterprise\": \"%s\", \"year\": 2023}".formatted(code()))
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            contains("/management", "/skilled", "/technical", "/technicalInManagement"));
            posted(SHUOZHOU, facts(code(), 2023, 10, 20, 11, 0, ""))
                    .statusCode(400)
                    .body("errors[0].code", is("exceeds"));
            as(SHUOZHOU)
                    .body(facts(code(), 2023, 20, 10, 11, 0, ""))
                    .post("/v1/headcounts")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/technicalInManagement"), "errors[0].code", is("exceeds"));
        }

        @Test
        @DisplayName("POST of an enterprise that is not known → accepted under the caller's own region, with a remark")
        void unknownEmployer() {
            var enterprise = code();
            var id = posted(SHUOZHOU, plain(enterprise))
                    .statusCode(201)
                    .body(
                            "region", is("140600"),
                            "remarks.pointer", contains("/facts/enterprise"),
                            "remarks.code", contains("reference-unknown"))
                    .extract()
                    .<String>path("id");
            as(SHUOZHOU).get("/v1/headcounts?unresolved=true&limit=500").then().body("items.id", hasItem(id));
            as(DATONG).get("/v1/headcounts/" + id).then().statusCode(404);
        }

        @Test
        @DisplayName(
                "POST of an enterprise that another city holds → 409 that does not say which; of one's own → its county")
        void knownEmployer() {
            posted(SHUOZHOU, plain(known("140623"))).statusCode(201).body("region", is("140623"));
            posted(DATONG, plain(known("140623")))
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"), "detail", not(startsWith("140623")));
        }

        @Test
        @DisplayName(
                "a second return of one enterprise and year → 409 in both languages, however it is sent; after withdrawal → 201")
        void onePerYear() {
            var enterprise = known("140602");
            var id = posted(SHUOZHOU, plain(enterprise))
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            posted(SHUOZHOU, facts(enterprise, 2023, 1, 1, 0, 0, ""))
                    .statusCode(409)
                    .body(
                            "type",
                            is("/problems/conflict"),
                            "rule",
                            is("headcount_enterprise_year"),
                            "inTheWay",
                            is(id));
            as(SHUOZHOU)
                    .header("Accept-Language", "en")
                    .body(plain(enterprise))
                    .put("/v1/headcounts/" + UUID.randomUUID())
                    .then()
                    .statusCode(409)
                    .body("detail", startsWith("There is already a headcount return of this enterprise for this year"));
            imported(SHUOZHOU, "{\"facts\": %s}\n".formatted(plain(enterprise)))
                    .body("refused", is(1), "results[0].problem.rule", is("headcount_enterprise_year"));
            var next = posted(SHUOZHOU, facts(enterprise, 2024, 1, 1, 0, 0, ""))
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            as(SHUOZHOU)
                    .body(plain(enterprise))
                    .put("/v1/headcounts/" + next)
                    .then()
                    .statusCode(409)
                    .body("rule", is("headcount_enterprise_year"));
            as(SHUOZHOU)
                    .body("{\"reason\": \"误报\"}")
                    .post("/v1/headcounts/" + id + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(SHUOZHOU).get("/v1/headcounts/" + id).then().statusCode(410);
            posted(SHUOZHOU, plain(enterprise)).statusCode(201);
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("GET statistics without a year, of no region, by what there is not → 400")
        void wrongStatistics() {
            as(INTEGRATOR)
                    .get("/v1/headcount-statistics")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("year"));
            as(INTEGRATOR).get("/v1/headcount-statistics?year=last").then().statusCode(400);
            as(INTEGRATOR)
                    .get("/v1/headcount-statistics?year=2023&region=140")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("region"));
            as(INTEGRATOR)
                    .get("/v1/headcount-statistics?year=2023&by=colour")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("by"));
        }

        @Test
        @DisplayName("GET statistics of the provincial enterprises → 369,200 persons, by group and by city")
        void fixture() {
            var own = Place.province();
            var first = own.part(0);
            var second = own.part(1);
            var clerk = own.token("reader", "clerk");
            var lines = "{\"facts\": %s}\n{\"facts\": %s}\n{\"facts\": %s}\n"
                    .formatted(
                            facts(known(first.part(0).code()), 2023, 100_000, 87_600, 80_000, 25_000, grouped("A")),
                            facts(known(first.part(0).code()), 2023, 46_000, 99_000, 9_400, 99_000, grouped("B")),
                            facts(
                                    known(second.part(0).code()),
                                    2023,
                                    300,
                                    1_000,
                                    300,
                                    1_000,
                                    ", \"externalId\": \"C\""));
            imported(clerk, lines).body("created", is(3), "refused", is(0));
            imported(clerk, lines).body("unchanged", is(3), "created", is(0));
            var path = "/v1/headcount-statistics?year=2023&region=" + own.prefix();
            as(clerk)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body(
                            "from", is("2023-01-01"),
                            "to", is("2023-12-31"),
                            "region", is(own.prefix()),
                            "total.management", is(146_300),
                            "total.technical", is(187_600),
                            "total.technicalInManagement", is(89_700),
                            "total.skilled", is(125_000),
                            "total.total", is(369_200),
                            "total.enterprises", is(3),
                            "items", empty());
            as(clerk)
                    .get(path + "&by=group")
                    .then()
                    .body(
                            "total.total", is(369_200),
                            "items.by.group", contains("示例集团", null),
                            "items.names.group", contains("示例集团", "未填写"),
                            "items.sums.total", contains(367_200, 2_000));
            as(clerk)
                    .get(path + "&by=region")
                    .then()
                    .body(
                            "items.by.region", contains(first.code(), second.code()),
                            "items.names.region", contains(first.name(), second.name()),
                            "items.sums.enterprises", contains(2, 1));
            as(clerk)
                    .get("/v1/headcount-statistics?year=2014")
                    .then()
                    .body("total.total", is(0), "total.enterprises", is(0), "region", is(own.prefix()));
        }

        private static String grouped(String externalId) {
            return ", \"group\": \"示例集团\", \"externalId\": \"%s\"".formatted(externalId);
        }
    }
}
