package org.innoledger.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/// The merged OpenAPI document as a client reads it: what can be asked, and by which schemas the answers go.
final class Document {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();

    private final JsonNode api;
    private final Map<String, JsonSchema> compiled = new HashMap<>();

    Document(JsonNode api) {
        this.api = api;
    }

    /// An operation that reads JSON.
    ///
    /// @param path with variables
    /// @param schema of its answer 200
    record Reading(String path, JsonNode described, JsonNode schema) {
        boolean has(String parameter) {
            return parameters().stream()
                    .anyMatch(each -> each.path("name").asText().equals(parameter));
        }

        List<JsonNode> parameters() {
            return StreamSupport.stream(described.path("parameters").spliterator(), /* parallel */ false)
                    .toList();
        }
    }

    List<Reading> readings() {
        return api.path("paths").properties().stream()
                .map(path -> {
                    var described = path.getValue().path("get");
                    var schema = described.at("/responses/200/content/application~1json/schema");
                    return new Reading(path.getKey(), described, schema);
                })
                .filter(reading -> reading.schema().isObject())
                .toList();
    }

    /// The schema that is meant, where the one at hand names another.
    JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? api.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    Set<ValidationMessage> faults(Reading reading, JsonNode answer) {
        return compiled.computeIfAbsent(reading.path(), path -> {
                    var whole = (ObjectNode) reading.schema().deepCopy();
                    whole.set("components", api.path("components"));
                    return SCHEMAS.getSchema(whole, STRICT);
                })
                .validate(answer);
    }
}
