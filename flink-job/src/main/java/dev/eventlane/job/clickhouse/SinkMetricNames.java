package dev.eventlane.job.clickhouse;

import org.apache.flink.annotation.PublicEvolving;

/**
 * The names of the sink's metrics; they do not change once released. All are per subtask.
 *
 * <p>Writer, inserter and committer are operators of one task. What inserts counts inserts: the inserter with
 * EXACTLY_ONCE, the writer with AT_LEAST_ONCE, the committer for batches of savepoints from before there was an inserter. So
 * take the sum over all. Counters begin at 0 with each start of the task.
 *
 * <p>Flink adds its own: {@code numRecordsSend} and {@code numBytesSend} of the writer (frozen rows and compressed
 * bytes). {@code pendingCommittables} of its committer stays 0, since the inserter holds the batches.
 */
@PublicEvolving
public final class SinkMetricNames {

    /** Gauge of the writer: age of the oldest row that waits for a barrier or a full batch, in ms; 0 if none does. */
    public static final String OLDEST_BUFFERED_ROW_AGE = "clickhouseOldestBufferedRowAgeMs";

    /** Counter of the writer: rows that a later row of the same key made unnecessary before they were sent. */
    public static final String REPLACED_ROWS = "clickhouseReplacedRows";

    /** Counter of the writer: batches frozen, by a barrier or because they were full. */
    public static final String FROZEN_BATCHES = "clickhouseFrozenBatches";

    /** Counter of the writer: rows that were let in slowly because too much waited for a checkpoint. */
    public static final String THROTTLED_ROWS = "clickhouseThrottledRows";

    /**
     * Gauge of the committer: age of the oldest row of the subtask that is not known to be in ClickHouse, in ms; 0 if
     * there is none. It covers a row from the moment it reaches the writer until the server has acknowledged it: in the
     * buffer, frozen for a checkpoint that is not complete, waiting behind a batch that is tried again, and, after a
     * recovery, restored from the checkpoint. It grows while ClickHouse is away, and while checkpoints fail.
     */
    public static final String OLDEST_UNCOMMITTED_ROW_AGE = "clickhouseOldestUncommittedRowAgeMs";

    /**
     * Gauges of the committer: batches that are frozen and not known to be in ClickHouse, their rows, and their
     * compressed bytes. After a recovery they hold the restored batches of one checkpoint at a time, the oldest first.
     */
    public static final String PENDING_BATCHES = "clickhousePendingBatches";

    public static final String PENDING_ROWS = "clickhousePendingRows";
    public static final String PENDING_COMPRESSED_BYTES = "clickhousePendingCompressedBytes";

    /** Counters: batches, rows and bytes that the server has acknowledged. */
    public static final String INSERTED_BATCHES = "clickhouseInsertedBatches";

    public static final String INSERTED_ROWS = "clickhouseInsertedRows";
    public static final String INSERTED_COMPRESSED_BYTES = "clickhouseInsertedCompressedBytes";
    public static final String INSERTED_UNCOMPRESSED_BYTES = "clickhouseInsertedUncompressedBytes";

    /** Histogram: from the first attempt of a batch to its acknowledgement, in ms. */
    public static final String INSERT_LATENCY = "clickhouseInsertLatencyMs";

    /** Histogram: from the first row of a batch to its acknowledgement, in ms: how fresh ClickHouse is. */
    public static final String ROW_AGE_AT_INSERT = "clickhouseRowAgeAtInsertMs";

    /** Counter: attempts after the first, for whatever reason. */
    public static final String INSERT_RETRIES = "clickhouseInsertRetries";

    /** Counter: attempts that did not reach the server. */
    public static final String UNREACHABLE_INSERTS = "clickhouseUnreachableInserts";

    /** Counter: attempts that the server answered with a reason that passes, such as too many parts. */
    public static final String TURNED_AWAY_INSERTS = "clickhouseTurnedAwayInserts";

    /** Counter: attempts that may have been stored though no answer came; their rows are repeated. */
    public static final String AMBIGUOUS_INSERTS = "clickhouseAmbiguousInserts";

    /** Counter: attempts with an answer that the sink does not know; ten for one batch fail the job. */
    public static final String UNEXPLAINED_INSERTS = "clickhouseUnexplainedInserts";

    /** Counter: attempts that the server refuses for good; each fails the job. */
    public static final String REFUSED_INSERTS = "clickhouseRefusedInserts";

    private SinkMetricNames() {}
}
