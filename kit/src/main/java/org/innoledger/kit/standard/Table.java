package org.innoledger.kit.standard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.innoledger.kit.problem.Problem;

/// The reference tables that travel in this jar. They are ours and plain: a field with a comma stands in
/// quotation marks, and none holds a quotation mark beyond that pair.
public final class Table {
    /// A comma with an even number of quotation marks behind it, so that it stands in none.
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

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
                    .map(line -> Arrays.stream(COMMA.split(line, -1))
                            .map(field -> field.replace("\"", ""))
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
