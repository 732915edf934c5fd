package org.innoledger.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.jboss.logging.Logger;

/// What a developer opens: the merged document, Swagger UI, and the pages that explain each problem. The rest
/// is 404.
@Singleton
final class Portal {
    private static final Logger LOG = Logger.getLogger(Portal.class);
    private static final String YAML = "application/yaml;charset=UTF-8";

    private final Published json;
    private final Published yaml;
    private final Buffer docs;

    @Inject
    Portal(Documents documents, Vertx vertx) throws JsonProcessingException {
        docs = vertx.fileSystem().readFileBlocking("META-INF/resources/docs/index.html");
        var document = documents.merged().json();
        json = Published.of(Answer.JSON, new ObjectMapper().writeValueAsBytes(document));
        yaml = Published.of(
                YAML,
                YAMLMapper.builder()
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .disable(YAMLGenerator.Feature.SPLIT_LINES)
                        .build()
                        .writeValueAsBytes(document));
    }

    void register(@Observes Router router) {
        page(router, "/", ctx -> ctx.redirect("/docs"));
        page(router, "/docs", ctx -> Answer.of(200, Answer.HTML, docs).to(ctx));
        page(router, "/openapi", this::openapi);
        page(router, "/openapi.json", json::to);
        page(router, "/openapi.yaml", yaml::to);
        page(router, "/problems", ctx -> page(ctx, ProblemPages.list(language(ctx))));
        page(router, "/problems/:slug", this::problem);
        router.route()
                .last()
                .handler(ctx -> Answer.of(ctx, Answer.notFound()).to(ctx))
                .failureHandler(Portal::fail);
        // What fails before a route is found, as at a broken escape in the path, meets no route's own handler.
        router.errorHandler(400, Portal::fail).errorHandler(500, Portal::fail);
    }

    /// A page that is read, whole or its headers only.
    private static void page(Router router, String path, Handler<RoutingContext> handler) {
        router.get(path).method(HttpMethod.HEAD).handler(handler);
        router.options(path)
                .handler(ctx -> ctx.response()
                        .setStatusCode(204)
                        .putHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS")
                        .end());
    }

    private void openapi(RoutingContext ctx) {
        var format = ctx.queryParams().get("format");
        var accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
        var asYaml = format == null ? accept != null && accept.contains("yaml") : format.equalsIgnoreCase("yaml");
        ctx.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        (asYaml ? yaml : json).to(ctx);
    }

    private void problem(RoutingContext ctx) {
        ProblemPages.one(ctx.pathParam("slug"), language(ctx))
                .ifPresentOrElse(
                        page -> page(ctx, page),
                        () -> Answer.of(ctx, Answer.notFound()).to(ctx));
    }

    private static void page(RoutingContext ctx, String html) {
        Answer.of(200, Answer.HTML, Buffer.buffer(html))
                .with("Vary", "Accept-Language")
                .to(ctx);
    }

    private static Locale language(RoutingContext ctx) {
        return Text.language(ctx.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static void fail(RoutingContext ctx) {
        if (ctx.response().closed()) {
            // A caller who has gone is no fault of ours, and nobody hears the answer.
            LOG.debugf(ctx.failure(), "Request %s: the caller has gone", RequestId.of(ctx));
            return;
        }
        // The router itself refuses a request without a host, before any filter sees it.
        if (Front.refused(ctx)) {
            return;
        }
        LOG.errorf(ctx.failure(), "Request %s failed with %d", RequestId.of(ctx), ctx.statusCode());
        var problem = Problem.of(
                ProblemType.INTERNAL_ERROR, Text.of("网关处理请求时出错。", "The gateway failed while it handled the request."));
        Answer.of(ctx, problem).to(ctx);
    }
}
