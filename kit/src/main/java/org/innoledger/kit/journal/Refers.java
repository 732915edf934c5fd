package org.innoledger.kit.journal;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Value;

/// Facts that name other records. One that the service does not know yet is accepted and remarked upon, and
/// resolved when its event comes.
public interface Refers {
    /// The records named, without nulls.
    List<? extends Value.OfRecord> named();

    /// Facts whose named records stand in the same service's registers: one that is not there is refused,
    /// since whoever files the record can file the other first.
    interface Local extends Refers {}

    /// Facts that hang on one other record: theirs takes its region and moves with it.
    interface Anchored extends Refers {
        /// The record that this one hangs on.
        Value.OfRecord anchor();

        @Override
        default List<? extends Value.OfRecord> named() {
            return Stream.of(anchor()).filter(Objects::nonNull).toList();
        }
    }

    /// Facts that hang on one enterprise.
    interface HangsOn extends Anchored {
        CreditCode enterprise();

        @Override
        default Value.OfRecord anchor() {
            return enterprise();
        }
    }
}
