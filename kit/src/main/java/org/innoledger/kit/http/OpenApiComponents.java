package org.innoledger.kit.http;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/// What is alike in the components of all records is described here once: a component that has the same
/// meaning in every register, and the example of each component, which the example of its record holds
/// already.
final class OpenApiComponents {
    private record Standard(String description, String example) {}

    /// Components of facts that mean the same everywhere; one that states its own description keeps it.
    private static final Map<String, Standard> STANDARDS = Map.of(
            "externalId",
            new Standard("报送方自有编号，同一区划内唯一 The caller's own number, unique in its region", "SZ-0001"),
            "region",
            new Standard("所在区划 Division where it stands", null));

    private OpenApiComponents() {}

    /// Describes the components of all schemas.
    static void describe(OpenAPI api) {
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (schema.getProperties() == null) {
                return;
            }
            if (name.endsWith("Facts")) {
                STANDARDS.forEach(
                        (component, standard) -> standard(schema.getProperties().get(component), standard));
            }
            if (whole(schema) instanceof Map<?, ?> record) {
                schema.getProperties().forEach((component, property) -> example(property, record.get(component)));
            }
            if (name.endsWith("Facts")) {
                STANDARDS.forEach(
                        (component, standard) -> example(schema.getProperties().get(component), standard.example()));
            }
        });
    }

    private static void standard(Schema property, Standard standard) {
        if (property != null && property.getDescription() == null) {
            property.setDescription(standard.description());
        }
    }

    private static Object whole(Schema schema) {
        return schema.getExamples() == null || schema.getExamples().isEmpty()
                ? null
                : schema.getExamples().getFirst();
    }

    /// A component of a type of its own has the examples of that type.
    private static void example(Schema property, Object example) {
        if (property != null
                && example != null
                && property.getRef() == null
                && (property.getExamples() == null || property.getExamples().isEmpty())) {
            property.setExamples(List.of(example));
        }
    }
}
