package org.innoledger.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.concurrent.TimeUnit;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// A whole answer that the gateway gives itself, in place of a service.
record Answer(int status, MultiMap headers, Buffer body) {
    static final String JSON = "application/json;charset=UTF-8";
    static final String HTML = "text/html;charset=UTF-8";
    static final String PROBLEM = "application/problem+json;charset=UTF-8";

    /// When a caller should come again: the time that a circuit stays open.
    static final int RETRY_AFTER_SECONDS = 2;

    /// How long a refused caller may go on sending. Closing at once would reset the connection under a client
    /// that is still writing, and it would never read why it was refused.
    private static final long LINGER_MS = TimeUnit.SECONDS.toMillis(5);

    static Answer of(int status, String mediaType, Buffer body) {
        return new Answer(status, MultiMap.caseInsensitiveMultiMap().add(HttpHeaders.CONTENT_TYPE, mediaType), body);
    }

    /// The problem in the language of the request, with the headers that its type calls for.
    static Answer of(RoutingContext ctx, Problem problem) {
        var language = Text.language(ctx.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var answer = of(problem.type.status, PROBLEM, Json.encodeToBuffer(problem.body(language, RequestId.of(ctx))))
                .with("Content-Language", language.toLanguageTag())
                .with("Vary", "Accept-Language");
        return switch (problem.type) {
            case UNAUTHENTICATED -> answer.with("WWW-Authenticate", "Bearer realm=\"innoledger\"");
            case TOO_MANY_REQUESTS -> answer.with("Retry-After", String.valueOf(problem.retryAfterSeconds));
            case UNAVAILABLE -> answer.with("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
            default -> answer;
        };
    }

    static Problem notFound() {
        return Problem.of(
                ProblemType.NOT_FOUND,
                Text.of("没有这个地址；可用的接口见 /docs。", "There is nothing at this address; /docs lists what there is."));
    }

    Answer with(String header, String value) {
        headers.set(header, value);
        return this;
    }

    /// Answers the caller directly.
    void to(RoutingContext ctx) {
        var response = ctx.response();
        if (response.headWritten()) {
            // Half an answer is out already; a cut connection is the only way left to say that it is not
            // whole.
            response.reset();
            return;
        }
        headers.forEach(header -> response.putHeader(header.getKey(), header.getValue()));
        response.setStatusCode(status).end(body);
        drain(ctx.request());
    }

    /// Answers within the proxy, in place of the service's answer.
    ProxyResponse to(ProxyRequest request) {
        drain(request.proxiedRequest());
        var response = request.release().response().setStatusCode(status).setBody(Body.body(body));
        response.headers().addAll(headers);
        return response;
    }

    private static void drain(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        var context = Vertx.currentContext();
        var timer =
                context.owner().setTimer(LINGER_MS, late -> request.connection().close());
        request.endHandler(end -> context.owner().cancelTimer(timer));
        request.resume();
    }
}
