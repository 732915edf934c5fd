package org.innoledger.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A log file with a size limit. When it is full it becomes `<name>.1`, which takes the place of the one
/// before.
final class LogFile implements AutoCloseable {
    /// At most this much in each of the two files.
    static final long LIMIT_BYTES = 10L << 20;

    private final Path file;
    private final long limitBytes;
    private Writer writer;
    private long bytes;

    LogFile(Path file, long limitBytes) throws IOException {
        this.file = file;
        this.limitBytes = limitBytes;
        open();
    }

    private void open() throws IOException {
        writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        bytes = Files.size(file);
    }

    synchronized void line(String line) throws IOException {
        long length = line.getBytes(StandardCharsets.UTF_8).length + 1L;
        if (bytes + length > limitBytes && bytes > 0) {
            writer.close();
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            open();
        }
        writer.write(line);
        writer.write('\n');
        bytes += length;
    }

    synchronized void flush() throws IOException {
        writer.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
