package org.innoledger.gateway;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// How many requests each client has under way in this instance, whatever they are, so that none takes all
/// connections there are. The services bound what lasts by itself, streams and imports, more narrowly.
@Singleton
final class UnderWay {
    static final int MOST = 100;

    static final int RETRY_AFTER_SECONDS = 1;

    private final Map<String, Integer> byClient = new ConcurrentHashMap<>();

    /// Counts a request until it ends, however it ends, and lets it on; answers 429 where its client has as
    /// many as it may.
    void take(RoutingContext ctx, String client) {
        if (ctx.response().closed()) {
            // The caller has gone while the token was looked at, and nobody would say when the request ends.
            return;
        }
        if (byClient.merge(client, 1, Integer::sum) > MOST) {
            give(client);
            Answer.of(ctx, tooMany()).to(ctx);
            return;
        }
        ctx.addEndHandler(ended -> give(client));
        ctx.next();
    }

    private void give(String client) {
        byClient.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
    }

    private static Problem tooMany() {
        return Problem.later(
                ProblemType.TOO_MANY_REQUESTS,
                Text.of(
                        "一个客户端同时至多有 %d 个请求在进行，请在 %d 秒后再试。",
                        "A client has at most %d requests under way at once; try again in %d s.",
                        MOST,
                        RETRY_AFTER_SECONDS),
                RETRY_AFTER_SECONDS);
    }
}
