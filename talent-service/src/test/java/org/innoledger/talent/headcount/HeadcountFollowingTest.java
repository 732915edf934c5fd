package org.innoledger.talent.headcount;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.innoledger.kit.test.Broker;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What becomes of headcount returns when the ledger's events tell of their enterprises, by a real broker.
@QuarkusTest
@WithTestResource(Service.class)
@WithTestResource(Broker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadcountFollowingTest {
    private static final String TOPIC = "innoledger.ledger.changes.v1";
    private static final Duration MOST = Duration.ofSeconds(30);

    private KafkaProducer<byte[], byte[]> producer;
    private long sequence;

    @BeforeAll
    void connect() throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("innoledger.kafka.bootstrap-servers", String.class));
        try (var admin = Admin.create(settings)) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, /* partitions */ 6, (short) 1)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    void disconnect() {
        producer.close();
    }

    /// Publishes an enterprise's event in the form that the ledger's relay gives it.
    private void tell(String verb, String enterprise, long version, String region)
            throws ExecutionException, InterruptedException {
        var entry = """
                {"actor":"shuozhou","changed":["region"],"entry":"%s","facts":{"name":"示例企业","region":"%3$s"},"id":"%2$s",\
                "recordedAt":"2026-11-22T02:00:00Z","region":"%3$s","register":"enterprise","status":"NOT_STARTED",\
                "type":"enterprise.%4$s","version":%5$d}""".formatted(UUID.randomUUID(), enterprise, region, verb, version);
        var message = new ProducerRecord<>(
                TOPIC, enterprise.getBytes(StandardCharsets.UTF_8), entry.getBytes(StandardCharsets.UTF_8));
        var headers = new HashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_type", "org.innoledger.enterprise." + verb + ".v1");
        headers.put("ce_source", "/v1/ledger");
        headers.put("ce_subject", "enterprise/" + enterprise);
        headers.put("ce_time", "2026-11-22T02:00:00Z");
        headers.put("ce_sequence", "%020d".formatted(++sequence));
        headers.put("ce_region", region);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message).get();
    }

    /// Path of a headcount return of this enterprise.
    private static String filed(String token, String enterprise) {
        return "/v1/headcounts/"
                + as(token)
                        .body(HeadcountTest.facts(enterprise, 2023, 120, 150, 70, 100, ""))
                        .post("/v1/headcounts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    /// Waits until the service has taken every event that was told.
    private void taken() {
        await().atMost(MOST)
                .untilAsserted(() -> assertEquals(
                        sequence,
                        number("select coalesce(sum(next_offset), 0) from follow_position where topic = '" + TOPIC
                                + "'")));
    }

    private static long number(String sql) throws SQLException {
        try (var connection = Service.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    @DisplayName("the enterprise is registered → the return waits no longer and moves to its county")
    void resolved() throws Exception {
        var enterprise = HeadcountTest.code();
        var path = filed(SHUOZHOU, enterprise);
        as(SHUOZHOU).get(path).then().body("region", is("140600"), "remarks.code", contains("reference-unknown"));
        tell("registered", enterprise, 1, "140623");
        taken();
        as(SHUOZHOU)
                .get(path)
                .then()
                .statusCode(200)
                .body("region", is("140623"), "version", is(2), "remarks", nullValue());
        as(SHUOZHOU)
                .get(path + "/history")
                .then()
                .body(
                        "items.type", contains("headcount.followed", "headcount.registered"),
                        "items[0].actor", is("talent"),
                        "items[0].changes.region.from", is("140600"),
                        "items[0].changes.region.to", is("140623"));
        await().atMost(MOST)
                .untilAsserted(() -> as(SHUOZHOU)
                        .get("/v1/talent/changes?limit=1000")
                        .then()
                        .body("items.type", hasItem("org.innoledger.headcount.followed.v1")));
    }

    @Test
    @DisplayName(
            "the enterprise moves to another city → its returns move with it; the new city has their whole history")
    void relocated() throws Exception {
        var enterprise = HeadcountTest.code();
        tell("registered", enterprise, 1, "140602");
        taken();
        var path = filed(SHUOZHOU, enterprise);
        as(SHUOZHOU).get(path).then().body("region", is("140602"));
        tell("relocated", enterprise, 2, "140213");
        taken();
        as(SHUOZHOU).get(path).then().statusCode(404);
        as(DATONG)
                .get(path)
                .then()
                .statusCode(200)
                .body("region", is("140213"), "version", is(2), "facts.total", is(300));
        as(DATONG)
                .get(path + "/history")
                .then()
                .body("items.version", contains(2, 1), "items[0].changes.region.from", is("140602"));
    }

    @Test
    @DisplayName("the enterprise is withdrawn → its returns wait again, where they are")
    void withdrawn() throws Exception {
        var enterprise = HeadcountTest.code();
        tell("registered", enterprise, 1, "140602");
        taken();
        var path = filed(SHUOZHOU, enterprise);
        tell("withdrawn", enterprise, 2, "140602");
        taken();
        as(SHUOZHOU)
                .get(path)
                .then()
                .statusCode(200)
                .body("region", is("140602"), "version", is(2), "remarks.code", contains("reference-unknown"));
    }

    @Test
    @DisplayName("events that were told already → nothing changes, one by one or all of them from the beginning")
    void replays() throws Exception {
        var moved = HeadcountTest.code();
        var gone = HeadcountTest.code();
        var ofMoved = filed(PROVINCE, moved);
        var ofGone = filed(PROVINCE, gone);
        tell("registered", moved, 1, "140602");
        tell("registered", gone, 1, "140602");
        taken();
        tell("relocated", moved, 2, "140213");
        tell("withdrawn", gone, 2, "140602");
        taken();
        tell("registered", moved, 1, "140602");
        tell("registered", gone, 1, "140602");
        tell("withdrawn", gone, 2, "140602");
        taken();
        as(PROVINCE).get(ofMoved).then().body("region", is("140213"), "version", is(3));
        as(PROVINCE).get(ofGone).then().body("version", is(3), "remarks.code", contains("reference-unknown"));

        var entries = number("select count(*) from journal");
        rewound();
        taken();
        assertEquals(entries, number("select count(*) from journal"));
    }

    @Test
    @DisplayName("the follower loses its connection → it goes on from the position that the database kept")
    void position() throws Exception {
        var enterprise = HeadcountTest.code();
        var path = filed(TAIYUAN, enterprise);
        tell("registered", enterprise, 1, "140105");
        taken();
        cutOff();
        tell("relocated", enterprise, 2, "140106");
        taken();
        as(TAIYUAN).get(path).then().body("region", is("140106"), "version", is(3));
    }

    /// Lets the follower begin with the topic anew.
    private static void rewound() throws SQLException {
        try (var connection = Service.superuser();
                var statement = connection.createStatement()) {
            statement.execute("update follow_position set next_offset = 0");
        }
        cutOff();
    }

    /// Ends the session that holds the follower's lock.
    private static void cutOff() throws SQLException {
        assertEquals(1, number("""
                select count(pg_terminate_backend(pid)) from pg_locks
                where locktype = 'advisory' and granted
                  and database = (select oid from pg_database where datname = current_database())
                  and (classid::bigint << 32 | objid::bigint) = hashtextextended('follower of ledger', 0)"""));
    }
}
