package org.innoledger.kit.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;

/// The clock of a service. Days, months and deadlines are those of the province, whatever zone a machine is
/// in; `LocalDate.now(clock)` is today in Shanxi. A test puts a clock of its own in its place.
public class Clocks {
    /// Asia/Shanghai, in which all deadlines are computed.
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Produces
    @Singleton
    @DefaultBean
    static Clock clock() {
        return Clock.system(ZONE);
    }
}
