package org.innoledger.local.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What the sample leaves to chance: the same at every run, and of each part for itself, so that one part may
/// change without moving the others.
final class Chance {
    private static final long SEED = 831551;

    private final Random random;

    /// @param part that it decides about
    Chance(String part) {
        this(SEED * part.hashCode());
    }

    Chance(long seed) {
        random = new Random(seed);
    }

    /// A number from 0 to below `bound`.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// A number of which both bounds belong to the range.
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    double gaussian() {
        return random.nextGaussian();
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// One of several, the more often the higher its weight.
    <T> T one(List<T> of, List<Integer> weights) {
        int at = random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
        int index = 0;
        while (at >= weights.get(index)) {
            at -= weights.get(index);
            index++;
        }
        return of.get(index);
    }

    /// A day of which both bounds belong to the range; `from` where it is the later of them.
    LocalDate day(LocalDate from, LocalDate to) {
        return from.isBefore(to) ? from.plusDays(between(0, (int) ChronoUnit.DAYS.between(from, to))) : from;
    }

    void shuffle(List<?> list) {
        Collections.shuffle(list, random);
    }
}
