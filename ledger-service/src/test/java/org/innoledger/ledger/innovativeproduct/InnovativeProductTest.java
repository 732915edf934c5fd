package org.innoledger.ledger.innovativeproduct;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class InnovativeProductTest {
    private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));

    private static String enterprise(String region) {
        var id = code();
        as(PROVINCE)
                .body("""
                        {"name": "示例企业%s", "region": "%s", "industry": "C3511", "ownership": "PRIVATE"}""".formatted(id, region))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static String facts(String enterprise, String kind, String from, String to, String more) {
        return """
                {"enterprise": "%s", "name": "示例·智能掘进机", "kind": "%s", "validFrom": "%s"%s%s}""".formatted(enterprise, kind, from, to == null ? "" : ", \"validTo\": \"" + to + "\"", more);
    }

    private static ValidatableResponse posted(String facts) {
        return as(PROVINCE).body(facts).post("/v1/innovative-products").then();
    }

    private static String filed(String facts) {
        return posted(facts).statusCode(201).extract().path("id");
    }

    private static String order(String buyer, String on) {
        return "{\"buyer\": \"%s\", \"on\": \"%s\", \"amountYuan\": 4800000}".formatted(buyer, on);
    }

    private static ValidatableResponse ordered(String token, String id, String order) {
        return as(token)
                .body(order)
                .post("/v1/innovative-products/" + id + "/orders")
                .then();
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST orders within the period → appended, with an event each; outside of it → 409")
        void orders() {
            var id = filed(facts(enterprise("140602"), "FIRST_SET", "2025-01-01", "2025-12-31", ""));
            ordered(SHUOZHOU, id, order("示例·煤业集团", "2025-01-01")).statusCode(200);
            ordered(SHUOCHENG, id, order("示例·装备公司", "2025-12-31"))
                    .statusCode(200)
                    .body(
                            "facts.orders.buyer", contains("示例·煤业集团", "示例·装备公司"),
                            "facts.orders[0].on", is("2025-01-01"),
                            "facts.orders[0].amountYuan", is(4800000));
            ordered(SHUOZHOU, id, order("示例", "2024-12-31")).statusCode(409).body("type", is("/problems/conflict"));
            ordered(SHUOZHOU, id, "{\"buyer\": \" \", \"amountYuan\": 0}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/amountYuan", "/buyer", "/on"));
            as(SHUOZHOU)
                    .get("/v1/innovative-products/" + id + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains(
                                    "innovative-product.ordered",
                                    "innovative-product.ordered",
                                    "innovative-product.registered"));
        }

        @Test
        @DisplayName("an order in the future → 400, also where the period has no end; the 201st → 409")
        void limits() {
            var many = String.join(", ", Collections.nCopies(200, order("示例", "2025-02-01")));
            var id =
                    filed(facts(enterprise("140602"), "FIRST_SET", "2025-01-01", null, ", \"orders\": [" + many + "]"));
            ordered(SHUOZHOU, id, order("示例", TODAY.plusDays(1).toString()))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/on"));
            ordered(SHUOZHOU, id, order("示例", "2025-02-02")).statusCode(409).body("type", is("/problems/conflict"));
            posted(facts(
                            enterprise("140602"),
                            "FIRST_SET",
                            "2025-01-01",
                            null,
                            ", \"orders\": [" + many + ", " + order("示例", "2025-02-01") + "]"))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/orders"));
        }

        @Test
        @DisplayName(
                "two periods of one product that meet → 409 that says so; another kind, name, time or a withdrawn one → 201")
        void periods() {
            var enterprise = enterprise("140602");
            var first = filed(facts(enterprise, "FIRST_SET", "2025-01-01", "2025-12-31", ""));
            posted(facts(enterprise, "FIRST_SET", "2025-12-31", null, ""))
                    .statusCode(409)
                    .body("rule", is("innovative_product_period"));
            var second = filed(facts(enterprise, "FIRST_SET", "2026-01-01", null, ""));
            filed(facts(enterprise, "CATALOGUE", "2025-06-01", null, ""));
            filed(facts(enterprise, "FIRST_SET", "2025-06-01", null, "").replace("掘进机", "采煤机"));
            as(PROVINCE)
                    .contentType("application/merge-patch+json")
                    .body("{\"validFrom\": \"2025-12-01\"}")
                    .patch("/v1/innovative-products/" + second)
                    .then()
                    .statusCode(409);
            as(PROVINCE)
                    .body("{\"reason\": \"误登\"}")
                    .post("/v1/innovative-products/" + first + "/withdrawal")
                    .then()
                    .statusCode(200);
            filed(facts(enterprise, "FIRST_SET", "2025-01-01", "2025-12-31", ""));
        }

        @Test
        @DisplayName("PUT without orders → keeps them; with orders → corrects them; a period that leaves one out → 400")
        void replaced() {
            var enterprise = enterprise("140602");
            var facts = facts(enterprise, "FIRST_SET", "2025-01-01", "2025-12-31", "");
            var path = "/v1/innovative-products/" + filed(facts);
            ordered(SHUOZHOU, path.substring(path.lastIndexOf('/') + 1), order("示例·甲", "2025-06-01"))
                    .statusCode(200);
            as(SHUOZHOU)
                    .body(facts)
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2), "facts.orders", hasSize(1));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"validTo\": \"2025-05-31\"}")
                    .patch(path)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/orders"));
            as(SHUOZHOU)
                    .body(facts(
                            enterprise,
                            "FIRST_SET",
                            "2025-01-01",
                            "2025-12-31",
                            ", \"orders\": [" + order("示例·乙", "2025-06-02") + "]"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("facts.orders.buyer", contains("示例·乙"));
            posted(facts(enterprise("140602"), "FIRST_SET", "2025-01-02", "2025-01-01", ""))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/validTo"));
            posted(facts(code(), "FIRST_SET", "2025-01-02", null, ""))
                    .statusCode(400)
                    .body("errors[0].code", is("enterprise-unknown"));
        }

        @Test
        @DisplayName("imports by externalId with periods that meet → the second line refused; again → unchanged")
        void imports() {
            var number = "CP-" + UUID.randomUUID();
            var enterprise = enterprise("140602");
            var lines = "{\"facts\": "
                    + facts(enterprise, "CATALOGUE", "2025-01-01", null, ", \"externalId\": \"" + number + "\"")
                    + "}\n{\"facts\": " + facts(enterprise, "CATALOGUE", "2025-03-01", null, "") + "}";
            for (var outcome : List.of("CREATED", "UNCHANGED")) {
                as(SHUOZHOU)
                        .contentType("application/x-ndjson")
                        .body(lines.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/innovative-products/imports")
                        .then()
                        .statusCode(200)
                        .body("results.outcome", contains(outcome, "REFUSED"))
                        .body("results[1].problem.rule", is("innovative_product_period"));
            }
            as(SHUOZHOU)
                    .get("/v1/innovative-products?kind=CATALOGUE&validFrom.lte=2025-01-01&q=掘进机&externalId=" + number)
                    .then()
                    .body("items", hasSize(1), "items[0].facts.orders", nullValue());
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("8 orders of two clerks → all there, none lost")
        void orders() throws Exception {
            var id = filed(facts(enterprise("140602"), "FIRST_SET", "2025-01-01", null, ""));
            var statuses = together(
                    8,
                    i -> ordered(i % 2 == 0 ? SHUOZHOU : SHUOCHENG, id, order("买家" + i, "2025-02-01"))
                            .extract()
                            .statusCode());
            assertEquals(Collections.nCopies(8, 200), statuses);
            as(SHUOZHOU)
                    .get("/v1/innovative-products/" + id)
                    .then()
                    .body(
                            "version", is(9),
                            "facts.orders.buyer",
                                    containsInAnyOrder(IntStream.range(0, 8)
                                            .mapToObj(i -> "买家" + i)
                                            .toArray()));
        }

        @Test
        @DisplayName("8 periods of one product that meet → one filed, the others 409")
        void periods() throws Exception {
            var enterprise = enterprise("140602");
            var statuses = together(
                    8,
                    i -> posted(facts(enterprise, "FIRST_SET", "2025-01-0" + (i + 1), null, ""))
                            .extract()
                            .statusCode());
            assertEquals(1, Collections.frequency(statuses, 201), statuses.toString());
            assertEquals(7, Collections.frequency(statuses, 409), statuses.toString());
        }
    }
}
