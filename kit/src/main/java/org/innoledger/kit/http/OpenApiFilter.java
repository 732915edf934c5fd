package org.innoledger.kit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.innoledger.kit.problem.ProblemType;

/// Adds to the description what is the same for every operation, so that resources state only what is their
/// own: the
/// errors that can be answered, the filters that follow from the facts, ETag and Location.
public class OpenApiFilter implements OASFilter {
    private static final String PROBLEM_JSON = "application/problem+json";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        problems(api);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    errors(path, method, operation);
                    if (operation.getParameters() != null) {
                        filters(api, operation);
                    }
                    headers(path, method, operation);
                    patch(operation);
                }));
    }

    private static void problems(OpenAPI api) {
        var fault = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("一处错误 One thing wrong with the request")
                .addProperty(
                        "pointer",
                        text(
                                "字段的 JSON Pointer，或参数、请求头的名称 JSON Pointer to the field, or name of the parameter or header",
                                "/facts/industry"))
                .addProperty("code", text("错误代码，不随语言变化 Stable code", "industry-unknown"))
                .addProperty("message", text("说明 For people", "GB/T 4754-2017 中没有大类 99"))
                .required(List.of("pointer", "code", "message"));
        var problem = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("错误 Problem (RFC 9457), in Chinese or English by Accept-Language")
                .addProperty(
                        "type", text("错误类型，可打开查看说明 Kind of error; a page explains it", "/problems/invalid-request"))
                .addProperty("title", text("类型名称 Name of the kind", "请求内容不符合要求"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .description("HTTP 状态 Status")
                                .examples(List.of(400)))
                .addProperty("detail", text("本次的情况 What happened", "GB/T 4754-2017 中没有大类 99"))
                .addProperty("advice", text("如何处理 What to do", "按 errors 中每一项的 pointer 找到字段，照 message 改正后重新提交。"))
                .addProperty("requestId", text("请求编号 Request id, to tell the operators", "3c1f…"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .description("逐处错误 Each wrong place")
                                .items(OASFactory.createSchema().ref("Fault")))
                .required(List.of("type", "title", "status", "detail", "advice"));
        api.getComponents().addSchema("Fault", fault).addSchema("Problem", problem);
        for (var type : ProblemType.values()) {
            var content = OASFactory.createContent()
                    .addMediaType(
                            PROBLEM_JSON,
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref("Problem")));
            api.getComponents()
                    .addResponse(
                            type.slug(),
                            OASFactory.createAPIResponse()
                                    .description(type.title.zh() + " " + type.title.en() + ". " + type.advice.en())
                                    .content(content));
        }
    }

    private static Schema text(String description, String example) {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .description(description)
                .examples(List.of(example));
    }

    /// Which errors an operation can answer follows from what it is.
    private static void errors(String path, HttpMethod method, Operation operation) {
        var types = new ArrayList<ProblemType>(List.of(
                ProblemType.INVALID_REQUEST,
                ProblemType.UNAUTHENTICATED,
                ProblemType.FORBIDDEN,
                ProblemType.NOT_ACCEPTABLE,
                ProblemType.INTERNAL_ERROR,
                ProblemType.UNAVAILABLE));
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> "id".equals(parameter.getName()))
                    .forEach(parameter -> parameter.description("记录编号 Id of the record"));
        }
        if (path.contains("{id}")) {
            types.addAll(List.of(ProblemType.NOT_FOUND, ProblemType.WITHDRAWN));
        }
        if (method != HttpMethod.GET) {
            types.addAll(List.of(
                    ProblemType.CONFLICT,
                    ProblemType.VERSION_CONFLICT,
                    ProblemType.TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    ProblemType.IDEMPOTENCY_KEY_REUSED));
        }
        for (var type : types) {
            var status = String.valueOf(type.status);
            if (!operation.getResponses().hasAPIResponse(status)
                    || operation.getResponses().getAPIResponse(status).getContent() == null) {
                operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().ref(type.slug()));
            }
        }
    }

    /// A list can be filtered by each single-valued field of its facts.
    private static void filters(OpenAPI api, Operation operation) {
        var facts = listed(api, operation);
        if (facts == null) {
            return;
        }
        new TreeMap<>(facts.getProperties()).forEach((name, property) -> {
            var schema = resolved(api, property);
            var types = schema.getType() == null ? List.<SchemaType>of() : schema.getType();
            if (name.equals("region")
                    || Boolean.TRUE.equals(property.getReadOnly())
                    || types.contains(SchemaType.ARRAY)
                    || types.contains(SchemaType.OBJECT)) {
                return;
            }
            operation.addParameter(filter(name, property.getDescription(), schema));
            if (types.contains(SchemaType.INTEGER) || "date".equals(schema.getFormat())) {
                operation.addParameter(filter(name + ".gte", "≥ " + name, schema));
                operation.addParameter(filter(name + ".lte", "≤ " + name, schema));
            }
        });
    }

    private static Parameter filter(String name, String description, Schema schema) {
        var type = OASFactory.createSchema().type(schema.getType()).format(schema.getFormat());
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description("筛选 Filter: " + description)
                .schema(type);
    }

    /// The facts that the operation's pages hold, null when it answers none.
    private static Schema listed(OpenAPI api, Operation operation) {
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
        var facts = filed.getProperties() == null ? null : filed.getProperties().get("facts");
        return facts == null || !filed.getProperties().containsKey("region")
                ? null
                : withProperties(resolved(api, facts));
    }

    private static Schema withProperties(Schema schema) {
        return schema.getProperties() == null ? null : schema;
    }

    private static Schema resolved(OpenAPI api, Schema schema) {
        var current = schema;
        if (current.getRef() == null
                && current.getAllOf() != null
                && !current.getAllOf().isEmpty()) {
            current = current.getAllOf().getFirst();
        }
        if (current.getRef() == null) {
            return current;
        }
        var name = current.getRef().substring(current.getRef().lastIndexOf('/') + 1);
        return api.getComponents().getSchemas().get(name);
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

    /// A merge patch is an object with any of the fields; a class of some library says nothing to a reader.
    private static void patch(Operation operation) {
        var body = operation.getRequestBody();
        if (body == null || !body.getContent().hasMediaType("application/merge-patch+json")) {
            return;
        }
        body.getContent()
                .getMediaType("application/merge-patch+json")
                .schema(OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .description("要修改的字段；null 清除 Fields to change; null clears one")
                        .examples(List.of(Map.of("externalId", "SZ-0001"))));
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }
}
