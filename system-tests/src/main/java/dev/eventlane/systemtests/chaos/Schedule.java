package dev.eventlane.systemtests.chaos;

import dev.eventlane.systemtests.fault.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Which faults come when, by the seed: all of them in random order, again and again, and now and then two at once. */
final class Schedule {
    private static final int PAIR_EVERY = 4;

    private final Random random;
    private final List<Fault> faults;
    private final List<Fault> pairs;
    private final Deque<Fault> singles = new ArrayDeque<>();
    private int count;

    /**
     * Creates a schedule.
     *
     * @param faults come alone, each as often as any other
     * @param pairs those of which two may come at once; empty = never two
     */
    Schedule(long seed, List<Fault> faults, List<Fault> pairs) {
        this.random = new Random(seed);
        this.faults = faults;
        this.pairs = pairs;
    }

    List<Fault> next() {
        count++;
        if (count % PAIR_EVERY == 0 && !pairs.isEmpty()) {
            return shuffled(pairs).subList(0, 2);
        }
        if (singles.isEmpty()) {
            singles.addAll(shuffled(faults));
        }
        return List.of(singles.remove());
    }

    long nextSeed() {
        // Positive, and short enough to be typed.
        return random.nextInt(Integer.MAX_VALUE);
    }

    private List<Fault> shuffled(List<Fault> list) {
        List<Fault> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
