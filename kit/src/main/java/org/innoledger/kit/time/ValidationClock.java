package org.innoledger.kit.time;

import jakarta.inject.Singleton;
import jakarta.validation.ClockProvider;
import java.time.Clock;

/// The clock of `@PastOrPresent` and its like: that of the service, so that today is today in the province.
@Singleton
public class ValidationClock implements ClockProvider {
    private final Clock clock;

    ValidationClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Clock getClock() {
        return clock;
    }
}
