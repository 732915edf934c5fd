package org.innoledger.ledger;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;

import java.util.Set;
import org.innoledger.kit.test.Tokens;

/// What tests of the campaign begin with, filed through the API as its users would.
public final class Given {
    /// A reviewer of one county only.
    public static final String COUNTY_REVIEWER =
            Tokens.of("shuocheng-reviewer", Set.of("reader", "clerk", "reviewer"), "140602");

    private Given() {}

    /// An enterprise on the roster since 2020, in industry C3073.
    public static String enterprise(String token, String county) {
        return enterprise(token, county, "C3073", "2020-01-01");
    }

    public static String enterprise(String token, String county, String industry, String since) {
        var id = code();
        as(token)
                .body("""
                        {"name": "示例企业%s", "region": "%s", "industry": "%s", "ownership": "PRIVATE", "aboveScaleSince": "%s"}""".formatted(id.substring(12), county, industry, since))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    /// An activity that has been filed.
    public static String activity(String token, String enterprise, String kind, String startedOn) {
        return as(token)
                .body("""
                        {"enterprise": "%s", "kind": "%s", "title": "示例活动", "startedOn": "%s"}""".formatted(enterprise, kind, startedOn))
                .post("/v1/activities")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /// An activity that has been verified, by which the enterprise is ACTIVE.
    public static String verified(String token, String enterprise, String startedOn) {
        var id = activity(token, enterprise, "RD_PROJECT", startedOn);
        as(token)
                .body("{\"on\": \"" + startedOn + "\"}")
                .post("/v1/activities/" + id + "/verification")
                .then()
                .statusCode(200);
        return id;
    }
}
