package org.innoledger.ledger.indicator;

import java.math.BigDecimal;

/// What the indicators of a division are made of. It is summed up, shares are not: those of a city are of the
/// sum of its counties, and only then is anything divided.
///
/// @param roster industrial enterprises above designated size 规模以上工业企业
/// @param institutions those of them that host an R&D institution
/// @param active those of them with an R&D activity in the year
/// @param spendYuan their internal spend on R&D in the last full year
/// @param revenueYuan their revenue in that year
/// @param alliances clusters that have an alliance here
record Tally(
        long roster, long institutions, long active, BigDecimal spendYuan, BigDecimal revenueYuan, long alliances) {
    static final Tally NOTHING = new Tally(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0);
}
