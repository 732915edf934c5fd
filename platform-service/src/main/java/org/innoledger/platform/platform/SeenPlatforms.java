package org.innoledger.platform.platform;

import jakarta.enterprise.context.ApplicationScoped;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.platform.platform.Platform.PlatformFacts;

/// Says to other features which platforms the caller sees.
@ApplicationScoped
public class SeenPlatforms {
    private final Journal journal;

    SeenPlatforms(Journal journal) {
        this.journal = journal;
    }

    /// The id of a platform in its normal form.
    ///
    /// @throws org.innoledger.kit.problem.Problem 404 where the caller sees none, 410 where it has been
    /// withdrawn
    public String mustSee(String id) {
        var asked = Kind.<PlatformFacts>of(Platform.class).id(id);
        journal.read(Platform.class, asked);
        return asked;
    }
}
