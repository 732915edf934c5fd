package org.innoledger.kit.test;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/// How a test asks a service: as somebody, in a language, with every answer checked against the service's
/// OpenAPI.
public final class Asking {
    /// Bodies are UTF-8, whatever their type, and are not labelled as anything else.
    private static final RestAssuredConfig UTF_8 = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .defaultContentCharset(StandardCharsets.UTF_8)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    static {
        CompiledPaths.use();
    }

    private Asking() {}

    /// A request with this token.
    public static RequestSpecification as(String token) {
        return nobody().auth().oauth2(token);
    }

    /// A request without a token.
    public static RequestSpecification nobody() {
        return given().config(UTF_8).filter(OpenApiCheck.OF_THIS_SERVICE).contentType("application/json");
    }

    /// What the service tells at its port for operators, such as `/health`.
    public static Response managed(String path) {
        return given().get(ConfigProvider.getConfig().getValue("test.management.url", String.class) + path);
    }

    /// What comes of a POST of this JSON.
    public static ValidatableResponse posted(String token, String path, String body) {
        return as(token).body(body).post(path).then();
    }

    /// What comes of this merge patch.
    public static ValidatableResponse patched(String token, String path, String patch) {
        return as(token)
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path)
                .then();
    }

    /// The answer of a service that is not too busy to give one: 503 is asked again, as it says.
    public static Response settled(Supplier<Response> request) {
        return settled(request, answer -> answer.statusCode() == 503);
    }

    /// The first answer that is not one of those to be asked again.
    public static Response settled(Supplier<Response> request, Predicate<Response> later) {
        return Awaitility.await("an answer other than “later”")
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(request::get, later.negate());
    }
}
