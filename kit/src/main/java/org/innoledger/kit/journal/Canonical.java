package org.innoledger.kit.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.erdtman.jcs.JsonCanonicalizer;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// Canonical JSON (RFC 8785) of what enters the journal. It has a mapper of its own, so that no setting of the
/// HTTP layer can ever change the bytes that are hashed.
public final class Canonical {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private Canonical() {}

    /// Facts as JSON: what they consist of. What they compute from it, such as a total, is shown and kept
    /// nowhere.
    static ObjectNode tree(Record facts) {
        ObjectNode tree = MAPPER.valueToTree(facts);
        return tree.retain(Arrays.stream(facts.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
    }

    /// Refuses a number that RFC 8785 cannot keep exactly (it knows only IEEE 754 doubles), since the journal
    /// would else hold something other than was filed.
    static void mustBeExact(JsonNode facts) {
        refuseInexact(facts, "");
    }

    /// The bytes of a tree whose numbers are exact.
    static byte[] bytes(JsonNode tree) {
        try {
            return new JsonCanonicalizer(MAPPER.writeValueAsString(tree)).getEncodedUTF8();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bytes that a part of a tree takes, more or less: names inside it may stand in another order.
    static int size(JsonNode part) {
        try {
            return MAPPER.writeValueAsBytes(part).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The tree of an entry's body.
    public static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseInexact(JsonNode node, String pointer) {
        if (node.isIntegralNumber() && (!node.canConvertToLong() || Math.abs(node.longValue()) > 1L << 53)) {
            throw Problem.invalid(
                    pointer,
                    FaultCode.OUT_OF_RANGE,
                    Text.of("数值超出可精确保存的范围（±2^53）", "The number is beyond what can be kept exactly (±2^53)"));
        }
        if (node.isObject()) {
            node.properties().forEach(field -> refuseInexact(field.getValue(), pointer + "/" + field.getKey()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseInexact(node.get(i), pointer + "/" + i);
            }
        }
    }
}
