package org.innoledger.kit.problem;

import java.util.List;
import java.util.Locale;

/// One sentence in both languages of the ledger. Chinese is what a caller gets who states no preference.
///
/// @param zh the sentence in Chinese
/// @param en the sentence in English
public record Text(String zh, String en) {

    /// The languages that answers are written in, the default first.
    public static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    /// A sentence with values set into it, by [String#formatted(Object...)] in both languages.
    public static Text of(String zh, String en, Object... values) {
        return values.length == 0 ? new Text(zh, en) : new Text(zh.formatted(values), en.formatted(values));
    }

    /// The sentence in the language nearest to `language`; Chinese where that is neither.
    public String in(Locale language) {
        return "en".equals(language.getLanguage()) ? en : zh;
    }

    /// The language that an `Accept-Language` header asks for; Chinese when it is absent, unreadable or asks
    /// for neither.
    public static Locale language(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return LANGUAGES.getFirst();
        }
        try {
            var found =
                    Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), List.of(Locale.CHINESE, Locale.ENGLISH));
            return found != null && found.getLanguage().equals("en") ? Locale.ENGLISH : LANGUAGES.getFirst();
        } catch (IllegalArgumentException unreadable) {
            return LANGUAGES.getFirst();
        }
    }
}
