package org.innoledger.kit.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The closed list of fault codes, and the page that shows it.
class FaultCodeTest {
    private static final Path PAGE = Path.of("..", "docs", "fault-codes.md");

    @ParameterizedTest
    @EnumSource(FaultCode.class)
    void everyCodeSpeaksBothLanguages(FaultCode code) {
        assertFalse(code.sentence.in(Locale.CHINESE).isBlank());
        assertFalse(code.sentence.en().isBlank());
        assertFalse(code.sentence.en().codePoints().anyMatch(Character::isIdeographic), code.sentence.en());
    }

    /// `-Dfault-codes.write` writes the page anew.
    @Test
    void thePageShowsEveryCode() throws IOException {
        var page = page();
        if (System.getProperty("fault-codes.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "run FaultCodeTest with -Dfault-codes.write");
    }

    private static String page() {
        return Arrays.stream(FaultCode.values())
                .map(code -> "| `%s` | %s | %s |%n"
                        .formatted(code.code(), plain(code.sentence.zh()), plain(code.sentence.en())))
                .collect(Collectors.joining("", """
                        # Fault codes 错误代码

                        `errors[].code` of a problem is one of these. Where a place has a better sentence of its own, it tells that one;
                        the code stays the same in both languages and in every version. The list is `FaultCode` in the kit, and a test
                        keeps this page to it.

                        | Code | 中文 | English |
                        |---|---|---|
                        """, ""));
    }

    /// Where the sentence has a value.
    private static String plain(String sentence) {
        return sentence.replaceAll("%(1\\$)?[sd]", "…").replace("|", "\\|");
    }
}
