package org.innoledger.kit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// Reads the JSON body of a request: in UTF-8 and in no other form, to the end, and telling all of its faults
/// at once. No body at all is one without members, so that a verb that needs none of them works without. Of
/// the lines of an import only the label is looked at, since they are read one by one.
@Provider
@Priority(Priorities.USER + 1)
public class Bodies implements ReaderInterceptor {
    private final ObjectMapper json;
    private final Content content;

    Bodies(ObjectMapper json, Content content) {
        this.json = json;
        this.content = content;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        mustBeLabelledUtf8(context.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
        if (context.getType() == InputStream.class) {
            return context.proceed();
        }
        var text = text(context.getInputStream().readAllBytes());
        var tree = text.isBlank() ? json.createObjectNode() : content.tree(text);
        if (context.getType() == JsonNode.class) {
            return tree;
        }
        return content.of(context.getType().asSubclass(Record.class), tree.isNull() ? json.createObjectNode() : tree);
    }

    /// The charset of JSON is UTF-8 (RFC 8259); a label that says so does no harm.
    private static void mustBeLabelledUtf8(String type) {
        var label = type == null ? "" : type.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
        if (label.contains(";charset=") && !label.matches(".*;charset=utf-?8(;.*)?")) {
            throw Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    Text.of("请求内容应为 UTF-8，而非 %s。", "The content must be UTF-8, not %s.", type));
        }
    }

    private static String text(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Problem.invalid("", FaultCode.UTF_8, Text.of("请求内容不是 UTF-8 文本", "The content is not UTF-8"));
        }
    }
}
