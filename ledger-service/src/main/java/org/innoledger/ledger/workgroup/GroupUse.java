package org.innoledger.ledger.workgroup;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Writing;

/// What other features have resting on work groups; they bring a bean of it. Each question first waits for
/// what is under way and holds up what is new until the transaction ends, so that its answer stays true.
public interface GroupUse {
    /// A group that is to lie in this division.
    record Moved(String id, String region) {}

    /// How many enterprises that a group serves would lie outside its new division, by group; groups that
    /// leave none behind are left out.
    Map<String, Long> leftBehind(Writing writing, List<Moved> moved);

    /// How many enterprises each of these groups serves; groups that serve none are left out.
    Map<String, Long> served(Writing writing, Collection<String> groups);
}
