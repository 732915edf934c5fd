package org.innoledger.ledger.coverage;

import java.util.Collection;
import java.util.List;
import org.hibernate.StatelessSession;

/// What is on record of enterprises now, as far as their states follow from it. The features whose records
/// these are lean on this one, so another brings the bean.
public interface Traces {
    /// The traces of these enterprises, whoever asks: a county's enterprise may be served by a group of its
    /// city.
    List<Trace> of(StatelessSession session, Collection<String> enterprises);
}
