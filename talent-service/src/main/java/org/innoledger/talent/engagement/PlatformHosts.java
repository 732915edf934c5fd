package org.innoledger.talent.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.innoledger.kit.feed.FollowedEvent;
import org.innoledger.kit.feed.Follows;
import org.innoledger.kit.feed.References;
import org.innoledger.kit.journal.Writing;

/// Platforms that engage talents, known by the events of the platform-service.
@ApplicationScoped
class PlatformHosts implements Follows {
    @Override
    public Optional<String> service() {
        return Optional.of("platform");
    }

    @Override
    public Set<String> registers() {
        return Set.of("platform");
    }

    @Override
    public void take(Writing writing, List<FollowedEvent> events) {
        References.refer(writing, events);
    }
}
