package org.innoledger.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// The few requests that the launcher makes itself, all to loopback addresses.
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private static final Duration GET_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration POST_TIMEOUT = Duration.ofMinutes(2);

    private Http() {}

    /// The status of a GET, 0 when nothing answers.
    static int status(String address) {
        try {
            return send(request(address, null, GET_TIMEOUT).build()).statusCode();
        } catch (IOException nothingAnswers) {
            return 0;
        }
    }

    /// The body of a GET, empty when nothing answers.
    static String get(String address, String token) {
        try {
            return send(request(address, token, GET_TIMEOUT).build()).body();
        } catch (IOException nothingAnswers) {
            return "";
        }
    }

    /// Posts a body.
    public static HttpResponse<String> post(String address, String token, Map<String, String> headers, String body)
            throws IOException {
        var request = request(address, token, POST_TIMEOUT).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    private static HttpRequest.Builder request(String address, String token, Duration timeout) {
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(timeout);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
