package org.innoledger.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The services behind the gateway, by name, and the one client that talks to them.
@Singleton
final class Upstreams {

    @ConfigMapping(prefix = "innoledger.services")
    interface Addresses {
        /// Where each service is: `innoledger.services.ledger=http://127.0.0.1:8081`.
        @WithParentName
        Map<String, URI> byName();
    }

    @ConfigMapping(prefix = "innoledger.management")
    interface Management {
        /// Where each service says how it is: `innoledger.management.ledger=http://127.0.0.1:9081`.
        @WithParentName
        Map<String, URI> byName();
    }

    /// Followers of a feed hold a connection each, so this bounds them and not only the requests under way.
    private static final int CONNECTIONS_MAX = 2_000;

    private static final int WAITING_MAX = 1_000;

    final HttpClient client;
    private final Map<String, Upstream> byName;
    private final Map<String, Upstream> management;

    Upstreams(Vertx vertx, Addresses addresses, Management management, Limits limits) {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) limits.connectTime().toMillis())
                .setMaxPoolSize(CONNECTIONS_MAX)
                .setMaxWaitQueueSize(WAITING_MAX));
        byName = upstreams(addresses.byName());
        this.management = upstreams(management.byName());
    }

    private Map<String, Upstream> upstreams(Map<String, URI> addresses) {
        return addresses.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        address -> new Upstream(address.getValue(), client),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /// The services' ports of management.
    Map<String, Upstream> management() {
        return management;
    }

    /// @throws IllegalStateException for a service without an address
    Upstream named(String service) {
        var upstream = byName.get(service);
        if (upstream == null) {
            throw new IllegalStateException("Set innoledger.services." + service + " to the address of that service.");
        }
        return upstream;
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
