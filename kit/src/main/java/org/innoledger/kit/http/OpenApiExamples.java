package org.innoledger.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Whole examples of bodies and answers, made from those of the schemas: whoever opens an operation can send
/// what stands there as it is.
final class OpenApiExamples {
    /// Schemas that lie in each other. What lies deeper is left out.
    private static final int DEPTH_MAX = 8;

    /// Ids of records: where the caller knows it, and where the server may choose it.
    private static final String CODE = "91140602MA0T000111";
    private static final String UUID = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d";

    private static final String RELOCATION = "/relocation";

    private final OpenApiBodies bodies;
    private final ObjectMapper json = new ObjectMapper();

    OpenApiExamples(OpenApiBodies bodies) {
        this.bodies = bodies;
    }

    /// Gives its examples to an operation.
    void describe(String path, Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(OpenApiExamples::told);
        }
        if (operation.getRequestBody() != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .forEach((type, media) -> media.setExample(sent(path, type, media)));
        }
        for (var status : List.of("200", "201")) {
            var answer = operation.getResponses().getAPIResponse(status);
            var media = answer == null || answer.getContent() == null
                    ? null
                    : answer.getContent().getMediaType(OpenApiBodies.JSON);
            if (media != null && media.getSchema() != null && media.getExample() == null) {
                media.setExample(identified(example(media.getSchema(), 0), id(path)));
            }
        }
    }

    private String id(String path) {
        return bodies.chosen(path) ? UUID : CODE;
    }

    /// The example with what its common type cannot know: the id that records of this register have, and what
    /// an event says of its entry.
    private static Object identified(Object example, String id) {
        if (!(example instanceof Map<?, ?> fields)) {
            return example;
        }
        var identified = new LinkedHashMap<Object, Object>(fields);
        if (fields.containsKey("facts") && fields.containsKey("version")) {
            identified.put("id", id);
            identified.remove("remarks");
        }
        if (fields.get("data") instanceof Map<?, ?> entry && entry.containsKey("entry")) {
            identified.put("id", entry.get("entry"));
            identified.put("type", "org.innoledger." + entry.get("type") + ".v1");
            identified.put("subject", entry.get("register") + "/" + entry.get("id"));
        }
        identified.computeIfPresent(
                "items",
                (name, items) -> items instanceof List<?> list
                        ? list.stream().map(item -> identified(item, id)).toList()
                        : items);
        return identified;
    }

    /// A page for developers fills in the example of a parameter by itself, and so asks for what nobody
    /// wanted: an optional parameter tells its example in words.
    private static void told(Parameter parameter) {
        var example = parameter.getExample();
        if (example == null || Boolean.TRUE.equals(parameter.getRequired())) {
            return;
        }
        parameter.setExample(null);
        var description = String.valueOf(parameter.getDescription());
        if (!description.contains(example.toString())) {
            parameter.setDescription(description + "; 如 e.g. `" + example + "`");
        }
    }

    private Object sent(String path, String type, MediaType media) {
        return switch (type) {
            case OpenApiBodies.NDJSON -> lines(path);
            case OpenApiBodies.PATCH -> patch(example(bodies.facts(path), 0));
            default -> {
                var example = media.getExample() == null ? example(media.getSchema(), 0) : media.getExample();
                yield path.endsWith(RELOCATION) ? relocation(example, path) : example;
            }
        };
    }

    /// A record of a city moves to another city, one of a county to another county.
    private Object relocation(Object example, String path) {
        if (example instanceof Map<?, ?> move
                && example(bodies.facts(path.substring(0, path.length() - RELOCATION.length())), 0)
                        instanceof Map<?, ?> facts
                && facts.get("region").toString().endsWith("00")) {
            var moved = new LinkedHashMap<Object, Object>(move);
            moved.put("region", move.get("region").toString().replaceFirst("..$", "00"));
            return moved;
        }
        return example;
    }

    /// What somebody may want to change: the last field, since the first ones tell what the record is.
    private static Object patch(Object facts) {
        if (!(facts instanceof Map<?, ?> fields) || fields.isEmpty()) {
            return Map.of("externalId", "SZ-0001");
        }
        var last = List.copyOf(fields.entrySet()).getLast();
        return Map.of(last.getKey(), last.getValue());
    }

    /// One line of an import, or of a verb for many: what the verb for one takes, with the record's id.
    private String lines(String path) {
        var register = path.substring(0, path.lastIndexOf('/'));
        var line = new LinkedHashMap<String, Object>();
        if (OpenApiBodies.imports(path)) {
            if (!bodies.chosen(path)) {
                line.put("id", CODE);
            }
            line.put("facts", example(bodies.facts(path), 0));
        } else {
            line.put("id", id(register));
            if (example(bodies.one(path), 0) instanceof Map<?, ?> body) {
                body.forEach((field, value) -> line.put(field.toString(), value));
            }
        }
        try {
            return json.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A value that fits the schema: its own example, else one made of those of its parts.
    private Object example(Schema schema, int depth) {
        var resolved = schema == null ? null : bodies.resolved(schema);
        if (resolved == null || depth > DEPTH_MAX) {
            return null;
        }
        if (resolved.getExamples() != null && !resolved.getExamples().isEmpty()) {
            return resolved.getExamples().getFirst();
        }
        if (resolved.getEnumeration() != null) {
            return resolved.getEnumeration().getFirst();
        }
        if (resolved.getOneOf() != null) {
            return example(resolved.getOneOf().getFirst(), depth + 1);
        }
        if (resolved.getAllOf() != null) {
            return whole(resolved.getAllOf(), depth + 1);
        }
        if (resolved.getItems() != null) {
            var item = example(resolved.getItems(), depth + 1);
            return item == null ? List.of() : List.of(item);
        }
        if (resolved.getProperties() != null) {
            var fields = new LinkedHashMap<String, Object>();
            resolved.getProperties().forEach((name, property) -> {
                var value = example(property, depth + 1);
                if (value != null) {
                    fields.put(name, value);
                }
            });
            return fields;
        }
        return plain(resolved);
    }

    private Object whole(List<Schema> parts, int depth) {
        var whole = new LinkedHashMap<Object, Object>();
        for (var part : parts) {
            var example = example(part, depth);
            if (!(example instanceof Map<?, ?> fields)) {
                return example;
            }
            whole.putAll(fields);
        }
        return whole;
    }

    private static Object plain(Schema schema) {
        var types = schema.getType() == null ? List.<SchemaType>of() : schema.getType();
        if (types.contains(SchemaType.INTEGER) || types.contains(SchemaType.NUMBER)) {
            return 1;
        }
        if (types.contains(SchemaType.BOOLEAN)) {
            return true;
        }
        if (types.contains(SchemaType.STRING)) {
            return switch (String.valueOf(schema.getFormat())) {
                case "date" -> "2026-11-01";
                case "date-time" -> "2026-11-01T08:00:00Z";
                case "uuid" -> UUID;
                default -> null;
            };
        }
        // An object whose fields nobody knows beforehand.
        return types.contains(SchemaType.OBJECT) ? Map.of() : null;
    }
}
