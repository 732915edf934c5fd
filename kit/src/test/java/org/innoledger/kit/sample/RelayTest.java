package org.innoledger.kit.sample;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.sample.Samples.filed;
import static org.innoledger.kit.sample.Samples.id;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.managed;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Service.execute;
import static org.innoledger.kit.test.Service.number;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.innoledger.kit.test.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What goes to Kafka and what comes from it, by a real broker.
@QuarkusTest
@TestProfile(Samples.Running.class)
class RelayTest {
    private static final String HERE = "140602";
    private static final Duration MOST = Duration.ofSeconds(30);

    /// Ends the session of the database that holds a lock, as a failover of the database would.
    private static void cutOff(String leader) {
        assertEquals(1, number("""
                select count(pg_terminate_backend(pid)) from pg_locks
                where locktype = 'advisory' and granted
                  and database = (select oid from pg_database where datname = current_database())
                  and (classid::bigint << 32 | objid::bigint) = hashtextextended('%s', 0)""".formatted(leader)));
    }

    private static String stateOf(String check) {
        return managed("/health").path("checks.find { it.name == '" + check + "' }.data.state");
    }

    @Nested
    class Out {
        private Topic own;

        @BeforeEach
        void connect() {
            relayed();
            own = Topic.of("sample");
        }

        @AfterEach
        void disconnect() {
            own.close();
        }

        /// Waits until the relay has sent everything that was filed.
        private static void relayed() {
            await().atMost(MOST).until(() -> number("select count(*) from journal_pending") == 0);
            await().atMost(MOST)
                    .until(() -> number("select coalesce(max(seq), 0) from relay_position")
                            == number("select coalesce(max(seq), 0) from journal_seal"));
        }

        private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
            return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }

        /// The event of a new sample, once it has come.
        private ConsumerRecord<byte[], byte[]> toldOf(String path) {
            return await().atMost(MOST)
                    .until(
                            () -> own.told().stream()
                                    .filter(message -> message.key() != null)
                                    .filter(message -> Topic.subject(message).equals("sample/" + id(path)))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }

        @Test
        @DisplayName("each entry once, a record's in order and in one partition; after its connection is cut too")
        void once() throws Exception {
            var before = number("select max(seq) from journal_seal");
            var path = filed(SHUOZHOU, HERE, ", \"grams\": 1");
            relayed();
            cutOff("relay");
            for (int grams = 2; grams < 6; grams++) {
                patched(SHUOZHOU, path, "{\"grams\": " + grams + "}").statusCode(200);
            }
            relayed();
            var told = own.told();
            assertEquals(
                    LongStream.rangeClosed(before + 1, before + 5).boxed().toList(),
                    told.stream()
                            .map(message -> Long.valueOf(header(message, "ce_sequence")))
                            .toList());
            assertEquals(
                    1, told.stream().map(ConsumerRecord::partition).distinct().count());
            var versions = new ArrayList<Integer>();
            for (var message : told) {
                versions.add(new ObjectMapper()
                        .readTree(message.value())
                        .get("version")
                        .asInt());
            }
            assertEquals(List.of(1, 2, 3, 4, 5), versions);
            var first = told.getFirst();
            assertEquals(id(path), new String(first.key(), StandardCharsets.UTF_8));
            assertEquals("org.innoledger.sample.registered.v1", header(first, "ce_type"));
            assertEquals("/v1/sample", header(first, "ce_source"));
            assertEquals("sample/" + id(path), header(first, "ce_subject"));
            assertEquals(HERE, header(first, "ce_region"));
            assertEquals("application/json", header(first, "content-type"));
        }

        @Test
        @DisplayName("its position is lost and thousands of others' messages stand behind its own → none is sent again")
        void foreignMessages() {
            own.flood(6_000);
            execute("update relay_position set seq = 0");
            cutOff("relay");
            var path = filed(SHUOZHOU, HERE, "");
            relayed();
            var told = own.told();
            assertEquals(6_000, told.stream().filter(each -> each.key() == null).count());
            assertEquals(
                    List.of("sample/" + id(path)),
                    told.stream()
                            .filter(each -> each.key() != null)
                            .map(Topic::subject)
                            .toList());
        }

        @Test
        @DisplayName("an entry that the broker refuses is set aside: an event without data stands in its place")
        void refusedByTheBroker() throws Exception {
            own.limit(2_000);
            // The broker takes a moment to heed its new limit.
            var aside = await().atMost(MOST).until(() -> toldOf(large()), event -> event.value() == null);
            assertNotNull(toldOf(filed(SHUOZHOU, HERE, "")).value());
            as(SHUOZHOU)
                    .get(header(aside, "ce_dataref"))
                    .then()
                    .statusCode(200)
                    .body("items[0].subject", is(Topic.subject(aside)));
            assertEquals("DEGRADED", stateOf("relay"));
            own.limit(1_048_588);
            await().atMost(MOST).until(() -> toldOf(large()), event -> event.value() != null);
            execute("delete from relay_aside");
            assertEquals("UP", stateOf("relay"));
        }

        /// A sample whose notes cannot be compressed.
        private static String large() {
            var random = new Random();
            var text = random.ints(3_000, 0x4e00, 0x9fa5)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            return filed(SHUOZHOU, HERE, ", \"notes\": [{\"text\": \"" + text + "\"}]");
        }
    }

