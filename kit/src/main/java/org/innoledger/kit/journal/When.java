package org.innoledger.kit.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// On what conditions a write is to happen, and how often.
///
/// @param match the versions of which the record must have one, null for no matter
/// @param noneMatch the versions of which it must have none, null for no matter
/// @param key the idempotency key, null for none
/// @param operation method and path, within which the key counts
/// @param fingerprint SHA-256 of the request, 32 bytes, to tell a repetition from another request; null
///     without a key
public record When(Tags match, Tags noneMatch, String key, String operation, byte[] fingerprint) {
    /// Any version, as often as asked.
    public static final When ALWAYS = new When(null, null, null, null, null);

    /// The same for a request with this body.
    public When fingerprinted(String body) {
        return key == null ? this : new When(match, noneMatch, key, operation, sha256(body));
    }

    /// Refuses with 412 unless the record is as the caller expects it.
    void check(Filed<?> present) {
        var version = present == null ? 0 : present.version();
        if (noneMatch != null && noneMatch.matchWeakly(version)) {
            throw Problem.of(
                    ProblemType.VERSION_CONFLICT,
                    Text.of(
                            "If-None-Match: %s 排除了记录现在的状态：%s 已是第 %d 版。",
                            "If-None-Match: %s excludes what the record is: %s is at version %d.",
                            noneMatch,
                            present.id(),
                            version));
        }
        if (match != null && !match.match(version)) {
            throw Problem.of(
                    ProblemType.VERSION_CONFLICT,
                    Text.of(
                            "If-Match 要求第 %s 版，记录现为第 %d 版（0 表示不存在）。",
                            "If-Match asks for version %s; the record is at version %d (0: it does not exist).",
                            match,
                            version));
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
