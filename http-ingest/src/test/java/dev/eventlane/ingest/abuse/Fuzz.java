package dev.eventlane.ingest.abuse;

/** What a run of the fuzzers is made of; a failure names its seed, which gives the same run again. */
final class Fuzz {
    private Fuzz() {}

    /** {@code -Dfuzz.seed=…}, or a new one each time. */
    static long seed() {
        Long seed = Long.getLong("fuzz.seed");
        if (seed == null) {
            seed = System.nanoTime();
        }
        System.out.println("fuzz.seed=" + seed);
        return seed;
    }
}
