package org.innoledger.kit.front;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// What two readers of one request could take for two different things: it is refused before anybody looks at
/// what it asks for. A caller who sends it is answered 400, and the connection is closed, since nobody can say
/// where the next request would begin.
public final class RequestHead {
    /// Characters of path and query: a filter takes 100 ids.
    private static final int TARGET_MAX = 16 * 1024;

    /// Characters of all headers together.
    private static final int HEADERS_MAX = 64 * 1024;

    /// A name or an address, and maybe a port.
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    /// Characters that are seen. A server reads others as Latin-1, and would look for what nobody wrote.
    private static final Pattern ASCII = Pattern.compile("[\\x21-\\x7E]*");

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final Pattern CONTROL = Pattern.compile("%(?:[01][0-9A-Fa-f]|7[Ff])");

    private RequestHead() {}

    /// What is wrong with a request.
    ///
    /// @param http11 whether the request must name its host
    /// @param target path and query as they were sent
    /// @param headers each with its name, as they came
    public static Optional<Problem> fault(boolean http11, String target, Iterable<Map.Entry<String, String>> headers) {
        return size(target, headers)
                .or(() -> framing(values(headers, "Transfer-Encoding"), values(headers, "Content-Length")))
                .or(() -> host(http11, values(headers, "Host")))
                .or(() -> target(target));
    }

    private static List<String> values(Iterable<Map.Entry<String, String>> headers, String name) {
        return StreamSupport.stream(headers.spliterator(), false)
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Optional<Problem> size(String target, Iterable<Map.Entry<String, String>> headers) {
        if (target.length() > TARGET_MAX) {
            return Optional.of(Problem.of(
                    ProblemType.TARGET_TOO_LONG,
                    Text.of(
                            "路径与查询参数共有 %d 个字符，至多 %d 个。",
                            "Path and query have %d characters, and %d at most.", target.length(), TARGET_MAX)));
        }
        var length = StreamSupport.stream(headers.spliterator(), false)
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
        return length <= HEADERS_MAX
                ? Optional.empty()
                : Optional.of(Problem.of(
                        ProblemType.HEADERS_TOO_LARGE,
                        Text.of(
                                "请求头共有 %d 个字符，至多 %d 个。",
                                "The headers have %d characters, and %d at most.", length, HEADERS_MAX)));
    }

    private static Optional<Problem> framing(List<String> encodings, List<String> lengths) {
        if (encodings.isEmpty() && lengths.size() <= 1) {
            return Optional.empty();
        }
        return lengths.isEmpty()
                        && encodings.size() == 1
                        && encodings.getFirst().strip().equalsIgnoreCase("chunked")
                ? Optional.empty()
                : refused(
                        "请求体的长度应由一个 Content-Length 或一个 Transfer-Encoding: chunked 说明，不能两者并用。",
                        "One Content-Length or one `Transfer-Encoding: chunked` says how long a body is, never both.");
    }

    private static Optional<Problem> host(boolean http11, List<String> hosts) {
        if (hosts.isEmpty() && !http11
                || hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches()) {
            return Optional.empty();
        }
        return refused("请求应带一个 Host 头，其值为主机名或地址。", "A request bears one Host header with a name or an address.");
    }

    private static Optional<Problem> target(String target) {
        var parts = target.split("\\?", 2);
        if (!ASCII.matcher(target).matches()) {
            return refused(
                    "地址中只能有 ASCII 字符；中文须按 UTF-8 作百分号编码，如 curl -G --data-urlencode 'q=陶瓷'。",
                    "An address holds ASCII only; write other characters as UTF-8 with %, for instance by "
                            + "curl -G --data-urlencode 'q=陶瓷'.");
        }
        if (BROKEN_ESCAPE.matcher(target).find() || !isUtf8(target)) {
            return refused(
                    "路径或查询参数中的百分号编码不完整，或不是 UTF-8；百分号本身写作 %25。",
                    "An escape by % in path or query is incomplete or not UTF-8; write the sign itself as %25.");
        }
        if (CONTROL.matcher(parts[0]).find() || dotted(parts[0])) {
            return refused(
                    "路径中不能有 “.”、“..” 的段或控制字符。", "A path has no segments `.` and `..`, and no control characters.");
        }
        return Optional.empty();
    }

    /// Whether somebody who reads the path could be led to another one.
    private static boolean dotted(String path) {
        var read = path.replaceAll("(?i)%2e", ".").replaceAll("(?i)%2f|%5c|\\\\", "/");
        return Stream.of(read.split("/")).anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private static boolean isUtf8(String target) {
        if (target.indexOf('%') < 0) {
            return true;
        }
        try {
            var bytes = URLDecoder.decode(target, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Optional<Problem> refused(String zh, String en) {
        return Optional.of(Problem.of(ProblemType.INVALID_REQUEST, new Text(zh, en)));
    }
}
