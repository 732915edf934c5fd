package org.innoledger.ledger.enterprise;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class EnterpriseTest {
    static String facts(String name, String region) {
        return """
                {"name": "%s", "region": "%s", "industry": "C3073", "ownership": "PRIVATE", "revenueYuan": 36000000}""".formatted(name, region);
    }

    private static String filed(String token, String region) {
        var id = code();
        as(token)
                .body(facts("示例企业" + id, region))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("the day of leaving the roster without that of entering → 400, which asks for the latter")
        void leftWithoutEntering() {
            as(SHUOCHENG)
                    .body(facts("甲", "140602").replace("}", ", \"aboveScaleUntil\": \"2024-12-31\"}"))
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/aboveScaleSince"), "errors.code", contains("missing"));
        }

        @Test
        @DisplayName("PUT with wrong codes → 400 that names all of them, in Chinese and in English")
        void wrongCodes() {
            var wrong = """
                    {"name": " ", "region": "140202", "industry": "C9931", "ownership": "PRIVATE", "parent": "91350100M000100Y44"}""";
            as(PROVINCE)
                    .body(wrong)
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer", contains("/industry", "/name", "/parent", "/region"),
                            "errors.code",
                                    contains(
                                            "industry-unknown",
                                            "missing",
                                            "credit-code-check-character",
                                            "division-retired"),
                            "errors[3].message", containsString("请改用 140213 平城区"));
            as(PROVINCE)
                    .header("Accept-Language", "en")
                    .body(wrong)
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(400)
                    .header("Content-Type", "application/problem+json;charset=UTF-8")
                    .body(
                            "title", is("The request is not valid"),
                            "errors[0].message", is("GB/T 4754-2017 has no division 99"),
                            "errors[1].message", is("This is required"));
            as(PROVINCE)
                    .body(facts("甲", "140602"))
                    .put("/v1/enterprises/91350100M000100Y4Z")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/id"));
            as(PROVINCE)
                    .body(facts("甲", "140600"))
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(400)
                    .body("errors[0].message", startsWith("所在区划应为县级"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("GET list by every sort of filter → those that match")
        void filters() {
            var county = Place.county();
            var id = filed(county.token("clerk"), county.code());
            var reader = county.token("reader");
            var all =
                    "/v1/enterprises?industry=C30&revenueYuan.gte=36000000&revenueYuan.lte=36000000&status=NOT_STARTED,ACTIVE&total=true&updatedSince=2026-01-01T00:00:00Z&q="
                            + id;
            as(reader).get(all).then().statusCode(200).body("items.id", contains(id), "total", is(1));
            for (var sort : List.of("name", "-revenueYuan", "aboveScaleSince", "-industry", "id")) {
                as(reader)
                        .get("/v1/enterprises?sort=" + sort)
                        .then()
                        .statusCode(200)
                        .body("items.id", hasItem(id));
            }
            as(reader)
                    .get("/v1/enterprises?industry=C31")
                    .then()
                    .statusCode(200)
                    .body("items", empty());
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("PUT in another city → 403; under a code that another city holds → 409 that does not say which")
        void foreign() {
            var id = filed(SHUOZHOU, "140602");
            as(SHUOZHOU)
                    .body(facts("甲", "140213"))
                    .put("/v1/enterprises/" + code())
                    .then()
                    .statusCode(403);
            as(DATONG)
                    .body(facts("甲", "140213"))
                    .put("/v1/enterprises/" + id)
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/held-elsewhere"), "detail", not(containsString("140602 ")));
            as(DATONG)
                    .body("{\"reason\": \"试\"}")
                    .post("/v1/enterprises/" + id + "/withdrawal")
                    .then()
                    .statusCode(404);
        }
    }
}
