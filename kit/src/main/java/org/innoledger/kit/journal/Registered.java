package org.innoledger.kit.journal;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;

/// The row of one record in its register: its facts, and what every record has. It never leaves the journal;
/// callers see [Filed]. Rows are read through Hibernate and written by the journal's own statements, hence the
/// immutability.
///
/// @param <F> the register's facts record
@MappedSuperclass
@Immutable
public abstract class Registered<F extends Record> {
    @Id
    String id;

    @Column(nullable = false)
    String region;

    long version;

    @Column(name = "recorded_at", nullable = false)
    Instant recordedAt;

    String status;

    String[] unresolved;

    /// Bytes of the record's newest entry, 0 for few: what it takes to show it.
    int bytes;

    @Column(name = "withdrawn_at")
    Instant withdrawnAt;

    @Column(name = "withdrawn_reason")
    String withdrawnReason;

    @Embedded
    F facts;

    /// Bytes of the record's newest entry, 0 for few.
    public int bytes() {
        return bytes;
    }

    /// What callers see of the row.
    Filed<F> filed() {
        return new Filed<>(id, region, version, recordedAt, status, List.of(unresolved), facts);
    }
}
