package org.innoledger.kit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Adds to the description what is the same for every operation, so that resources state only what is their
/// own: the errors that can be answered, the filters and states that follow from the facts, ETag and Location.
///
/// Programs are generated from the description, so it says nothing that such a program would stumble over.
public class OpenApiFilter implements OASFilter {
    /// Formats of the JDK's types, which are written where they are used: a component `LocalDate` would clash
    /// with the class of that name in whatever is generated.
    private static final Map<String, String> FORMATS = Map.of("Instant", "date-time", "LocalDate", "date");

    /// Comparisons of what has an order, by the end of the parameter's name.
    private static final Map<String, String> COMPARISONS =
            new TreeMap<>(Map.of(".gte", "≥", ".lte", "≤", ".gt", ">", ".lt", "<"));

    /// Extension of a field that is computed of others.
    static final String COMPUTED = "x-computed";

    /// What is said of a filter that no index serves, see `Served`.
    private static final String UNSERVED =
            "（记录多于 50,000 条时须与建有索引的字段同用 beyond 50,000 records only with a filter that an index serves）";

    /// Extension of facts: their fields by which lists find their records through an index.
    static final String INDEXED = "x-indexed";

    private static final String SERVICE = "{service}";

    /// Components that only the code knows: generic types as such, and a library's class.
    private static final List<String> INTERNAL = List.of("Filed", "Page", "JsonNode", "JsonNodeType");

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getRef() == null) {
            return schema;
        }
        var format = FORMATS.get(name(schema));
        if (format == null) {
            // The referenced schema says the type; generators take a second word on it for a contradiction.
            return schema.type(null);
        }
        schema.setRef(null);
        return schema.type(List.of(SchemaType.STRING)).format(format);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        FORMATS.keySet().forEach(api.getComponents()::removeSchema);
        INTERNAL.forEach(api.getComponents()::removeSchema);
        named(api);
        OpenApiComponents.describe(api);
        var bodies = new OpenApiBodies(api);
        var examples = new OpenApiExamples(bodies);
        var problems = new OpenApiProblems(api);
        states(api);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    parameters(path, method, operation);
                    filters(api, operation);
                    headers(path, method, operation);
                    bodies.describe(path, operation);
                    problems.describe(path, method, operation);
                    examples.describe(path, operation);
                }));
    }

    /// Paths that bear the service's name have it written out, and in the operation's id.
    private static void named(OpenAPI api) {
        var service = ConfigProvider.getConfig().getValue("innoledger.service", String.class);
        for (var path : List.copyOf(api.getPaths().getPathItems().keySet())) {
            if (path.contains(SERVICE)) {
                var item = api.getPaths().getPathItem(path);
                item.setParameters(unnamed(item.getParameters()));
                item.getOperations().values().forEach(operation -> {
                    operation.setParameters(unnamed(operation.getParameters()));
                    operation.setOperationId(operation
                            .getOperationId()
                            .replaceFirst(
                                    "(?=[A-Z])", Character.toUpperCase(service.charAt(0)) + service.substring(1)));
                });
                api.getPaths().removePathItem(path);
                api.getPaths().addPathItem(path.replace(SERVICE, service), item);
            }
        }
    }

    private static List<Parameter> unnamed(List<Parameter> parameters) {
        return parameters == null
                ? null
                : parameters.stream()
                        .filter(parameter -> !"service".equals(parameter.getName()))
                        .toList();
    }

    static String name(Schema reference) {
        return reference.getRef().substring(reference.getRef().lastIndexOf('/') + 1);
    }

    /// `FiledPlatformFacts` has a status where there is a `PlatformState`, and none where there is none.
    private static void states(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        schemas.forEach((name, schema) -> {
            if (!name.startsWith("Filed") || !name.endsWith("Facts")) {
                return;
            }
            var state = name.replaceFirst("^Filed(.*)Facts$", "$1State");
            if (schemas.containsKey(state)) {
                schema.addProperty(
                        "status",
                        OASFactory.createSchema().ref(state).description("状态 State in the register's life cycle"));
                schema.addRequired("status");
            } else {
                schema.removeProperty("status");
            }
        });
    }

    /// Headers that all writes take in the code are described where they mean something.
    private static void parameters(String path, HttpMethod method, Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        var present = new ArrayList<>(operation.getParameters());
        present.removeIf(parameter -> switch (parameter.getName()) {
            case "If-Match" -> !path.contains("{id}");
            case "If-None-Match" -> method != HttpMethod.PUT;
            case "Accept-Language" -> true;
            default -> false;
        });
        for (var parameter : present) {
            if ("id".equals(parameter.getName())) {
                parameter.description("记录编号 Id of the record: a credit code for enterprises, else a UUID");
            }
            if ("cursor".equals(parameter.getName()) && parameter.getDescription() == null) {
                parameter.description("上一页的 next `next` of the page before");
            }
        }
        operation.setParameters(present);
    }

    /// A list can be filtered by each single-valued field of its facts.
    private static void filters(OpenAPI api, Operation operation) {
        var filed = listed(api, operation);
        // An answer may hold records without being a register's list, such as what a look-up has found.
        if (filed == null
                || operation.getParameters() == null
                || operation.getParameters().stream().noneMatch(each -> "updatedSince".equals(each.getName()))) {
            return;
        }
        statusFilter(operation, filed.getProperties().get("status"));
        var facts = resolved(api, filed.getProperties().get("facts"));
        var indexed = indexed(facts);
        order(operation, indexed);
        new TreeMap<>(facts.getProperties()).forEach((name, property) -> {
            var schema = resolved(api, property);
            var types = schema.getType() == null ? List.<SchemaType>of() : schema.getType();
            if (name.equals("region")
                    || property.getExtensions() != null
                            && property.getExtensions().containsKey(COMPUTED)
                    || types.contains(SchemaType.ARRAY)
                    || types.contains(SchemaType.OBJECT)) {
                return;
            }
            var limit = indexed.contains(name) ? "" : UNSERVED;
            operation.addParameter(filter(name, property.getDescription() + limit, schema, property.getRef()));
            if (ordered(property, schema)) {
                COMPARISONS.forEach((suffix, sign) ->
                        operation.addParameter(filter(name + suffix, sign + " " + name + limit, schema, null)));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static List<String> indexed(Schema facts) {
        return facts.getExtensions() == null
                ? List.of()
                : (List<String>) facts.getExtensions().getOrDefault(INDEXED, List.of());
    }

    private static void order(Operation operation, List<String> indexed) {
        operation.getParameters().stream()
                .filter(parameter -> "sort".equals(parameter.getName()))
                .forEach(parameter -> parameter.description(parameter.getDescription()
                        + "。记录多于 50,000 条时：%s；其他字段须另有筛选 . Beyond 50,000 records: %s; by other fields only with a filter"
                                .formatted(ordering(indexed, "、"), ordering(indexed, ", "))));
    }

    private static String ordering(List<String> indexed, String between) {
        return Stream.concat(Stream.of("id", "recordedAt"), indexed.stream()).collect(Collectors.joining(between));
    }

    private static boolean ordered(Schema property, Schema schema) {
        return schema.getType() != null
                        && (schema.getType().contains(SchemaType.INTEGER)
                                || schema.getType().contains(SchemaType.NUMBER))
                || String.valueOf(schema.getFormat()).startsWith("date")
                || String.valueOf(property.getRef()).endsWith("/Month");
    }

    /// A catalogue's values are listed with commas, so that a generated program offers them; so are codes of a
    /// form.
    private static Parameter filter(String name, String description, Schema schema, String ref) {
        var codes = schema.getPattern() == null || name.contains(".") ? "" : "（可用逗号列举 several with commas）";
        var parameter = OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description("筛选 Filter" + codes + ": " + description);
        return schema.getEnumeration() == null || ref == null
                ? parameter.schema(
                        OASFactory.createSchema().type(schema.getType()).format(schema.getFormat()))
                : anyOf(parameter, ref);
    }

    private static Parameter anyOf(Parameter parameter, String ref) {
        return parameter
                .style(Parameter.Style.FORM)
                .explode(false)
                .schema(OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .items(OASFactory.createSchema().ref(ref)));
    }

    /// The filter by state takes those of the register; one without states has no such filter.
    private static void statusFilter(Operation operation, Schema status) {
        var parameters = new ArrayList<>(operation.getParameters());
        parameters.removeIf(parameter -> status == null && "status".equals(parameter.getName()));
        parameters.stream()
                .filter(parameter -> "status".equals(parameter.getName()))
                .forEach(parameter -> anyOf(parameter, status.getRef()));
        operation.setParameters(parameters);
    }

    /// The records that the operation's pages hold, null when it answers none.
    static Schema listed(OpenAPI api, Operation operation) {
        var ok = operation.getResponses().getAPIResponse("200");
        if (ok == null || ok.getContent() == null || ok.getContent().getMediaType("application/json") == null) {
            return null;
        }
        var page =
                resolved(api, ok.getContent().getMediaType("application/json").getSchema());
        var items = page.getProperties() == null ? null : page.getProperties().get("items");
        if (items == null || items.getItems() == null) {
            return null;
        }
        var filed = resolved(api, items.getItems());
        return filed.getProperties() != null && filed.getProperties().containsKey("facts") ? filed : null;
    }

    static Schema resolved(OpenAPI api, Schema schema) {
        var current = schema;
        if (current.getRef() == null
                && current.getAllOf() != null
                && !current.getAllOf().isEmpty()) {
            current = current.getAllOf().getFirst();
        }
        if (current.getRef() == null) {
            return current;
        }
        return api.getComponents().getSchemas().get(name(current));
    }

    /// Records are answered with their version as ETag, new ones as 201 with their address.
    private static void headers(String path, HttpMethod method, Operation operation) {
        var ok = operation.getResponses().getAPIResponse("200");
        var json =
                ok == null || ok.getContent() == null ? null : ok.getContent().getMediaType("application/json");
        if (json == null || !String.valueOf(json.getSchema().getRef()).contains("/Filed")) {
            return;
        }
        ok.addHeader("ETag", header("版本 Version of the record, for If-Match"));
        if (method == HttpMethod.PUT || method == HttpMethod.POST && !path.contains("{id}")) {
            ok.description("已更新，或内容相同而未变 Changed, or the same as before and unchanged");
            operation
                    .getResponses()
                    .addAPIResponse(
                            "201",
                            OASFactory.createAPIResponse()
                                    .description("已登记 Created")
                                    .content(ok.getContent())
                                    .addHeader("ETag", header("版本 Version of the record, for If-Match"))
                                    .addHeader("Location", header("新记录的地址 Address of the new record")));
        }
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }
}
