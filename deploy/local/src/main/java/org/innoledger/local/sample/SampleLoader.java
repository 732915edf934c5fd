package org.innoledger.local.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.Text;
import org.innoledger.local.Http;
import org.innoledger.local.Pause;

/// Files the sample through the public API, as the systems of the cities and the province would.
///
/// Every import bears an idempotency key made from its content, so a load that was interrupted is simply done
/// again.
public final class SampleLoader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

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

    /// Loads every part that is not there yet.
    public void load(Sample sample) {
        for (var part : sample.parts()) {
            var answer = answer(part);
            if (answer.path("refused").asInt() > 0
                    || answer.path("total").asInt() != part.lines().size()) {
                throw new Refused(part.register(), firstProblem(answer));
            }
            say.accept("  %5d  %s (%s)".formatted(part.lines().size(), part.title(), part.client()));
        }
    }

    private JsonNode answer(Sample.Part part) {
        var body = part.lines().stream().map(SampleLoader::json).collect(Collectors.joining("\n", "", "\n"));
        var headers = Map.of(
                "Content-Type", "application/x-ndjson",
                "Accept", "application/json",
                "Idempotency-Key", "\"sample-" + digest(body) + "\"");
        var last = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                var response = Http.post(
                        origin + "/v1/" + part.register() + "/imports", token.apply(part.client()), headers, body);
                if (response.statusCode() == 200) {
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
        throw new Refused(part.register(), last);
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

    private static String json(Facts.Line<?> line) {
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
