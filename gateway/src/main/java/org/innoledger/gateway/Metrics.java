package org.innoledger.gateway;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// The gateway's metrics where its callers are, for operators who do not reach its port of management. `Front`
/// lets nobody else come here.
@Singleton
@SuppressWarnings("deprecation") // The registry that the extension brings.
final class Metrics {
    @Inject
    PrometheusMeterRegistry registry;

    void register(@Observes Router router) {
        router.route("/metrics")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(ctx -> ctx.vertx()
                        .executeBlocking(() -> registry.scrape())
                        .onSuccess(text -> Answer.of(200, TextFormat.CONTENT_TYPE_004, Buffer.buffer(text))
                                .with("Cache-Control", "no-store")
                                .to(ctx))
                        .onFailure(ctx::fail));
    }
}
