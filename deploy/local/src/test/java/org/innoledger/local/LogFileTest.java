package org.innoledger.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a log file")
class LogFileTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("keeps the newest lines in two files of limited size")
    void limit() throws IOException {
        var file = folder.resolve("a.log");
        try (var log = new LogFile(file, 100)) {
            for (int i = 0; i < 1000; i++) {
                log.line("line %04d".formatted(i));
            }
        }
        var before = folder.resolve("a.log.1");
        assertTrue(Files.size(file) <= 100);
        assertTrue(Files.size(before) <= 100);
        assertEquals("line 0999", Files.readAllLines(file).getLast());
        var last = Integer.parseInt(Files.readAllLines(before).getLast().substring(5));
        assertEquals("line %04d".formatted(last + 1), Files.readAllLines(file).getFirst());
    }

    @Test
    @DisplayName("goes on where it stopped")
    void append() throws IOException {
        var file = folder.resolve("a.log");
        for (int i = 0; i < 2; i++) {
            try (var log = new LogFile(file, 100)) {
                log.line("start");
            }
        }
        assertEquals(2, Files.readAllLines(file).size());
    }
}
