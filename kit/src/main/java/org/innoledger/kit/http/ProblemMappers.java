package org.innoledger.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every error as a problem (RFC 9457): one small mapper for each family, and one for what nobody foresaw.
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    static final String MEDIA_TYPE = "application/problem+json;charset=UTF-8";

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> problem(Problem problem, HttpServerRequest request) {
        return answer(problem, request);
    }

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> json(JsonProcessingException error, HttpServerRequest request) {
        return answer(Faults.of("", error), request);
    }

    /// The framework has a mapper of its own for this one, which the nearer type must outdo.
    @ServerExceptionMapper
    @Priority(1)
    public RestResponse<Map<String, Object>> mismatch(MismatchedInputException error, HttpServerRequest request) {
        return json(error, request);
    }

    @ServerExceptionMapper
    @Priority(1)
    public RestResponse<Map<String, Object>> unauthorized(UnauthorizedException error, HttpServerRequest request) {
        return unauthenticated(request);
    }

    @ServerExceptionMapper
    @Priority(1)
    public RestResponse<Map<String, Object>> failed(AuthenticationFailedException error, HttpServerRequest request) {
        return unauthenticated(request);
    }

    @ServerExceptionMapper
    @Priority(1)
    public RestResponse<Map<String, Object>> forbidden(ForbiddenException error, HttpServerRequest request) {
        return answer(
                Problem.of(
                        ProblemType.FORBIDDEN,
                        Text.of(
                                "令牌中的角色（groups）不含此操作所需的角色。",
                                "The roles (`groups`) of the token do not hold what this operation needs.")),
                request);
    }

    /// What the framework itself refuses: unknown path, wrong method, unreadable parameter, oversized body.
    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> web(WebApplicationException error, HttpServerRequest request) {
        if (error.getCause() instanceof JsonProcessingException json) {
            return json(json, request);
        }
        var status = error.getResponse().getStatus();
        if (status == 404 && error.getCause() != null) {
            // So the framework tells of a parameter that it cannot convert.
            return answer(
                    Problem.of(
                            ProblemType.INVALID_REQUEST,
                            Text.of("查询参数或请求头的值形式不对。", "A query parameter or header has a value of the wrong form.")),
                    request);
        }
        var type = Arrays.stream(ProblemType.values())
                .filter(each -> each.status == status)
                .findFirst()
                .orElse(status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL_ERROR);
        return answer(Problem.of(type, type.title), request);
    }

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> unforeseen(Throwable error, HttpServerRequest request) {
        var id = requestId(request);
        LOG.errorf(error, "request %s %s %s failed", id, request.method(), request.path());
        return answer(
                Problem.of(
                        ProblemType.INTERNAL_ERROR,
                        Text.of("请求未能完成，没有任何内容被部分写入。", "The request failed; nothing was written in part.")),
                request);
    }

    /// A rule that broke, not one that was broken by the caller; the framework would answer it in its own
    /// form.
    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> validation(ValidationException error, HttpServerRequest request) {
        return unforeseen(error, request);
    }

    private static RestResponse<Map<String, Object>> unauthenticated(HttpServerRequest request) {
        return answer(
                Problem.of(
                        ProblemType.UNAUTHENTICATED,
                        Text.of("请求未带有效的访问令牌。", "The request bears no valid access token.")),
                request);
    }

    private static RestResponse<Map<String, Object>> answer(Problem problem, HttpServerRequest request) {
        var language = Text.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var answer = RestResponse.ResponseBuilder.<Map<String, Object>>create(problem.type.status)
                .entity(problem.body(language, requestId(request)))
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        return switch (problem.type) {
            case UNAUTHENTICATED ->
                answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
            case UNAVAILABLE, REQUEST_IN_PROGRESS, TOO_MANY_REQUESTS ->
                answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, problem.retryAfterSeconds))
                        .build();
            default -> answer.build();
        };
    }

    /// The id that the gateway gave, else a new one.
    static String requestId(HttpServerRequest request) {
        var given = request.getHeader("X-Request-Id");
        return given != null && given.matches("[A-Za-z0-9._-]{1,64}")
                ? given
                : UUID.randomUUID().toString();
    }
}
