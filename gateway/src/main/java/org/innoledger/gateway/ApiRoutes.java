package org.innoledger.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// Everything below `/v1`: a token first, then the routes of the merged document, and nothing besides.
@Singleton
final class ApiRoutes {
    @Inject
    Documents documents;

    @Inject
    Door door;

    @Inject
    Upstreams upstreams;

    @Inject
    Limits limits;

    void register(@Observes Router router) {
        router.route("/v1/*").handler(door::admit);
        var byPath = documents.merged().operations().stream().collect(Collectors.groupingBy(Operation::path));
        // OpenAPI matches a literal segment before a parameter: `/v1/enterprises/imports` is not the
        // enterprise "imports".
        byPath.keySet().stream()
                .sorted(Comparator.comparing(path -> path.replace('{', '~')))
                .forEach(path -> registerPath(router, path, byPath.get(path)));
        router.route("/v1/*").handler(ctx -> Answer.of(ctx, Answer.notFound()).to(ctx));
    }

    private void registerPath(Router router, String path, List<Operation> operations) {
        var pattern = routePattern(path);
        var allowed = new TreeSet<String>();
        for (var operation : operations) {
            var upstream = upstreams.named(operation.service());
            allowed.add(operation.method());
            var route = router.route(HttpMethod.valueOf(operation.method()), pattern);
            if (operation.method().equals("GET")) {
                allowed.add("HEAD");
                route.method(HttpMethod.HEAD);
            }
            route.handler(ctx -> new Passage(ctx, operation, upstream, limits).go());
        }
        var allow = String.join(", ", allowed);
        router.route(pattern).handler(ctx -> refuseMethod(ctx, allow));
    }

    private static void refuseMethod(RoutingContext ctx, String allow) {
        var problem = Problem.of(
                ProblemType.METHOD_NOT_ALLOWED,
                Text.of(
                        "此路径支持的方法：%2$s；不支持 %1$s。",
                        "This path takes %2$s, and not %1$s.",
                        ctx.request().method().name(),
                        allow));
        Answer.of(ctx, problem).with("Allow", allow).to(ctx);
    }

    /// `/v1/enterprises/{id}/close-out` as a pattern of the router: `/v1/enterprises/:p/close-out`.
    private static String routePattern(String path) {
        var pattern = new StringBuilder();
        var parameters = 0;
        for (var segment : path.substring(1).split("/")) {
            pattern.append('/').append(segment.startsWith("{") ? ":p" + parameters++ : segment);
        }
        return pattern.toString();
    }
}
