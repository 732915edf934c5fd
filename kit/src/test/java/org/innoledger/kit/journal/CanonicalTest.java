package org.innoledger.kit.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import org.innoledger.kit.problem.Problem;
import org.junit.jupiter.api.Test;

class CanonicalTest {
    private static String canonical(String json) throws JsonProcessingException {
        return new String(Canonical.bytes(Canonical.MAPPER.readTree(json)), StandardCharsets.UTF_8);
    }

    @Test
    void sortsNamesAndKeepsChinese() throws JsonProcessingException {
        assertEquals(
                "{\"a\":[1,2],\"b\":{\"c\":\"企业\",\"d\":null}}",
                canonical("{ \"b\": {\"d\": null, \"c\": \"企业\"}, \"a\": [1, 2] }"));
    }

    @Test
    void whatIsCanonicalStaysAsItIs() throws JsonProcessingException {
        var once = canonical("{\"z\": 9007199254740992, \"é\": \"\\u000a\", \"a\": 1.50}");
        assertEquals(once, canonical(once));
    }

    @Test
    void refusesNumbersThatItCannotKeep() throws JsonProcessingException {
        var facts = Canonical.MAPPER.readTree("{\"n\": [9007199254740993]}");
        var refusal = assertThrows(Problem.class, () -> Canonical.mustBeExact(facts));
        assertEquals("/n/0", refusal.faults.getFirst().pointer());
    }
}
