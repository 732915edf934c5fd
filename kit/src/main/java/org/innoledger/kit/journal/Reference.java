package org.innoledger.kit.journal;

/// A record of another service, as its latest event tells of it.
///
/// @param name what it is called, null where its register has no names
/// @param withdrawn whether it is there no longer, so that who names it waits for it
public record Reference(String id, String region, long version, String name, boolean withdrawn) {}
