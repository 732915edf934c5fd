package org.innoledger.kit.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The service's OpenAPI document: what it promised it keeps, and every operation can be tried as it stands.
///
/// `docs/openapi` has a line for each operation that was promised. `-Dopenapi.promise=true` writes them anew.
@DisplayName("the OpenAPI document")
public abstract class Description {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    @Test
    @DisplayName("has every operation that was promised: path, id, roles and answers as they were")
    void promised() throws IOException {
        var now = Operation.all().map(Description::line).collect(Collectors.toCollection(TreeSet::new));
        var service = ConfigProvider.getConfig().getValue("innoledger.service", String.class);
        var promised = Path.of("..", "docs", "openapi", service + ".txt");
        if (Boolean.getBoolean("openapi.promise")) {
            Files.write(promised, now);
        }
        var broken = new TreeSet<>(Files.readAllLines(promised));
        broken.removeAll(now);
        assertEquals("", String.join("\n", broken));
    }

    private static String line(Operation operation) {
        var statuses = new ArrayList<String>();
        operation.described().path("responses").fieldNames().forEachRemaining(statuses::add);
        return "%s %s %s %s %s"
                .formatted(
                        operation.method(),
                        operation.path(),
                        operation.described().path("operationId").asText(),
                        String.join("|", operation.roles()),
                        statuses.stream().sorted().collect(Collectors.joining(",")));
    }

    @Test
    @DisplayName("has a summary, a described tag and whole, valid examples for each operation")
    void examples() {
        var tags = Operation.api().path("tags").findValuesAsText("name");
        var faults = new ArrayList<String>();
        Operation.all().forEach(operation -> {
            var described = operation.described();
            if (described.path("summary").asText().isBlank()
                    || !tags.contains(described.path("tags").path(0).asText())) {
                faults.add(operation.title() + " has no summary or no described tag");
            }
            described.path("requestBody").path("content").properties().forEach(media -> {
                check(operation.title() + " is sent " + media.getKey(), media.getKey(), media.getValue(), faults);
            });
            for (var status : List.of("200", "201")) {
                var answer =
                        described.path("responses").path(status).path("content").path("application/json");
                if (!answer.isMissingNode()) {
                    check(operation.title() + " answers " + status, "application/json", answer, faults);
                }
            }
        });
        Operation.api().path("tags").forEach(tag -> {
            if (tag.path("description").asText().isBlank()) {
                faults.add("tag without a description: " + tag.path("name").asText());
            }
        });
        assertTrue(faults.isEmpty(), () -> faults.size() + ":\n" + String.join("\n", faults));
    }

    private void check(String where, String type, JsonNode media, List<String> faults) {
        var example = media.path("example");
        if (example.isMissingNode()) {
            faults.add(where + ": no example");
            return;
        }
        if (type.equals("application/x-ndjson")) {
            try {
                fits(where, media.path("schema").path("contentSchema"), JSON.readTree(example.asText()), faults);
            } catch (IOException e) {
                faults.add(where + ": " + e.getMessage());
            }
            return;
        }
        fits(where, media.path("schema"), example, faults);
    }

    private void fits(String where, JsonNode schema, JsonNode example, List<String> faults) {
        if (!schema.isObject()) {
            faults.add(where + ": no schema");
            return;
        }
        schema(schema).validate(example).forEach(fault -> faults.add(where + ": " + fault.getMessage()));
    }

    private JsonSchema schema(JsonNode described) {
        var schema = (ObjectNode) described.deepCopy();
        schema.set("components", Operation.api().path("components"));
        return schemas.getSchema(schema);
    }

    @Test
    @DisplayName("types each merge patch: any field that can be sent may be left out or be null, and none be anything")
    void patches() {
        var faults = new ArrayList<String>();
        Operation.all().filter(operation -> operation.method().equals("PATCH")).forEach(operation -> {
            var described = operation.described();
            var patch = type(described.path("requestBody"), "application/merge-patch+json");
            var filed = type(described.path("responses").path("200"), "application/json");
            var facts = Operation.resolved(filed.path("properties").path("facts"));
            var sent = new TreeSet<String>();
            facts.path("properties").properties().forEach(field -> {
                if (!field.getValue().path("readOnly").asBoolean()) {
                    sent.add(field.getKey());
                }
            });
            var typed = new TreeSet<String>();
            patch.path("properties").fieldNames().forEachRemaining(typed::add);
            if (!sent.equals(typed) || sent.isEmpty()) {
                faults.add(operation.title() + " takes " + sent + " and types " + typed);
            }
            var schema = schema(patch);
            fits(operation.title() + " without a field", patch, JSON.createObjectNode(), faults);
            for (var field : typed) {
                fits(
                        operation.title() + ": " + field,
                        patch,
                        JSON.createObjectNode().putNull(field),
                        faults);
                var nonsense = JSON.createObjectNode();
                nonsense.putArray(field).addArray().addArray();
                if (schema.validate(nonsense).isEmpty()) {
                    faults.add(operation.title() + ": " + field + " may be anything");
                }
            }
        });
        assertTrue(faults.isEmpty(), () -> faults.size() + ":\n" + String.join("\n", faults));
    }

    /// The naming of days, as docs/requests.md lists it. `birthDate` and `cutOff` are the subject's own words.
    private static final Pattern DAY = Pattern.compile(
            "on|since|until|from|to|validFrom|validTo|birthDate|cutOff|[a-z]+([A-Z][a-z]+)*(On|Since|Until)");

    /// A verb is told the day on which it is done, that by which something is to be done, or a whole period.
    private static final Set<String> DAYS_OF_VERBS = Set.of("on", "dueOn", "since", "until");

    @Test
    @DisplayName("names days alike: a verb is told that it is done `on` a day, facts say which day it is")
    void days() {
        var faults = new TreeSet<String>();
        Operation.api()
                .path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> days(schema.getValue())
                        .filter(day -> !DAY.matcher(day).matches())
                        .forEach(day -> faults.add(schema.getKey() + "." + day)));
        Operation.all().forEach(operation -> {
            for (var parameter : operation.described().path("parameters")) {
                var name = parameter.path("name").asText().replaceFirst("[.][a-z]+$", "");
                if (day(parameter.path("schema")) && !DAY.matcher(name).matches()) {
                    faults.add(operation.title() + "?" + name);
                }
            }
            if (operation.method().equals("POST") && operation.ofRecord()) {
                days(type(operation.described().path("requestBody"), operation.body()))
                        .filter(day -> !DAYS_OF_VERBS.contains(day))
                        .forEach(day -> faults.add(operation.title() + " is sent " + day));
            }
        });
        assertEquals("", String.join("\n", faults));
    }

    private static Stream<String> days(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .filter(property -> day(property.getValue()))
                .map(Map.Entry::getKey);
    }

    private static boolean day(JsonNode schema) {
        return Operation.resolved(schema).path("format").asText().equals("date");
    }

    private static JsonNode type(JsonNode message, String mediaType) {
        return Operation.resolved(message.path("content").path(mediaType).path("schema"));
    }
}
