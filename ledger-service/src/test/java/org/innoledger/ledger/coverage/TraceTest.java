package org.innoledger.ledger.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what an entry says of coverage")
class TraceTest {
    @ParameterizedTest
    @ValueSource(strings = {"servedOn", "date"})
    @DisplayName("a service record's day is read, also where the entry was written under its former name")
    void served(String day) throws IOException {
        var trace = Trace.of(new ObjectMapper().readTree("""
                {"register": "service-record", "type": "service-record.filed", "id": "1",
                "facts": {"enterprise": "91140602MA0T000111", "%s": "2026-03-02"}}""".formatted(day)));
        assertEquals(LocalDate.of(2026, 3, 2), trace.from());
        assertEquals(LocalDate.of(2026, 3, 2), trace.until());
    }
}
