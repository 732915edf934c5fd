package org.innoledger.kit.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where change events go, and whence they come.
@ConfigMapping(prefix = "innoledger")
public interface FeedConfig {
    /// Name of the service in paths, topics and sources: `ledger`, `talent`, `platform`.
    String service();

    /// Addresses of the Kafka cluster; without them the relay rests while the HTTP feed goes on.
    @WithName("kafka.bootstrap-servers")
    Optional<String> bootstrapServers();

    /// Partitions of a topic that is made new.
    @WithName("kafka.partitions")
    @WithDefault("6")
    int partitions();

    /// Copies of each partition of a topic that is made new.
    @WithName("kafka.replication")
    @WithDefault("1")
    short replication();

    /// Name and password at the Kafka cluster (SCRAM); without them its clients say nothing of who they are.
    @WithName("kafka.user")
    Optional<String> user();

    @WithName("kafka.password")
    Optional<String> password();

    /// Further settings of every Kafka client, which come before those that follow from the others, such as
    /// `security.protocol`.
    @WithName("kafka.client")
    Map<String, String> clientSettings();

    /// The service of which the events keep the `reference` table, if any.
    @WithName("follow.service")
    Optional<String> followService();

    /// The register of that service.
    @WithName("follow.register")
    Optional<String> followRegister();

    /// The topic of this service's events.
    default String topic() {
        return topic(service());
    }

    /// The topic of a service's events.
    static String topic(String service) {
        return "innoledger." + service + ".changes.v1";
    }

    /// Settings of a Kafka client.
    default Map<String, Object> client(Map<String, String> own) {
        var settings = new HashMap<String, Object>();
        user().ifPresent(user -> {
            settings.put("security.protocol", "SASL_PLAINTEXT");
            settings.put("sasl.mechanism", "SCRAM-SHA-512");
            settings.put(
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                            .formatted(user, password().orElse("")));
        });
        settings.putAll(clientSettings());
        settings.put("bootstrap.servers", bootstrapServers().orElseThrow());
        settings.put("client.id", "innoledger-" + service());
        settings.putAll(own);
        return settings;
    }
}
