package org.innoledger.kit.standard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.innoledger.kit.problem.Problem;

/// The reference tables that travel in this jar. They are ours and plain: no field holds a comma or a
/// quotation mark beyond the pair around it, except names, whose commas are full width.
public final class Table {
    private Table() {}

    /// The rows of a table below `org/innoledger/kit`, without its heading.
    public static List<List<String>> read(String name) {
        return read(Problem.class, "/org/innoledger/kit/" + name);
    }

    /// The rows of a table that a service keeps beside one of its classes, such as a catalogue, without its
    /// heading.
    public static List<List<String>> read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .map(field -> field.replace("\"", ""))
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
