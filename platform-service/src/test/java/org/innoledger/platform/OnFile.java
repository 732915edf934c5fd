package org.innoledger.platform;

import static org.innoledger.kit.test.Asking.as;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// What tests of registers that hang on platforms need on file before they begin, and how they ask.
public final class OnFile {
    private OnFile() {}

    /// Id of a new platform that works since 2020.
    public static String platform(String token, String region, String type, String level) {
        return platform(token, region, type, level, ", \"approvedOn\": \"2019-01-01\", \"openedOn\": \"2020-01-01\"");
    }

    /// Id of a new platform.
    public static String platform(String token, String region, String type, String level, String more) {
        return id(as(token)
                .body(
                        "{\"name\": \"示例平台\", \"region\": \"%s\", \"type\": \"%s\", \"level\": \"%s\", \"subfield\": \"%s\"%s}"
                                // A subfield has one provincial key laboratory.
                                .formatted(region, type, level, UUID.randomUUID(), more))
                .post("/v1/platforms"));
    }

    /// Id of what was just filed.
    public static String id(Response answer) {
        return answer.then().statusCode(201).extract().path("id");
    }

    public static ValidatableResponse imported(String token, String path, List<String> facts) {
        var lines = facts.stream().map(each -> "{\"facts\": " + each + "}").toList();
        return as(token)
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post(path + "/imports")
                .then()
                .statusCode(200);
    }
}
