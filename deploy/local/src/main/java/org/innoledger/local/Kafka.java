package org.innoledger.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// The Kafka broker of a local run: one node that is its own controller (KRaft), from the plain class path.
/// Whoever talks to it has a name and a password: a service writes its own topic and reads those that it
/// follows, `integrator` reads all, and nobody else does anything.
final class Kafka {
    private static final int HEAP_MEBIBYTES = 128;

    /// One node, no strangers: the cluster's id only has to be the same at every start.
    private static final String CLUSTER_ID = "SW5ub0xlZGdlckxvY2FsMQ";

    /// Whose events a service follows.
    private static final Map<String, List<String>> FOLLOWED = Map.of(
            "ledger", List.of("platform"), "talent", List.of("ledger", "platform"), "platform", List.of("ledger"));

    private static final int ITERATIONS = 4096;
    private static final int REQUEST_MS_MAX = 5_000;

    private final Folder folder;
    private final Path data;
    private final Path configuration;

    Kafka(Folder folder) {
        this.folder = folder;
        this.data = folder.kafka().resolve("data");
        this.configuration = folder.kafka().resolve("server.properties");
    }

    /// Refuses a log folder that this broker cannot open, before anything is started.
    void check() {
        if (Files.exists(data) && !Files.isReadable(data.resolve("meta.properties"))) {
            throw folder.broken(data);
        }
    }

    /// Writes the configuration, and formats the log folder at the first start, beside its place as for
    /// PostgreSQL.
    void prepare(Ports ports, Secrets secrets) {
        try {
            Files.createDirectories(folder.kafka());
            if (!Files.exists(data)) {
                var fresh = folder.kafka().resolve("data.new");
                Folder.delete(fresh);
                Folder.write(configuration, properties(ports, fresh, secrets));
                format();
                Folder.move(fresh, data);
            }
            Folder.write(configuration, properties(ports, data, secrets));
            Folder.write(folder.kafka().resolve("integrator.properties"), integrator(ports, secrets));
        } catch (IOException e) {
            throw Refusal.unexpected(folder.kafka().toString(), e);
        }
    }

    Child.Command command() {
        return new Child.Command(Suite.KAFKA, java("kafka.Kafka", List.of(configuration.toString())), Map.of());
    }

    /// Sets the passwords of the users and what each may do; done again it changes nothing.
    ///
    /// @return whether the broker was there to be told
    boolean admitUsers(Ports ports, Secrets secrets) {
        var passwords = new ArrayList<UserScramCredentialAlteration>();
        var grants = new ArrayList<AclBinding>();
        for (var service : Postgres.DATABASES) {
            passwords.add(password(service, secrets));
            for (var operation :
                    List.of(AclOperation.CREATE, AclOperation.DESCRIBE, AclOperation.READ, AclOperation.WRITE)) {
                grants.add(grant(service, operation, service));
            }
            FOLLOWED.get(service).forEach(other -> grants.add(grant(service, AclOperation.READ, other)));
            grants.add(grant(Secrets.INTEGRATOR, AclOperation.READ, service));
        }
        passwords.add(password(Secrets.INTEGRATOR, secrets));
        grants.add(new AclBinding(
                new ResourcePattern(ResourceType.GROUP, Secrets.INTEGRATOR, PatternType.PREFIXED),
                entry(Secrets.INTEGRATOR, AclOperation.READ)));
        try (var admin = Admin.create(administrator(ports, secrets))) {
            admin.alterUserScramCredentials(passwords).all().get();
            admin.createAcls(grants).all().get();
            return true;
        } catch (ExecutionException | KafkaException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Settings of a client that may do everything.
    static Map<String, Object> administrator(Ports ports, Secrets secrets) {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + ports.of(Suite.KAFKA),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                plain(secrets),
                "default.api.timeout.ms",
                REQUEST_MS_MAX,
                "request.timeout.ms",
                REQUEST_MS_MAX);
    }

    private static UserScramCredentialAlteration password(String user, Secrets secrets) {
        return new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), secrets.ofKafka(user));
    }

    private static AclBinding grant(String user, AclOperation operation, String service) {
        var topic = "innoledger." + service + ".changes.v1";
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL), entry(user, operation));
    }

    private static AccessControlEntry entry(String user, AclOperation operation) {
        return new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
    }

    /// How the broker knows itself and the launcher. Passwords are of the URL-safe Base64 alphabet, so nothing
    /// in them needs quoting.
    private static String plain(Secrets secrets) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";"
                .formatted(Secrets.BROKER, secrets.ofKafka(Secrets.BROKER));
    }

    /// What a consumer from outside the suite is given.
    private static String integrator(Ports ports, Secrets secrets) {
        return """
                bootstrap.servers=127.0.0.1:%d
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%2$s" password="%3$s";
                group.id=%2$s
                """.formatted(ports.of(Suite.KAFKA), Secrets.INTEGRATOR, secrets.ofKafka(Secrets.INTEGRATOR));
    }

    private void format() throws IOException {
        var arguments = List.of("format", "--cluster-id", CLUSTER_ID, "--config", configuration.toString());
        var process = new ProcessBuilder(java("kafka.tools.StorageTool", arguments))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private List<String> java(String mainClass, List<String> arguments) {
        var all = new ArrayList<>(List.of("-cp", Java.launcherJar().toString(), mainClass));
        all.addAll(arguments);
        return Java.command(
                HEAP_MEBIBYTES,
                List.of(
                        // Log4j is there only because the broker's classes name it.
                        "-Dlog4j2.statusLoggerLevel=OFF",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ"),
                all);
    }

    private static String properties(Ports ports, Path data, Secrets secrets) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                inter.broker.listener.name=BROKER
                listener.security.protocol.map=BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
                listener.name.broker.sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
                listener.name.broker.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
                listener.name.broker.plain.sasl.jaas.config=%4$s
                sasl.mechanism.inter.broker.protocol=PLAIN
                listener.name.controller.sasl.enabled.mechanisms=PLAIN
                listener.name.controller.plain.sasl.jaas.config=%4$s
                sasl.mechanism.controller.protocol=PLAIN
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:%5$s
                log.dirs=%3$s
                auto.create.topics.enable=false
                # Events are kept for ever: whoever comes later replays from the beginning.
                log.retention.ms=-1
                log.retention.bytes=-1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                # After a kill -9 the broker may come back only when its old session is over; there is no other broker to ask.
                broker.session.timeout.ms=4000
                broker.heartbeat.interval.ms=1000
                # Small numbers for a small machine; the cleaner's default buffer alone would not fit the heap.
                num.network.threads=1
                num.io.threads=2
                background.threads=2
                log.cleaner.dedupe.buffer.size=4194304
                log.cleaner.io.buffer.size=65536
                """.formatted(
                        ports.of(Suite.KAFKA),
                        ports.of(Ports.CONTROLLER),
                        data.toString().replace("\\", "/"),
                        plain(secrets),
                        Secrets.BROKER);
    }
}
