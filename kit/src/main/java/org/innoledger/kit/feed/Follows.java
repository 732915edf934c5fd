package org.innoledger.kit.feed;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.innoledger.kit.journal.Writing;

/// What a service keeps of another one's events. It is a bean; the [Follower] hands it the events in the
/// transaction that keeps how far they have been read, so that a crash neither loses nor doubles an effect.
///
/// How far a service has been followed is kept for all beans together: one that is added to a service already
/// followed sees what comes from then on, unless the rows of `follow_position` are set back. Events may be
/// told again, so an effect compares versions.
public interface Follows {
    /// The service followed, such as `ledger`; empty where there is none to follow.
    Optional<String> service();

    /// Its registers that matter here; events about others are not even read.
    Set<String> registers();

    /// Takes over what the events tell.
    ///
    /// @param writing the transaction, as the service itself: in every region
    /// @param events of each record only the latest, 500 at the most
    void take(Writing writing, List<FollowedEvent> events);
}
