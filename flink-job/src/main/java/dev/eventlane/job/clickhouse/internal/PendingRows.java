package dev.eventlane.job.clickhouse.internal;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

/**
 * The rows of one subtask that are not known to be in ClickHouse: those in the writer's buffers, and the batches from
 * their freezing to the server's acknowledgement. Writer and committer share it, because between the barrier and the
 * commit a batch is in the hands of neither; Flink keeps it then.
 *
 * <p>Changed by the task's thread, read by the reporters' threads too.
 */
final class PendingRows implements AutoCloseable {

    /** Static, because Flink gives writer and committer nothing to share; a job's class loader has its own. */
    private static final ConcurrentMap<SinkSubtask, PendingRows> OPEN = new ConcurrentHashMap<>();

    static final long NO_ROW = Long.MAX_VALUE;

    private final SinkSubtask subtask;
    private final Map<UUID, InsertCommittable> batches = new ConcurrentHashMap<>();
    private final AtomicInteger users = new AtomicInteger();
    private volatile long oldestBufferedMillis = NO_ROW;
    private volatile long compressedBytes;

    private PendingRows(SinkSubtask subtask) {
        this.subtask = subtask;
    }

    /** Those of this subtask, the same for writer and committer; each closes them once. */
    static PendingRows open(SinkSubtask subtask) {
        return OPEN.compute(subtask, (key, open) -> {
            PendingRows rows = open == null ? new PendingRows(key) : open;
            rows.users.incrementAndGet();
            return rows;
        });
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
     * As {@link #add}, if a committer in this process takes it out again. Writer and committer could be in two processes,
     * if somebody breaks the chain between them; then the figures end with the freezing.
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
        Collection<InsertCommittable> pending = batches.values();
        return pending.stream().mapToLong(figure).sum();
    }

    @Override
    public void close() {
        OPEN.computeIfPresent(subtask, (key, open) -> open.users.decrementAndGet() == 0 ? null : open);
    }
}
