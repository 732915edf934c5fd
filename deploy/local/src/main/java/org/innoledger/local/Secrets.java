package org.innoledger.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.stream.Stream;

/// Passwords of PostgreSQL's roles and Kafka's users, and master keys of personal data, made at the first
/// start and kept in files of mode 0600.
final class Secrets {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "innoledger_owner";

    /// Kafka's users: the broker itself, each service under its short name, and who reads from outside.
    static final String BROKER = "broker";
    static final String INTEGRATOR = "integrator";

    private static final String KAFKA = "kafka.";

    private static final int PASSWORD_BYTES = 24;
    private static final int MASTER_KEY_BYTES = 32;

    private final Properties passwords;

    private Secrets(Properties passwords) {
        this.passwords = passwords;
    }

    static Secrets ofFolder(Folder folder) {
        var file = folder.state().resolve("passwords.properties");
        var passwords = folder.read(file);
        var names = Stream.of(
                        Stream.of(SUPERUSER, OWNER, KAFKA + BROKER, KAFKA + INTEGRATOR),
                        Postgres.DATABASES.stream()
                                .flatMap(service -> Stream.of(KAFKA + service, app(service), system(service))))
                .flatMap(each -> each)
                .toList();
        if (!passwords.keySet().containsAll(names)) {
            var content = new StringBuilder();
            for (var name : names) {
                content.append(name)
                        .append('=')
                        .append(passwords.getProperty(name, random()))
                        .append('\n');
            }
            Folder.write(file, content.toString());
            passwords = folder.read(file);
        }
        return new Secrets(passwords);
    }

    /// The master keys of personal data: one is made at the first start. Operators rotate by adding a line on
    /// top, see docs/personal-data.md.
    static Path personalKeys(Folder folder) {
        var file = folder.keys().resolve("personal.keys");
        if (!Files.exists(file)) {
            var key = new byte[MASTER_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Folder.write(file, "local-1 " + Base64.getEncoder().encodeToString(key) + "\n");
        }
        return file;
    }

    /// The role that serves a service's requests.
    static String app(String service) {
        return service + "_app";
    }

    /// The role that sees all regions of a service.
    static String system(String service) {
        return service + "_system";
    }

    String of(String role) {
        return passwords.getProperty(role, "");
    }

    /// The password of a user of Kafka.
    String ofKafka(String user) {
        return of(KAFKA + user);
    }

    private static String random() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
