package org.innoledger.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// Passwords of PostgreSQL's roles and master keys of personal data, made at the first start and kept in
/// files of mode 0600.
final class Secrets {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "innoledger_owner";
    static final String APP = "innoledger_app";
    static final String SYSTEM = "innoledger_system";

    private static final int PASSWORD_BYTES = 24;
    private static final int MASTER_KEY_BYTES = 32;

    private final Properties passwords;

    private Secrets(Properties passwords) {
        this.passwords = passwords;
    }

    static Secrets ofFolder(Folder folder) {
        var file = folder.state().resolve("passwords.properties");
        var passwords = folder.read(file);
        if (passwords.isEmpty()) {
            var content = new StringBuilder();
            for (var role : new String[] {SUPERUSER, OWNER, APP, SYSTEM}) {
                content.append(role).append('=').append(random()).append('\n');
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

    String of(String role) {
        return passwords.getProperty(role, "");
    }

    private static String random() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
