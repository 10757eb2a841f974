package dev.eventlane.job.lifecycle;

import java.util.TreeMap;

/**
 * Up to when ClickHouse has what this subtask emitted, in Kafka's time: state as old as that can be read back from there. A row
 * that was emitted before a checkpoint's barrier is inserted when that checkpoint is complete; to be sure that it was, one more
 * has to be complete.
 */
final class CommittedTime {
    private final TreeMap<Long, Long> barriers = new TreeMap<>();
    private long inserted = Long.MIN_VALUE;
    private long completed = Long.MIN_VALUE;

    /** A barrier passed when the job had read up to this time. */
    void barrier(long checkpoint, long readUpTo) {
        barriers.put(checkpoint, readUpTo);
    }

    void complete(long checkpoint) {
        Long readUpTo = barriers.get(checkpoint);
        barriers.headMap(checkpoint, true).clear();
        if (readUpTo != null) {
            inserted = completed;
            completed = readUpTo;
        }
    }

    /** An operation came whose time counted as read: only what is emitted by now and complete later is known to be inserted. */
    void late() {
        barriers.clear();
        inserted = Long.MIN_VALUE;
        completed = Long.MIN_VALUE;
    }

    boolean covers(long time) {
        return time <= inserted;
    }
}
