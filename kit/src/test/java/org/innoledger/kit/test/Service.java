package org.innoledger.kit.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/// What a service under test stands on: a fresh database and keys for tokens. Kafka is added by the tests that
/// need it.
public class Service implements QuarkusTestResourceLifecycleManager {
    private static final String DATABASE = "test_" + ProcessHandle.current().pid();

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        settings.put("innoledger.database.url", Postgres.ofThisRun().fresh(DATABASE));
        // The server of the run trusts whoever reaches it on loopback.
        for (var role : List.of("owner", "app", "system")) {
            settings.put("innoledger.database." + role + "-password", "trusted");
        }
        settings.put("innoledger.token.jwks", Tokens.publicKeys().toUri().toString());
        settings.put("innoledger.personal.keys", personalKeys().toString());
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    /// Master keys as operators keep them: a new one above one that has served its time.
    private static Path personalKeys() {
        try {
            var file = Files.createTempFile("personal", ".keys");
            file.toFile().deleteOnExit();
            var random = new SecureRandom();
            var lines = Stream.of("test-2", "test-1").map(id -> {
                var key = new byte[32];
                random.nextBytes(key);
                return id + " " + Base64.getEncoder().encodeToString(key);
            });
            return Files.write(file, lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The database goes with the server of the run.
    }

    /// A connection that sees every region and may do everything.
    public static Connection superuser() throws SQLException {
        return Postgres.ofThisRun().superuser(DATABASE);
    }

    /// The service's description of its API, as the build wrote it.
    static Path openApi() {
        return Path.of(ConfigProvider.getConfig()
                        .getValue("quarkus.smallrye-openapi.store-schema-directory", String.class))
                .resolve("openapi.json");
    }
}
