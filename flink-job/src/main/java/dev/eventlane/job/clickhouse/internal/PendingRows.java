package dev.eventlane.job.clickhouse.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

/**
 * The rows of one subtask that are not known to be in ClickHouse: those in the writer's buffers, and the batches from
 * their freezing to the server's acknowledgement; and whether the subtask waits for ClickHouse. The parts of a subtask
 * share it, because between the barrier and the commit a batch is in the hands of none; Flink keeps it then.
 *
 * <p>Changed by the task's thread, read by reporters' threads and those of the sink's other subtasks.
 */
final class PendingRows implements AutoCloseable {

    static final long NO_ROW = Long.MAX_VALUE;

    /** Static, because Flink gives the parts of a sink nothing to share; a job's class loader has its own. */
    private static final Map<SinkSubtask, PendingRows> OPEN = new HashMap<>();

    private final SinkSubtask subtask;

    /** How many subtasks of the sink, of those in this process, wait for ClickHouse; one object for all of them. */
    private final AtomicInteger waitingSubtasks;

    private final AtomicInteger users = new AtomicInteger();
    private final Map<UUID, InsertCommittable> batches = new ConcurrentHashMap<>();
    private boolean waits;
    private volatile long oldestBufferedMillis = NO_ROW;
    private volatile long compressedBytes;

    private PendingRows(SinkSubtask subtask, AtomicInteger waitingSubtasks) {
        this.subtask = subtask;
        this.waitingSubtasks = waitingSubtasks;
    }

    /** Those of this subtask, the same for all its parts; each part closes them once. */
    static PendingRows open(SinkSubtask subtask) {
        synchronized (OPEN) {
            PendingRows rows = OPEN.get(subtask);
            if (rows == null) {
                rows = new PendingRows(subtask, waitingSubtasksOf(subtask));
                OPEN.put(subtask, rows);
            }
            rows.users.incrementAndGet();
            return rows;
        }
    }

    private static AtomicInteger waitingSubtasksOf(SinkSubtask subtask) {
        return OPEN.values().stream()
                .filter(other -> other.subtask.isOfSinkOf(subtask))
                .map(other -> other.waitingSubtasks)
                .findAny()
                .orElseGet(AtomicInteger::new);
    }

    /** The oldest row of the buffers came then, in milliseconds since the epoch; {@link #NO_ROW} if they are empty. */
    void bufferedSince(long rowMillis) {
        if (oldestBufferedMillis != rowMillis) {
            oldestBufferedMillis = rowMillis;
        }
    }

    /** The batch is not known to be in ClickHouse. Says nothing new of one that is pending already. */
    void add(InsertCommittable batch) {
        if (batches.putIfAbsent(batch.id(), batch) == null) {
            compressedBytes = sum(each -> each.body().length);
        }
    }

    /**
     * As {@link #add}, if another part in this process takes it out again. The parts could be in two processes, if somebody
     * breaks the chain between them; then the figures end with the freezing.
     */
    void addIfShared(InsertCommittable batch) {
        if (users.get() > 1) {
            add(batch);
        }
    }

    /** The server has the batch. */
    void remove(InsertCommittable batch) {
        batches.remove(batch.id());
        compressedBytes = sum(each -> each.body().length);
    }

    /** Whether the subtask waits for ClickHouse to take a batch. */
    void waitsForServer(boolean now) {
        if (waits != now) {
            waits = now;
            waitingSubtasks.addAndGet(now ? 1 : -1);
        }
    }

    /** Whether any subtask of the sink in this process waits for ClickHouse. */
    boolean isServerAway() {
        return waitingSubtasks.get() > 0;
    }

    long oldestBufferedMillis() {
        return oldestBufferedMillis;
    }

    /** When the oldest pending row came, in milliseconds since the epoch; {@link #NO_ROW} if none is pending. */
    long oldestMillis() {
        // The buffer first: a row that is frozen meanwhile is then seen twice rather than not at all.
        long oldest = oldestBufferedMillis;
        for (InsertCommittable batch : batches.values()) {
            oldest = Math.min(oldest, batch.oldestRowMillis());
        }
        return oldest;
    }

    int batches() {
        return batches.size();
    }

    /** Rows of the frozen batches. */
    long rows() {
        return sum(InsertCommittable::rows);
    }

    /** Of the frozen batches. */
    long compressedBytes() {
        return compressedBytes;
    }

    private long sum(ToLongFunction<InsertCommittable> figure) {
        return batches.values().stream().mapToLong(figure).sum();
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (users.decrementAndGet() == 0) {
                OPEN.remove(subtask);
                waitsForServer(false);
            }
        }
    }
}
