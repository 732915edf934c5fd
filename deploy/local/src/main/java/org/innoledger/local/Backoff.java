package org.innoledger.local;

import java.time.Duration;

/// How long a process that died rests before it is started again: twice as long after each death in a row, up
/// to a bound. One that cannot live costs little that way, and one that can live again is soon back.
///
/// @param first the rest after the first death
/// @param longest no rest is longer
/// @param steady a process that has lived for so long begins anew: its deaths before no longer count
record Backoff(Duration first, Duration longest, Duration steady) {
    /// So many deaths in a row mean that starting again does not mend it by itself: people are told so, and a
    /// start no longer waits for it.
    static final int KEEPS_DYING = 3;

    /// What every process of the suite gets.
    static final Backoff USUAL = new Backoff(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofMinutes(1));

    /// The rest after so many deaths in a row.
    Duration pause(int deaths) {
        var pause = first;
        for (int death = 1; death < deaths && pause.compareTo(longest) < 0; death++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
