package org.innoledger.kit.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a caller takes as an answer, by its header `Accept` (RFC 9110, 12.5.1).
///
/// @param ranges media types in lower case without parameters, `*` in place of parts, each with whether it is
///     wanted: one with `q=0` is not
record Accepted(Map<String, Boolean> ranges) {
    /// A comma that stands in no quotation.
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern RANGE = Pattern.compile(
            "(?:\\*/\\*|" + TOKEN + "/" + TOKEN + ")(?:\\s*;\\s*" + TOKEN + "(?:=(?:" + TOKEN + "|\"[^\"]*\"))?)*");

    /// The weight of a range, whatever it is.
    private static final Pattern WEIGHT = Pattern.compile("(?i);\\s*q(?:=([^;]*))?(?:;|$)");

    private static final Pattern SOUND_WEIGHT = Pattern.compile("0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?");
    private static final Pattern NOTHING = Pattern.compile("0(?:\\.0{0,3})?");

    /// What a header says, empty where it has another form.
    static Optional<Accepted> of(String header) {
        // A list may have empty elements (RFC 9110, 5.6.1), but not these alone.
        var parts = COMMA.splitAsStream(header)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        var ranges = new HashMap<String, Boolean>();
        for (var part : parts) {
            var weight = weight(part);
            if (!RANGE.matcher(part).matches() || !SOUND_WEIGHT.matcher(weight).matches()) {
                return Optional.empty();
            }
            var range = part.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            ranges.merge(range, !NOTHING.matcher(weight).matches(), Boolean::logicalOr);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Accepted(ranges));
    }

    private static String weight(String part) {
        var weight = WEIGHT.matcher(part);
        return !weight.find()
                ? "1"
                : weight.group(1) == null ? "" : weight.group(1).strip();
    }

    /// Whether it takes answers of this type, such as `application/json`: the range that fits most closely
    /// says so.
    boolean takes(String type) {
        return Stream.of(type, type.substring(0, type.indexOf('/')) + "/*", "*/*")
                .filter(ranges::containsKey)
                .findFirst()
                .map(ranges::get)
                .orElse(false);
    }
}
