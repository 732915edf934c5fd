package org.innoledger.kit.test;

/// Numbers that are given out once in a JVM, from 1 on.
final class Numbers {
    private Numbers() {}

    /// Quarkus loads test classes twice, so the last number lives where both can find it.
    static int next(String purpose) {
        var last = System.getProperties()
                .merge(
                        "innoledger.test." + purpose,
                        "1",
                        (former, one) -> String.valueOf(Integer.parseInt((String) former) + 1));
        return Integer.parseInt((String) last);
    }
}
