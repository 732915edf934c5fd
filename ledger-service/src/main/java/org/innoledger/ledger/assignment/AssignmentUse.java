package org.innoledger.ledger.assignment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Writing;

/// What other features have resting on assignments; they bring a bean of it. The row of each assignment is
/// held when they are asked.
public interface AssignmentUse {
    /// An assignment as it is on file, and as it would be.
    ///
    /// @param gone whether nothing would be left of it
    record Changed(
            String id,
            String enterprise,
            String workGroup,
            LocalDate since,
            LocalDate until,
            boolean gone,
            String nextEnterprise,
            String nextWorkGroup,
            LocalDate nextSince,
            LocalDate nextUntil) {}

    /// How many records each change would leave without the assignment that they rest on, by assignment;
    /// changes that strand none are left out.
    Map<String, Long> stranded(Writing writing, List<Changed> changed);
}
