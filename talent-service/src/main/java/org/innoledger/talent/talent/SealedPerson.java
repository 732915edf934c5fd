package org.innoledger.talent.talent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.innoledger.kit.journal.Sealed;

/// A person's data under seal: the one encrypted column of the database, made and opened by the [Vault].
///
/// @param digest keyed by the person's own key, over a salt and the data: all that journal, events and other
///     copies hold. It tells that something has changed, never that it is as it was before the last change,
///     and once the key is destroyed it tells nothing at all
/// @param master id of the master key that wraps the person's key
/// @param key the person's key, wrapped, base64; null in a copy that holds the digest alone
/// @param data the person, encrypted with that key, base64
/// @param nationalIdHash keyed hash by which a citizen number is found and kept unique; null without one
/// @param nameHash keyed hash by which a name is found
public record SealedPerson(
        String digest, String master, String key, String data, String nationalIdHash, String nameHash)
        implements Sealed {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A copy that holds the digest alone.
    @JsonCreator
    static SealedPerson of(String digest) {
        return new SealedPerson(digest, null, null, null, null, null);
    }

    @JsonValue
    String shown() {
        return digest;
    }

    /// Whether this is the row's own, which can be opened.
    boolean opens() {
        return key != null;
    }

    @Override
    public JsonNode kept() {
        return JSON.createObjectNode()
                .put("digest", digest)
                .put("master", master)
                .put("key", key)
                .put("data", data)
                .put("nationalIdHash", nationalIdHash)
                .put("nameHash", nameHash);
    }

    /// The same person is the same facts, however often it is sealed.
    @Override
    public boolean equals(Object other) {
        return other instanceof SealedPerson sealed && sealed.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /// Reads the row's JSON; rows are written by the journal alone.
    @Converter(autoApply = true)
    public static class AsJson implements AttributeConverter<SealedPerson, String> {
        @Override
        public String convertToDatabaseColumn(SealedPerson sealed) {
            return sealed == null ? null : sealed.kept().toString();
        }

        @Override
        public SealedPerson convertToEntityAttribute(String text) {
            if (text == null) {
                return null;
            }
            try {
                var kept = JSON.readTree(text);
                return new SealedPerson(
                        kept.path("digest").textValue(),
                        kept.path("master").textValue(),
                        kept.path("key").textValue(),
                        kept.path("data").textValue(),
                        kept.path("nationalIdHash").textValue(),
                        kept.path("nameHash").textValue());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the sealed part of a talent is no JSON", e);
            }
        }
    }
}
