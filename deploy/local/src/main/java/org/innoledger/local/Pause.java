package org.innoledger.local;

import java.time.Duration;

/// A wait between two looks at something outside this process.
public final class Pause {
    private Pause() {}

    /// Waits; an interrupt only ends the wait, since whoever waits looks again.
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
