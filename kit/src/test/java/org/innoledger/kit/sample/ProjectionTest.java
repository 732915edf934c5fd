package org.innoledger.kit.sample;

import static org.awaitility.Awaitility.await;
import static org.innoledger.kit.sample.Samples.PATH;
import static org.innoledger.kit.sample.Samples.filed;
import static org.innoledger.kit.sample.Samples.id;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Service.execute;
import static org.innoledger.kit.test.Service.number;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.feed.Projection;
import org.innoledger.kit.feed.Projections;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.test.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Tables that follow from the entries.
@QuarkusTest
@TestProfile(Samples.Running.class)
class ProjectionTest {
    private static final Duration MOST = Duration.ofSeconds(20);

    @Inject
    Projections projections;

    private Projection weights;

    @BeforeEach
    void find() {
        weights = projections.of(SampleWeights.NAME);
    }

    private static String weighed(int grams) {
        return id(filed(SHUOZHOU, "140602", ", \"grams\": " + grams));
    }

    private static long weight(String id) {
        return number("select coalesce(sum(grams), -1) from sample_weight where id = '" + id + "'");
    }

    @Test
    @DisplayName("who catches up finds all that was committed before; a rebuild makes the same tables anew")
    void caughtUp() {
        var id = weighed(11);
        weights.catchUp();
        assertEquals(11, weight(id));
        as(SHUOZHOU)
                .body("{\"grams\": 12, \"on\": \"2026-03-02\"}")
                .post(PATH + "/" + id + "/measuring")
                .then()
                .statusCode(200);
        weights.catchUp();
        assertEquals(12, weight(id));

        execute("update sample_weight set grams = 99");
        weights.rebuild();
        await().atMost(MOST).until(() -> !weights.state().rebuilding());
        weights.catchUp();
        assertEquals(12, weight(id));
        assertEquals(
                number("select sum(grams) from sample where grams is not null"),
                number("select sum(w.grams) from sample_weight w join sample using (id)"));
    }

    @Test
    @DisplayName("entries are handed over anew in their order, up to a position")
    void replay() {
        var id = weighed(21);
        weights.catchUp();
        var upTo = weights.state().position();
        weighed(22);
        weights.catchUp();
        var told = new ArrayList<Long>();
        var ids = new ArrayList<String>();
        weights.replay("14", upTo, (position, entry) -> {
            told.add(position);
            ids.add(entry.get("id").asText());
        });
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(upTo, told.getLast());
        assertEquals(id, ids.getLast());
        var elsewhere = new ArrayList<Long>();
        weights.replay(Place.province().prefix(), upTo, (position, entry) -> elsewhere.add(position));
        assertEquals(List.of(), elsewhere);
    }

    @Test
    @DisplayName(
            "an entry that cannot be folded is set aside and shown; those after it are folded; 503 until it is mended")
    void setAside() {
        var broken = UUID.randomUUID();
        execute("""
                with broken as (
                    insert into journal (id, recorded_at, actor, region, register, subject, version, type, body)
                    values ('%1$s', now(), 'test', '%2$s', 'sample', '%1$s', 1, 'sample.registered',
                            '{"id": "%1$s", "facts": {"grams": -5}}')
                    returning entry)
                insert into journal_pending select entry from broken""".formatted(broken, Place.province().code()));
        await().atMost(MOST).until(() -> weights.state().aside() == 1);
        var id = weighed(31);
        await().atMost(MOST).until(() -> weight(id) == 31);
        assertEquals(-1, weight(broken.toString()));
        assertEquals("DEGRADED", told());
        assertEquals(ProblemType.UNAVAILABLE, assertThrows(Problem.class, weights::catchUp).type);

        execute("alter table sample_weight drop constraint sample_weight_grams_check");
        weights.rebuild();
        await().atMost(MOST).until(() -> !weights.state().rebuilding());
        weights.catchUp();
        assertEquals(-5, weight(broken.toString()));
        assertEquals("UP", told());
    }

    private String told() {
        return String.valueOf(weights.health().call().getData().orElseThrow().get("state"));
    }
}
