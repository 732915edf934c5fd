package org.innoledger.ledger.enterprise;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What was withdrawn by mistake comes back as it was, unless something else stands in its place.
@QuarkusTest
@WithTestResource(Service.class)
class RestorationTest {
    private static final String BY_MISTAKE = "{\"reason\": \"误撤\"}";

    private static String facts(String region) {
        return """
                {"name": "示例企业", "region": "%s", "industry": "C3073", "ownership": "PRIVATE"}""".formatted(region);
    }

    private static String withdrawn() {
        var path = "/v1/enterprises/" + code();
        as(SHUOZHOU).body(facts("140602")).put(path).then().statusCode(201);
        posted(SHUOZHOU, path + "/withdrawal", BY_MISTAKE).statusCode(200);
        return path;
    }

    @Test
    @DisplayName("one that has moved meanwhile: its new city hears 409, until the province restores and moves it")
    void moved() {
        var path = withdrawn();
        as(DATONG).body(facts("140212")).put(path).then().statusCode(409).body("type", is("/problems/held-elsewhere"));
        posted(DATONG, path + "/restoration", BY_MISTAKE).statusCode(404);
        posted(PROVINCE, path + "/restoration", BY_MISTAKE).statusCode(200);
        posted(PROVINCE, path + "/relocation", "{\"region\": \"140212\", \"reason\": \"整体搬迁\"}")
                .statusCode(200);
        as(DATONG).get(path).then().statusCode(200).body("region", is("140212"));
    }

    @Test
    @DisplayName("what has taken its place, or no longer is what it names, stands in the way")
    void inTheWay() {
        var enterprise = code();
        var path = "/v1/enterprises/" + enterprise;
        as(SHUOZHOU).body(facts("140602")).put(path).then().statusCode(201);
        var facts = "{\"enterprise\": \"%s\", \"year\": 2024, \"revenueYuan\": 1000}".formatted(enterprise);
        var first = "/v1/annual-figures/"
                + posted(SHUOZHOU, "/v1/annual-figures", facts)
                        .statusCode(201)
                        .extract()
                        .path("id");
        posted(SHUOZHOU, first + "/withdrawal", BY_MISTAKE).statusCode(200);
        String second = posted(SHUOZHOU, "/v1/annual-figures", facts)
                .statusCode(201)
                .extract()
                .path("id");
        posted(SHUOZHOU, first + "/restoration", BY_MISTAKE).statusCode(409).body("inTheWay", is(second));
        posted(SHUOZHOU, "/v1/annual-figures/" + second + "/withdrawal", BY_MISTAKE)
                .statusCode(200);
        posted(SHUOZHOU, path + "/withdrawal", BY_MISTAKE).statusCode(200);
        posted(SHUOZHOU, first + "/restoration", BY_MISTAKE)
                .statusCode(400)
                .body("errors.pointer", contains("/enterprise"));
        posted(SHUOZHOU, path + "/restoration", BY_MISTAKE).statusCode(200);
        posted(SHUOZHOU, first + "/restoration", BY_MISTAKE).statusCode(200);
    }
}
