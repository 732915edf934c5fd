package org.innoledger.kit.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
