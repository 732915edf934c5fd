package org.innoledger.kit.journal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The entity tags of a conditional header (RFC 9110, 8.8.3 and 13.1): `*`, or a list such as `"1", W/"2"`.
///
/// @param any whether it is `*`, which stands for whatever there is
/// @param strong tags without `W/`, their quotation marks left out
/// @param all those with `W/` too
public record Tags(boolean any, Set<String> strong, Set<String> all) {
    private static final Pattern TAG =
            Pattern.compile("[ \t]*(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\")?[ \t]*(?:,|$)");

    /// The tags of a header, empty where it has another form.
    public static Optional<Tags> of(String header) {
        if (header.strip().equals("*")) {
            return Optional.of(new Tags(true, Set.of(), Set.of()));
        }
        var strong = new HashSet<String>();
        var all = new HashSet<String>();
        var tag = TAG.matcher(header);
        int end = 0;
        while (end < header.length() && tag.lookingAt()) {
            if (tag.group(2) != null) {
                all.add(tag.group(2));
                if (tag.group(1) == null) {
                    strong.add(tag.group(2));
                }
            }
            end = tag.end();
            tag.region(end, header.length());
        }
        return end < header.length() || all.isEmpty() ? Optional.empty() : Optional.of(new Tags(false, strong, all));
    }

    /// Whether a record at this version, 0 for none, is one of those that `If-Match` names: a weak tag names
    /// none.
    boolean match(long version) {
        return version > 0 && (any || strong.contains(String.valueOf(version)));
    }

    /// Whether it is one of those that `If-None-Match` names, be they weak or strong.
    public boolean matchWeakly(long version) {
        return version > 0 && (any || all.contains(String.valueOf(version)));
    }

    @Override
    public String toString() {
        return any ? "*" : String.join(", ", all);
    }
}
