package org.innoledger.kit.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a caller takes as an answer, by its header `Accept` (RFC 9110, 12.5.1).
///
/// @param ranges media types in lower case without parameters, `*` in place of parts; those with `q=0` left
///     out
record Accepted(List<String> ranges) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern RANGE = Pattern.compile(
            "(?:\\*/\\*|" + TOKEN + "/" + TOKEN + ")(?:\\s*;\\s*" + TOKEN + "(?:=(?:" + TOKEN + "|\"[^\"]*\"))?)*");
    private static final Pattern NOT_WANTED = Pattern.compile(".*;\\s*q=0(?:\\.0{0,3})?\\s*(?:;.*)?");

    /// What a header says, empty where it has another form.
    static Optional<Accepted> of(String header) {
        var parts = Arrays.stream(header.split(",")).map(String::strip).toList();
        return parts.stream().allMatch(part -> RANGE.matcher(part).matches())
                ? Optional.of(new Accepted(parts.stream()
                        .filter(part -> !NOT_WANTED.matcher(part).matches())
                        .map(part -> part.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .toList()))
                : Optional.empty();
    }

    /// Whether it takes answers of this type, such as `application/json`.
    boolean takes(String type) {
        return ranges.contains("*/*")
                || ranges.contains(type)
                || ranges.contains(type.substring(0, type.indexOf('/')) + "/*");
    }
}
