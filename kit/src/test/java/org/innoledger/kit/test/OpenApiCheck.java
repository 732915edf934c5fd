package org.innoledger.kit.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Checks every answer against the service's own description: path, method and status must be described, and
/// the body must fit the schema (OpenAPI 3.1 schemas are JSON Schema 2020-12).
final class OpenApiCheck implements Filter {
    static final OpenApiCheck OF_THIS_SERVICE = new OpenApiCheck();

    private final ObjectMapper json = new ObjectMapper();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();
    private final Map<Pattern, JsonNode> variable = new LinkedHashMap<>();
    private JsonNode api;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var path = java.net.URI.create(request.getURI()).getPath();
        if (path.startsWith("/v1/")) {
            check(request.getMethod().toLowerCase(Locale.ROOT), path, response);
        }
        return response;
    }

    private void check(String method, String path, Response response) {
        var where = method + " " + path + " " + response.statusCode();
        var operation = operation(path).path(method);
        if (operation.isMissingNode()) {
            if (response.statusCode() != 404 && response.statusCode() != 405) {
                throw new AssertionError(where + ": no such operation is described");
            }
            return;
        }
        var answer = resolved(operation.path("responses").path(String.valueOf(response.statusCode())));
        if (answer.isMissingNode()) {
            throw new AssertionError(where + ": this status is not described");
        }
        var type = response.contentType().replaceFirst(";.*", "");
        var schema = answer.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            throw new AssertionError(where + ": content type " + type + " is not described");
        }
        if (type.endsWith("json")) {
            var faults = compiled(schema).validate(tree(response.asString()));
            if (!faults.isEmpty()) {
                throw new AssertionError(where + " does not fit its schema: " + faults + "\n" + response.asString());
            }
        }
    }

    /// The description of the path; one without variables goes before one with.
    private JsonNode operation(String path) {
        var paths = api().path("paths");
        if (paths.has(path)) {
            return paths.path(path);
        }
        return variable.entrySet().stream()
                .filter(described -> described.getKey().matcher(path).matches())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(paths.path(path));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api().at(node.path("$ref").asText().substring(1)) : node;
    }

    private JsonSchema compiled(JsonNode schema) {
        return compiled.computeIfAbsent(schema.toString(), text -> {
            var whole = (ObjectNode) schema.deepCopy();
            whole.set("components", api().path("components"));
            return schemas.getSchema(whole);
        });
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private synchronized JsonNode api() {
        if (api == null) {
            try {
                api = json.readTree(Service.openApi().toFile());
            } catch (IOException e) {
                throw new AssertionError("the service's OpenAPI document could not be read", e);
            }
            api.path("paths").properties().stream()
                    .filter(described -> described.getKey().contains("{"))
                    .forEach(described -> variable.put(
                            Pattern.compile(described.getKey().replaceAll("\\{[^}]+}", "[^/]+")),
                            described.getValue()));
        }
        return api;
    }
}
