package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.SinkMetricNames;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What the inserting side tells the operator. */
final class InsertMetrics {

    private static final int WINDOW = 256;

    private final Clock clock;
    private final Counter batches;
    private final Counter rows;
    private final Counter compressedBytes;
    private final Counter uncompressedBytes;
    private final Counter retries;
    private final Map<Kind, Counter> failures = new EnumMap<>(Kind.class);
    private final Histogram latency;
    private final Histogram freshness;

    InsertMetrics(MetricGroup group, Clock clock) {
        this.clock = clock;
        batches = group.counter(SinkMetricNames.INSERTED_BATCHES);
        rows = group.counter(SinkMetricNames.INSERTED_ROWS);
        compressedBytes = group.counter(SinkMetricNames.INSERTED_COMPRESSED_BYTES);
        uncompressedBytes = group.counter(SinkMetricNames.INSERTED_UNCOMPRESSED_BYTES);
        retries = group.counter(SinkMetricNames.INSERT_RETRIES);
        for (Kind kind : Kind.values()) {
            failures.put(kind, group.counter(nameOf(kind)));
        }
        latency = group.histogram(SinkMetricNames.INSERT_LATENCY, new DescriptiveStatisticsHistogram(WINDOW));
        freshness = group.histogram(SinkMetricNames.ROW_AGE_AT_INSERT, new DescriptiveStatisticsHistogram(WINDOW));
    }

    private static String nameOf(Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> SinkMetricNames.UNREACHABLE_INSERTS;
            case TURNED_AWAY -> SinkMetricNames.TURNED_AWAY_INSERTS;
            case AMBIGUOUS -> SinkMetricNames.AMBIGUOUS_INSERTS;
            case UNEXPLAINED -> SinkMetricNames.UNEXPLAINED_INSERTS;
            case REFUSED -> SinkMetricNames.REFUSED_INSERTS;
        };
    }

    void failed(Kind kind) {
        failures.get(kind).inc();
    }

    void retried() {
        retries.inc();
    }

    void inserted(InsertCommittable batch, long startedMillis) {
        batches.inc();
        rows.inc(batch.rows());
        compressedBytes.inc(batch.body().length);
        uncompressedBytes.inc(batch.uncompressedBytes());
        latency.update(RowAge.at(clock, startedMillis));
        freshness.update(RowAge.at(clock, batch.oldestRowMillis()));
    }
}
