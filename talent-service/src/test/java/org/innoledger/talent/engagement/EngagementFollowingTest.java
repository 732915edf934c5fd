package org.innoledger.talent.engagement;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What becomes of engagements when events of the ledger and of the platform-service tell of their hosts, by a
/// real broker.
@QuarkusTest
@WithTestResource(Service.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngagementFollowingTest {
    private static final Duration MOST = Duration.ofSeconds(60);

    private Topic ledger;
    private Topic platform;

    @BeforeAll
    void connect() {
        ledger = Topic.of("ledger");
        platform = Topic.of("platform");
    }

    @AfterAll
    void disconnect() {
        ledger.close();
        platform.close();
    }

    private void tell(String service, String register, String verb, String id, long version, String region) {
        var facts = "{\"name\":\"示例\",\"region\":\"%s\"}".formatted(region);
        var topic = service.equals("ledger") ? ledger : platform;
        topic.tell(register, verb, id, version, region, "NOT_STARTED", facts);
    }

    /// Path of an engagement with this host, which is not known yet.
    private static String waiting(String host) {
        var talent = EngagementTest.talent("140602");
        var path = "/v1/engagements/"
                + as(SHUOZHOU)
                        .body(EngagementTest.facts(talent, host, "WEEKEND", "2026-01-01", ""))
                        .post("/v1/engagements")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
        as(SHUOZHOU)
                .get(path)
                .then()
                .body(
                        "region",
                        is("140600"),
                        "remarks.pointer",
                        contains("/facts/host"),
                        "remarks.code",
                        contains("reference-unknown"));
        return path;
    }

    @Test
    @DisplayName("the platform is registered → its engagement waits no longer and moves to the platform's county")
    void platform() throws Exception {
        var host = UUID.randomUUID().toString();
        var path = waiting(host);
        tell("platform", "platform", "registered", host, 1, "140623");
        await().atMost(MOST)
                .untilAsserted(() -> as(SHUOZHOU)
                        .get(path)
                        .then()
                        .statusCode(200)
                        .body("region", is("140623"), "version", is(2), "remarks", nullValue()));
        as(SHUOZHOU)
                .get(path + "/history")
                .then()
                .body(
                        "items.type",
                        contains("engagement.followed", "engagement.registered"),
                        "items[0].actor",
                        is("talent"));
    }

    @Test
    @DisplayName("the platform moves to another city → its engagement too; other registers' events change nothing")
    void relocated() throws Exception {
        var host = UUID.randomUUID().toString();
        var path = waiting(host);
        tell("platform", "tenancy", "registered", host, 9, "140623");
        tell("platform", "platform", "registered", host, 1, "140602");
        await().atMost(MOST).untilAsserted(() -> as(SHUOZHOU).get(path).then().body("region", is("140602")));
        tell("platform", "platform", "relocated", host, 2, "140213");
        await().atMost(MOST)
                .untilAsserted(() -> as(DATONG).get(path).then().statusCode(200).body("region", is("140213")));
        as(SHUOZHOU).get(path).then().statusCode(404);
        as(PROVINCE).get(path).then().body("version", is(3));
    }

    @Test
    @DisplayName("the enterprise is registered, then withdrawn → the engagement moves there, then waits again")
    void enterprise() throws Exception {
        var host = code();
        var path = waiting(host);
        tell("ledger", "enterprise", "registered", host, 1, "140623");
        await().atMost(MOST)
                .untilAsserted(
                        () -> as(SHUOZHOU).get(path).then().body("region", is("140623"), "remarks", nullValue()));
        tell("ledger", "enterprise", "withdrawn", host, 2, "140623");
        await().atMost(MOST)
                .untilAsserted(() -> as(SHUOZHOU)
                        .get(path)
                        .then()
                        .body("region", is("140623"), "remarks.code", contains("reference-unknown")));
    }
}
