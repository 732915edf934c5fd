package org.innoledger.kit.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Comments are wrapped whole, at one width: no line is wider, and none of a few words stands in the middle of
/// a paragraph, as a formatter leaves it that breaks one line and not those after it. All modules are told at
/// once.
class CommentsTest {
    private static final int WIDTH_MAX = 111;

    /// Words and columns of a line up to which it is a piece that was broken off.
    private static final int WORDS_MAX = 3;

    private static final int PIECE_MAX = 60;

    private static final Pattern COMMENT = Pattern.compile("( *///?)( .*|)");

    /// Where a paragraph begins without an empty line before it: an item, a tag, a table, a heading, a fence.
    private static final Pattern BEGINS = Pattern.compile("[-*|#@`].*|\\d+\\. .*");

    @Test
    void commentsAreWrappedWhole() {
        var root = Sources.root();
        var files = Sources.modules().stream()
                .flatMap(module -> Sources.below(module.resolve("src"), ".java").stream())
                .toList();
        var breaches = new ArrayList<String>();
        files.forEach(file -> breaches.addAll(breaches(root.relativize(file), Sources.text(file))));
        assertTrue(files.size() > 100, "so few files prove nothing");
        assertEquals(List.of(), breaches);
    }

    @Test
    void aPieceThatWasBrokenOffIsTold() {
        var full = "/// " + "word ".repeat(20).strip();
        var told = breaches(
                Path.of("A.java"), String.join("\n", full, "/// broken", full, "/// end", "", full + " " + full));
        assertEquals(
                List.of(
                        "A.java:2 is a piece of a line",
                        "A.java:4 has room on the line before",
                        "A.java:6 is wider than 111"),
                told);
    }

    private static List<String> breaches(Path file, String text) {
        var breaches = new ArrayList<String>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var words = words(line);
            var where = "%s:%d ".formatted(file, i + 1);
            if (words.length > 1 && line.length() > WIDTH_MAX) {
                breaches.add(where + "is wider than " + WIDTH_MAX);
            }
            if (words.length > WORDS_MAX || line.length() > PIECE_MAX || !continues(lines, i)) {
                continue;
            }
            if (continues(lines, i + 1)) {
                breaches.add(where + "is a piece of a line");
            } else if (lines.get(i - 1).length() + 1 + words[0].length() <= WIDTH_MAX) {
                breaches.add(where + "has room on the line before");
            }
        }
        return breaches;
    }

    /// Whether a line goes on with the paragraph of the one before it.
    private static boolean continues(List<String> lines, int line) {
        return line > 0
                && line < lines.size()
                && words(lines.get(line)).length > 0
                && words(lines.get(line - 1)).length > 0
                && mark(lines.get(line)).equals(mark(lines.get(line - 1)))
                && !BEGINS.matcher(words(lines.get(line))[0] + " ").matches();
    }

    private static String mark(String line) {
        var comment = COMMENT.matcher(line);
        return comment.matches() ? comment.group(1) : "";
    }

    /// The words of a comment, none for a line that is something else.
    private static String[] words(String line) {
        var comment = COMMENT.matcher(line);
        var text = comment.matches() ? comment.group(2).strip() : "";
        return text.isEmpty() ? new String[0] : text.split("\\s+");
    }
}
