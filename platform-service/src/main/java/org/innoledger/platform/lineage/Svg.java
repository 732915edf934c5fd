package org.innoledger.platform.lineage;

import java.util.ArrayList;
import java.util.List;

/// Text as SVG is written with it: placed, broken into lines and free of what XML has no form for.
final class Svg {
    private final StringBuilder written = new StringBuilder();

    void centred(int x, int y, int size, String weight, String text) {
        add(
                "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"%s\" fill=\"#1c1e21\" text-anchor=\"middle\">%s</text>%n",
                x, y, size, weight, escaped(text));
    }

    void text(int x, int y, int size, String weight, String colour, String text) {
        add(
                "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\">%s</text>%n",
                x, y, size, weight, colour, escaped(text));
    }

    void add(String form, Object... values) {
        written.append(values.length == 0 ? form : form.formatted(values));
    }

    /// Lines of at most so many half-width characters. Chinese may be broken anywhere, other words where they
    /// end.
    static List<String> wrapped(String text, int most) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int used = 0;
        for (var piece : text.strip().split("(?<=[^\\x21-\\x7e])|(?=[^\\x21-\\x7e])")) {
            for (var rest = piece; !rest.isEmpty(); rest = rest.substring(Math.min(most, rest.length()))) {
                var part = rest.substring(0, Math.min(most, rest.length()));
                int wide = part.codePoints().map(Svg::wide).sum();
                if (used + wide > most && !line.isEmpty()) {
                    lines.add(line.toString().strip());
                    line.setLength(0);
                    used = 0;
                }
                line.append(part);
                used += wide;
            }
        }
        lines.add(line.toString().strip());
        return lines;
    }

    private static int wide(int character) {
        return character < 0x1100 ? 1 : 2;
    }

    /// Text as XML takes it; characters that XML has no form for are left out.
    static String escaped(String text) {
        return text.replaceAll("[^\\x09\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// What has been written so far.
    @Override
    public String toString() {
        return written.toString();
    }
}
