package org.innoledger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.innoledger.kit.problem.ProblemType;

/// The services' OpenAPI documents as one. What it describes is what the gateway routes.
///
/// @param json the merged document
/// @param operations its operations, which are the routing table
record ApiDocument(ObjectNode json, List<Operation> operations) {
    static final String PREFIX = "/v1/";

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /// The one security scheme of the merged document; the gateway checks tokens, so it says how they are
    /// sent.
    private static final String SCHEME = "token";

    /// Every service describes this answer, at its feed.
    private static final String TOO_MANY_REQUESTS = "#/components/responses/" + ProblemType.TOO_MANY_REQUESTS.slug();

    /// Two documents that cannot be one; the message is for whoever starts the gateway.
    static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Conflict(String sentence, Object... values) {
            super(sentence.formatted(values));
        }
    }

    /// Merges the documents of the services, by their names, into `frame`, which brings title, servers and the
    /// security scheme.
    ///
    /// @throws Conflict where two documents say different things under one name
    static ApiDocument merge(ObjectNode frame, Map<String, ObjectNode> documents) {
        var merged = frame.deepCopy();
        var operations = new ArrayList<Operation>();
        var operationIds = new HashMap<String, String>();
        documents.forEach((service, document) -> {
            mergeTags(merged.withArray("/tags"), document.path("tags"), service);
            mergeComponents(merged.withObject("/components"), document.path("components"), service);
            document.path("paths")
                    .properties()
                    .forEach(path -> mergePath(merged.withObject("/paths"), path, service, operations, operationIds));
        });
        return new ApiDocument(merged, List.copyOf(operations));
    }

    private static void mergeTags(ArrayNode merged, JsonNode tags, String service) {
        for (var tag : tags) {
            var name = tag.path("name").asText();
            JsonNode present = null;
            for (var other : merged) {
                present = other.path("name").asText().equals(name) ? other : present;
            }
            if (present == null) {
                merged.add(tag);
            } else if (!present.equals(tag)) {
                throw new Conflict(
                        "The tag \"%s\" of %s differs from that of another service; describe it alike or rename it.",
                        name, service);
            }
        }
    }

    private static void mergeComponents(ObjectNode merged, JsonNode components, String service) {
        for (var kind : components.properties()) {
            if (kind.getKey().equals("securitySchemes")) {
                continue;
            }
            var target = merged.withObject("/" + kind.getKey());
            for (var component : kind.getValue().properties()) {
                var present = target.get(component.getKey());
                if (present == null) {
                    target.set(component.getKey(), component.getValue().deepCopy());
                } else if (!present.equals(component.getValue()) && !united(present, component.getValue())) {
                    throw new Conflict(
                            "components/%s/%s of %s differs from that of another service; make them equal or rename one.",
                            kind.getKey(), component.getKey(), service);
                }
            }
        }
    }

    /// A choice that is told apart by a discriminator, such as the data of events, is that of all services:
    /// what one offers is added to what the others do.
    private static boolean united(JsonNode present, JsonNode more) {
        var mapping = "/discriminator/mapping";
        if (!present.at(mapping).isObject() || !more.at(mapping).isObject()) {
            return false;
        }
        ((ArrayNode) present.path("oneOf")).addAll((ArrayNode) more.path("oneOf"));
        ((ObjectNode) present.at(mapping)).setAll((ObjectNode) more.at(mapping));
        return true;
    }

    private static void mergePath(
            ObjectNode merged,
            Map.Entry<String, JsonNode> path,
            String service,
            List<Operation> operations,
            Map<String, String> operationIds) {
        if (!path.getKey().startsWith(PREFIX)) {
            throw new Conflict("%s describes %s, which is not below %s.", service, path.getKey(), PREFIX);
        }
        if (merged.has(path.getKey())) {
            throw new Conflict("%s describes %s, which another service describes too.", service, path.getKey());
        }
        var described = path.getValue().deepCopy();
        merged.set(path.getKey(), described);
        for (var member : described.properties()) {
            if (METHODS.contains(member.getKey())) {
                var operation = (ObjectNode) member.getValue();
                secure(operation);
                bound(operation);
                checkOperationId(operation, service, operationIds);
                operations.add(operation(member.getKey(), path.getKey(), service, operation));
            }
        }
    }

    private static void checkOperationId(ObjectNode operation, String service, Map<String, String> operationIds) {
        var id = operation.path("operationId").asText();
        var other = id.isEmpty() ? null : operationIds.put(id, service);
        if (other != null) {
            throw new Conflict("The operationId \"%s\" is used twice, by %s and %s.", id, other, service);
        }
    }

    /// Keeps the roles that the service asks for, under the gateway's name of the scheme, and tells them in
    /// words: readers of a bearer scheme are shown none.
    private static void secure(ObjectNode operation) {
        var roles = operation.arrayNode();
        operation.path("security").forEach(requirement -> requirement.forEach(scopes -> scopes.forEach(roles::add)));
        operation.putArray("security").addObject().set(SCHEME, roles);
        if (!roles.isEmpty()) {
            var words = operation.path("description").asText();
            operation.put("description", words + (words.isEmpty() ? "" : "\n\n") + "角色 Role: " + roles(roles));
        }
    }

    /// The gateway bounds what a client has under way, whatever it asks for.
    private static void bound(ObjectNode operation) {
        var status = String.valueOf(ProblemType.TOO_MANY_REQUESTS.status);
        if (!operation.path("responses").has(status)) {
            operation.withObject("/responses").putObject(status).put("$ref", TOO_MANY_REQUESTS);
        }
    }

    private static String roles(ArrayNode roles) {
        return StreamSupport.stream(roles.spliterator(), false)
                .map(role -> "`" + role.asText() + "`")
                .collect(Collectors.joining(", "));
    }

    private static Operation operation(String method, String path, String service, ObjectNode operation) {
        var follows = false;
        for (var response : operation.path("responses")) {
            follows |= response.path("content").has("text/event-stream");
        }
        for (var parameter : operation.path("parameters")) {
            follows |= parameter.path("name").asText().equals("waitSeconds");
        }
        var imports = operation.at("/requestBody/content").has("application/x-ndjson");
        return new Operation(method.toUpperCase(Locale.ROOT), path, service, follows, imports);
    }
}
