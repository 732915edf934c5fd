package org.innoledger.platform.sharedresource;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.innoledger.kit.journal.Consequence;
import org.innoledger.kit.journal.Dependents;
import org.innoledger.kit.journal.Writing;
import org.innoledger.platform.sharedresource.SharedResource.SharedResourceFacts;

/// A resource moves with its platform, and what hangs on the resource moves with it.
@ApplicationScoped
class BookingsFollow implements Consequence {
    @Override
    public void follow(Writing writing, List<Written<?>> written) {
        var moved = written.stream()
                .filter(each -> each.next().facts() instanceof SharedResourceFacts
                        && each.present() != null
                        && !each.withdrawal()
                        && !each.present().region().equals(each.next().region()))
                .map(each -> each.next().id())
                .toList();
        if (!moved.isEmpty()) {
            Dependents.follow(writing, moved);
        }
    }
}
