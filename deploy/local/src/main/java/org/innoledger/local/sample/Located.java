package org.innoledger.local.sample;

/// What has a place, which decides whose token it is sent with.
public interface Located {
    /// Code of a division.
    String region();
}
