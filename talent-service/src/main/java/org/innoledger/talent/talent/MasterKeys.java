package org.innoledger.talent.talent;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The master keys, from the file that `innoledger.personal.keys` names: one key a line, its id, a blank, and
/// 32 bytes in base64. The first wraps what is sealed from now on; those below it only open what was sealed
/// before. A file, and not a setting, since settings are seen in process lists, environments and support
/// bundles.
@ApplicationScoped
public class MasterKeys {
    private static final int KEYS_MAX = 20;
    private static final int BYTES = 32;

    private final Map<String, SecretKey> keys;

    MasterKeys(@ConfigProperty(name = "innoledger.personal.keys") Optional<Path> file) {
        this.keys = read(file.orElseThrow(() -> new IllegalStateException(
                "innoledger.personal.keys is not set: it names the file of the master keys for personal data,"
                        + " see docs/personal-data.md")));
    }

    /// Id of the key that wraps what is sealed now.
    String current() {
        return keys.keySet().iterator().next();
    }

    /// Ids of all keys.
    Set<String> ids() {
        return keys.keySet();
    }

    /// The key with this id.
    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    private static Map<String, SecretKey> read(Path file) {
        var keys = new LinkedHashMap<String, SecretKey>();
        try {
            for (var line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    var parts = line.strip().split("\\s+");
                    var bytes = parts.length == 2 ? Base64.getDecoder().decode(parts[1]) : new byte[0];
                    if (bytes.length != BYTES || keys.put(parts[0], new SecretKeySpec(bytes, "AES")) != null) {
                        throw new IllegalStateException("line " + (keys.size() + 1) + " of " + file
                                + " is not an id of its own and 32 bytes in base64");
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("the master keys in " + file + " cannot be read", e);
        }
        if (keys.isEmpty() || keys.size() > KEYS_MAX) {
            throw new IllegalStateException(file + " holds " + keys.size() + " keys; 1 to " + KEYS_MAX + " are needed");
        }
        return keys;
    }
}
