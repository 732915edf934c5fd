package org.innoledger.kit.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, zh",
                "en, en",
                "en-GB;q=0.9, en",
                "'zh-TW, en;q=0.5', zh",
                "'de, en;q=0.5', en",
                "de, zh",
                "'!!', zh"
            })
    void languageByHeader(String header, String language) {
        assertEquals(language, Text.language(header).getLanguage());
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTypeSpeaksBothLanguages(ProblemType type) {
        for (var text : new Text[] {type.title, type.advice}) {
            assertFalse(text.in(Locale.CHINESE).isBlank());
            assertFalse(text.in(Locale.ENGLISH).isBlank());
            assertFalse(text.en().codePoints().anyMatch(Character::isIdeographic), text.en());
        }
    }
}
