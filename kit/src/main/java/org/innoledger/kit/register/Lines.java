package org.innoledger.kit.register;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final int BUFFER_BYTES = 16 * 1024;

    /// Bytes of an import that states none: the most that it can have.
    private static final long BODY_BYTES_MAX = 32 * 1024 * 1024;

    /// What one line takes besides its own bytes: as an object, and as a result that says why it was refused.
    private static final int BESIDES_BYTES = 2 * 1024;

    /// Bytes of the shortest line that can say anything.
    private static final int SHORTEST_BYTES = 16;

    private final List<byte[]> lines = new ArrayList<>();

    /// Where each line stands in what was sent, blank lines counted.
    private final List<Integer> numbers = new ArrayList<>();

    private int read;
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
            lines.mustNotBeGb18030();
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
        var line = this.read++ == 0 ? withoutMark(read.toByteArray()) : read.toByteArray();
        read.reset();
        if (blank(line)) {
            return;
        }
        if (lines.size() == Writing.RECORDS_MAX) {
            throw tooLarge();
        }
        bytes += line.length;
        lines.add(line);
        numbers.add(this.read);
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

    /// Spreadsheets begin a UTF-8 text by a mark of three bytes.
    private static byte[] withoutMark(byte[] line) {
        var marked = line.length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
    }

    /// Refuses as a whole what a Chinese spreadsheet saves by default: each line that is more than ASCII is
    /// GB18030 and no UTF-8, and reads as Chinese in it. That a broken line can be read as GB18030 says
    /// little, since most pairs of bytes can; but only what was written in it comes out as common characters.
    private void mustNotBeGb18030() {
        var further = lines.stream().filter(line -> !ascii(line)).toList();
        if (!further.isEmpty()
                && further.stream()
                        .allMatch(line -> decoded(line, StandardCharsets.UTF_8).isEmpty()
                                && decoded(line, GB18030).isPresent())
                && further.stream().mapToInt(Lines::balance).sum() > 0) {
            throw Problem.invalid(FaultCode.GB18030.at(""));
        }
    }

    /// Above zero where more than two thirds of a line's characters beyond ASCII are, in GB18030, among the
    /// common ones, 一级汉字 of GB/T 2312; its symbols do not count. Of Chinese in UTF-8 that is read so, a third
    /// at least is not: no common character begins as one begins there.
    private static int balance(byte[] line) {
        int balance = 0;
        for (int i = 0; i < line.length; ) {
            if (line[i] >= 0) {
                i++;
                continue;
            }
            int first = line[i] & 0xFF;
            int second = line[i + 1] & 0xFF;
            if (first < 0xA1 || first > 0xA9 || second < 0xA1) {
                balance += first >= 0xB0 && first <= 0xD7 && second >= 0xA1 ? 1 : -2;
            }
            // A digit in the second place begins the second half of four bytes.
            i += second <= '9' ? 4 : 2;
        }
        return balance;
    }

    private static boolean ascii(byte[] line) {
        for (var each : line) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    /// The number of a line in what was sent, from 1.
    int number(int line) {
        return numbers.get(line);
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
        return decoded(lines.get(line), StandardCharsets.UTF_8);
    }

    private static Optional<String> decoded(byte[] line, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(line)).toString());
        } catch (CharacterCodingException e) {
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
