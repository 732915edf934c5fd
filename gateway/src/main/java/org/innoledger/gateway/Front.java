package org.innoledger.gateway;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.regex.Pattern;
import org.innoledger.kit.front.HeadTime;
import org.innoledger.kit.front.RequestHead;

/// What every request meets first, whatever its path and method: requests that two readers could take for two
/// things are refused, what tells of the inside is for operators, and each is measured under the name of its
/// route.
@Singleton
final class Front {
    /// Of filters those with a higher number come first; authentication has 200.
    private static final int BEFORE_ANSWERS = 950;

    private static final int AFTER_AUTHENTICATION = 100;

    /// What tells of the inside. What the framework offers about itself has a port of its own.
    private static final Pattern INSIDE = Pattern.compile("/metrics(?:/.*)?");

    /// Where the binder of metrics looks for the name of a request.
    private static final String MEASURED_AS = "UrlPathTemplate";

    /// The name of what has no route; a path as it was sent would let anybody use up the names that there are.
    private static final String NO_ROUTE = "UNKNOWN";

    private static final Pattern PARAMETER = Pattern.compile(":([a-z0-9]+)");

    /// What browsers are told with every answer. The framework's own setting has a route with a path before
    /// all others, which fails at a broken escape before anybody can refuse it.
    private static final Map<String, String> FOR_BROWSERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy",
                    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
                            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

    @Inject
    Door door;

    void register(@Observes Filters filters) {
        HeadTime.enable();
        filters.register(Front::check, BEFORE_ANSWERS);
        filters.register(this::guard, AFTER_AUTHENTICATION);
    }

    private static void check(RoutingContext ctx) {
        FOR_BROWSERS.forEach(ctx.response()::putHeader);
        measure(ctx);
        if (!refused(ctx)) {
            ctx.next();
        }
    }

    /// Whether the head of a request will not do, which is then answered, and the connection closed.
    static boolean refused(RoutingContext ctx) {
        var request = ctx.request();
        var unclear = RequestHead.fault(request.version() == HttpVersion.HTTP_1_1, request.uri(), request.headers());
        unclear.ifPresent(problem -> {
            ctx.addEndHandler(ended -> request.connection().close());
            Answer.of(ctx, problem).with("Connection", "close").to(ctx);
        });
        return unclear.isPresent();
    }

    private static void measure(RoutingContext ctx) {
        var request = (HttpServerRequestInternal) ctx.request();
        if (request.path() == null || !request.path().startsWith("/docs/")) {
            request.context().putLocal(MEASURED_AS, NO_ROUTE);
            ctx.addHeadersEndHandler(end -> {
                var route =
                        ctx.currentRoute() == null ? null : ctx.currentRoute().getPath();
                if (route != null) {
                    request.context()
                            .putLocal(MEASURED_AS, PARAMETER.matcher(route).replaceAll("{$1}"));
                }
            });
        }
    }

    private void guard(RoutingContext ctx) {
        if (INSIDE.matcher(ctx.normalizedPath()).matches()) {
            door.admitOperator(ctx);
        } else {
            ctx.next();
        }
    }
}
