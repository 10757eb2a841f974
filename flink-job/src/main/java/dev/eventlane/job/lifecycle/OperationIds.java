package dev.eventlane.job.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The last operations that took effect on an event, oldest first: what is among them is a repeat. Bounded in number and age,
 * so that an event that changes all the time does not grow. Immutable.
 *
 * @param entries at most {@link #MAX}
 */
public record OperationIds(List<Entry> entries) {
    static final int MAX = 32;
    static final Duration MAX_AGE = Duration.ofHours(24);
    public static final OperationIds NONE = new OperationIds(List.of());

    /**
     * One operation.
     *
     * @param timestamp when Kafka appended it, in milliseconds since 1970
     */
    public record Entry(UUID operationId, long timestamp) {}

    public OperationIds {
        entries = List.copyOf(entries);
    }

    boolean contains(UUID operationId) {
        for (Entry entry : entries) {
            if (entry.operationId().equals(operationId)) {
                return true;
            }
        }
        return false;
    }

    /** When the last of them came, in milliseconds since 1970; 0 if none did. */
    long last() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).timestamp();
    }

    OperationIds plus(UUID operationId, long timestamp) {
        List<Entry> next = new ArrayList<>(Math.min(entries.size() + 1, MAX));
        int surplus = entries.size() + 1 - MAX;
        for (int i = Math.max(0, surplus); i < entries.size(); i++) {
            if (entries.get(i).timestamp() > timestamp - MAX_AGE.toMillis()) {
                next.add(entries.get(i));
            }
        }
        next.add(new Entry(operationId, timestamp));
        return new OperationIds(next);
    }
}
