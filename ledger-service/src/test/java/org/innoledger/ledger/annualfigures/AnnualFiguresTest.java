package org.innoledger.ledger.annualfigures;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class AnnualFiguresTest {
    private static final String PATH = "/v1/annual-figures";

    private static String enterprise() {
        var id = code();
        as(SHUOCHENG).body("""
                        {"name": "示例企业", "region": "140602", "industry": "C3073", "ownership": "PRIVATE"}""").put("/v1/enterprises/" + id).then().statusCode(201);
        return id;
    }

    private static String facts(String enterprise, int year, String more) {
        return "{\"enterprise\": \"%s\", \"year\": %d%s}".formatted(enterprise, year, more);
    }

    private static ValidatableResponse filed(String token, String facts) {
        return as(token).body(facts).post(PATH).then();
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName(
                "POST → 201; accounting and statistics stand in fields of their own; PATCH adds what was not known")
        void file() {
            var enterprise = enterprise();
            var id = filed(
                            SHUOCHENG,
                            facts(enterprise, 2025, ", \"revenueYuan\": 36000000, \"rdExpenseYuan\": 2100000"))
                    .statusCode(201)
                    .body("region", is("140602"), "facts.rdInternalSpendYuan", nullValue())
                    .extract()
                    .<String>path("id");
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"rdInternalSpendYuan\": 1900000, \"majorCase\": false}")
                    .patch(PATH + "/" + id)
                    .then()
                    .statusCode(200)
                    .body("facts.rdExpenseYuan", is(2_100_000), "facts.rdInternalSpendYuan", is(1_900_000));
            as(SHUOCHENG)
                    .get(PATH + "/" + id + "/history")
                    .then()
                    .body("items.type", contains("annual-figures.amended", "annual-figures.registered"));
        }

        @Test
        @DisplayName("the same enterprise and year again → 409 with the rule; after a withdrawal → 201")
        void oneAYear() {
            var enterprise = enterprise();
            var id = filed(SHUOCHENG, facts(enterprise, 2025, ""))
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            filed(SHUOCHENG, facts(enterprise, 2025, ", \"staff\": 1"))
                    .statusCode(409)
                    .body("rule", is("annual_figures_one_a_year"));
            filed(SHUOCHENG, facts(enterprise, 2024, "")).statusCode(201);
            as(SHUOCHENG)
                    .body("{\"reason\": \"误登\"}")
                    .post(PATH + "/" + id + "/withdrawal")
                    .then()
                    .statusCode(200);
            filed(SHUOCHENG, facts(enterprise, 2025, "")).statusCode(201);
        }

        @Test
        @DisplayName("a part larger than the whole, a negative figure, a year out of range → 400 that names each")
        void wrong() {
            filed(SHUOCHENG, facts(enterprise(), 1999, """
                    , "rdExpenseYuan": 1, "rdExpenseInChinaYuan": 2, "staff": 1, "technologyStaff": 2, "revenueYuan": -1"""))
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            contains("/rdExpenseInChinaYuan", "/revenueYuan", "/technologyStaff", "/year"),
                            "errors[0].code",
                            is("exceeds"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("list by enterprise and year → that one")
        void list() {
            var enterprise = enterprise();
            filed(SHUOCHENG, facts(enterprise, 2024, "")).statusCode(201);
            filed(SHUOCHENG, facts(enterprise, 2025, "")).statusCode(201);
            as(INTEGRATOR)
                    .queryParam("enterprise", enterprise)
                    .queryParam("year.gte", 2025)
                    .get(PATH)
                    .then()
                    .body("items", hasSize(1), "items[0].facts.year", is(2025));
            filed(INTEGRATOR, facts(enterprise, 2023, "")).statusCode(403);
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName(
                "filing for an enterprise of another region → 409, reading its figures → 404; after a move they go along")
        void elsewhere() {
            var enterprise = enterprise();
            filed(DATONG, facts(enterprise, 2025, "")).statusCode(409).body("type", is("/problems/held-elsewhere"));
            var id = filed(SHUOCHENG, facts(enterprise, 2025, "")).extract().<String>path("id");
            as(DATONG).get(PATH + "/" + id).then().statusCode(404);
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"迁入大同\"}")
                    .post("/v1/enterprises/" + enterprise + "/relocation")
                    .then()
                    .statusCode(200);
            as(DATONG).get(PATH + "/" + id).then().statusCode(200).body("region", is("140213"));
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("16 clerks file the same year at once → one 201, the others 409")
        void oneAYear() throws Exception {
            var enterprise = enterprise();
            try (var threads = Executors.newFixedThreadPool(16)) {
                var calls = Collections.<Callable<Integer>>nCopies(
                        16,
                        () -> as(SHUOCHENG)
                                .body(facts(enterprise, 2025, ""))
                                .post(PATH)
                                .statusCode());
                var statuses = new ArrayList<Integer>();
                for (var answer : threads.invokeAll(calls)) {
                    statuses.add(answer.get());
                }
                assertEquals(1, Collections.frequency(statuses, 201), statuses.toString());
                assertEquals(15, Collections.frequency(statuses, 409), statuses.toString());
            }
        }
    }
}
