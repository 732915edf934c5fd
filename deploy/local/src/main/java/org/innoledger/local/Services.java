package org.innoledger.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the gateway and the three services are started: their packaged folders, told by environment variables
/// where everything is. Secrets travel in the environment too, which only the same user can read.
final class Services {
    /// Process name to the database, and to the last part of the gateway's `innoledger.services.…`.
    private static final Map<String, String> SHORT =
            Map.of(Suite.LEDGER, "ledger", Suite.TALENT, "talent", Suite.PLATFORM, "platform");

    /// A quarter of it is what imports may hold at once (the kit's `Memory`), which must be more than one of
    /// the largest size takes.
    private static final int SERVICE_HEAP_MEBIBYTES = 256;
    private static final int GATEWAY_HEAP_MEBIBYTES = 96;
    private static final int MIGRATION_HEAP_MEBIBYTES = 64;

    private static final String DATABASE_URL = "INNOLEDGER_DATABASE_URL";

    /// Leaves broken escapes in an address to the service, which says what is wrong; the framework would
    /// answer an empty 400.
    private static final String OWN_REFUSALS = "-Dvertx.disableURIValidation=true";

    private final Folder folder;
    private final Ports ports;
    private final Secrets secrets;

    Services(Folder folder, Ports ports, Secrets secrets) {
        this.folder = folder;
        this.ports = ports;
        this.secrets = secrets;
    }

    Child.Command command(String name) {
        var environment = common(name);
        if (name.equals(Suite.GATEWAY)) {
            SHORT.forEach((service, shortName) -> {
                var variable = shortName.toUpperCase(Locale.ROOT);
                environment.put("INNOLEDGER_SERVICES_" + variable, address(service));
                environment.put("INNOLEDGER_MANAGEMENT_" + variable, management(service));
            });
            environment.put("INNOLEDGER_DOCUMENTS_ORIGIN", address(name));
            return new Child.Command(name, java(name, GATEWAY_HEAP_MEBIBYTES), environment);
        }
        environment.putAll(Map.of(
                DATABASE_URL,
                database(name),
                "INNOLEDGER_DATABASE_APP",
                Secrets.app(SHORT.get(name)),
                "INNOLEDGER_DATABASE_APP_PASSWORD",
                secrets.of(Secrets.app(SHORT.get(name))),
                "INNOLEDGER_DATABASE_SYSTEM",
                Secrets.system(SHORT.get(name)),
                "INNOLEDGER_DATABASE_SYSTEM_PASSWORD",
                secrets.of(Secrets.system(SHORT.get(name))),
                "INNOLEDGER_KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + ports.of(Suite.KAFKA)));
        environment.put("INNOLEDGER_KAFKA_USER", SHORT.get(name));
        environment.put("INNOLEDGER_KAFKA_PASSWORD", secrets.ofKafka(SHORT.get(name)));
        if (name.equals(Suite.TALENT)) {
            environment.put(
                    "INNOLEDGER_PERSONAL_KEYS", Secrets.personalKeys(folder).toString());
        }
        return new Child.Command(name, java(name, SERVICE_HEAP_MEBIBYTES), environment, Optional.of(migration(name)));
    }

    /// What brings a service's database up to date before it starts. It alone is told the password of the
    /// tables' owner.
    private Child.Command migration(String name) {
        var folder = jar(name).getParent();
        var classPath = Stream.of("app", "lib/main", "lib/boot")
                .map(part -> folder.resolve(part) + "/*")
                .collect(Collectors.joining(File.pathSeparator));
        var command = Java.command(
                MIGRATION_HEAP_MEBIBYTES, List.of(), List.of("-cp", classPath, "org.innoledger.kit.db.Migration"));
        var environment = Map.of(
                DATABASE_URL,
                database(name),
                "INNOLEDGER_DATABASE_OWNER",
                Secrets.OWNER,
                "INNOLEDGER_DATABASE_OWNER_PASSWORD",
                secrets.of(Secrets.OWNER));
        return new Child.Command(name, command, environment);
    }

    private String database(String name) {
        return "jdbc:postgresql://127.0.0.1:" + ports.of(Suite.POSTGRES) + "/" + SHORT.get(name);
    }

    /// Where a process serves its callers.
    String address(String name) {
        return "http://127.0.0.1:" + ports.of(name);
    }

    /// Where a process has its health and metrics.
    String management(String name) {
        return "http://127.0.0.1:" + ports.of(Ports.management(name));
    }

    private Map<String, String> common(String name) {
        return new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(ports.of(name)),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(ports.of(Ports.management(name))),
                "INNOLEDGER_TOKEN_JWKS",
                Tokens.jwks(folder).toUri().toString(),
                "INNOLEDGER_TOKEN_ISSUER",
                Tokens.ISSUER,
                "INNOLEDGER_TOKEN_AUDIENCE",
                Tokens.AUDIENCE));
    }

    private static List<String> java(String name, int heapMebibytes) {
        return Java.command(
                heapMebibytes, List.of(OWN_REFUSALS), List.of("-jar", jar(name).toString()));
    }

    /// The packaged service; refuses when it has not been built.
    static Path jar(String name) {
        var jar = Java.project().resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw Refusal.of("%s 尚未构建，请运行 ./ledger up。", "%s has not been built; run ./ledger up.", name);
        }
        return jar;
    }
}
