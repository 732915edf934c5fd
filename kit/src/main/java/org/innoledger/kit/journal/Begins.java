package org.innoledger.kit.journal;

/// Facts of a register with a life cycle: they say in which state a new record begins.
public interface Begins {
    Enum<?> beginsAs();
}
