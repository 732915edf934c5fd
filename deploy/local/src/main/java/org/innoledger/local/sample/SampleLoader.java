package org.innoledger.local.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.Text;
import org.innoledger.local.Http;
import org.innoledger.local.Pause;

/// Files the sample through the public API, as the systems of the cities and the province would.
///
/// Every request bears an idempotency key made from its content, so a load that was interrupted is simply done
/// again.
public final class SampleLoader {
    /// The same content is the same text in every process, for the keys are made from it.
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    /// Requests that are under way at the same time.
    private static final int AT_A_TIME = 3;

    private static final String JSON_TYPE = "application/json";
    private static final Set<Integer> DONE = Set.of(200, 201);

    /// The first request may still be running, a service may be starting again, or the rate be limited.
    private static final Set<Integer> TRY_AGAIN = Set.of(409, 429, 502, 503, 504);

    /// The API would not take a part of the sample.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /// Why, in one sentence.
        public final transient Text text;

        Refused(String register, String why) {
            super(why);
            text = Text.of("样例未能装入 %s：%s", "The sample could not be loaded into %s: %s", register, why);
        }
    }

    private final String origin;
    private final UnaryOperator<String> token;
    private final Consumer<String> say;

    /// @param origin the gateway's address
    /// @param token gives a client's access token
    /// @param say tells what has been loaded
    public SampleLoader(String origin, UnaryOperator<String> token, Consumer<String> say) {
        this.origin = origin;
        this.token = token;
        this.say = say;
    }

    /// Loads everything that is not there yet.
    public void load(Sample sample) {
        var since = System.nanoTime();
        sample.stages().forEach(stage -> {
            load(stage);
            tell(stage, since);
        });
    }

    /// The steps of a stage, a few at a time; the first that is refused ends the load.
    private void load(Sample.Stage stage) {
        try (var workers =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            var running = stage.steps().stream()
                    .map(step -> CompletableFuture.runAsync(() -> take(step), workers))
                    .toList();
            try {
                running.forEach(CompletableFuture::join);
            } catch (CompletionException failed) {
                running.forEach(step -> step.cancel(true));
                throw failed.getCause() instanceof Refused refused ? refused : failed;
            }
        }
    }

    private void tell(Sample.Stage stage, long since) {
        var records = new LinkedHashMap<String, Integer>();
        for (var step : stage.steps()) {
            if (step instanceof Sample.Bulk bulk && bulk.title() != null) {
                records.merge(bulk.title(), bulk.lines().size(), Integer::sum);
            }
        }
        double seconds = (System.nanoTime() - since) / 1e9;
        records.forEach((title, count) -> say.accept("  %6.1f s  %5d  %s".formatted(seconds, count, title)));
    }

    private void take(Sample.Step step) {
        switch (step) {
            case Sample.Bulk bulk -> send(bulk);
            case Sample.Post post -> send(post);
        }
    }

    private void send(Sample.Bulk bulk) {
        var body = bulk.lines().stream().map(SampleLoader::json).collect(Collectors.joining("\n", "", "\n"));
        var answer = answer(bulk.path(), bulk.client(), "application/x-ndjson", body);
        if (answer.path("refused").asInt() > 0
                || answer.path("total").asInt() != bulk.lines().size()) {
            throw new Refused(bulk.path(), firstProblem(answer));
        }
    }

    private void send(Sample.Post post) {
        var body = post.body() == null ? "" : json(post.body());
        var answer = answer(post.path(), post.client(), JSON_TYPE, body);
        if (post.then() != null) {
            answer(post.path() + "/" + answer.path("id").asText() + "/" + post.then(), post.client(), JSON_TYPE, "");
        }
    }

    private JsonNode answer(String path, String client, String type, String body) {
        var headers = new HashMap<>(Map.of("Accept", JSON_TYPE, "Idempotency-Key", "\"sample-" + digest(body) + "\""));
        if (!body.isEmpty()) {
            headers.put("Content-Type", type);
        }
        var last = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                var response = Http.post(origin + "/v1/" + path, token.apply(client), headers, body);
                if (DONE.contains(response.statusCode())) {
                    return JSON.readTree(response.body());
                }
                last = said(response);
                if (!TRY_AGAIN.contains(response.statusCode())) {
                    break;
                }
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
            Pause.of(BETWEEN_ATTEMPTS);
        }
        throw new Refused(path, last);
    }

    private static String said(HttpResponse<String> response) {
        try {
            var problem = JSON.readTree(response.body());
            return response.statusCode() + " "
                    + problem.path("detail").asText(problem.path("title").asText());
        } catch (JsonProcessingException notJson) {
            return Integer.toString(response.statusCode());
        }
    }

    private static String firstProblem(JsonNode answer) {
        for (var result : answer.path("results")) {
            if (result.path("outcome").asText().equals("REFUSED")) {
                return "line " + result.path("line").asInt() + ", " + result.path("problem");
            }
        }
        return answer.path("total").asText();
    }

    private static String json(Object line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String digest(String body) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
