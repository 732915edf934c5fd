package org.innoledger.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
@DisplayName("PostgreSQL and Kafka under the launcher")
class ServersTest {
    private static final Duration HEALED = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private Folder folder;
    private Processes processes;
    private Ports ports;
    private Suite suite;

    private void start() throws IOException {
        folder = Folder.make(data);
        processes = new Processes(folder, new Postgres(folder)::stop);
        int port;
        try (var socket = new ServerSocket(0, 1, Ports.LOOPBACK)) {
            port = socket.getLocalPort();
        }
        ports = Ports.choose(folder, port);
        suite = new Suite(folder, new Console(folder));
        suite.startDatabase(ports, Secrets.ofFolder(folder));
        suite.startBroker(ports, Secrets.ofFolder(folder));
    }

    @AfterEach
    void stop() {
        suite.stop();
        assertTrue(processes.running().isEmpty());
    }

    private Connection connect(String database, String role) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + ports.of(Suite.POSTGRES) + "/" + database;
        return DriverManager.getConnection(url, role, Secrets.ofFolder(folder).of(role));
    }

    private String query(String sql) throws SQLException {
        try (var connection = connect("ledger", Secrets.OWNER);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect("ledger", Secrets.OWNER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Admin admin() {
        return Admin.create(Kafka.administrator(ports, Secrets.ofFolder(folder)));
    }

    private void kill(String name) {
        var handle = processes.find(name).orElseThrow();
        handle.destroyForcibly();
        Awaitility.await()
                .atMost(HEALED)
                .until(() -> processes
                        .find(name)
                        .filter(now -> now.pid() != handle.pid())
                        .isPresent());
    }

    @Test
    @DisplayName(
            "start with what the services need, heal after kill -9, keep their data over a stop, and leave nothing")
    void servers() throws Exception {
        start();
        for (var database : Postgres.DATABASES) {
            for (var role : new String[] {Secrets.OWNER, Secrets.app(database), Secrets.system(database)}) {
                connect(database, role).close();
            }
            for (var other : Postgres.DATABASES) {
                if (!other.equals(database)) {
                    assertThrows(
                            SQLException.class,
                            () -> connect(database, Secrets.app(other)).close());
                    assertThrows(
                            SQLException.class,
                            () -> connect(database, Secrets.system(other)).close());
                }
            }
        }
        assertEquals("on", query("show fsync"));
        assertEquals("on", query("show synchronous_commit"));
        assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + ports.of(Suite.POSTGRES) + "/ledger",
                                Secrets.app("ledger"),
                                "guess")
                        .close());
        execute("create table kept (word text)");
        execute("insert into kept values ('学而时习之')");
        Awaitility.await().atMost(HEALED).ignoreExceptions().until(this::makeTopic);

        users();

        kill(Suite.POSTGRES);
        Awaitility.await()
                .atMost(HEALED)
                .ignoreExceptions()
                .until(() -> query("select word from kept").equals("学而时习之"));
        kill(Suite.KAFKA);
        Awaitility.await().atMost(HEALED).ignoreExceptions().until(this::keptTopic);

        stop();
        try (var socket = new Socket()) {
            var address = new InetSocketAddress(Ports.LOOPBACK, ports.of(Suite.POSTGRES));
            assertThrows(IOException.class, () -> socket.connect(address));
        }
        start();
        assertEquals("学而时习之", query("select word from kept"));
        Awaitility.await().atMost(HEALED).ignoreExceptions().until(this::keptTopic);
        holds();
    }

    /// A service writes its own topic and reads those that it follows; who has no password hears nothing.
    private void users() throws Exception {
        var topic = "innoledger.%s.changes.v1";
        Awaitility.await().atMost(HEALED).ignoreExceptions().until(() -> {
            try (var ledger = client("ledger", Secrets.ofFolder(folder).ofKafka("ledger"))) {
                var own = new NewTopic(topic.formatted("ledger"), 1, (short) 1);
                return ledger.createTopics(List.of(own)).all().get() == null;
            }
        });
        assertEquals(0, written("ledger", topic.formatted("ledger")).offset());
        for (var other : new String[] {"talent", "platform", Secrets.INTEGRATOR}) {
            assertInstanceOf(
                    AuthorizationException.class,
                    assertThrows(ExecutionException.class, () -> written(other, topic.formatted("ledger")))
                            .getCause());
            try (var reader = client(other, Secrets.ofFolder(folder).ofKafka(other))) {
                assertEquals(
                        Set.of(topic.formatted("ledger")),
                        reader.listTopics().names().get());
            }
        }
        try (var guessed = client("ledger", "guess")) {
            var refused = assertThrows(
                    ExecutionException.class, () -> guessed.listTopics().names().get());
            assertInstanceOf(SaslAuthenticationException.class, refused.getCause());
        }
        try (var nobody = Admin.create(Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + ports.of(Suite.KAFKA),
                "default.api.timeout.ms",
                2_000,
                "request.timeout.ms",
                1_000))) {
            assertThrows(
                    ExecutionException.class, () -> nobody.listTopics().names().get());
        }
    }

    private Map<String, Object> settings(String user, String password) {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + ports.of(Suite.KAFKA),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
    }

    private Admin client(String user, String password) {
        return Admin.create(settings(user, password));
    }

    private RecordMetadata written(String user, String topic) throws Exception {
        var settings = settings(user, Secrets.ofFolder(folder).ofKafka(user));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>(topic, "key", "value")).get();
        }
    }

    private boolean makeTopic() throws InterruptedException, ExecutionException {
        try (var admin = admin()) {
            return keptTopic()
                    || admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1)))
                                    .all()
                                    .get()
                            == null;
        }
    }

    private boolean keptTopic() throws InterruptedException, ExecutionException {
        try (var admin = admin()) {
            return admin.listTopics().names().get().contains("kept");
        }
    }

    /// A process whose name stands in `hold/` stays stopped until the file is gone.
    private void holds() throws IOException {
        var hold = Files.createFile(folder.hold().resolve(Suite.KAFKA));
        processes.find(Suite.KAFKA).orElseThrow().destroyForcibly();
        Awaitility.await()
                .atMost(HEALED)
                .until(() -> Files.readString(folder.log(Processes.LAUNCHER)).contains(hold.toString()));
        assertFalse(processes.find(Suite.KAFKA).isPresent());
        Files.delete(hold);
        Awaitility.await()
                .atMost(HEALED)
                .until(() -> processes.find(Suite.KAFKA).isPresent());
    }
}
