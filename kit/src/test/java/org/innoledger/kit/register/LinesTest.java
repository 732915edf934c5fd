package org.innoledger.kit.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
    private static Lines of(String text) {
        return Lines.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("lines end by LF or CRLF or with the text; blank ones are left out")
    void splits() {
        var lines = of("{\"a\":1}\r\n\n  \t\n{\"b\":\"企业\"}\n{}");
        assertEquals(3, lines.size());
        assertEquals("{\"a\":1}", lines.text(0).orElseThrow().strip());
        assertEquals(Optional.of("{\"b\":\"企业\"}"), lines.text(1));
        assertEquals(Optional.of("{}"), lines.text(2));
        assertEquals(0, of("").size());
    }

    @Test
    @DisplayName("a line that is longer than what is read at once comes whole")
    void longLine() {
        var line = IntStream.range(0, 40_000).mapToObj(Integer::toString).collect(Collectors.joining());
        var lines = of("{}\n" + line + "\n{}");
        assertEquals(3, lines.size());
        assertEquals(Optional.of(line), lines.text(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}\n{\"name\": \"示例企业\"}",
                "{\"name\": \"示例企业\"}",
                "{\"name\": \"朔州（示例）企业，甲\"}\n{}\n{\"name\": \"大同𠮷示例\"}"
            })
    @DisplayName("Chinese in GB18030 is refused as a whole")
    void gb18030(String text) {
        var body = new ByteArrayInputStream(text.getBytes(Charset.forName("GB18030")));
        var refusal = assertThrows(Problem.class, () -> Lines.read(body));
        assertEquals(FaultCode.GB18030, refusal.faults.getFirst().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"企业", "示例企业甲乙", "示例·企业", "é", "señor"})
    @DisplayName("a line of broken UTF-8 is refused alone, also where its bytes can be read as GB18030")
    void broken(String name) {
        var sound = "{\"name\": \"a\"}\n".getBytes(StandardCharsets.UTF_8);
        var utf8 = name.getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < utf8.length; cut++) {
            var lines = Lines.read(new ByteArrayInputStream(joined(sound, Arrays.copyOf(utf8, cut))));
            assertEquals(2, lines.size());
            assertTrue(lines.text(0).isPresent());
        }
        var latin = Lines.read(new ByteArrayInputStream(
                joined(sound, "se\u00f1or, caf\u00e9s".getBytes(StandardCharsets.ISO_8859_1))));
        assertTrue(latin.text(1).isEmpty());
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    @DisplayName("the fingerprint tells other lines, and the same lines otherwise divided, apart")
    void fingerprint() {
        assertEquals(of("a\nb").fingerprint(), of("a\nb\n").fingerprint());
        assertNotEquals(of("a\nb").fingerprint(), of("ab").fingerprint());
        assertNotEquals(of("a\nb").fingerprint(), of("b\na").fingerprint());
    }

    @Test
    @DisplayName("chunks end by lines and by bytes, and hold every line once")
    void chunks() {
        var small = of("{}\n".repeat(2_500));
        assertEquals(1_000, small.chunkEnd(0));
        assertEquals(2_000, small.chunkEnd(1_000));
        assertEquals(2_500, small.chunkEnd(2_000));
        var large = of(("x".repeat(200_000) + "\n").repeat(5));
        assertEquals(3, large.chunkEnd(0));
        assertEquals(5, large.chunkEnd(3));
    }
}
