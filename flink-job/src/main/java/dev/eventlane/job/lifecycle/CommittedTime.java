package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventKey;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to when ClickHouse has what this subtask emitted, in Kafka's time: state as old as that can be read back from there. A row
 * that was emitted before a checkpoint's barrier is inserted when that checkpoint is complete; to be sure that it was, one more
 * has to be complete. This holds because the committer is chained to the life cycle.
 */
final class CommittedTime {
    private static final long NONE = Long.MIN_VALUE;

    private final TreeMap<Long, Long> barriers = new TreeMap<>();
    /** Rows that were emitted later than their time: by the last checkpoint whose barrier had passed. */
    private final Map<EventKey, Long> late = new HashMap<>();

    private long lastBarrier = NONE;
    private long completed = NONE;
    private long completedUpTo = NONE;
    private long inserted = NONE;
    private long insertedUpTo = NONE;

    /** A barrier passed when the job had read up to this time. */
    void barrier(long checkpoint, long readUpTo) {
        barriers.put(checkpoint, readUpTo);
        lastBarrier = checkpoint;
    }

    void complete(long checkpoint) {
        Long readUpTo = barriers.get(checkpoint);
        barriers.headMap(checkpoint, true).clear();
        if (readUpTo == null) {
            return;
        }
        inserted = completed;
        insertedUpTo = completedUpTo;
        completed = checkpoint;
        completedUpTo = readUpTo;
        late.values().removeIf(barrier -> barrier < inserted);
    }

    /** A row was emitted whose time counts as read: that time does not tell when it is inserted. */
    void late(EventKey key) {
        late.put(key, lastBarrier);
    }

    /** Whether the newest row of this event, made at this time, is surely in ClickHouse. */
    boolean covers(EventKey key, long time) {
        return time <= insertedUpTo && !late.containsKey(key);
    }
}
