package org.innoledger.kit.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;

/// What one client may have under way at once in one instance, of what lasts: so that none takes all there is.
@ApplicationScoped
public class Shares {
    /// Seconds after which something may have ended.
    private static final int RETRY_AFTER_SECONDS = 5;

    /// What is counted.
    public enum Share {
        EVENT_STREAM(20, "事件流", "event streams"),
        LONG_POLL(20, "长轮询", "long polls"),
        IMPORT(4, "导入", "imports");

        private final int most;
        private final String zh;
        private final String en;

        Share(int most, String zh, String en) {
            this.most = most;
            this.zh = zh;
            this.en = en;
        }
    }

    /// Longer than anything goes on whose caller has hung up: a transaction has 60 s, a long poll 30.
    private static final Duration LEFT_BEHIND_MAX = Duration.ofMinutes(2);

    private record Held(Share share, String client) {}

    private final Map<Held, Integer> underWay = new ConcurrentHashMap<>();

    private final Caller.Current caller;
    private final CurrentVertxRequest request;

    Shares(Caller.Current caller, CurrentVertxRequest request) {
        this.caller = caller;
        this.request = request;
    }

    /// Counts the present request until it ends, however it ends.
    ///
    /// @throws Problem 429 where the client has as many under way as it may
    public void take(Share share) {
        var held = new Held(share, caller.get().name());
        var count = underWay.merge(held, 1, Integer::sum);
        if (count > share.most) {
            release(held);
            throw Problem.later(
                    ProblemType.TOO_MANY_REQUESTS,
                    Text.of(
                            "一个客户端同时至多有 %1$d 个%2$s在进行，请在 %4$d 秒后再试。",
                            "A client has at most %1$d %3$s under way at once; try again in %4$d seconds.",
                            share.most,
                            share.zh,
                            share.en,
                            RETRY_AFTER_SECONDS),
                    RETRY_AFTER_SECONDS);
        }
        var released = new AtomicBoolean();
        Runnable once = () -> {
            if (released.compareAndSet(false, true)) {
                release(held);
            }
        };
        var present = request.getCurrent();
        present.addEndHandler(ended -> {
            if (ended.succeeded() || share == Share.EVENT_STREAM) {
                once.run();
            } else {
                later(present, once);
            }
        });
        if (present.response().closed()) {
            // The caller had gone before anybody could be told of it.
            later(present, once);
        }
    }

    /// Work goes on for a while when its caller hangs up: whoever does so again and again has it under way.
    private static void later(RoutingContext present, Runnable release) {
        present.vertx().setTimer(LEFT_BEHIND_MAX.toMillis(), left -> release.run());
    }

    private void release(Held held) {
        underWay.computeIfPresent(held, (key, count) -> count == 1 ? null : count - 1);
    }
}
