package org.innoledger.kit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.DivisionCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final ObjectMapper JSON = json();

    record Part(String name) {}

    record Post(boolean technical) {}

    enum Kind {
        ONE,
        OTHER
    }

    record Whole(
            Boolean high,
            BigDecimal hours,
            Long yuan,
            Instant from,
            LocalDate on,
            DivisionCode region,
            Kind kind,
            Part part,
            List<Part> parts,
            Post post) {}

    private static ObjectMapper json() {
        var json = JsonMapper.builder().build();
        new JsonSettings().customize(json);
        return json;
    }

    private static Problem refusal(String body) {
        return Faults.of(
                "", assertThrows(JsonProcessingException.class, () -> JSON.readValue(body, Whole.class), body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/high      | true or false  | 1, 0, 7, 1.0, \"\", \"true\", {}",
                "/hours     | such as 12.5   | \"12.5\", true, {}",
                "/yuan      | whole number   | \"1\", 12.5, true, {}",
                "/from      | T08:30:00+08:00 | 1790000000, 1.5, \"1790000000\", \"2026-10-01\", \"0000-10-01T00:00:00Z\", {}",
                "/on        | 2026-11-22     | 1790000000, \"2026-1-1\", {}",
                "/region    | must be text   | 140602, true, {}",
                "/kind      | ONE, OTHER     | 0, {}, \"0\"",
                "/part      | an object      | \"x\", 1, []",
                "/parts     | an array       | \"\", {}, 1"
            })
    @DisplayName("what a place should be is said of what it is, and of nothing else")
    void wanted(String pointer, String said, String values) {
        for (var value : values.split(", ")) {
            var refusal = refusal("{\"%s\": %s}".formatted(pointer.substring(1), value));
            assertEquals(pointer, refusal.faults.getFirst().pointer(), value);
            assertTrue(refusal.detail.en().contains(said), value + ": " + refusal.detail.en());
        }
    }

    @ParameterizedTest
    @CsvSource({"a/b, /a~1b", "~, /~0", "~1, /~01", "' ', '/ '"})
    @DisplayName("a pointer leads to a member whatever its name (RFC 6901)")
    void pointers(String name, String pointer) {
        assertEquals(
                pointer,
                refusal("{\"%s\": 1}".formatted(name)).faults.getFirst().pointer());
        assertEquals(
                "/parts/1" + pointer,
                refusal("{\"parts\": [{}, {\"%s\": 1}]}".formatted(name))
                        .faults
                        .getFirst()
                        .pointer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-01T00:00:00Z", "2026-10-01T08:00+08:00", " 2026-10-01T08:00:00.000+08:00\u3000"})
    @DisplayName("a moment is taken with any offset")
    void moments(String text) throws JsonProcessingException {
        var whole = JSON.readValue("{\"from\": \"%s\"}".formatted(text), Whole.class);
        assertEquals(Instant.parse("2026-10-01T00:00:00Z"), whole.from());
    }

    @Test
    @DisplayName("true, false and null are taken")
    void truths() throws JsonProcessingException {
        var whole = JSON.readValue("{\"high\": null, \"post\": {\"technical\": true}}", Whole.class);
        assertNull(whole.high());
        assertTrue(whole.post().technical());
        for (var wrong : List.of("1", "0", "\"\"", "null")) {
            var refusal = refusal("{\"post\": {\"technical\": %s}}".formatted(wrong));
            assertEquals("/post/technical", refusal.faults.getFirst().pointer(), wrong);
        }
    }
}
