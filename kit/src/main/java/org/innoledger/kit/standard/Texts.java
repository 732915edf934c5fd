package org.innoledger.kit.standard;

/// What the ledger takes as text: Unicode that somebody can see, without blanks around it.
public final class Texts {
    private Texts() {}

    /// The text without blanks at its ends, be they ASCII, ideographic (U+3000), unbreakable (U+00A0) or of no
    /// width.
    public static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && blank(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    /// Whether the text holds what a register must not keep: control characters other than line breaks and
    /// tabs, halves of surrogate pairs, which UTF-8 has no form for, marks that turn the direction of all that
    /// follows, or nothing that is seen at all though it is no blank.
    public static boolean unseemly(String text) {
        return text.codePoints().anyMatch(Texts::refused)
                || !stripped(text).isEmpty() && text.codePoints().noneMatch(Texts::seen);
    }

    private static boolean refused(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n' && point != '\r' && point != '\t';
            case Character.SURROGATE -> true;
            default -> point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
        };
    }

    /// Blanks, and what has no width and joins nothing.
    private static boolean blank(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == '\u200B'
                || character == '\uFEFF';
    }

    /// Whether a font draws the character. Unicode counts the four fillers of Hangul and the two blanks of
    /// hieroglyphs among the letters, and no font draws them.
    static boolean seen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default ->
                switch (point) {
                    case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x13441, 0x13442 -> false;
                    default -> true;
                };
        };
    }
}
