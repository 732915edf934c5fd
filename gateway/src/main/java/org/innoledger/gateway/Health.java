package org.innoledger.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// The health of the whole suite in one answer. Everyone learns the status; what is behind it is for
/// operators.
@Singleton
final class Health {
    enum Status {
        /// Everything works.
        UP,
        /// Every request is served, but something waits to be made good: a broker is away and its relay lags.
        DEGRADED,
        /// Some requests cannot be served.
        DOWN;

        Status worse(Status other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    @Inject
    Door door;

    @Inject
    Upstreams upstreams;

    @Inject
    Limits limits;

    void register(@Observes Router router) {
        router.get("/health").handler(ctx -> {
            var report = report();
            door.isOperator(ctx)
                    .compose(operator -> report.onSuccess(whole -> answer(ctx, whole, operator)))
                    .onFailure(ctx::fail);
        });
    }

    private static void answer(RoutingContext ctx, JsonObject whole, boolean operator) {
        var status = whole.getString("status");
        var shown = operator ? whole : new JsonObject().put("status", status);
        Answer.of(status.equals(Status.DOWN.name()) ? 503 : 200, Answer.JSON, shown.toBuffer())
                .with("Cache-Control", "no-store")
                .to(ctx);
    }

    private Future<JsonObject> report() {
        var names = upstreams.management().keySet().stream().toList();
        var asked = upstreams.management().values().stream().map(this::ask).toList();
        return Future.all(asked).map(all -> {
            var status = Status.UP;
            var services = new JsonObject();
            for (var index = 0; index < names.size(); index++) {
                JsonObject service = all.resultAt(index);
                services.put(names.get(index), service);
                status = status.worse(Status.valueOf(service.getString("status")));
            }
            return new JsonObject().put("status", status.name()).put("services", services);
        });
    }

    /// What one service says of itself; DOWN when it says nothing in time.
    private Future<JsonObject> ask(Upstream upstream) {
        return upstreams
                .client
                .request(upstream.options().setMethod(HttpMethod.GET).setURI("/q/health"))
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .timeout(limits.healthTime().toMillis(), TimeUnit.MILLISECONDS)
                .map(body -> summary(body.toJsonObject()))
                .otherwise(failure -> new JsonObject().put("status", Status.DOWN.name()));
    }

    private static JsonObject summary(JsonObject health) {
        var summary = new JsonObject();
        var status = "UP".equals(health.getString("status")) ? Status.UP : Status.DOWN;
        for (var index = 0; index < health.getJsonArray("checks").size(); index++) {
            var check = health.getJsonArray("checks").getJsonObject(index);
            var data = check.getJsonObject("data", new JsonObject());
            switch (check.getString("name")) {
                case "database" -> summary.put("database", check.getString("status"));
                case "broker" -> summary.put("broker", data.getString("state", check.getString("status")));
                case "relay", "followers", "coverage" -> summary.put(check.getString("name"), data);
                default -> {}
            }
            // Whatever a service has set aside, or waits to make good, it tells as its state while it works
            // on.
            if (Status.DEGRADED.name().equals(data.getString("state"))) {
                status = status.worse(Status.DEGRADED);
            }
        }
        return new JsonObject().put("status", status.name()).mergeIn(summary);
    }
}
