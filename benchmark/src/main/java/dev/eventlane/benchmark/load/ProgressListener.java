package dev.eventlane.benchmark.load;

/** Is told how far a phase is, about once a second. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * How far it is.
     *
     * @param accepted operations so far
     * @param seconds since the phase began
     */
    void progressed(int accepted, double seconds);
}
