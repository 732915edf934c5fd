package org.innoledger.talent;

import static org.innoledger.kit.test.Asking.as;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the tests of lists, teams, agreements, posts and incentives need on file before they begin.
public final class Arranged {
    private static int made = (int) (System.nanoTime() / 1000 % 900_000);

    private Arranged() {}

    /// A number that no other test uses.
    public static synchronized int number() {
        return ++made;
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
}
