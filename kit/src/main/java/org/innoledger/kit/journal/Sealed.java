package org.innoledger.kit.journal;

import com.fasterxml.jackson.databind.JsonNode;

/// A component of facts that is kept in the record's row alone. What everybody may see of it, such as a
/// digest, is its JSON value: that is what the journal, the events and every other copy hold.
public interface Sealed {
    /// What the row keeps.
    JsonNode kept();
}
