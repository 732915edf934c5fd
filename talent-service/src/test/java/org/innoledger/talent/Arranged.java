package org.innoledger.talent;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.settled;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.test.Together;

/// What the tests of lists, teams, agreements, posts and incentives need on file before they begin.
public final class Arranged {
    private static int made = (int) (System.nanoTime() / 1000 % 900_000);

    private Arranged() {}

    /// A number that no other test uses.
    public static synchronized int number() {
        return ++made;
    }

    /// A credit code that no other test uses.
    public static String code() {
        var body = "91140602MB%06d".formatted(number() % 1_000_000);
        body = body + CreditCode.organisationCheck(body.substring(8, 16));
        return body + CreditCode.check(body + "0");
    }

    /// A new talent of this division.
    public static String talent(String token, String region) {
        return filed(
                token,
                "/v1/talents",
                "{\"personal\": {\"name\": \"示例人才\"}, \"region\": \"%s\", \"teams\": [\"TECHNICAL\"]}"
                        .formatted(region));
    }

    /// The id of a new record.
    public static String filed(String token, String path, String facts) {
        return as(token).body(facts).post(path).then().statusCode(201).extract().path("id");
    }

    /// A JSON array of texts.
    public static String array(List<String> texts) {
        return texts.isEmpty() ? "[]" : "[\"" + String.join("\", \"", texts) + "\"]";
    }

    public static byte[] lines(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /// Answers of requests that begin at the same moment, each in a thread of its own. One that found the
    /// service busy asks again, as it is told to.
    public static List<Response> together(int count, IntFunction<Response> request) throws Exception {
        return Together.together(count, number -> settled(() -> request.apply(number)));
    }

    /// How many answers have this status.
    public static long counted(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }
}
