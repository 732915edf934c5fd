package org.innoledger.talent.engagement;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/// What becomes of engagements when events of the ledger and of the platform-service tell of their hosts, by a
/// real broker of their own: other tests count what they have told.
@QuarkusTest
@WithTestResource(Service.class)
@WithTestResource(value = Broker.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngagementFollowingTest {
    private static final Duration MOST = Duration.ofSeconds(60);

    private KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    void connect() throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("innoledger.kafka.bootstrap-servers", String.class));
        try (var admin = Admin.create(settings)) {
            admin.createTopics(List.of(
                            new NewTopic(topic("ledger"), /* partitions */ 6, (short) 1),
                            new NewTopic(topic("platform"), /* partitions */ 6, (short) 1)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    void disconnect() {
        producer.close();
    }

    private static String topic(String service) {
        return "innoledger." + service + ".changes.v1";
    }

    /// Publishes a record's event in the form that its service's relay gives it.
    private void tell(String service, String register, String verb, String id, long version, String region)
            throws ExecutionException, InterruptedException {
        var entry = """
                {"actor":"shuozhou","changed":["region"],"entry":"%s","facts":{"name":"示例","region":"%3$s"},"id":"%2$s",\
                "recordedAt":"2026-11-22T02:00:00Z","region":"%3$s","register":"%6$s","type":"%6$s.%4$s","version":%5$d}""".formatted(UUID.randomUUID(), id, region, verb, version, register);
        var message = new ProducerRecord<>(
                topic(service), id.getBytes(StandardCharsets.UTF_8), entry.getBytes(StandardCharsets.UTF_8));
        var headers = new HashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_type", "org.innoledger." + register + "." + verb + ".v1");
        headers.put("ce_source", "/v1/" + service);
        headers.put("ce_subject", register + "/" + id);
        headers.put("ce_time", "2026-11-22T02:00:00Z");
        headers.put("ce_region", region);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message).get();
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
        var host = EngagementTest.code();
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