    @Nested
    class In {
        private Topic ledger;

        @BeforeEach
        void connect() {
            ledger = Topic.of("ledger");
        }

        @AfterEach
        void disconnect() {
            ledger.close();
        }

        private void tell(String verb, String enterprise, long version) {
            var facts = "{\"name\":\"示例企业\",\"region\":\"140602\"}";
            ledger.tell("enterprise", verb, enterprise, version, HERE, "NOT_STARTED", facts);
        }

        private static String naming(String enterprise) {
            return filed(SHUOZHOU, HERE, ", \"maker\": \"" + enterprise + "\"");
        }

        private static long named(String enterprise) {
            return number("select count(*) from foreign_reference where name = '示例企业' and id = '" + enterprise + "'");
        }

        @Test
        @DisplayName("a record waits until what it names is told, and again once that is withdrawn")
        void followed() {
            var enterprise = code();
            var path = naming(enterprise);
            as(SHUOZHOU)
                    .get(path)
                    .then()
                    .body(
                            "remarks.code", contains("reference-unknown"),
                            "remarks.pointer", contains("/facts/maker"));
            tell("registered", enterprise, 1);
            ledger.taken();
            as(SHUOZHOU).get(path).then().body("remarks", nullValue());
            assertEquals(1, named(enterprise));
            tell("withdrawn", enterprise, 2);
            ledger.taken();
            as(SHUOZHOU).get(path).then().body("remarks.code", contains("reference-unknown"));
            assertEquals(0, named(enterprise));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains("sample.followed", "sample.followed", "sample.registered"),
                            "items[0].actor",
                            is("sample"));
        }

        @Test
        @DisplayName("events that were told already → nothing changes, one by one or all of them from the beginning")
        void replays() {
            var enterprise = code();
            var path = naming(enterprise);
            tell("registered", enterprise, 1);
            tell("withdrawn", enterprise, 2);
            tell("registered", enterprise, 1);
            ledger.taken();
            as(SHUOZHOU).get(path).then().body("remarks.code", contains("reference-unknown"));
            var entries = number("select count(*) from journal");
            execute("update follow_position set next_offset = 0");
            cutOff("follower of ledger");
            ledger.taken();
            assertEquals(entries, number("select count(*) from journal"));
        }

        @Test
        @DisplayName("its connection is cut → it goes on from the position that the database kept")
        void position() {
            var known = code();
            tell("registered", known, 1);
            ledger.taken();
            var taken = number("select sum(next_offset) from follow_position");
            cutOff("follower of ledger");
            var enterprise = code();
            var path = naming(enterprise);
            tell("registered", enterprise, 1);
            ledger.taken();
            as(SHUOZHOU).get(path).then().body("remarks", nullValue());
            assertEquals(taken + 1, number("select sum(next_offset) from follow_position"));
        }

        /// Publishes a message that is no event of ours.
        private void tellBadly(String subject, String value) {
            ledger.send("any", subject == null ? Map.of() : Map.of("ce_subject", subject), value);
        }

        @Test
        @DisplayName("messages that are no events are set aside and shown in health, and those after them are taken")
        void setAside() {
            var enterprise = code();
            var path = naming(enterprise);
            tellBadly(null, "{}");
            tellBadly("enterprise/" + enterprise, null);
            tellBadly("enterprise/" + enterprise, "{");
            tellBadly("enterprise/" + enterprise, "{\"register\": \"enterprise\"}");
            tellBadly("enterprise", "{}");
            tell("registered", enterprise, 1);
            ledger.taken();
            as(SHUOZHOU).get(path).then().body("remarks", nullValue());
            assertEquals(5, number("select count(*) from follow_aside"));
            assertEquals("DEGRADED", stateOf("followers"));
            execute("delete from follow_aside");
            assertEquals("UP", stateOf("followers"));
            assertEquals(0, managed("/health").<Integer>path("checks.find { it.name == 'followers' }.data.lag"));
        }
    }
}
