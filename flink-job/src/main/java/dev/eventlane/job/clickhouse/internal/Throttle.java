package dev.eventlane.job.clickhouse.internal;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps rows from piling up in one subtask while others wait for ClickHouse. A commit that waits stops its own subtask; but
 * one that had nothing to commit would go on, and no checkpoint completes meanwhile that could empty what it holds.
 *
 * <p>Of subtasks in this process it knows that they wait, and then waits too. Those of other processes, and checkpoints
 * that fail for another reason, say because their disk is full, show only in how much is pending. Beyond a bound of that,
 * rows are let in slowly rather than not at all, because the barrier of the checkpoint that helps comes behind them.
 */
final class Throttle {

    /** An hour adds some 30 megabytes, and a barrier that is behind twenty full network buffers arrives in 20 seconds. */
    private static final int BYTES_PER_SECOND = 32 << 10;

    private static final long LOOK_AGAIN_MILLIS = 10;
    private static final int BYTES_PER_PAUSE = 1 << 10;
    private static final long MILLIS_PER_SECOND = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    private final PendingRows pending;
    private final long maxPendingBytes;
    private final WriterMetrics metrics;
    private final Pause pause;
    private final Seldom warning;
    private int bytesSincePause;

    Throttle(PendingRows pending, long maxPendingBytes, WriterMetrics metrics, Clock clock, Pause pause) {
        this.pending = pending;
        this.maxPendingBytes = maxPendingBytes;
        this.metrics = metrics;
        this.pause = pause;
        this.warning = new Seldom(clock);
    }

    void rowTaken(int bytes) throws InterruptedException {
        while (pending.isServerAway()) {
            pause.millis(LOOK_AGAIN_MILLIS);
        }
        if (pending.compressedBytes() < maxPendingBytes) {
            return;
        }
        if (warning.isDue()) {
            LOG.warn(
                    "{} batches ({} rows, {} bytes) wait to be inserted, more than maxPendingBytes = {}. Until a checkpoint"
                            + " completes the sink takes 32 KiB of rows a second; none is lost. See whether checkpoints are on"
                            + " and complete, and whether ClickHouse takes the inserts of the other subtasks.",
                    pending.batches(),
                    pending.rows(),
                    pending.compressedBytes(),
                    maxPendingBytes);
        }
        metrics.throttled();
        bytesSincePause += bytes;
        if (bytesSincePause >= BYTES_PER_PAUSE) {
            pause.millis(bytesSincePause * MILLIS_PER_SECOND / BYTES_PER_SECOND);
            bytesSincePause = 0;
        }
    }
}
