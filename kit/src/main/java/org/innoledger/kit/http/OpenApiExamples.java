package org.innoledger.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Whole examples of bodies and answers, made from those of the schemas: whoever opens an operation can send what
/// stands there as it is.
final class OpenApiExamples {
    /// Schemas that lie in each other. What lies deeper is left out.
    private static final int DEPTH_MAX = 8;

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String PATCH = "application/merge-patch+json";

    /// Ids of records: where the caller knows it, and where the server may choose it.
    private static final String CODE = "91140602MA0T000111";
    private static final String UUID = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d";

    private final OpenAPI api;
    private final ObjectMapper json = new ObjectMapper();

    OpenApiExamples(OpenAPI api) {
        this.api = api;
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
                    : answer.getContent().getMediaType(JSON);
            if (media != null && media.getSchema() != null && media.getExample() == null) {
                media.setExample(identified(example(media.getSchema(), 0), id(path)));
            }
        }
    }

    private String id(String path) {
        return post(path.replaceFirst("/(\\{id}|imports).*", "")) == null ? CODE : UUID;
    }

    /// The example with the id that records of this register have, which their common type cannot know.
    private static Object identified(Object example, String id) {
        if (!(example instanceof Map<?, ?> fields)) {
            return example;
        }
        var identified = new LinkedHashMap<Object, Object>(fields);
        if (fields.containsKey("facts") && fields.containsKey("version")) {
            identified.put("id", id);
            identified.remove("remarks");
        }
        identified.computeIfPresent(
                "items",
                (name, items) -> items instanceof List<?> list
                        ? list.stream().map(item -> identified(item, id)).toList()
                        : items);
        return identified;
    }

    /// A page for developers fills in the example of a parameter by itself, and so asks for what nobody wanted: an
    /// optional parameter tells its example in words.
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
            case NDJSON -> lines(path);
            case PATCH -> patch(facts(path));
            default -> media.getExample() == null ? example(media.getSchema(), 0) : media.getExample();
        };
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
        if (path.endsWith("/imports")) {
            if (id(register).equals(CODE)) {
                line.put("id", CODE);
            }
            line.put("facts", facts(register + "/{id}"));
        } else {
            line.put("id", id(register));
            if (one(path) instanceof Map<?, ?> body) {
                body.forEach((field, value) -> line.put(field.toString(), value));
            }
        }
        try {
            return json.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The body of the verb for one whose form for many this is: `{id}/dispatch` for `dispatches`.
    private Object one(String path) {
        var at = path.lastIndexOf('/');
        var many = path.substring(at + 1);
        for (var one : List.of(many.replaceFirst("s$", ""), many.replaceFirst("es$", ""))) {
            var verb = post(path.substring(0, at) + "/{id}/" + one);
            if (verb != null && verb.getRequestBody() != null) {
                return example(body(verb).getSchema(), 0);
            }
        }
        return null;
    }

    private Operation post(String path) {
        var item = api.getPaths().getPathItem(path);
        return item == null ? null : item.getPOST();
    }

    private static MediaType body(Operation operation) {
        return operation.getRequestBody().getContent().getMediaType(JSON);
    }

    /// The facts that a register takes by PUT, and by POST where it has no PUT.
    private Object facts(String path) {
        var item = api.getPaths().getPathItem(path);
        var register = path.replaceFirst("/\\{id}$", "");
        var takes = item != null && item.getPUT() != null ? item.getPUT() : post(register);
        if (takes != null && takes.getRequestBody() != null && body(takes) != null) {
            return example(body(takes).getSchema(), 0);
        }
        // A register without either files by other verbs; its facts are those that it reads.
        var read = item == null || item.getGET() == null
                ? null
                : resolved(item.getGET()
                        .getResponses()
                        .getAPIResponse("200")
                        .getContent()
                        .getMediaType(JSON)
                        .getSchema());
        return read == null
                        || read.getProperties() == null
                        || !read.getProperties().containsKey("facts")
                ? null
                : example(read.getProperties().get("facts"), 0);
    }

    /// A value that fits the schema: its own example, else one made of those of its parts.
    private Object example(Schema schema, int depth) {
        var resolved = schema == null ? null : resolved(schema);
        if (resolved == null || depth > DEPTH_MAX) {
            return null;
        }
        if (resolved.getExamples() != null && !resolved.getExamples().isEmpty()) {
            return resolved.getExamples().getFirst();
        }
        if (resolved.getEnumeration() != null) {
            return resolved.getEnumeration().getFirst();
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

    private Schema resolved(Schema schema) {
        var current = schema;
        if (current.getRef() == null
                && current.getAllOf() != null
                && !current.getAllOf().isEmpty()) {
            current = current.getAllOf().getFirst();
        }
        var ref = current.getRef();
        return ref == null ? current : api.getComponents().getSchemas().get(ref.substring(ref.lastIndexOf('/') + 1));
    }
}
