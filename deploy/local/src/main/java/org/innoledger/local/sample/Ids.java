package org.innoledger.local.sample;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Ids of the sample's records: made from names, so that they are the same at every run and one record can
/// name another before either is filed.
final class Ids {
    private Ids() {}

    /// @param name tells the records of a register apart
    static String of(String register, Object name) {
        var full = "innoledger sample " + register + " " + name;
        return UUID.nameUUIDFromBytes(full.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
