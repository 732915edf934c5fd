package org.innoledger.local;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What the launcher says: to the person at the terminal, and with the time to `logs/launcher.log`.
final class Console {
    private final LogFile log;

    Console(Folder folder) {
        try {
            log = new LogFile(folder.log(Processes.LAUNCHER), LogFile.LIMIT_BYTES);
        } catch (IOException e) {
            throw Refusal.unexpected(folder.log(Processes.LAUNCHER).toString(), e);
        }
    }

    void say(String text, Object... values) {
        var line = values.length == 0 ? text : text.formatted(values);
        System.out.println(line);
        note(line);
    }

    /// Only to the log.
    void note(String line) {
        try {
            log.line(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
            log.flush();
        } catch (IOException diskFull) {
            // The terminal has the line; a log that cannot be written is no reason to stop.
        }
    }
}
