package org.innoledger.kit.journal;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.innoledger.kit.standard.CreditCode;

/// Facts that name enterprises of the ledger. One that the service does not know yet is accepted and remarked
/// upon, and
/// resolved when its event comes.
public interface Refers {
    /// The enterprises named, without nulls.
    List<CreditCode> enterprises();

    /// Facts whose enterprises stand in the same service's register: one that is not there is refused, since
    /// whoever files the record can file the enterprise first.
    interface Local extends Refers {}

    /// Facts that hang on one enterprise: the record takes that enterprise's region and moves with it. The
    /// component is
    /// called `enterprise` and its column too.
    interface HangsOn extends Refers {
        CreditCode enterprise();

        @Override
        default List<CreditCode> enterprises() {
            return Stream.of(enterprise()).filter(Objects::nonNull).toList();
        }
    }
}
