package org.innoledger.kit.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.innoledger.kit.journal.Dependents;
import org.innoledger.kit.journal.Reference;
import org.innoledger.kit.journal.Writing;

/// Keeps the `reference` table from the events of the register that the service is configured to follow, and
/// lets what was waiting for a record find it.
@ApplicationScoped
public class References implements Follows {
    private final FeedConfig config;

    References(FeedConfig config) {
        this.config = config;
    }

    @Override
    public Optional<String> service() {
        return config.followService();
    }

    @Override
    public Set<String> registers() {
        return Set.of(config.followRegister().orElseThrow());
    }

    @Override
    public void take(Writing writing, List<FollowedEvent> events) {
        refer(writing, events);
    }

    /// Keeps these records as known, wherever they come from.
    public static void refer(Writing writing, List<FollowedEvent> events) {
        Dependents.refer(
                writing,
                events.stream()
                        .map(event -> new Reference(
                                event.id(), event.region(), event.version(), event.fact("name"), event.withdrawn()))
                        .toList());
    }
}
