package org.innoledger.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/// One service behind the gateway.
final class Upstream {
    private final URI address;
    private final HttpClient client;
    private final Circuit circuit = new Circuit(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));

    Upstream(URI address, HttpClient client) {
        this.address = address;
        this.client = client;
    }

    HttpClient client() {
        return client;
    }

    /// A request on a connection to the service; fails where there is none to be had, and at once while its
    /// circuit is open.
    Future<HttpClientRequest> connect() {
        return circuit.run(() -> client.request(options()));
    }

    /// The address of the service, for one request.
    RequestOptions options() {
        var encrypted = "https".equals(address.getScheme());
        var port = address.getPort() >= 0 ? address.getPort() : encrypted ? 443 : 80;
        return new RequestOptions().setHost(address.getHost()).setPort(port).setSsl(encrypted);
    }
}
