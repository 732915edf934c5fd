package org.innoledger.ledger.coverage;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.managed;
import static org.innoledger.kit.test.Service.execute;
import static org.innoledger.kit.test.Service.number;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.ledger.Given;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// An entry that the projector cannot fold, such as one of a former version of the service might be.
@QuarkusTest
@WithTestResource(Service.class)
class SetAsideTest {
    private static final Duration MOST = Duration.ofSeconds(20);

    private static String state() {
        return managed("/health").path("checks.find { it.name == 'coverage' }.data.state");
    }

    private static int submission() {
        return as(SHUOZHOU)
                .body("{}")
                .post("/v1/monthly-reports/" + UUID.randomUUID() + "/submission")
                .statusCode();
    }

    @Test
    @DisplayName("is set aside and shown; those after it are folded; no report is frozen until it is mended")
    void setAside() throws SQLException {
        var broken = UUID.randomUUID();
        var body = "{\"register\": \"activity\", \"id\": \"%s\", \"facts\": {\"startedOn\": \"no day\"}}"
                .formatted(broken);
        execute("""
                with broken as (
                    insert into journal (id, recorded_at, actor, region, register, subject, version, type, body)
                    values ('%1$s', now(), 'test', '%3$s', 'activity', '%1$s', 1, 'activity.registered', '%2$s')
                    returning entry)
                insert into journal_pending select entry from broken""".formatted(broken, body, Place.province().code()));
        await().atMost(MOST).until(() -> number("select count(*) from projection_aside") == 1);
        var head = number("select max(seq) from journal_seal");
        Given.enterprise(SHUOZHOU, "140602");
        await().atMost(MOST).until(() -> number("select seq from projection") > head);

        assertEquals("DEGRADED", state());
        as(SHUOZHOU).get("/v1/coverage?region=1406").then().statusCode(is(200));
        assertEquals(503, submission());

        execute("update journal set register = 'mended' where id = '" + broken + "'");
        execute("delete from projection_aside");
        assertEquals("UP", state());
        assertEquals(404, submission());
    }
}
