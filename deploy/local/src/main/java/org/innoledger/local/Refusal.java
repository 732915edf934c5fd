package org.innoledger.local;

import org.innoledger.kit.problem.Text;

/// Why the suite cannot start or go on, in one plain sentence for the person at the keyboard. It ends the
/// command with exit code 1; no stack trace is shown, since the sentence says what to do.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The sentence.
    final transient Text text;

    private Refusal(Text text, Throwable cause) {
        super(text.en(), cause);
        this.text = text;
    }

    static Refusal of(String zh, String en, Object... values) {
        return new Refusal(Text.of(zh, en, values), null);
    }

    static Refusal of(Text text) {
        return new Refusal(text, null);
    }

    /// A failure that no other sentence fits: what was being done, and what the machine said.
    static Refusal unexpected(String doing, Throwable cause) {
        if (isDiskFull(cause)) {
            return diskFull();
        }
        return new Refusal(
                Text.of("%s 失败：%s。", "%s failed: %s.", doing, cause.getMessage() == null ? cause : cause.getMessage()),
                cause);
    }

    static Refusal diskFull() {
        return of("磁盘空间已满，请清理后再启动。", "The disk is full; free some space, then start again.");
    }

    /// Whether a message, of this process or in a child's log, says that the disk is full (ENOSPC).
    static boolean saysDiskFull(String message) {
        return message != null && message.contains("No space left on device");
    }

    private static boolean isDiskFull(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (saysDiskFull(at.getMessage())) {
                return true;
            }
        }
        return false;
    }
}
