package org.innoledger.kit.http;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// The types of those bodies that the code reads as a tree or a stream, which follow from what the register
/// takes otherwise: merge patches, and the lines of imports and of verbs for many.
final class OpenApiBodies {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final String PATCH = "application/merge-patch+json";

    private final OpenAPI api;
    private final OpenApiPatches patches;

    OpenApiBodies(OpenAPI api) {
        this.api = api;
        this.patches = new OpenApiPatches(api);
    }

    /// Types the body of an operation.
    void describe(String path, Operation operation) {
        if (operation.getRequestBody() == null) {
            return;
        }
        var content = operation.getRequestBody().getContent();
        if (content.hasMediaType(PATCH)) {
            content.getMediaType(PATCH).schema(patches.of(filed(path)));
        }
        if (content.hasMediaType(NDJSON)) {
            // Programs send the lines as one text; what each of them is, is said beside it.
            content.getMediaType(NDJSON)
                    .schema(OASFactory.createSchema()
                            .addType(SchemaType.STRING)
                            .contentMediaType(NDJSON)
                            .contentSchema(imports(path) ? imported(path) : told(path))
                            .description("每行一个 JSON 对象，形如 contentSchema One JSON object a line, as contentSchema "
                                    + "says: "
                                    + (imports(path)
                                            ? "{\"id\": …, \"facts\": {…}}"
                                            : "{\"id\": …} 及该操作的字段 and the fields of the verb")));
        }
    }

    static boolean imports(String path) {
        return path.endsWith("/imports");
    }

    /// Whether the server chooses the id of a record for whoever states none: everywhere but where only PUT
    /// files.
    boolean chosen(String path) {
        var register = path.replaceFirst("/(\\{id}|imports).*", "");
        var record = api.getPaths().getPathItem(register + "/{id}");
        return post(register) != null || record == null || record.getPUT() == null;
    }

    private Schema imported(String path) {
        var line = identified(path).addProperty("facts", facts(path)).addRequired("facts");
        return chosen(path) ? line : line.addRequired("id");
    }

    private Schema told(String path) {
        var line = identified(path).addRequired("id");
        var verb = one(path);
        return verb == null ? line : OASFactory.createSchema().allOf(List.of(line, verb));
    }

    private static Schema identified(String path) {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty(
                        "id",
                        OASFactory.createSchema()
                                .addType(SchemaType.STRING)
                                .description(
                                        imports(path)
                                                ? "编号；由系统生成编号的可省略 Id; not needed where the server chooses it"
                                                : "编号 Id of the record"));
    }

    /// The body of the verb for one whose form for many this is, `{id}/dispatch` for `dispatches`; null where
    /// it has none.
    Schema one(String path) {
        var at = path.lastIndexOf('/');
        var many = path.substring(at + 1);
        for (var one : List.of(many.replaceFirst("s$", ""), many.replaceFirst("es$", ""))) {
            var verb = post(path.substring(0, at) + "/{id}/" + one);
            if (verb != null && verb.getRequestBody() != null) {
                return body(verb);
            }
        }
        return null;
    }

    /// The facts that a register takes by PUT, and by POST where it has no PUT.
    Schema facts(String path) {
        var register = path.replaceFirst("/(\\{id}|imports)$", "");
        var item = api.getPaths().getPathItem(register + "/{id}");
        var takes = item != null && item.getPUT() != null ? item.getPUT() : post(register);
        if (takes != null && takes.getRequestBody() != null && body(takes) != null) {
            return body(takes);
        }
        // A register without either files by other verbs.
        return filed(register + "/{id}");
    }

    /// The facts that are read of a record, null for a path that answers none.
    private Schema filed(String path) {
        var item = api.getPaths().getPathItem(path);
        if (item == null || item.getGET() == null) {
            return null;
        }
        var read = resolved(item.getGET()
                .getResponses()
                .getAPIResponse("200")
                .getContent()
                .getMediaType(JSON)
                .getSchema());
        return read.getProperties() == null ? null : read.getProperties().get("facts");
    }

    private Operation post(String path) {
        var item = api.getPaths().getPathItem(path);
        return item == null ? null : item.getPOST();
    }

    private static Schema body(Operation operation) {
        var media = operation.getRequestBody().getContent().getMediaType(JSON);
        return media == null ? null : media.getSchema();
    }

    /// The schema that another refers to, or itself.
    Schema resolved(Schema schema) {
        var ref = schema.getRef();
        return ref == null ? schema : api.getComponents().getSchemas().get(ref.substring(ref.lastIndexOf('/') + 1));
    }
}
