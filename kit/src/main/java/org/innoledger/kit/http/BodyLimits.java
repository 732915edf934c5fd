package org.innoledger.kit.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// What the body of a request may take, looked at before it is read, or as it comes where it tells no length.
/// Imports are read line by line; every other body becomes a tree of objects at once.
@Provider
@ApplicationScoped
public class BodyLimits implements ReaderInterceptor {
    /// Bytes of a body that is no import.
    private static final long BYTES_MAX = 1024 * 1024;

    /// Bytes of an import.
    private static final long IMPORT_BYTES_MAX = 32 * 1024 * 1024;

    /// Bytes below which a body takes no more than any request does.
    private static final long SMALL_BYTES = 8 * 1024;

    /// Bytes of memory that one byte of JSON takes as objects.
    private static final int MEMORY_A_BYTE = 8;

    /// How long a refused caller may go on sending.
    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final String IMPORT = "application/x-ndjson";

    private final Memory memory;

    BodyLimits(Memory memory) {
        this.memory = memory;
    }

    void register(@Observes Filters filters) {
        // Behind authentication, and behind the framework's own limit, which holds for imports too.
        filters.register(this::check, /* priority */ 1);
    }

    private void check(RoutingContext ctx) {
        var imports = imports(ctx.request().getHeader(HttpHeaders.CONTENT_TYPE));
        var stated = stated(ctx);
        var most = imports ? IMPORT_BYTES_MAX : BYTES_MAX;
        var held = MEMORY_A_BYTE * (stated < 0 ? BYTES_MAX : stated);
        if (stated > most) {
            refuse(ctx, tooLarge(most));
        } else if (imports || stated >= 0 && stated < SMALL_BYTES) {
            ctx.next();
        } else if (memory.tryHoldBody(ctx, held)) {
            ctx.next();
        } else {
            refuse(ctx, Memory.full());
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var headers = context.getHeaders();
        var imports = imports(headers.getFirst(HttpHeaders.CONTENT_TYPE));
        if (imports && context.getType() != InputStream.class) {
            throw Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    Text.of("此操作不接受 %s。", "This operation does not take %s.", IMPORT));
        }
        if (headers.containsKey(HttpHeaders.CONTENT_LENGTH)) {
            return context.proceed();
        }
        var counted = new Counted(context.getInputStream(), imports ? IMPORT_BYTES_MAX : BYTES_MAX);
        context.setInputStream(counted);
        var body = context.proceed();
        if (!imports) {
            memory.shrinkBody(MEMORY_A_BYTE * counted.bytes);
        }
        return body;
    }

    /// A body that fails once it is longer than it may be.
    private static final class Counted extends FilterInputStream {
        private final long bytesMax;
        private long bytes;

        Counted(InputStream body, long bytesMax) {
            super(body);
            this.bytesMax = bytesMax;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int begin, int length) throws IOException {
            var count = super.read(buffer, begin, length);
            return counted(count, count);
        }

        private int counted(int answer, int count) {
            bytes += answer < 0 ? 0 : count;
            if (bytes > bytesMax) {
                throw tooLarge(bytesMax);
            }
            return answer;
        }
    }

    private static boolean imports(String type) {
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(IMPORT);
    }

    private static Problem tooLarge(long bytesMax) {
        return Problem.of(
                ProblemType.TOO_LARGE,
                Text.of("请求体不得超过 %d 字节。", "The body of this request may have %d bytes at most.", bytesMax));
    }

    /// The length that the request states, 0 for one without a body, -1 where that is to be seen.
    private static long stated(RoutingContext ctx) {
        var length = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return ctx.request().getHeader("Transfer-Encoding") == null ? 0 : -1;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException unreadable) {
            return Long.MAX_VALUE;
        }
    }

    private static void refuse(RoutingContext ctx, Problem problem) {
        var request = ctx.request();
        var language = Text.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var response = ctx.response()
                .setStatusCode(problem.type.status)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemMappers.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        if (problem.type == ProblemType.UNAVAILABLE) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        response.end(Json.encodeToBuffer(problem.body(language, ProblemMappers.requestId(request))));
        if (!request.isEnded()) {
            // Closing at once would reset the connection under a caller who is still sending, and who would
            // never read why it was refused.
            var late = ctx.vertx()
                    .setTimer(LINGER.toMillis(), over -> request.connection().close());
            request.endHandler(end -> ctx.vertx().cancelTimer(late));
            request.resume();
        }
    }
}
