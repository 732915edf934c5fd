package org.innoledger.kit.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// An event of another service: how one of its records stands.
///
/// @param withdrawn whether the record is there no longer
/// @param entry the whole entry, as docs/events describes its data
public record FollowedEvent(
        String register, String id, String region, long version, boolean withdrawn, JsonNode entry) {
    static FollowedEvent of(JsonNode entry) {
        return new FollowedEvent(
                entry.get("register").asText(),
                entry.get("id").asText(),
                entry.get("region").asText(),
                entry.get("version").asLong(),
                entry.get("type").asText().endsWith(".withdrawn"),
                entry);
    }

    /// The record's state, null where its register has none.
    public String status() {
        return entry.path("status").textValue();
    }

    /// A fact that is text, null where it is absent.
    public String fact(String name) {
        return Optional.ofNullable(entry.get("facts"))
                .map(facts -> facts.path(name).textValue())
                .orElse(null);
    }
}
