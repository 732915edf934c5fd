package org.innoledger.kit.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.innoledger.kit.db.Migration;

/// What a service under test stands on: a fresh database, keys for tokens, and Kafka where its module has
/// one on its class path. All tests of a module stand on the same, so that the service starts once.
public class Service implements QuarkusTestResourceLifecycleManager {
    private static final String DATABASE = "test_" + ProcessHandle.current().pid();

    private static final List<String> SERVICES = List.of("ledger", "talent", "platform");

    /// Argument that names a script of further tables: the kit's own tests have a register, and no migrations
    /// of a service.
    public static final String TABLES = "tables";

    private Optional<Broker> broker = Optional.empty();
    private Optional<String> tables = Optional.empty();

    @Override
    public void init(Map<String, String> arguments) {
        tables = Optional.ofNullable(arguments.get(TABLES));
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        if (Broker.available()) {
            broker = Optional.of(Broker.starting());
        }
        var database = Postgres.ofThisRun().fresh(DATABASE);
        // The server of the run trusts whoever reaches it on loopback.
        Migration.migrate(database, "innoledger_owner", "trusted");
        tables.ifPresent(script -> execute("set role innoledger_owner; " + text(script)));
        settings.put("innoledger.database.url", database);
        for (var role : List.of("app", "system")) {
            settings.put("innoledger.database." + role + "-password", "trusted");
        }
        settings.put("innoledger.token.jwks", Tokens.publicKeys().toUri().toString());
        settings.put("innoledger.personal.keys", personalKeys().toString());
        settings.put("quarkus.http.test-port", "0");
        // Asked last, since it takes the longest to come.
        broker.ifPresent(each -> {
            each.topics(SERVICES);
            settings.put("innoledger.kafka.bootstrap-servers", each.address());
        });
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

    private static String text(String resource) {
        try (var in = Service.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The database goes with the server of the run.
    @Override
    public void stop() {
        broker.ifPresent(Broker::close);
    }

    /// A connection that sees every region and may do everything.
    public static Connection superuser() throws SQLException {
        return Postgres.ofThisRun().superuser(DATABASE);
    }

    /// A number from the database, as whoever sees everything.
    public static long number(String sql) {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            var rows = statement.executeQuery(sql);
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Changes the database behind the back of the service.
    public static void execute(String sql) {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The service's description of its API, as the build wrote it.
    static Path openApi() {
        return Path.of(ConfigProvider.getConfig()
                        .getValue("quarkus.smallrye-openapi.store-schema-directory", String.class))
                .resolve("openapi.json");
    }
}
