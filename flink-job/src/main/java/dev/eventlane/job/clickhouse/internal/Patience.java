package dev.eventlane.job.clickhouse.internal;

/**
 * How often an answer that nobody knows is taken for one that passes. Then the job fails, where it is seen; it restarts
 * and tries again, so that neither way anything is skipped.
 */
final class Patience {

    static final int UNEXPLAINED_ANSWERS = 10;

    private int answers;

    /** Counts one more such answer and says whether it was one too many. */
    boolean isOver() {
        answers++;
        return answers >= UNEXPLAINED_ANSWERS;
    }
}
