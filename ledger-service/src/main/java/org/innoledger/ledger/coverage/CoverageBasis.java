package org.innoledger.ledger.coverage;

import org.innoledger.kit.journal.Refers;

/// Facts from which the coverage state of their enterprise follows: it is looked at again in the transaction
/// that writes them.
public interface CoverageBasis extends Refers.HangsOn, Refers.Local {}
