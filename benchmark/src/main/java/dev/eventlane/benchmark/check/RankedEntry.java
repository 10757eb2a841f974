package dev.eventlane.benchmark.check;

import java.util.List;

/**
 * An entry of a ranking.
 *
 * @param key what it is about
 * @param values what is said about it; it is ranked by the first of them
 */
record RankedEntry(String key, List<Double> values) {
    /** Two programs may round the last digits of an interpolation or a division differently. */
    private static final double ROUNDING = 1e-9;

    RankedEntry {
        values = List.copyOf(values);
    }

    /** Whether the first {@code count} values are the same. */
    boolean agrees(RankedEntry other, int count) {
        for (int i = 0; i < count; i++) {
            double mine = values.get(i);
            double theirs = other.values.get(i);
            // Not the other way round: NaN agrees with nothing.
            if (!(Math.abs(mine - theirs) <= ROUNDING * Math.max(1, Math.abs(mine)))) {
                return false;
            }
        }
        return true;
    }
}
