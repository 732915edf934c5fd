package org.innoledger.kit.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.innoledger.kit.journal.Tags;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// The headers that say on what conditions a write is to happen.
public class Conditions {
    /// Characters of an idempotency key.
    private static final int KEY_MAX = 200;

    @HeaderParam("If-Match")
    @Parameter(
            description = "仅当记录为此版本（ETag）时写入，可列举数个 Write only if the record is at this version, or one of "
                    + "several; else 412",
            example = "\"1\"")
    String ifMatch;

    @HeaderParam("If-None-Match")
    @Parameter(
            description = "取值 *：仅当记录不存在时写入；也可列举版本（ETag）`*`: write only if there is no such record yet; or "
                    + "versions that it must not be at; else 412")
    String ifNoneMatch;

    @HeaderParam("Idempotency-Key")
    @Parameter(
            description = "幂等键，保存 7 天：同键同内容的重复请求得到第一次的结果 Kept for 7 days: a repetition is answered with "
                    + "the first result, other content with 422, one that meets the first while it runs with 409")
    String idempotencyKey;

    @HeaderParam("Accept-Language")
    String acceptLanguage;

    @Context
    HttpServerRequest request;

    /// The conditions for a request with this content.
    ///
    /// @param content whatever makes one request different from another
    public When on(Object... content) {
        var key = key();
        var operation = request.method() + " " + request.path();
        var when = new When(tags(request, "If-Match"), tags(request, "If-None-Match"), key, operation, null);
        return key == null ? when : when.fingerprinted(Arrays.toString(content));
    }

    /// The language that the caller asks for.
    public Locale language() {
        return Text.language(acceptLanguage);
    }

    /// The tags of all lines of a header, null where there is none.
    ///
    /// @throws Problem 400 for what is no list of tags
    static Tags tags(HttpServerRequest request, String header) {
        var lines = request.headers().getAll(header);
        return lines.isEmpty()
                ? null
                : Tags.of(String.join(", ", lines))
                        .orElseThrow(() -> Problem.invalid(FaultCode.ETAG_FORM.at(header, header)));
    }

    /// A quoted string in the IETF draft; many clients leave the quotation marks out.
    private String key() {
        // The framework makes nothing of a header that is there and empty.
        var stated = request.getHeader("Idempotency-Key");
        if (stated == null) {
            return null;
        }
        var key = stated.strip().replaceFirst("^\"(.*)\"$", "$1");
        if (key.isBlank() || key.length() > KEY_MAX) {
            throw Problem.invalid(
                    "Idempotency-Key",
                    FaultCode.LENGTH,
                    Text.of(
                            "Idempotency-Key 应有 1 至 %d 个字符，不能只有空白",
                            "An Idempotency-Key has 1 to %d characters, not all of them blanks", KEY_MAX));
        }
        return key;
    }
}
