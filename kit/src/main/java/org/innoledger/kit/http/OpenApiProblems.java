package org.innoledger.kit.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.innoledger.kit.problem.ProblemType;

/// The errors in the description: which an operation can answer follows from what it is.
final class OpenApiProblems {
    private static final String PROBLEM_JSON = "application/problem+json";

    private final OpenAPI api;

    /// Adds the schemas of errors to the description.
    OpenApiProblems(OpenAPI api) {
        this.api = api;
        api.getComponents().addSchema("Fault", fault()).addSchema("Problem", problem());
    }

    private static Schema fault() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("一处错误 One thing wrong with the request")
                .addProperty(
                        "pointer",
                        text(
                                "字段的 JSON Pointer，或参数、请求头的名称 JSON Pointer to the field, or name of the parameter or header",
                                "/industry"))
                .addProperty("code", text("错误代码，不随语言变化 Stable code", "industry-unknown"))
                .addProperty("message", text("说明 For people", "GB/T 4754-2017 中没有大类 99"))
                .required(List.of("pointer", "code", "message"));
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("错误 Problem (RFC 9457), in Chinese or English by Accept-Language")
                .addProperty(
                        "type", text("错误类型，可打开查看说明 Kind of error; a page explains it", "/problems/invalid-request"))
                .addProperty("title", text("类型名称 Name of the kind", "请求内容不符合要求"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .format("int32")
                                .description("HTTP 状态 Status")
                                .examples(List.of(400)))
                .addProperty("detail", text("本次的情况 What happened", "GB/T 4754-2017 中没有大类 99"))
                .addProperty("advice", text("如何处理 What to do", "按 errors 中每一项的 pointer 找到字段，照 message 改正后重新提交。"))
                .addProperty("requestId", text("请求编号 Request id, to tell the operators", "019a9e3c-5d6f-7a10"))
                .addProperty("present", text("当前状态，仅 illegal-state The state now, of illegal-state only", "REVOKED"))
                .addProperty(
                        "allowed",
                        list("允许转入的状态，仅 illegal-state States that can follow, of illegal-state only")
                                .items(OASFactory.createSchema().addType(SchemaType.STRING)))
                .addProperty(
                        "retryAfterSeconds",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .format("int64")
                                .description("等候秒数，仅 too-many-requests Seconds to wait, of too-many-requests only")
                                .examples(List.of(840)))
                .addProperty(
                        "errors",
                        list("逐处错误 Each wrong place")
                                .items(OASFactory.createSchema().ref("Fault")))
                .required(List.of("type", "title", "status", "detail", "advice"));
    }

    private static Schema text(String description, String example) {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .description(description)
                .examples(List.of(example));
    }

    private static Schema list(String description) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).description(description);
    }

    /// Adds the errors of an operation to its answers, and puts those in the order of their status.
    void describe(String path, HttpMethod method, Operation operation) {
        var types = new ArrayList<ProblemType>(List.of(
                ProblemType.INVALID_REQUEST,
                ProblemType.UNAUTHENTICATED,
                ProblemType.FORBIDDEN,
                ProblemType.NOT_ACCEPTABLE,
                ProblemType.INTERNAL_ERROR,
                ProblemType.UNAVAILABLE));
        if (path.contains("{id}")) {
            types.add(ProblemType.NOT_FOUND);
            if (!path.endsWith("/history")) {
                types.add(ProblemType.WITHDRAWN);
            }
        }
        if (path.endsWith("/changes")) {
            types.add(ProblemType.POSITION_BEYOND);
        }
        if (method != HttpMethod.GET) {
            types.addAll(List.of(
                    ProblemType.CONFLICT,
                    ProblemType.TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    ProblemType.IDEMPOTENCY_KEY_REUSED));
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(each -> "If-Match".equals(each.getName()))) {
            types.add(ProblemType.VERSION_CONFLICT);
        }
        var answers = operation.getResponses();
        if (operation.hasExtension(Answers.LIMITED) || lasts(operation)) {
            operation.removeExtension(Answers.LIMITED);
            types.add(ProblemType.TOO_MANY_REQUESTS);
        }
        for (var type : types) {
            var status = String.valueOf(type.status);
            if (!answers.hasAPIResponse(status)
                    || answers.getAPIResponse(status).getContent() == null) {
                answers.addAPIResponse(status, reference(type));
            }
        }
        answers.setAPIResponses(new TreeMap<>(answers.getAPIResponses()));
    }

    /// Whether it is one of what a client has only so much of under way: imports, event streams and long
    /// polls.
    private static boolean lasts(Operation operation) {
        var body = operation.getRequestBody();
        return body != null && body.getContent().hasMediaType("application/x-ndjson")
                || operation.getParameters() != null
                        && operation.getParameters().stream().anyMatch(each -> "waitSeconds".equals(each.getName()));
    }

    /// One answer for all types of a status, since a description has one for each status.
    private APIResponse reference(ProblemType type) {
        var components = api.getComponents();
        if (components.getResponses() == null || !components.getResponses().containsKey(type.slug())) {
            var same = Arrays.stream(ProblemType.values())
                    .filter(each -> each.status == type.status)
                    .toList();
            var response = OASFactory.createAPIResponse()
                    .description(same.stream()
                            .map(each -> (same.size() == 1 ? "" : "- `" + each.slug() + "` ") + each.title.zh() + " "
                                    + each.title.en() + ". " + each.advice.en())
                            .collect(Collectors.joining("\n")))
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    PROBLEM_JSON,
                                    OASFactory.createMediaType()
                                            .schema(OASFactory.createSchema().ref("Problem"))));
            header(type, response);
            components.addResponse(type.slug(), response);
        }
        return OASFactory.createAPIResponse().ref(type.slug());
    }

    private static void header(ProblemType type, APIResponse response) {
        switch (type) {
            case UNAUTHENTICATED ->
                response.addHeader(
                        "WWW-Authenticate",
                        OASFactory.createHeader()
                                .description("认证方式 How to authenticate: Bearer")
                                .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
            case UNAVAILABLE, CONFLICT, TOO_MANY_REQUESTS ->
                response.addHeader(
                        "Retry-After",
                        OASFactory.createHeader()
                                .description("等候秒数；可重试时才有 Seconds to wait, where trying again can help")
                                .schema(OASFactory.createSchema()
                                        .addType(SchemaType.INTEGER)
                                        .format("int32")));
            default -> {}
        }
    }
}
