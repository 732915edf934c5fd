package org.innoledger.kit.sample;

import static org.innoledger.kit.test.Asking.as;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.innoledger.kit.test.Service;

/// The service that the kit is tested in, which all of these tests share, and what they file in it.
public final class Samples {
    static final String PATH = SampleResource.PATH;

    private Samples() {}

    /// The kit as the service `sample`, which follows another one. Its settings stand here and in no file,
    /// since what stands on the class path of the kit's tests would be the services' too.
    public static class Running implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "innoledger.service", "sample",
                    "innoledger.follow.service", "ledger",
                    "innoledger.follow.register", "enterprise");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Service.class, Map.of(Service.TABLES, "/db/sample/sample.sql")));
        }
    }

    /// Facts of a sample of ore.
    ///
    /// @param more further members, each with a comma before it
    static String facts(String region, String name, String more) {
        return """
                {"region": "%s", "name": "%s", "kind": "ORE", "takenOn": "2026-03-01"%s}""".formatted(region, name, more);
    }

    /// A path that no record has.
    static String fresh() {
        return PATH + "/" + UUID.randomUUID();
    }

    /// The path of a new sample.
    static String filed(String token, String region, String more) {
        return PATH + "/"
                + as(token)
                        .body(facts(region, "示例", more))
                        .post(PATH)
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    /// The id in the path of a record.
    static String id(String path) {
        return path.substring(PATH.length() + 1);
    }

    /// A line of an import.
    static String line(UUID id, String facts) {
        return "{\"id\": \"%s\", \"facts\": %s}".formatted(id, facts);
    }

    static Response sent(String token, String path, List<String> lines) {
        return as(token)
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post(path);
    }
}
