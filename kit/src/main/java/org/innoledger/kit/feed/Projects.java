package org.innoledger.kit.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SequencedMap;
import java.util.Set;
import org.innoledger.kit.problem.Text;

/// Tables that follow from the entries of this service's journal. It is a bean; the [Projections] run it: they
/// hand it the entries in the order of their positions, in the transaction that keeps how far they have come.
public interface Projects {
    /// Names it in health, in `projection` and among the locks; a migration files its row in `projection`.
    String name();

    /// What is kept, for callers who hear that it is behind: "coverage figures".
    Text told();

    /// Registers whose entries matter; the others only move the position.
    Set<String> registers();

    /// Empties the tables, to begin again from position 0.
    void clear(Connection connection) throws SQLException;

    /// Folds entries into the tables. What it throws for what an entry holds sets that entry aside.
    ///
    /// @param entries by position, none of them folded before
    void fold(Connection connection, SequencedMap<Long, JsonNode> entries) throws SQLException;
}
