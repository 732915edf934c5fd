package org.innoledger.kit.http;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// Merge patches have a type: the fields of the facts, each of which may be left out or be null.
final class OpenApiPatches {
    private static final String PATCH = "application/merge-patch+json";

    private OpenApiPatches() {}

    static void describe(OpenAPI api) {
        for (var item : Map.copyOf(api.getPaths().getPathItems()).values()) {
            var patch = item.getPATCH();
            var media =
                    patch == null ? null : patch.getRequestBody().getContent().getMediaType(PATCH);
            if (media == null) {
                continue;
            }
            var name = facts(
                    api,
                    patch.getResponses()
                            .getAPIResponse("200")
                            .getContent()
                            .getMediaType("application/json")
                            .getSchema());
            var facts = api.getComponents().getSchemas().get(name);
            if (!api.getComponents().getSchemas().containsKey(name + "Patch")) {
                api.getComponents().addSchema(name + "Patch", patched(facts));
            }
            media.schema(OASFactory.createSchema().ref(name + "Patch"));
        }
    }

    /// The name of the facts that the records of an answer have.
    private static String facts(OpenAPI api, Schema filed) {
        var facts = api.getComponents()
                .getSchemas()
                .get(name(filed.getRef()))
                .getProperties()
                .get("facts");
        var ref = facts.getRef() != null
                ? facts.getRef()
                : facts.getAllOf().getFirst().getRef();
        return name(ref);
    }

    private static String name(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    private static Schema patched(Schema facts) {
        var patch = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("要修改的字段；null 清除 Fields to change; null clears one. " + facts.getDescription());
        facts.getProperties().forEach((name, property) -> {
            if (!Boolean.TRUE.equals(property.getReadOnly())) {
                patch.addProperty(name, cleared(property));
            }
        });
        return patch;
    }

    private static Schema cleared(Schema property) {
        var nothing = OASFactory.createSchema().addType(SchemaType.NULL);
        return OASFactory.createSchema().description(property.getDescription()).anyOf(List.of(property, nothing));
    }
}
