package org.innoledger.ledger;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.innoledger.kit.time.Clocks;

/// The clock of the tests: that of the machine, until a test says what time it is.
@Mock
@Singleton
public class TestClock extends Clock {
    private static volatile Instant told;

    /// From now on it is this time, and stays it.
    public static void set(Instant now) {
        told = now;
    }

    /// Back to the machine's time.
    public static void reset() {
        told = null;
    }

    @Override
    public ZoneId getZone() {
        return Clocks.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    @Override
    public Instant instant() {
        var now = told;
        return now == null ? Instant.now() : now;
    }
}
