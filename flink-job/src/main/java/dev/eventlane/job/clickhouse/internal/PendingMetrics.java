package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.SinkMetricNames;
import java.time.Clock;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Tells the operator what is not known to be in ClickHouse. */
final class PendingMetrics {

    private PendingMetrics() {}

    static void register(MetricGroup group, PendingRows pending, Clock clock) {
        group.gauge(SinkMetricNames.OLDEST_UNCOMMITTED_ROW_AGE, (Gauge<Long>)
                () -> RowAge.at(clock, pending.oldestMillis()));
        group.gauge(SinkMetricNames.PENDING_BATCHES, (Gauge<Integer>) pending::batches);
        group.gauge(SinkMetricNames.PENDING_ROWS, (Gauge<Long>) pending::rows);
        group.gauge(SinkMetricNames.PENDING_COMPRESSED_BYTES, (Gauge<Long>) pending::compressedBytes);
    }
}
