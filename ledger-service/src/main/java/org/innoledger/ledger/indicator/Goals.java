package org.innoledger.ledger.indicator;

import java.util.Collection;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.innoledger.ledger.indicator.Figure.Goal;

/// What is to be reached by the indicators. Whoever sets targets names indicators, and brings the bean.
public interface Goals {
    /// The goals of these divisions in a year, by division and indicator.
    Map<String, Map<Indicator, Goal>> of(StatelessSession session, int year, Collection<String> regions);
}
