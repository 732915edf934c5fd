package org.innoledger.talent.talentgrant;

import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.settled;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.test.Together;
import org.innoledger.kit.test.Tokens;

/// What the tests of funds, rules and grants need on file before they begin.
public final class Granting {
    /// A reviewer of a county, who decides upon the money of the county and of nobody above it.
    public static final String COUNTY_REVIEWER =
            Tokens.of("shuocheng-reviewer", Set.of("reader", "clerk", "reviewer"), "140602");

    /// The year of every budget here.
    public static final int YEAR = 2026;

    private Granting() {}

    public static String fundFacts(String region, long budgetYuan) {
        return """
                {"name": "示例·人才专项资金", "region": "%s", "keeper": "示例·人才办", \
                "budgets": [{"year": %d, "budgetYuan": %d}], "document": "示例〔2026〕1号"}""".formatted(region, YEAR, budgetYuan);
    }

    /// A new fund with this budget.
    public static String fund(String token, String region, long budgetYuan) {
        return as(token)
                .body(fundFacts(region, budgetYuan))
                .post("/v1/funds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static String ruleFacts(
            String fund, String region, String kind, String grade, Long minYuan, long maxYuan, String days) {
        return """
                {"fund": "%s", "region": "%s", "projectKind": "%s", "grade": "%s"%s, "maxYuan": %d, %s, \
                "document": "示例〔2026〕2号"}""".formatted(
                        fund, region, kind, grade, minYuan == null ? "" : ", \"minYuan\": " + minYuan, maxYuan, days);
    }

    /// A new rule of a fund of the province, in force since 2026.
    public static String rule(String fund, String kind, String grade, Long minYuan, long maxYuan) {
        return as(PROVINCE)
                .body(ruleFacts(fund, "140000", kind, grade, minYuan, maxYuan, "\"since\": \"2026-01-01\""))
                .post("/v1/support-rules")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /// The rule for start-ups of leading talents: one to three million.
    public static String startUps(String fund) {
        return rule(fund, "START_UP", "NATIONAL_LEADING", 1_000_000L, 3_000_000);
    }

    public static String grantFacts(String fund, String rule, int year) {
        return """
                {"region": "140602", "fund": "%s", "year": %d, "rule": "%s", "enterprise": "%s", \
                "title": "示例·创业项目", "requestedYuan": 1000000}""".formatted(fund, year, rule, code());
    }

    /// Path of a new grant that a county applies for.
    public static String applied(String fund, String rule) {
        return "/v1/grants/"
                + as(SHUOCHENG)
                        .body(grantFacts(fund, rule, YEAR))
                        .post("/v1/grants")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    /// Path of a new grant that has been reviewed.
    public static String reviewed(String fund, String rule) {
        var path = applied(fund, rule);
        review(path);
        return path;
    }

    /// Paths of as many, which a county files by one import.
    public static List<String> reviewed(String fund, String rule, int count) {
        var lines = Stream.generate(() -> "{\"facts\": " + grantFacts(fund, rule, YEAR) + "}")
                .limit(count)
                .collect(Collectors.joining("\n"));
        var ids = as(SHUOCHENG)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/grants/imports")
                .then()
                .statusCode(200)
                .body("created", is(count))
                .extract()
                .<List<String>>path("results.id");
        var paths = ids.stream().map(id -> "/v1/grants/" + id).toList();
        paths.forEach(Granting::review);
        return paths;
    }

    private static void review(String path) {
        as(PROVINCE)
                .body("{\"opinion\": \"同意\", \"on\": \"2026-05-20\"}")
                .post(path + "/review")
                .then()
                .statusCode(200);
    }

    /// Path of a new grant that has been approved.
    public static String approved(String fund, String rule, long yuan) {
        var path = reviewed(fund, rule);
        approve(path, yuan).then().statusCode(200);
        return path;
    }

    public static Response approve(String path, long yuan) {
        return as(PROVINCE)
                .body("{\"amountYuan\": %d, \"on\": \"2026-06-01\"}".formatted(yuan))
                .post(path + "/approval");
    }

    public static String payment(long yuan, String voucher) {
        return "{\"on\": \"2026-07-01\", \"amountYuan\": %d, \"voucher\": \"%s\"}".formatted(yuan, voucher);
    }

    /// Answers to requests that are sent at the same moment; what the service asks to be repeated is repeated.
    public static List<Response> together(int count, IntFunction<Response> request) throws Exception {
        return Together.together(count, number -> settled(() -> request.apply(number), Granting::later));
    }

    /// The service is busy, or the first request with the same key still runs.
    private static boolean later(Response answer) {
        return answer.statusCode() == 503
                || answer.statusCode() == 409 && "/problems/request-in-progress".equals(answer.path("type"));
    }

    public static void balance(String fund, long budgetYuan, long committedYuan, long paidYuan) {
        as(PROVINCE)
                .get("/v1/funds/" + fund + "/balance?year=" + YEAR)
                .then()
                .statusCode(200)
                .body(
                        "budgetYuan", is((int) budgetYuan),
                        "committedYuan", is((int) committedYuan),
                        "paidYuan", is((int) paidYuan),
                        "remainingYuan", is((int) (budgetYuan - committedYuan)));
    }
}
