package dev.eventlane.benchmark.workload;

/** Turns numbers into numbers that look random, always the same ones. */
final class Mix {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Mix() {}

    /** The finalizer of SplitMix64. */
    static long of(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    static long of(long seed, long number) {
        return of(seed + of(number * GOLDEN_GAMMA));
    }

    /** At least 0 and less than {@code bound}. */
    static int below(int bound, long seed, long number) {
        return (int) Long.remainderUnsigned(of(seed, number), bound);
    }
}
