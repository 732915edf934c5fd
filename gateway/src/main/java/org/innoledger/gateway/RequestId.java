package org.innoledger.gateway;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;

/// Gives every request a name that appears in the answer, in the access log and in the services.
@Singleton
final class RequestId {
    static final String HEADER = "X-Request-Id";

    /// What a caller may choose: short, and nothing that could forge a line of a log.
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final int BEFORE_EVERYTHING = 1_000;

    void register(@Observes Filters filters) {
        filters.register(
                ctx -> {
                    of(ctx);
                    ctx.next();
                },
                BEFORE_EVERYTHING);
    }

    static String of(RoutingContext ctx) {
        String known = ctx.get(HEADER);
        if (known != null) {
            return known;
        }
        var stated = ctx.request().getHeader(HEADER);
        var id = stated != null && SANE.matcher(stated).matches()
                ? stated
                : UUID.randomUUID().toString();
        ctx.put(HEADER, id);
        ctx.response().putHeader(HEADER, id);
        return id;
    }
}
