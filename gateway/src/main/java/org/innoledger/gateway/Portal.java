package org.innoledger.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
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

    private final Door door;
    private final Buffer json;
    private final Buffer yaml;
    private final Buffer docs;

    @Inject
    Portal(Documents documents, Door door, Vertx vertx) throws JsonProcessingException {
        this.door = door;
        docs = vertx.fileSystem().readFileBlocking("META-INF/resources/docs/index.html");
        var document = documents.merged().json();
        json = Buffer.buffer(new ObjectMapper().writeValueAsBytes(document));
        yaml = Buffer.buffer(YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build()
                .writeValueAsBytes(document));
    }

    void register(@Observes Router router) {
        router.get("/").handler(ctx -> ctx.redirect("/docs"));
        router.get("/docs").handler(ctx -> Answer.of(200, Answer.HTML, docs).to(ctx));
        router.get("/openapi").handler(this::openapi);
        router.get("/openapi.json")
                .handler(ctx -> Answer.of(200, Answer.JSON, json).to(ctx));
        router.get("/openapi.yaml").handler(ctx -> Answer.of(200, YAML, yaml).to(ctx));
        router.get("/problems").handler(ctx -> page(ctx, ProblemPages.list(language(ctx))));
        router.get("/problems/:slug").handler(this::problem);
        // Before the route of Micrometer, which answers anyone.
        router.get("/metrics").order(-1).handler(door::admitOperator);
        router.route()
                .last()
                .handler(ctx -> Answer.of(ctx, Answer.notFound()).to(ctx))
                .failureHandler(Portal::fail);
    }

    private void openapi(RoutingContext ctx) {
        var format = ctx.queryParams().get("format");
        var accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
        var asYaml = format == null ? accept != null && accept.contains("yaml") : format.equalsIgnoreCase("yaml");
        Answer.of(200, asYaml ? YAML : Answer.JSON, asYaml ? yaml : json)
                .with("Vary", "Accept")
                .to(ctx);
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
        LOG.errorf(ctx.failure(), "Request %s failed with %d", RequestId.of(ctx), ctx.statusCode());
        var problem = Problem.of(
                ProblemType.INTERNAL_ERROR, Text.of("网关处理请求时出错。", "The gateway failed while it handled the request."));
        Answer.of(ctx, problem).to(ctx);
    }
}
