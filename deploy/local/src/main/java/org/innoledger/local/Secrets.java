package org.innoledger.local;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// The passwords of PostgreSQL's roles, made at the first start and kept in a file of mode 0600.
final class Secrets {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "innoledger_owner";
    static final String APP = "innoledger_app";
    static final String SYSTEM = "innoledger_system";

    private static final int PASSWORD_BYTES = 24;

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

    String of(String role) {
        return passwords.getProperty(role, "");
    }

    private static String random() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
