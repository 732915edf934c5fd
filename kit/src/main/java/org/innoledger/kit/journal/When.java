package org.innoledger.kit.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// On what conditions a write is to happen, and how often.
///
/// @param version the version that the record must have, [#EXISTING] for any that exists, null for no matter
/// @param absent whether the record must not exist yet
/// @param key the idempotency key, null for none
/// @param operation method and path, within which the key counts
/// @param fingerprint SHA-256 of the request, 32 bytes, to tell a repetition from another request; null
///     without a key
public record When(Long version, boolean absent, String key, String operation, byte[] fingerprint) {
    /// Stands for `If-Match: *`.
    public static final long EXISTING = -1;

    /// Any version, as often as asked.
    public static final When ALWAYS = new When(null, false, null, null, null);

    /// The same for a request with this body.
    public When fingerprinted(String body) {
        return key == null ? this : new When(version, absent, key, operation, sha256(body));
    }

    /// Refuses with 412 unless the record is as the caller expects it.
    void check(Filed<?> present) {
        if (absent && present != null) {
            throw Problem.of(
                    ProblemType.VERSION_CONFLICT,
                    Text.of(
                            "If-None-Match: * 要求记录尚不存在，但 %s 已是第 %d 版。",
                            "If-None-Match: * asks that the record not exist, but %s is at version %d.",
                            present.id(),
                            present.version()));
        }
        if (version != null && (present == null || version != EXISTING && version != present.version())) {
            throw Problem.of(
                    ProblemType.VERSION_CONFLICT,
                    Text.of(
                            "If-Match 要求第 %s 版，记录现为第 %d 版（0 表示不存在）。",
                            "If-Match asks for version %s; the record is at version %d (0: it does not exist).",
                            version == EXISTING ? "*" : version,
                            present == null ? 0 : present.version()));
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
