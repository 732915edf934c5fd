package org.innoledger.gateway;

import io.quarkus.vertx.http.runtime.HttpCompressionHandler;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Compresses every answer whose media type is listed, the services' as well. Event streams are not: a
/// compressor would hold events back.
@Singleton
final class Compression {
    private static final int BEFORE_ANSWERS = 900;

    private final Set<String> mediaTypes;

    Compression(@ConfigProperty(name = "quarkus.http.compress-media-types") Set<String> mediaTypes) {
        this.mediaTypes = mediaTypes;
    }

    void register(@Observes Filters filters) {
        filters.register(
                ctx -> {
                    ctx.addHeadersEndHandler(end -> {
                        HttpCompressionHandler.compressIfNeeded(ctx, mediaTypes);
                        ctx.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
                    });
                    ctx.next();
                },
                BEFORE_ANSWERS);
    }
}
