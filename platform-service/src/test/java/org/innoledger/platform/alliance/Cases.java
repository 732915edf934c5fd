package org.innoledger.platform.alliance;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.innoledger.kit.test.Tokens;

/// What the tests of alliances, coaching and shared resources need on file, and how they ask at once.
public final class Cases {
    public static final int THREADS = 32;

    /// A county that may read and nothing else.
    public static final String COUNTY_READER = Tokens.of("shuocheng-reader", Set.of("reader"), "140602");

    private Cases() {}

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
        return "{\"role\": \"%s\", \"unitName\": \"%s\", \"since\": \"2022-01-10\"%s}".formatted(role, unit, more);
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
        posted(token, path + "/opening", "{\"on\": \"2022-02-01\"}").statusCode(200);
        return path;
    }
}
