package org.innoledger.ledger;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.PROVINCE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the tests of work groups, assignments, services and pairings need on file before they begin.
public final class Supporting {
    private Supporting() {}

    /// A new enterprise of the roster, filed by the province.
    public static String enterprise(String region, String industry) {
        var id = code();
        as(PROVINCE)
                .body(enterpriseFacts(id, region, industry))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    public static String enterpriseFacts(String name, String region, String industry) {
        return """
                {"name": "示例企业%s", "region": "%s", "industry": "%s", "ownership": "PRIVATE", "aboveScaleSince": "2020-01-01"}""".formatted(name, region, industry);
    }

    /// Puts an enterprise into a state as its people would: by a verified activity, a close-out, a reopening.
    public static void state(String enterprise, String state) {
        var activity = Given.verified(PROVINCE, enterprise, "2026-03-01");
        if (state.equals("ACTIVE")) {
            return;
        }
        var path = "/v1/enterprises/" + enterprise;
        as(PROVINCE)
                .body("{\"activity\": \"" + activity + "\"}")
                .post(path + "/close-out")
                .then()
                .statusCode(201);
        as(PROVINCE).body("{}").post(path + "/close-out/confirmation").then().statusCode(200);
        if (state.equals("REOPENED")) {
            as(PROVINCE)
                    .body("{\"reason\": \"活动已中止\"}")
                    .post(path + "/reopening")
                    .then()
                    .statusCode(200);
        }
    }

    /// A new work group of this region, with all that its rules ask for.
    public static String group(String token, String region) {
        return as(token)
                .body(groupFacts(region, "GOVERNMENT_HEAD", members("DIVISION", "UNIVERSITY", 5)))
                .post("/v1/work-groups")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static String groupFacts(String region, String post, String members) {
        return """
                {"name": "示例工作组", "region": "%s", "field": "陶瓷", "leader": "王某", "leaderPost": "%s", \
                "members": [%s], "since": "2026-01-01"}""".formatted(region, post, members);
    }

    /// Members of whom the first has this rank and the second is technical and comes from such a body.
    public static String members(String rank, String unitKind, int count) {
        var members = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            members.add("""
                    {"name": "成员%d", "unit": "示例单位", "unitKind": "%s", "rank": "%s", "technical": %s}""".formatted(i, i == 1 ? unitKind : "GOVERNMENT", i == 0 ? rank : "OTHER", i == 1));
        }
        return String.join(", ", members);
    }

    public static String assignmentFacts(String enterprise, String group, String since) {
        return """
                {"enterprise": "%s", "group": "%s", "since": "%s"}""".formatted(enterprise, group, since);
    }

    /// A new assignment from this day on.
    public static String assigned(String token, String enterprise, String group, String since) {
        return as(token)
                .body(assignmentFacts(enterprise, group, since))
                .post("/v1/assignments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static byte[] lines(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
