package org.innoledger.kit.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// What is looked at of every request before anything is done for it: whether its answer will be of a type
/// that the caller takes, and whether it asks only for what its operation has.
@ApplicationScoped
public class Requests {
    private final Map<Method, Parameters> operations = new ConcurrentHashMap<>();

    /// Refuses a header that is none, on which the framework would fail.
    void register(@Observes Filters filters) {
        filters.register(Requests::accepted, /* priority: before the body is looked at */ 2);
    }

    private static void accepted(RoutingContext ctx) {
        var header = accept(ctx.request());
        if (header == null || Accepted.of(header).isPresent()) {
            ctx.next();
        } else {
            BodyLimits.refuse(ctx, notAcceptable(header));
        }
    }

    @ServerRequestFilter
    public void check(ContainerRequestContext context, ResourceInfo resource, HttpServerRequest request) {
        var method = resource.getResourceMethod();
        if (method == null) {
            return;
        }
        if (method.getAnnotation(Produces.class) == null) {
            mustTakeJson(request);
        }
        var parameters = operations.computeIfAbsent(method, Parameters::of);
        parameters.check(context.getUriInfo().getQueryParameters());
        if (parameters.body() && empty(request)) {
            // A verb none of whose members must be there works without a body; any other names what is
            // missing.
            context.setEntityStream(new ByteArrayInputStream(new byte[] {'{', '}'}));
            context.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    /// From here on the framework needs to know of no other type, so that it never writes an object as text.
    private static void mustTakeJson(HttpServerRequest request) {
        var header = accept(request);
        if (header != null && !Accepted.of(header).orElseThrow().takes(MediaType.APPLICATION_JSON)) {
            throw notAcceptable(header);
        }
        request.headers().set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
    }

    private static String accept(HttpServerRequest request) {
        var lines = request.headers().getAll(HttpHeaders.ACCEPT);
        return lines.isEmpty() ? null : String.join(", ", lines);
    }

    private static boolean empty(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.getHeader("Transfer-Encoding") == null : length.equals("0");
    }

    private static Problem notAcceptable(String header) {
        return Problem.of(
                ProblemType.NOT_ACCEPTABLE,
                Text.of(
                        "Accept: %s 不含本操作的答复类型；请用 application/json 或省略 Accept。",
                        "Accept: %s does not take what this operation answers; use application/json, or leave Accept out.",
                        header));
    }
}
