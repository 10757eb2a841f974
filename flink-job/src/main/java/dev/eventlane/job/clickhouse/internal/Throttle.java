package dev.eventlane.job.clickhouse.internal;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows the job down when too much waits for a checkpoint. A commit that waits for ClickHouse stops its own subtask; but
 * another one, which had nothing to commit, would go on, and no checkpoint completes meanwhile that could empty what it
 * holds. The same happens to all when checkpoints fail, say because their disk is full.
 *
 * <p>Rows are let in slowly rather than not at all, because the barrier of the checkpoint that helps comes behind them.
 */
final class Throttle {

    /** A hundred rows a second: an hour adds some ten megabytes, and a barrier behind a full network buffer arrives. */
    static final long PAUSE_MILLIS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    private final PendingRows pending;
    private final long maxPendingBytes;
    private final WriterMetrics metrics;
    private final Pause pause;
    private final Seldom warning;

    Throttle(PendingRows pending, long maxPendingBytes, WriterMetrics metrics, Clock clock, Pause pause) {
        this.pending = pending;
        this.maxPendingBytes = maxPendingBytes;
        this.metrics = metrics;
        this.pause = pause;
        this.warning = new Seldom(clock);
    }

    void beforeRow() throws InterruptedException {
        if (pending.compressedBytes() < maxPendingBytes) {
            return;
        }
        if (warning.isDue()) {
            LOG.warn(
                    "{} batches ({} rows, {} bytes) wait to be inserted, more than maxPendingBytes = {}. Until a checkpoint"
                            + " completes the sink takes 100 rows a second; none is lost. See whether checkpoints are on"
                            + " and complete, and whether ClickHouse takes the inserts of the other subtasks.",
                    pending.batches(),
                    pending.rows(),
                    pending.compressedBytes(),
                    maxPendingBytes);
        }
        metrics.throttled();
        pause.millis(PAUSE_MILLIS);
    }
}
