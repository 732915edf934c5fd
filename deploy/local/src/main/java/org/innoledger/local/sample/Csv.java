package org.innoledger.local.sample;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Reads the sample's tables of `deploy/sample`, which travel in the launcher's jar.
final class Csv {
    private static final CsvMapper MAPPER = new CsvMapper();

    private Csv() {}

    /// The rows of a table as records whose components bear the names of its columns.
    static <R extends Record> List<R> read(String name, Class<R> row) {
        try (InputStream in = Csv.class.getResourceAsStream(name);
                MappingIterator<R> rows = MAPPER.readerFor(row)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(in)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
