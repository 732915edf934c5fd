package org.innoledger.ledger.institution;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
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
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.test.Broker;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the ledger learns of platforms and alliances from the events of platform-service, by a real broker.
@QuarkusTest
@WithTestResource(Service.class)
@WithTestResource(Broker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformReferencesTest {
    private static final String TOPIC = "innoledger.platform.changes.v1";
    private static final Duration MOST = Duration.ofSeconds(30);

    /// Callers of a province that no other test counts.
    private static final String PROVINCE = Tokens.of("gansu", Set.of("reader", "clerk"), "62");

    private static final String LANZHOU = Tokens.of("lanzhou", Set.of("reader", "clerk"), "6201");

    private static int made;

    private KafkaProducer<byte[], byte[]> producer;
    private long told;

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

    /// Publishes an event in the form that platform-service's relay gives it.
    private void tell(String register, String verb, String id, long version, String region, String status, String facts)
            throws ExecutionException, InterruptedException {
        var entry = """
                {"actor":"lanzhou","changed":["name"],"entry":"%s","facts":%s,"id":"%s",\
                "recordedAt":"2026-11-22T02:00:00Z","region":"%s","register":"%s","status":"%s","type":"%5$s.%s",\
                "version":%d}""".formatted(UUID.randomUUID(), facts, id, region, register, status, verb, version);
        var message = new ProducerRecord<>(
                TOPIC, id.getBytes(StandardCharsets.UTF_8), entry.getBytes(StandardCharsets.UTF_8));
        message.headers().add("ce_subject", (register + "/" + id).getBytes(StandardCharsets.UTF_8));
        producer.send(message).get();
        told++;
    }

    private static String platform(String host, String region) {
        return """
                {"host":"%s","level":"PROVINCIAL","name":"示例·重点实验室","region":"%s","type":"KEY_LABORATORY"}""".formatted(host, region);
    }

    /// Waits until the service has taken every event that was told.
    private void taken() {
        await().atMost(MOST)
                .untilAsserted(() -> assertEquals(
                        told,
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

    /// An enterprise on the roster.
    private static synchronized String enterprise(String region) {
        var body = "91140602MR%06d".formatted(++made);
        body = body + CreditCode.organisationCheck(body.substring(8, 16));
        var id = body + CreditCode.check(body + "0");
        as(PROVINCE)
                .body("""
                        {"name": "示例企业", "region": "%s", "industry": "C3073", "ownership": "PRIVATE", \
                        "aboveScaleSince": "2021-01-01"}""".formatted(region))
                .put("/v1/enterprises/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static io.restassured.response.ValidatableResponse rows(String token, String indicator, String region) {
        return as(token)
                .get("/v1/indicators/" + indicator + "/rows?month=2026-10&region=" + region)
                .then()
                .statusCode(200);
    }

    @Test
    @DisplayName(
            "a platform is approved, revoked, withdrawn → its host counts and counts no more; told again → the same")
    void platform() throws Exception {
        var host = enterprise("620102");
        var id = UUID.randomUUID().toString();
        tell("platform", "registered", id, 1, "620102", "CULTIVATING", platform(host, "620102"));
        taken();
        rows(LANZHOU, "RD_INSTITUTION_SHARE", "620102").body("items", empty());
        tell("platform", "approved", id, 2, "620102", "APPROVED", platform(host, "620102"));
        taken();
        rows(LANZHOU, "RD_INSTITUTION_SHARE", "620102").body("items.id", contains(host), "items[0].by", contains(id));
        tell("platform", "registered", id, 1, "620102", "CULTIVATING", platform(host, "620102"));
        taken();
        rows(LANZHOU, "RD_INSTITUTION_SHARE", "620102").body("items.id", contains(host));
        tell("platform", "withdrawn", id, 3, "620102", "APPROVED", platform(host, "620102"));
        tell("platform", "approved", id, 2, "620102", "APPROVED", platform(host, "620102"));
        taken();
        rows(LANZHOU, "RD_INSTITUTION_SHARE", "620102").body("items", empty());
    }

    @Test
    @DisplayName("a platform stands in another city than its host → the host's city counts it, as the province does")
    void elsewhere() throws Exception {
        var host = enterprise("620103");
        var id = UUID.randomUUID().toString();
        tell("platform", "opened", id, 4, "620402", "OPERATING", platform(host, "620402"));
        tell("task", "registered", UUID.randomUUID().toString(), 1, "620402", "OPEN", "{}");
        taken();
        for (var token : new String[] {LANZHOU, PROVINCE}) {
            rows(token, "RD_INSTITUTION_SHARE", "620103").body("items.by", contains(contains(id)));
        }
        assertEquals(0, number("select count(*) from platform_reference where register = 'task'"));
    }

    @Test
    @DisplayName("two cities have an alliance for one cluster → it counts once, where the first stands, whoever asks")
    void alliances() throws Exception {
        var baiyin = Tokens.of("baiyin", Set.of("reader"), "6204");
        tell(
                "alliance",
                "registered",
                "0a000000-0000-7000-8000-000000000002",
                1,
                "620400",
                "ACTIVE",
                alliance("CARBON_MATERIALS"));
        tell(
                "alliance",
                "registered",
                "0a000000-0000-7000-8000-000000000001",
                1,
                "620102",
                "ACTIVE",
                alliance("CARBON_MATERIALS"));
        tell(
                "alliance",
                "registered",
                "0a000000-0000-7000-8000-000000000003",
                1,
                "620400",
                "ACTIVE",
                alliance("PHOTOVOLTAICS"));
        tell(
                "alliance",
                "registered",
                "0a000000-0000-7000-8000-000000000004",
                1,
                "620102",
                "PREPARING",
                alliance("BIG_DATA"));
        tell(
                "alliance",
                "opened",
                "0a000000-0000-7000-8000-000000000005",
                2,
                "620102",
                "ACTIVE",
                alliance("BIG_DATA").replace("{", "{\"kind\":\"CONSORTIUM\","));
        taken();
        rows(LANZHOU, "ALLIANCES", "6201").body("items.cluster", contains("CARBON_MATERIALS"));
        rows(baiyin, "ALLIANCES", "6204").body("items.cluster", contains("PHOTOVOLTAICS"));
        rows(PROVINCE, "ALLIANCES", "62").body("items.cluster", contains("CARBON_MATERIALS", "PHOTOVOLTAICS"));
        as(PROVINCE)
                .get("/v1/indicators?region=6204&by=region")
                .then()
                .statusCode(200)
                .body(
                        "level", is("COUNTY"),
                        "total.figures.find { it.name == 'ALLIANCES' }.numerator", is(1),
                        "total.figures.find { it.name == 'ALLIANCES' }.denominator", is(14),
                        "items.by.region", hasItem("620400"));
        as(PROVINCE)
                .get("/v1/indicators?region=6204&by=region&level=CITY")
                .then()
                .statusCode(200)
                .body("items.by.region", contains("620400"));
    }

    private static String alliance(String cluster) {
        return "{\"cluster\":\"" + cluster + "\",\"name\":\"示例·产业联盟\"}";
    }

    @Test
    @DisplayName("the follower loses its connection → it goes on from the position that the database kept")
    void position() throws Exception {
        var host = enterprise("620104");
        tell("platform", "opened", UUID.randomUUID().toString(), 1, "620104", "OPERATING", platform(host, "620104"));
        taken();
        assertEquals(1, number("""
                select count(pg_terminate_backend(pid)) from pg_locks
                where locktype = 'advisory' and granted
                  and database = (select oid from pg_database where datname = current_database())
                  and (classid::bigint << 32 | objid::bigint) = hashtextextended('follower of platform', 0)"""));
        var second = enterprise("620104");
        tell("platform", "opened", UUID.randomUUID().toString(), 1, "620104", "OPERATING", platform(second, "620104"));
        taken();
        rows(LANZHOU, "RD_INSTITUTION_SHARE", "620104").body("items.size()", is(2));
    }
}
