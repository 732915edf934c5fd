package org.innoledger.kit.problem;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An error that is answered to the caller as `application/problem+json` (RFC 9457), in Chinese or English.
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Wrong places that are told of one request; nobody reads more at once.
    private static final int FAULTS_MAX = 50;

    /// One thing wrong with the request.
    ///
    /// @param pointer JSON Pointer (RFC 6901) into what was sent: `/industry` in a body of facts,
    ///     `/facts/industry` in a line of an import; or the name of a query parameter or header
    /// @param code stable, for programs: `credit-code-check-character`
    /// @param message for people
    public record Fault(String pointer, FaultCode code, Text message) {
        private Fault below(String prefix) {
            return pointer.isEmpty() || pointer.startsWith("/") ? new Fault(prefix + pointer, code, message) : this;
        }
    }

    /// The kind of error.
    public final transient ProblemType type;

    /// What happened in this case.
    public final transient Text detail;

    /// The places that are wrong, empty where the error is not about fields.
    public final transient List<Fault> faults;

    /// Further members of the answer, such as `present` and `allowed` of a refused transition.
    public final transient Map<String, Object> members;

    /// Seconds after which the same request may be taken, 0 where that is not known.
    public final long retryAfterSeconds;

    private Problem(
            ProblemType type, Text detail, List<Fault> faults, Map<String, Object> members, long retryAfterSeconds) {
        // Problems are answers, not defects: no stack trace is taken, which also makes bulk refusals cheap.
        super(detail.en(), null, false, false);
        this.type = type;
        this.detail = detail;
        this.faults = faults;
        this.members = members;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Problem of(ProblemType type, Text detail) {
        return new Problem(type, detail, List.of(), Map.of(), 0);
    }

    public static Problem of(ProblemType type, Text detail, Map<String, Object> members) {
        return new Problem(type, detail, List.of(), members, 0);
    }

    /// A 409 by a rule of a register, which the answer names for programs.
    public static Problem refused(String rule, Text detail) {
        return of(ProblemType.CONFLICT, detail, Map.of("rule", rule));
    }

    /// A 409 for what cannot be done with a record in its present state, with the states that can follow, or
    /// in which it can be done.
    public static Problem illegalState(Text detail, Object present, Collection<?> allowed) {
        return of(ProblemType.ILLEGAL_STATE, detail, Map.of("present", present, "allowed", allowed));
    }

    /// A refusal that time will lift. The seconds stand in the header `Retry-After`, and in the body for a
    /// line of an import, which has no header.
    public static Problem later(ProblemType type, Text detail, long retryAfterSeconds) {
        return new Problem(type, detail, List.of(), Map.of("retryAfterSeconds", retryAfterSeconds), retryAfterSeconds);
    }

    /// An error of another kind that lies in these places.
    public static Problem of(ProblemType type, Text detail, List<Fault> faults) {
        return new Problem(type, detail, List.copyOf(faults), Map.of(), 0);
    }

    /// A 400 that names each wrong field, 50 of them at the most; its detail tells how many there are.
    public static Problem invalid(List<Fault> faults) {
        var first = faults.getFirst();
        var zh = faults.size() == 1 ? first.message().zh() : "共 " + faults.size() + " 处不符合要求，见 errors。";
        var en = faults.size() == 1 ? first.message().en() : faults.size() + " places are not valid; see errors.";
        var told = List.copyOf(faults.subList(0, Math.min(faults.size(), FAULTS_MAX)));
        return new Problem(ProblemType.INVALID_REQUEST, new Text(zh, en), told, Map.of(), 0);
    }

    /// A 400 about one field.
    public static Problem invalid(Fault fault) {
        return invalid(List.of(fault));
    }

    /// A 400 about one field, with a sentence of its own.
    public static Problem invalid(String pointer, FaultCode code, Text message) {
        return invalid(new Fault(pointer, code, message));
    }

    /// The same error of content that was sent as a part of something: its pointers begin with `prefix`.
    public Problem below(String prefix) {
        return faults.isEmpty()
                ? this
                : new Problem(
                        type,
                        detail,
                        faults.stream().map(fault -> fault.below(prefix)).toList(),
                        members,
                        retryAfterSeconds);
    }

    public static Problem notFound(String register, String id) {
        return of(
                ProblemType.NOT_FOUND,
                Text.of("在您的区划范围内没有 %s/%s。", "There is no %s/%s within your regions.", register, id));
    }

    /// The body of the answer in one language; its members are in the order of RFC 9457.
    public Map<String, Object> body(Locale language, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type.path());
        body.put("title", type.title.in(language));
        body.put("status", type.status);
        body.put("detail", detail.in(language));
        body.put("advice", type.advice.in(language));
        if (requestId != null) {
            body.put("requestId", requestId);
        }
        body.putAll(members);
        if (!faults.isEmpty()) {
            body.put("errors", errors(language));
        }
        return body;
    }

    private List<Map<String, String>> errors(Locale language) {
        return faults.stream()
                .map(fault -> Map.of(
                        "pointer", fault.pointer(),
                        "code", fault.code().code(),
                        "message", fault.message().in(language)))
                .toList();
    }
}
