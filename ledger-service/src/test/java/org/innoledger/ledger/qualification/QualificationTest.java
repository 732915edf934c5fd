package org.innoledger.ledger.qualification;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.nobody;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class QualificationTest {
    private static final Place OWN = Place.county();
    private static final String PROVINCE = OWN.provincial("reader", "clerk", "reviewer");
    private static final String INTEGRATOR = OWN.provincial("reader");
    private static final String PATH = "/v1/qualifications";

    private static String enterprise(String region) {
        var id = code();
        as(PROVINCE)
                .body("""
                        {"name": "示例企业", "region": "%s", "industry": "C3073", "ownership": "PRIVATE"}""".formatted(region))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static String facts(String enterprise, String kind, String from, String to) {
        return """
                {"enterprise": "%s", "kind": "%s", "level": "NATIONAL", "validFrom": "%s"%s}""".formatted(enterprise, kind, from, to == null ? "" : ", \"validTo\": \"" + to + "\"");
    }

    private static ValidatableResponse filed(String token, String facts) {
        return as(token).body(facts).post(PATH).then();
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201 in the region of the enterprise; the kind in lower case is taken; history tells it")
        void file() {
            var id = filed(SHUOCHENG, facts(enterprise("140602"), "high_tech", "2024-11-01", "2027-10-31"))
                    .statusCode(201)
                    .body("region", is("140602"), "facts.kind", is("HIGH_TECH"))
                    .extract()
                    .<String>path("id");
            as(SHUOCHENG)
                    .get(PATH + "/" + id + "/history")
                    .then()
                    .body("items[0].type", is("qualification.registered"));
        }

        @Test
        @DisplayName("the same kind again in an overlapping period → 409 with the rule; the day after → 201")
        void overlap() {
            var enterprise = enterprise("140602");
            var first = filed(SHUOCHENG, facts(enterprise, "GAZELLE", "2024-01-01", "2025-12-31"))
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            var last = facts(enterprise, "GAZELLE", "2025-12-31", null);
            filed(SHUOCHENG, last).statusCode(409).body("rule", is("qualification_no_overlap"));
            filed(SHUOCHENG, facts(enterprise, "UNICORN", "2025-12-31", null)).statusCode(201);
            filed(SHUOCHENG, facts(enterprise("140602"), "GAZELLE", "2025-12-31", null))
                    .statusCode(201);
            var next = filed(SHUOCHENG, facts(enterprise, "GAZELLE", "2026-01-01", null))
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"validFrom\": \"2025-06-01\"}")
                    .patch(PATH + "/" + next)
                    .then()
                    .statusCode(409);
            as(SHUOCHENG)
                    .body("{\"reason\": \"误登\"}")
                    .post(PATH + "/" + first + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"validFrom\": \"2025-06-01\"}")
                    .patch(PATH + "/" + next)
                    .then()
                    .statusCode(200);
        }

        @Test
        @DisplayName("an unknown kind, enterprise or a period that ends before it begins → 400 that says so")
        void wrong() {
            filed(SHUOCHENG, facts(enterprise("140602"), "BEST_OF_ALL", "2024-11-01", "2024-10-31"))
                    .statusCode(400)
                    .body(
                            "errors.pointer", hasItems("/kind", "/validTo"),
                            "errors.code", hasItems("qualification-kind-unknown"));
            as(SHUOCHENG)
                    .body(facts(enterprise("140602"), "BEST_OF_ALL", "2024-11-01", null))
                    .post(PATH)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/kind"), "errors[0].code", is("qualification-kind-unknown"));
            filed(SHUOCHENG, facts(code(), "HIGH_TECH", "2024-11-01", null))
                    .statusCode(400)
                    .body("errors[0].code", is("enterprise-unknown"));
        }

        @Test
        @DisplayName(
                "imports → one refused for overlapping, the others filed; the same again → all unchanged but that one")
        void imports() {
            var enterprise = enterprise("140602");
            var lines = new ArrayList<String>();
            for (var kind : new String[] {"HIGH_TECH", "SPECIALISED", "HIGH_TECH"}) {
                lines.add("{\"facts\": "
                        + facts(enterprise, kind, "2024-01-01", null)
                                .replace("}", ", \"externalId\": \"%s-%d\"}".formatted(enterprise, lines.size()))
                        + "}");
            }
            for (var effect : new String[] {"created", "unchanged"}) {
                as(SHUOCHENG)
                        .contentType("application/x-ndjson")
                        .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                        .post(PATH + "/imports")
                        .then()
                        .statusCode(200)
                        .body(
                                effect,
                                is(2),
                                "refused",
                                is(1),
                                "results[2].problem.rule",
                                is("qualification_no_overlap"));
            }
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("GET the catalogue → names in both languages and what counts as innovative")
        void kinds() {
            as(INTEGRATOR)
                    .get("/v1/qualification-kinds")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.find { it.code == 'LITTLE_GIANT' }.chinese", containsString("小巨人"),
                            "items.find { it.code == 'HIGH_TECH' }.innovative", is(true),
                            "items.find { it.code == 'CHAIN_LEADER' }.innovative", is(false));
            nobody().get("/v1/qualification-kinds").then().statusCode(401);
        }

        @Test
        @DisplayName(
                "statistics of a county → each kind on that day; an enterprise with two that count is one, one that does not is none")
        void statistics() {
            var both = enterprise(OWN.code());
            filed(PROVINCE, facts(both, "HIGH_TECH", "2001-01-01", "2001-06-30"))
                    .statusCode(201);
            filed(PROVINCE, facts(both, "SPECIALISED", "2001-01-01", "2001-12-31"))
                    .statusCode(201);
            filed(PROVINCE, facts(enterprise(OWN.code()), "CHAIN_LEADER", "2001-01-01", "2001-12-31"))
                    .statusCode(201);
            as(INTEGRATOR)
                    .queryParam("on", "2001-06-30")
                    .queryParam("region", OWN.code())
                    .get("/v1/qualification-statistics")
                    .then()
                    .statusCode(200)
                    .body(
                            "total.qualifications", is(3),
                            "total.enterprises", is(2),
                            "total.innovativeEnterprises", is(1),
                            "total.innovativeTarget", is(200),
                            "items.find { it.by.kind == 'HIGH_TECH' }.sums.qualifications", is(1),
                            "items.find { it.by.kind == 'HIGH_TECH' }.names.kind", is("高新技术企业"),
                            "items.find { it.by.kind == 'CHAIN_LEADER' }.sums.qualifications", is(1),
                            "items.find { it.by.kind == 'CHAIN_LEADER' }.sums.innovativeEnterprises", is(0),
                            "items", hasSize(3));
            as(INTEGRATOR)
                    .queryParam("on", "2001-07-01")
                    .queryParam("region", OWN.code())
                    .get("/v1/qualification-statistics")
                    .then()
                    .body("total.innovativeEnterprises", is(1), "items.by.kind", not(hasItem("HIGH_TECH")));
            as(INTEGRATOR)
                    .queryParam("on", "2002-01-01")
                    .queryParam("region", OWN.code())
                    .get("/v1/qualification-statistics")
                    .then()
                    .body("total.innovativeEnterprises", is(0));
            as(INTEGRATOR)
                    .queryParam("on", "yesterday")
                    .get("/v1/qualification-statistics")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("on"));
        }

        @Test
        @DisplayName("list by enterprise and kind → those; filing → 403")
        void list() {
            var enterprise = enterprise("140602");
            filed(SHUOZHOU, facts(enterprise, "HIGH_TECH", "2020-01-01", "2022-12-31"))
                    .statusCode(201);
            filed(SHUOZHOU, facts(enterprise, "HIGH_TECH", "2023-01-01", "2025-12-31"))
                    .statusCode(201);
            filed(SHUOZHOU, facts(enterprise, "GAZELLE", "2023-01-01", null)).statusCode(201);
            as(INTEGRATOR)
                    .queryParam("enterprise", enterprise)
                    .queryParam("kind", "HIGH_TECH")
                    .queryParam("validTo.gte", "2024-01-01")
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
            filed(INTEGRATOR, facts(enterprise, "UNICORN", "2023-01-01", null)).statusCode(403);
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("filing for an enterprise of another region → 409; reading its qualification → 404")
        void elsewhere() {
            var enterprise = enterprise("140602");
            filed(DATONG, facts(enterprise, "HIGH_TECH", "2024-01-01", null))
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"));
            var id = filed(SHUOCHENG, facts(enterprise, "HIGH_TECH", "2024-01-01", null))
                    .extract()
                    .<String>path("id");
            as(DATONG).get(PATH + "/" + id).then().statusCode(404);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("32 clerks file one kind for one enterprise at once → one 201, the others 409")
        void overlap() throws Exception {
            var enterprise = enterprise("140602");
            try (var threads = Executors.newFixedThreadPool(32)) {
                var calls = Collections.<Callable<Integer>>nCopies(
                        32,
                        () -> as(SHUOCHENG)
                                .body(facts(enterprise, "LITTLE_GIANT", "2024-01-01", "2026-12-31"))
                                .put(PATH + "/" + UUID.randomUUID())
                                .statusCode());
                var statuses = new ArrayList<Integer>();
                for (var answer : threads.invokeAll(calls)) {
                    statuses.add(answer.get());
                }
                assertEquals(1, Collections.frequency(statuses, 201), statuses.toString());
                assertEquals(31, Collections.frequency(statuses, 409), statuses.toString());
            }
            as(SHUOCHENG).queryParam("enterprise", enterprise).get(PATH).then().body("items", hasSize(1));
        }
    }
}
