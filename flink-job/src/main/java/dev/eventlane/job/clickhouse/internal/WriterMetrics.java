package dev.eventlane.job.clickhouse.internal;

import java.time.Clock;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** What the writer tells the operator. Figures are per subtask; Flink's own numRecordsSend and numBytesSend are kept too. */
final class WriterMetrics {

    /** Rows that a later row of the same key made unnecessary before they were sent. */
    static final String REPLACED_ROWS = "clickhouseReplacedRows";

    /** Batches frozen; those of a full buffer count as those of a barrier. */
    static final String FROZEN_BATCHES = "clickhouseFrozenBatches";

    /** Age of the oldest row that waits for a barrier, in ms; 0 if none does. */
    static final String OLDEST_BUFFERED_ROW_AGE = "clickhouseOldestBufferedRowAgeMs";

    private static final long NOTHING = Long.MAX_VALUE;

    private final Counter recordsSent;
    private final Counter bytesSent;
    private final Counter replacedRows;
    private final Counter frozenBatches;

    /** Read by the reporter's thread. */
    private volatile long oldestMillis = NOTHING;

    WriterMetrics(SinkWriterMetricGroup group, Clock clock) {
        recordsSent = group.getNumRecordsSendCounter();
        bytesSent = group.getNumBytesSendCounter();
        replacedRows = group.counter(REPLACED_ROWS);
        frozenBatches = group.counter(FROZEN_BATCHES);
        group.gauge(OLDEST_BUFFERED_ROW_AGE, (Gauge<Long>) () -> ageOf(oldestMillis, clock));
    }

    private static long ageOf(long millis, Clock clock) {
        return millis == NOTHING ? 0 : Math.max(0, clock.millis() - millis);
    }

    void bufferedSince(long rowMillis) {
        if (rowMillis < oldestMillis) {
            oldestMillis = rowMillis;
        }
    }

    void nothingBuffered() {
        oldestMillis = NOTHING;
    }

    void frozen(InsertCommittable batch, int replaced) {
        recordsSent.inc(batch.rows());
        bytesSent.inc(batch.body().length);
        replacedRows.inc(replaced);
        frozenBatches.inc();
    }
}
