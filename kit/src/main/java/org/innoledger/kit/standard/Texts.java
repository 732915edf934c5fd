package org.innoledger.kit.standard;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the ledger takes as text: Unicode that somebody can see, without blanks around it.
public final class Texts {
    /// What does not tell one text from another: blanks, middle dots, and what nobody sees, be it a control, a
    /// format character, a variation selector or a filler of Hangul. `search_form` of the database has the
    /// same.
    private static final Pattern PASSED_OVER = Pattern.compile(
            "[\\p{Cc}\\p{IsWhite_Space}·・•‧∙⋅\\u00AD\\u034F\\u0600-\\u0605\\u061C\\u06DD\\u070F\\u0890\\u0891\\u08E2"
                    + "\\u115F\\u1160\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF"
                    + "\\uFFA0\\uFFF9-\\uFFFB\\x{110BD}\\x{110CD}\\x{13430}-\\x{1343F}\\x{1BCA0}-\\x{1BCA3}"
                    + "\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]+");

    private Texts() {}

    /// The text as it is stored, and as whatever is compared with stored text must be: in Unicode's composed
    /// form, without blanks at its ends.
    public static String asStored(String text) {
        return stripped(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /// The text as words are searched and names looked up: of one width and case, without blanks, middle dots
    /// and what nobody sees. It is what the function `search_form` of the database makes of it, for text that
    /// must not come there in clear.
    public static String searchForm(String text) {
        var folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(point -> folded.append(folded(point)));
        return PASSED_OVER.matcher(folded).replaceAll("");
    }

    /// One character without its case, as Unicode folds it: Cherokee to capitals, all else to small letters.
    /// By itself, since Java's lower case looks at what stands around.
    private static String folded(int point) {
        var one = Character.toString(point);
        if (point == 'ı') {
            return one;
        }
        if (Character.UnicodeScript.of(point) == Character.UnicodeScript.CHEROKEE) {
            return one.toUpperCase(Locale.ROOT);
        }
        var lower = one.toLowerCase(Locale.ROOT);
        return lower.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

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
