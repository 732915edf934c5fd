package org.innoledger.kit.test;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One operation of the service's OpenAPI document.
record Operation(String method, String path, JsonNode described) {
    /// Last words of paths by which somebody decides upon what a clerk filed. Such a step is a reviewer's,
    /// unless the operation's description says that a clerk may take it, and why.
    private static final Set<String> REVIEW = Set.of(
            "verification",
            "review",
            "payment",
            "reversal",
            "upgrade",
            "merger",
            "confirmation",
            "acceptance",
            "approval",
            "opening",
            "publication",
            "closing",
            "clearing",
            "return",
            "refusal",
            "revocation",
            "reopening",
            "relocation",
            "restoration",
            "supervision");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode API = document();

    String title() {
        return method + " " + path;
    }

    boolean reads() {
        return method.equals("GET");
    }

    /// Roles that the document states.
    Set<String> roles() {
        var roles = new TreeSet<String>();
        described
                .path("security")
                .forEach(each -> each.forEach(named -> named.forEach(role -> roles.add(role.asText()))));
        return roles;
    }

    boolean review() {
        var word = word();
        return method.equals("POST")
                && (REVIEW.contains(word)
                        || word.endsWith("s") && REVIEW.contains(word.substring(0, word.length() - 1)));
    }

    String word() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Whether it has a parameter or header of this name.
    boolean takes(String name) {
        return StreamSupport.stream(described.path("parameters").spliterator(), false)
                .anyMatch(parameter -> parameter.path("name").asText().equals(name));
    }

    /// The path of the register that it is about.
    String register() {
        return path.replaceFirst("/\\{id}.*|/[a-z-]+$", "");
    }

    boolean ofRecord() {
        return path.contains("/{id}");
    }

    /// Whether it takes many records, one a line.
    boolean bulk() {
        return !ofRecord() && body().equals("application/x-ndjson");
    }

    /// The type of body that it takes.
    String body() {
        var content = described.path("requestBody").path("content").fieldNames();
        return content.hasNext() ? content.next() : "application/json";
    }

    /// What it answers, where there is a choice nothing that goes on without end.
    String answer() {
        var types = new ArrayList<String>();
        described.path("responses").path("200").path("content").fieldNames().forEachRemaining(types::add);
        types.remove("text/event-stream");
        return types.isEmpty() ? "application/json" : types.getFirst();
    }

    RequestSpecification on(RequestSpecification request) {
        return request.contentType(body()).accept(answer() + ", application/problem+json");
    }

    Response send(RequestSpecification request, String id) {
        return on(request).request(method, path.replaceFirst("\\{[^}]+}", id));
    }

    /// The whole document.
    static JsonNode api() {
        return API;
    }

    /// Every operation of the service.
    static Stream<Operation> all() {
        return API.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(each -> each.getValue().has("operationId"))
                        .map(each ->
                                new Operation(each.getKey().toUpperCase(Locale.ROOT), path.getKey(), each.getValue())));
    }

    /// The operation, null where there is none.
    static Operation find(String method, String path) {
        return all().filter(each -> each.method().equals(method) && each.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    /// The example of its body, null when it takes none.
    JsonNode example() {
        var media = described.path("requestBody").path("content").path(body());
        if (media.path("example").isObject()) {
            return media.path("example");
        }
        return media.has("schema") ? example(resolved(media.path("schema")), title()) : null;
    }

    /// The example of a line, of an operation that takes many.
    ObjectNode line() {
        var media = described.path("requestBody").path("content").path(body());
        try {
            return (ObjectNode) JSON.readTree(media.path("example").asText());
        } catch (IOException e) {
            throw new AssertionError("the document has no line for " + title(), e);
        }
    }

    static JsonNode example(JsonNode schema, String of) {
        var example = schema.path("examples").path(0);
        assertTrue(example.isObject(), "the document has no example for " + of);
        return example;
    }

    static JsonNode resolved(JsonNode schema) {
        var reference = schema.has("allOf") ? schema.path("allOf").path(0) : schema;
        return reference.has("$ref") ? API.at(reference.path("$ref").asText().substring(1)) : reference;
    }

    private static JsonNode document() {
        try {
            return JSON.readTree(Service.openApi().toFile());
        } catch (IOException e) {
            throw new AssertionError("the service's OpenAPI document could not be read", e);
        }
    }
}
