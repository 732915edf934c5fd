package org.innoledger.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.jboss.logging.Logger;

/// One request on its way through the gateway to a service and back, body and answer streamed. It holds what
/// the request may take, and turns each failure on the way into a problem.
final class Passage implements ProxyInterceptor {
    private static final Logger LOG = Logger.getLogger(Passage.class);
    private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(false);

    private final RoutingContext ctx;
    private final Operation operation;
    private final Upstream upstream;
    private final Limits limits;
    private final long bytesMax;
    private final Vertx vertx;

    private CountedBody body;
    private HttpClientRequest outgoing;
    private Long timer;
    private boolean late;

    Passage(RoutingContext ctx, Operation operation, Upstream upstream, Limits limits) {
        this.ctx = ctx;
        this.operation = operation;
        this.upstream = upstream;
        this.limits = limits;
        this.bytesMax = (operation.imports() ? limits.importBody() : limits.body()).asLongValue();
        this.vertx = ctx.vertx();
    }

    void go() {
        if (statedLength() > bytesMax) {
            Answer.of(ctx, tooLarge()).to(ctx);
            return;
        }
        if ("100-continue".equalsIgnoreCase(ctx.request().getHeader(HttpHeaders.EXPECT))) {
            ctx.response().writeContinue();
        }
        HttpProxy.reverseProxy(OPTIONS, upstream.client())
                .origin(context -> upstream.connect().onSuccess(this::hold))
                .addInterceptor(this)
                .handle(ctx.request());
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        address(request);
        body = new CountedBody(request.getBody().stream(), bytesMax, this::startTimer);
        request.setBody(Body.body(body, request.getBody().length()));
        return context.sendRequest()
                .onComplete(answered -> stopTimer())
                .recover(failure ->
                        Future.succeededFuture(Answer.of(ctx, problem(failure)).to(request)));
    }

    /// The service's answer goes out as it is, less what belongs to its connection and what the gateway states
    /// itself.
    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var headers = context.response().headers();
        if (headers.contains(HttpHeaders.CONTENT_ENCODING)) {
            // The service has compressed its answer, so the gateway's own mark does not apply.
            ctx.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
        }
        ctx.response().headers().names().forEach(headers::remove);
        headers.remove(HttpHeaders.CONNECTION);
        headers.remove(HttpHeaders.KEEP_ALIVE);
        return context.sendResponse();
    }

    private void hold(HttpClientRequest request) {
        outgoing = request;
        // A follower who leaves resets this request, which is no error; any other failure comes back with the
        // answer.
        request.exceptionHandler(failure ->
                LOG.debugf("%s, request %s: %s", operation.service(), RequestId.of(ctx), failure.getMessage()));
    }

    private void address(ProxyRequest request) {
        var incoming = request.proxiedRequest();
        // The route was chosen by the normalized path, so no other may reach the service.
        request.setURI(incoming.query() == null ? ctx.normalizedPath() : ctx.normalizedPath() + "?" + incoming.query());
        if (incoming.authority() != null) {
            // With the host that the caller used, `Location` and links lead back through the gateway.
            request.setAuthority(incoming.authority());
        }
        request.headers().remove(HttpHeaders.EXPECT).remove("Forwarded");
        request.putHeader(RequestId.HEADER, RequestId.of(ctx))
                .putHeader("X-Forwarded-Proto", incoming.scheme())
                .putHeader("X-Forwarded-For", incoming.remoteAddress().hostAddress());
    }

    private long statedLength() {
        try {
            var stated = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
            return stated == null ? 0 : Long.parseLong(stated);
        } catch (NumberFormatException unreadable) {
            return Long.MAX_VALUE;
        }
    }

    private void startTimer() {
        if (!operation.follows()) {
            timer = vertx.setTimer(limits.responseTime().toMillis(), fired -> {
                late = true;
                outgoing.reset();
            });
        }
    }

    private void stopTimer() {
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private Problem problem(Throwable failure) {
        if (body.tooLong()) {
            return tooLarge();
        }
        // A caller who left and a circuit that is open are no news about the service.
        var level = ctx.response().closed() || failure instanceof Circuit.Open ? Logger.Level.DEBUG : Logger.Level.WARN;
        LOG.logf(level, "%s, request %s: %s", operation.service(), RequestId.of(ctx), failure.getMessage());
        if (late) {
            return Problem.of(
                    ProblemType.UNAVAILABLE,
                    Text.of(
                            "服务 %s 在 %d 秒内没有应答；请求可能已经生效。",
                            "The service %s did not answer within %d s; the request may have taken effect.",
                            operation.service(),
                            limits.responseTime().toSeconds()));
        }
        if (outgoing != null) {
            return Problem.of(
                    ProblemType.UNAVAILABLE,
                    Text.of(
                            "与服务 %s 的连接在应答之前中断；请求可能已经生效。",
                            "The connection to the service %s broke before its answer; the request may have taken effect.",
                            operation.service()));
        }
        return Problem.of(
                ProblemType.UNAVAILABLE,
                Text.of("服务 %s 目前无法连接。", "The service %s cannot be reached now.", operation.service()));
    }

    private Problem tooLarge() {
        return Problem.of(
                ProblemType.TOO_LARGE,
                Text.of("请求体不得超过 %d 字节。", "The body of this request may have %d bytes at most.", bytesMax));
    }
}
