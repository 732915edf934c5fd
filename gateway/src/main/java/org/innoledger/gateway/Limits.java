package org.innoledger.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What one request may take.
@ConfigMapping(prefix = "innoledger.limits")
interface Limits {
    /// The largest body of a request.
    @WithDefault("1M")
    MemorySize body();

    /// The largest body of an import.
    @WithDefault("32M")
    MemorySize importBody();

    /// How long a connection to a service may take.
    @WithDefault("2S")
    Duration connectTime();

    /// How long a service may think after it has the whole request; feeds, which wait for changes, are exempt.
    @WithDefault("60S")
    Duration responseTime();

    /// How long `/health` waits for a service.
    @WithDefault("1S")
    Duration healthTime();
}
