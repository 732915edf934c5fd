package org.innoledger.ledger.activity;

import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;

/// What other features have resting on verified activities; they bring a bean of it. The row of each activity
/// is held when they are asked.
public interface ActivityUse {
    /// An activity that is to count no longer.
    record Lost(String id, String enterprise) {}

    /// Why an activity has to stay, by its id; those that may go are left out.
    Map<String, Problem> refusals(Writing writing, List<Lost> lost);
}
