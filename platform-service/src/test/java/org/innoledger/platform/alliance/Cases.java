package org.innoledger.platform.alliance;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.settled;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.test.Together;
import org.innoledger.kit.test.Tokens;

/// What the tests of alliances, coaching and shared resources need on file, and how they ask at once.
public final class Cases {
    public static final int THREADS = 32;

    /// A county that may read and nothing else.
    public static final String COUNTY_READER = Tokens.of("shuocheng-reader", Set.of("reader"), "140602");
    private static int made = (int) (System.nanoTime() / 1000 % 900_000);

    private Cases() {}

    /// A credit code that no other test uses.
    public static synchronized String code() {
        var body = "91140602HF%06d".formatted(++made % 1_000_000);
        body = body + CreditCode.organisationCheck(body.substring(8, 16));
        return body + CreditCode.check(body + "0");
    }

    public static ValidatableResponse posted(String token, String path, String body) {
        return as(token).body(body).post(path).then();
    }

    public static ValidatableResponse patched(String token, String path, String body) {
        return as(token)
                .contentType("application/merge-patch+json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .patch(path)
                .then();
    }

    public static ValidatableResponse imported(String token, String register, String lines) {
        return as(token)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(register + "/imports")
                .then()
                .statusCode(200);
    }

    /// The id of a record that this caller has filed.
    public static String filed(String token, String register, String body) {
        return posted(token, register, body).statusCode(201).extract().path("id");
    }

    /// The id of a new platform.
    public static String platform(String token, String region) {
        return filed(token, "/v1/platforms", """
                {"name": "示例·测试中心", "region": "%s", "type": "ENGINEERING_CENTRE", "level": "MUNICIPAL"}""".formatted(region));
    }

    public static String member(String role, String unit, String more) {
        return "{\"role\": \"%s\", \"unitName\": \"%s\", \"joinedOn\": \"2022-01-10\"%s}".formatted(role, unit, more);
    }

    public static String members(String... members) {
        return "\"members\": [" + String.join(", ", members) + "]";
    }

    /// One of each role that an alliance needs.
    public static String needed() {
        return members(member("LEAD", "龙头", ""), member("RESEARCH", "研究院", ""), member("SUPPORTING", "配套", ""));
    }

    public static String alliance(String region, String kind, String cluster, String... more) {
        return """
                {"kind": "%s", "name": "示例·产业联盟", "region": "%s", "cluster": "%s", "foundedOn": "2022-01-10"%s}""".formatted(kind, region, cluster, more.length == 0 ? "" : ", " + String.join(", ", more));
    }

    public static String committee() {
        return "\"committee\": [{\"unit\": \"示例·大学\", \"field\": \"材料\"}]";
    }

    /// Path of a new alliance of this division that is active since 2022-02-01.
    public static String active(String token, String region, String kind, String cluster, String members) {
        var path =
                "/v1/alliances/" + filed(token, "/v1/alliances", alliance(region, kind, cluster, members, committee()));
        posted(token, path + "/opening", "{\"activatedOn\": \"2022-02-01\"}").statusCode(200);
        return path;
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
