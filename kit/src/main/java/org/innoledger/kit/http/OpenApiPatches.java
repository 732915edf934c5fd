package org.innoledger.kit.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// The types of merge patches (RFC 7396): the fields of a record, each of which may be left out or be null.
/// What is never taken from a caller is left out.
final class OpenApiPatches {
    private final OpenAPI api;

    OpenApiPatches(OpenAPI api) {
        this.api = api;
    }

    /// A reference to the type of the patches of these facts: `PostPatch` for `PostFacts`.
    Schema of(Schema facts) {
        var name = name(facts);
        var patch = name.replaceFirst("Facts$", "") + "Patch";
        if (!schemas().containsKey(patch)) {
            api.getComponents().addSchema(patch, patched(schemas().get(name)));
        }
        return OASFactory.createSchema().ref(patch);
    }

    private Schema patched(Schema record) {
        var patch = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("要修改的字段；未列的不变，null 清除 Fields to change; what is left out stays, null clears");
        record.getProperties().forEach((name, property) -> {
            if (!Boolean.TRUE.equals(property.getReadOnly())) {
                patch.addProperty(name, nullable(property));
            }
        });
        return patch;
    }

    /// A record within the record is merged in turn, so that its patch has a type of its own.
    private Schema nullable(Schema property) {
        if (property.getType() != null && property.getEnumeration() == null) {
            var types = Stream.concat(property.getType().stream(), Stream.of(SchemaType.NULL));
            var nullable = OASFactory.createSchema();
            property.getAll().forEach(nullable::set);
            return nullable.type(types.toList());
        }
        var nothing = OASFactory.createSchema().addType(SchemaType.NULL);
        return OASFactory.createSchema()
                .description(property.getDescription())
                .anyOf(List.of(property.getRef() == null ? property : referred(property), nothing));
    }

    private Schema referred(Schema property) {
        return schemas().get(name(property)).getProperties() == null
                ? OASFactory.createSchema().ref(property.getRef())
                : of(property);
    }

    private Map<String, Schema> schemas() {
        return api.getComponents().getSchemas();
    }

    private static String name(Schema reference) {
        return reference.getRef().substring(reference.getRef().lastIndexOf('/') + 1);
    }
}
