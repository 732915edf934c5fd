package org.innoledger.talent.talent;

import static org.innoledger.kit.test.Asking.as;

import java.util.concurrent.atomic.AtomicInteger;
import org.innoledger.kit.standard.CitizenNumber;

/// Talents for tests: each with a citizen number of its own.
public final class People {
    private static final AtomicInteger MADE = new AtomicInteger();

    private People() {}

    /// A citizen number that no other test uses.
    public static String number() {
        var next = MADE.incrementAndGet();
        var body = "140602" + "19%02d0101".formatted(50 + next / 1000) + "%03d".formatted(next % 1000);
        return body + CitizenNumber.check(body);
    }

    /// The body that files a talent.
    ///
    /// @param personal JSON of the person
    /// @param more further facts, each with a comma before it
    public static String facts(String personal, String region, String more) {
        return """
                {"personal": %s, "region": "%s", "teams": ["TECHNICAL"]%s}""".formatted(personal, region, more);
    }

    /// Files a talent.
    ///
    /// @return its id
    public static String filed(String token, String region) {
        return as(token)
                .body(facts("{\"name\": \"示例人才\", \"nationalId\": \"%s\"}".formatted(number()), region, ""))
                .post("/v1/talents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
