package org.innoledger.kit.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a caller takes as an answer, by its header `Accept` (RFC 9110, 12.5.1).
///
/// @param ranges media types in lower case without parameters, `*` in place of parts
/// @param unwanted those with `q=0`
record Accepted(List<String> ranges, List<String> unwanted) {
    /// A comma that stands in no quotation.
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern RANGE = Pattern.compile(
            "(?:\\*/\\*|" + TOKEN + "/" + TOKEN + ")(?:\\s*;\\s*" + TOKEN + "(?:=(?:" + TOKEN + "|\"[^\"]*\"))?)*");
    private static final Pattern NOT_WANTED = Pattern.compile(".*;\\s*q=0(?:\\.0{0,3})?\\s*(?:;.*)?");

    /// What a header says, empty where it has another form.
    static Optional<Accepted> of(String header) {
        // A list may have empty elements (RFC 9110, 5.6.1), but not these alone.
        var parts = COMMA.splitAsStream(header)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()
                || !parts.stream().allMatch(part -> RANGE.matcher(part).matches())) {
            return Optional.empty();
        }
        var wanted = parts.stream()
                .collect(Collectors.partitioningBy(
                        part -> !NOT_WANTED.matcher(part).matches(),
                        Collectors.mapping(
                                part -> part.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), Collectors.toList())));
        return Optional.of(new Accepted(wanted.get(true), wanted.get(false)));
    }

    /// Whether it takes answers of this type, such as `application/json`.
    boolean takes(String type) {
        if (unwanted.contains(type)) {
            return false;
        }
        return ranges.contains("*/*")
                || ranges.contains(type)
                || ranges.contains(type.substring(0, type.indexOf('/')) + "/*");
    }
}
