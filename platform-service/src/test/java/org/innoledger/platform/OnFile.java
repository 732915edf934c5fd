package org.innoledger.platform;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.settled;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.test.Together;

/// What tests of registers that hang on platforms need on file before they begin, and how they ask.
public final class OnFile {
    private static int made = (int) (System.nanoTime() / 1000 % 900_000);

    private OnFile() {}

    /// A credit code that no other test uses.
    public static synchronized String code() {
        var body = "91140602MT%06d".formatted(++made % 1_000_000);
        body = body + CreditCode.organisationCheck(body.substring(8, 16));
        return body + CreditCode.check(body + "0");
    }

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

    public static ValidatableResponse posted(String token, String path, String body) {
        return as(token).body(body).post(path).then();
    }

    public static ValidatableResponse postedInEnglish(String token, String path, String body) {
        return as(token).header("Accept-Language", "en").body(body).post(path).then();
    }

    public static ValidatableResponse patched(String token, String path, String patch) {
        return as(token)
                .contentType("application/merge-patch+json;charset=UTF-8")
                .body(patch)
                .patch(path)
                .then();
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

    /// Answers to requests that are sent at the same moment; what the service asks to be repeated is repeated.
    public static List<Response> together(int count, IntFunction<Response> request) throws Exception {
        return Together.together(count, number -> settled(() -> request.apply(number)));
    }

    /// How many answers had this status.
    public static long count(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }
}
