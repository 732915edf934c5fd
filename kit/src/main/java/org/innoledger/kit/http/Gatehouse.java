package org.innoledger.kit.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import org.innoledger.kit.front.BearerToken;
import org.innoledger.kit.front.HeadTime;
import org.innoledger.kit.front.RequestHead;
import org.innoledger.kit.journal.Tags;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Refuses what no service looks at, before authentication, and sees to what every answer has in common.
@ApplicationScoped
public class Gatehouse {
    /// Of filters those with a higher number come first; authentication has 200.
    private static final int BEFORE_EVERYTHING = 900;

    void register(@Observes Filters filters) {
        HeadTime.enable();
        filters.register(Gatehouse::check, BEFORE_EVERYTHING);
    }

    void register(@Observes Router router) {
        router.route().failureHandler(Gatehouse::fail);
    }

    private static void check(RoutingContext ctx) {
        var request = ctx.request();
        measuredAs(ctx, "UNKNOWN");
        if (refused(ctx)) {
            return;
        }
        BearerToken.fault(request.getHeader(HttpHeaders.AUTHORIZATION), Instant.now())
                .ifPresentOrElse(refusal -> BodyLimits.refuse(ctx, refusal), ctx::next);
    }

    /// Whether the head of a request will not do, which is then answered, and the connection closed.
    private static boolean refused(RoutingContext ctx) {
        var request = ctx.request();
        var unclear = RequestHead.fault(request.version() == HttpVersion.HTTP_1_1, request.uri(), request.headers());
        unclear.ifPresent(problem -> {
            ctx.response().putHeader("Connection", "close");
            ctx.addEndHandler(ended -> request.connection().close());
            BodyLimits.refuse(ctx, problem);
        });
        return unclear.isPresent();
    }

    /// The router itself refuses a request without a host, before any filter sees it, and leaves the answer to
    /// others.
    private static void fail(RoutingContext ctx) {
        if (ctx.response().closed()) {
            // Nobody is left to be answered, and what failed did so since its caller has gone.
            return;
        }
        if (ctx.statusCode() != 400 || ctx.response().ended() || !refused(ctx)) {
            ctx.next();
        }
    }

    /// The name under which the request is measured until its operation has been found: a path as it was sent
    /// holds ids, and whoever invents paths would use up the names that there are.
    private static void measuredAs(RoutingContext ctx, String name) {
        ((HttpServerRequestInternal) ctx.request()).context().putLocal("UrlPathTemplate", name);
    }

    /// What the caller has already is not sent again.
    @ServerResponseFilter
    public void sendOnlyWhatIsNew(ContainerRequestContext request, ContainerResponseContext answer) {
        var known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        var reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (reads && known != null && answer.getStatus() == 200 && answer.getEntityTag() != null) {
            var held = Tags.of(known)
                    .filter(tags -> tags.any()
                            || tags.all().contains(answer.getEntityTag().getValue()));
            if (held.isPresent()) {
                answer.setStatus(304);
                answer.setEntity(null);
            }
        }
    }

    /// HEAD has the headers of GET; the framework leaves out what the writer of a body would set.
    @ServerResponseFilter
    public void sayWhatIsNotSent(ContainerRequestContext request, ContainerResponseContext answer) {
        if (request.getMethod().equals("HEAD") && answer.hasEntity() && answer.getMediaType() == null) {
            answer.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8");
        }
    }

    /// Answers of a resource in which people stand are kept by no cache.
    @ServerResponseFilter
    public void keepNowhere(ContainerResponseContext answer, ResourceInfo operation) {
        if (operation.getResourceClass() != null
                && operation.getResourceClass().isAnnotationPresent(KeptNowhere.class)) {
            answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
