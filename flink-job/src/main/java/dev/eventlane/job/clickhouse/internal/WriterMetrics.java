package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.SinkMetricNames;
import java.time.Clock;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** What the writer tells the operator; Flink's own numRecordsSend and numBytesSend are kept too. */
final class WriterMetrics {

    private final Counter recordsSent;
    private final Counter bytesSent;
    private final Counter replacedRows;
    private final Counter frozenBatches;
    private final Counter throttledRows;

    WriterMetrics(SinkWriterMetricGroup group, PendingRows pending, Clock clock) {
        recordsSent = group.getNumRecordsSendCounter();
        bytesSent = group.getNumBytesSendCounter();
        replacedRows = group.counter(SinkMetricNames.REPLACED_ROWS);
        frozenBatches = group.counter(SinkMetricNames.FROZEN_BATCHES);
        throttledRows = group.counter(SinkMetricNames.THROTTLED_ROWS);
        group.gauge(SinkMetricNames.OLDEST_BUFFERED_ROW_AGE, (Gauge<Long>)
                () -> RowAge.at(clock, pending.oldestBufferedMillis()));
    }

    void frozen(InsertCommittable batch, int replaced) {
        recordsSent.inc(batch.rows());
        bytesSent.inc(batch.body().length);
        replacedRows.inc(replaced);
        frozenBatches.inc();
    }

    void throttled() {
        throttledRows.inc();
    }
}
