package org.innoledger.ledger.indicator;

import java.math.BigInteger;

/// What the indicators of a division are made of. Tallies add up, shares do not: those of a city are the sum
/// of its counties', and only then is anything divided.
///
/// @param roster industrial enterprises above designated size 规模以上工业企业
/// @param institutions those of them that host an R&D institution
/// @param active those of them with an R&D activity in the year
/// @param spendYuan their internal spend on R&D in the last full year
/// @param revenueYuan their revenue in that year
/// @param alliances clusters that have an alliance here
record Tally(
        BigInteger roster,
        BigInteger institutions,
        BigInteger active,
        BigInteger spendYuan,
        BigInteger revenueYuan,
        BigInteger alliances) {
    static final Tally NOTHING = new Tally(
            BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    Tally plus(Tally other) {
        return new Tally(
                roster.add(other.roster),
                institutions.add(other.institutions),
                active.add(other.active),
                spendYuan.add(other.spendYuan),
                revenueYuan.add(other.revenueYuan),
                alliances.add(other.alliances));
    }
}
