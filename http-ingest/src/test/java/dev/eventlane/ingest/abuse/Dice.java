package dev.eventlane.ingest.abuse;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Chance that comes out the same for the same seed. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        // Seeds that follow one another would begin alike.
        this.random = new Random(new SplittableRandom(seed).nextLong());
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** From 0 up to, and without, the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    long anyLong() {
        return random.nextLong();
    }

    double gauss() {
        return random.nextGaussian();
    }

    @SafeVarargs
    final <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
