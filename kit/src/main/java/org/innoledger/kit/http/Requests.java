package org.innoledger.kit.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.innoledger.kit.problem.FaultCode;
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
        var produced = method.getAnnotation(Produces.class);
        mustTake(produced == null ? MediaType.APPLICATION_JSON : produced.value()[0], request);
        conditions(method, context.getMethod(), request);
        var parameters = operations.computeIfAbsent(method, Parameters::of);
        parameters.check(context.getUriInfo().getQueryParameters());
        if (parameters.body() && empty(request)) {
            // A verb none of whose members must be there works without a body; any other names what is
            // missing.
            context.setEntityStream(new ByteArrayInputStream(new byte[] {'{', '}'}));
            context.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    /// From here on the framework needs to know of no other type, so that it never writes an object as text,
    /// and takes no parameter of a type from the caller as a label of its own.
    private static void mustTake(String type, HttpServerRequest request) {
        var header = accept(request);
        if (header != null && !Accepted.of(header).orElseThrow().takes(type)) {
            throw notAcceptable(header);
        }
        request.headers().set(HttpHeaders.ACCEPT, type);
    }

    /// Conditional headers are entity tags, and stand where they decide something: a condition that nobody
    /// looks at would let through what the caller wanted stopped.
    private static void conditions(Method method, String verb, HttpServerRequest request) {
        var reads = verb.equals(HttpMethod.GET) || verb.equals(HttpMethod.HEAD);
        for (var header : List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH)) {
            if (!request.headers().contains(header)) {
                continue;
            }
            Conditions.tags(request, header);
            if (!reads && !ofOneRecord(method)) {
                throw Problem.invalid(FaultCode.CONDITION_OF_ONE.at(header, header));
            }
        }
    }

    /// Whether it writes one record that the caller names, and looks at its version.
    private static boolean ofOneRecord(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(Conditions.class)
                && Stream.of(method, method.getDeclaringClass())
                        .map(each -> each.getAnnotation(Path.class))
                        .anyMatch(path -> path != null && path.value().contains("{id}"));
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
