package dev.eventlane.job.clickhouse.internal;

import java.time.Clock;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What the inserting side tells the operator, per subtask. */
final class InsertMetrics {

    /** Batches, rows and bytes that the server has acknowledged. */
    static final String BATCHES = "clickhouseInsertedBatches";

    static final String ROWS = "clickhouseInsertedRows";
    static final String COMPRESSED_BYTES = "clickhouseInsertedCompressedBytes";
    static final String UNCOMPRESSED_BYTES = "clickhouseInsertedUncompressedBytes";

    /** Attempts after the first, for whatever reason. */
    static final String RETRIES = "clickhouseInsertRetries";

    /** Attempts that may have been stored though no answer came; their rows are repeated. */
    static final String AMBIGUOUS = "clickhouseAmbiguousInserts";

    /** From the first attempt of a batch to its acknowledgement, in ms. */
    static final String LATENCY = "clickhouseInsertLatencyMs";

    /** From the first row of a batch to its acknowledgement, in ms: how fresh ClickHouse is. */
    static final String FRESHNESS = "clickhouseRowAgeAtInsertMs";

    /** Age of the oldest row of the batch in hand, in ms; 0 when nothing is being inserted. Grows while the server is away. */
    static final String OLDEST_ROW_AGE = "clickhouseOldestUncommittedRowAgeMs";

    private static final int WINDOW = 256;
    private static final long NOTHING = Long.MAX_VALUE;

    private final Clock clock;
    private final Counter batches;
    private final Counter rows;
    private final Counter compressedBytes;
    private final Counter uncompressedBytes;
    private final Counter retries;
    private final Counter ambiguous;
    private final Histogram latency;
    private final Histogram freshness;

    /** Read by the reporter's thread. */
    private volatile long oldestMillis = NOTHING;

    InsertMetrics(MetricGroup group, Clock clock) {
        this.clock = clock;
        batches = group.counter(BATCHES);
        rows = group.counter(ROWS);
        compressedBytes = group.counter(COMPRESSED_BYTES);
        uncompressedBytes = group.counter(UNCOMPRESSED_BYTES);
        retries = group.counter(RETRIES);
        ambiguous = group.counter(AMBIGUOUS);
        latency = group.histogram(LATENCY, new DescriptiveStatisticsHistogram(WINDOW));
        freshness = group.histogram(FRESHNESS, new DescriptiveStatisticsHistogram(WINDOW));
        group.gauge(OLDEST_ROW_AGE, (Gauge<Long>) this::oldestRowAge);
    }

    private long oldestRowAge() {
        long since = oldestMillis;
        return since == NOTHING ? 0 : age(since);
    }

    private long age(long since) {
        return Math.max(0, clock.millis() - since);
    }

    void pendingSince(long rowMillis) {
        oldestMillis = rowMillis;
    }

    void retried() {
        retries.inc();
    }

    void ambiguous() {
        ambiguous.inc();
    }

    void inserted(InsertCommittable batch, long startedMillis) {
        batches.inc();
        rows.inc(batch.rows());
        compressedBytes.inc(batch.body().length);
        uncompressedBytes.inc(batch.uncompressedBytes());
        latency.update(age(startedMillis));
        freshness.update(age(batch.oldestRowMillis()));
        oldestMillis = NOTHING;
    }
}
