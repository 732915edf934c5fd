package org.innoledger.kit.register;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.innoledger.kit.http.Memory;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// The lines of an import, blank ones left out. They are read to the end before a transaction begins, so that
/// a slow caller holds no connection of the database, and kept once, as the bytes that came.
public final class Lines {
    /// Bytes of one line: those of the largest record.
    static final int BYTES_MAX = 256 * 1024;

    /// Lines, and bytes of them, that are parsed at once.
    private static final int CHUNK_LINES = 1_000;

    private static final int CHUNK_BYTES = 512 * 1024;

    private static final int BUFFER_BYTES = 16 * 1024;

    /// Bytes of an import that states none: the most that it can have.
    private static final long BODY_BYTES_MAX = 32 * 1024 * 1024;

    /// What one line takes besides its own bytes: as an object, and as a result that says why it was refused.
    private static final int BESIDES_BYTES = 2 * 1024;

    /// Bytes of the shortest line that can say anything.
    private static final int SHORTEST_BYTES = 16;

    private final List<byte[]> lines = new ArrayList<>();
    private final MessageDigest digest = sha256();
    private long bytes;

    private Lines() {}

    /// Reads the lines of a request, in memory that it holds until its answer is written.
    ///
    /// @throws Problem 413 for more lines, or a longer one, than an import has; 503 where memory stays short
    static Lines read(InputStream body, Memory memory) {
        var held = memory.ofImport(
                BODY_BYTES_MAX, bytes -> BESIDES_BYTES * Math.min(Writing.RECORDS_MAX, bytes / SHORTEST_BYTES + 1));
        var lines = read(body);
        held.shrink(lines.bytes + (long) BESIDES_BYTES * lines.size());
        return lines;
    }

    /// Reads the lines of a body.
    static Lines read(InputStream body) {
        var lines = new Lines();
        var line = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER_BYTES];
        try (body) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                int begin = 0;
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        append(line, buffer, begin, i);
                        lines.add(line);
                        begin = i + 1;
                    }
                }
                append(line, buffer, begin, count);
            }
            lines.add(line);
            return lines;
        } catch (IOException e) {
            throw Problem.invalid(FaultCode.BODY.at(""));
        }
    }

    private static void append(ByteArrayOutputStream line, byte[] buffer, int begin, int end) {
        if (line.size() + end - begin > BYTES_MAX) {
            throw tooLarge();
        }
        line.write(buffer, begin, end - begin);
    }

    private void add(ByteArrayOutputStream read) {
        var line = read.toByteArray();
        read.reset();
        if (blank(line)) {
            return;
        }
        if (lines.size() == Writing.RECORDS_MAX) {
            throw tooLarge();
        }
        bytes += line.length;
        lines.add(line);
        digest.update(line);
        digest.update((byte) '\n');
    }

    private static boolean blank(byte[] line) {
        for (var each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    /// What tells these lines from any others.
    String fingerprint() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    int size() {
        return lines.size();
    }

    /// Where the chunk ends that begins at this line.
    int chunkEnd(int from) {
        int end = from;
        for (long bytes = 0; end < lines.size() && end - from < CHUNK_LINES && bytes < CHUNK_BYTES; end++) {
            bytes += lines.get(end).length;
        }
        return end;
    }

    /// A line as text, empty where its bytes are no UTF-8.
    Optional<String> text(int line) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(lines.get(line)))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static Problem tooLarge() {
        return Problem.of(
                ProblemType.TOO_LARGE,
                Text.of(
                        "一次导入至多 %d 行，每行至多 %d 字节。",
                        "An import has at most %d lines of at most %d bytes.", Writing.RECORDS_MAX, BYTES_MAX));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
