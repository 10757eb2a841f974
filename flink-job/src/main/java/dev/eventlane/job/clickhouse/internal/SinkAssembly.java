package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.Batching;
import dev.eventlane.job.clickhouse.ConnectionOptions;
import dev.eventlane.job.clickhouse.RetryBackoff;
import dev.eventlane.job.clickhouse.RowEncoder;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.MetricGroup;

/** Puts the parts of a running sink together; decides nothing. */
@Internal
public final class SinkAssembly {

    private final UUID sink;
    private final ConnectionOptions connection;
    private final RetryBackoff backoff;
    private final Clock clock = Clock.systemUTC();
    private final Pause pause = TimeUnit.MILLISECONDS::sleep;

    /** @param sink the same for all parts of one sink, and for no other */
    public SinkAssembly(UUID sink, ConnectionOptions connection, RetryBackoff backoff) {
        this.sink = sink;
        this.connection = connection;
        this.backoff = backoff;
    }

    /** A writer that leaves inserting to the committer. */
    public <T> BatchWriter<T> twoPhaseWriter(
            RowEncoder<T> encoder, Batching batching, long maxPendingBytes, WriterInitContext context) {
        PendingRows pending = PendingRows.open(SinkSubtask.of(sink, context));
        WriterMetrics metrics = new WriterMetrics(context.metricGroup(), pending, clock);
        Throttle throttle = new Throttle(pending, maxPendingBytes, metrics, clock, pause);
        return new BatchWriter<>(encoder, batching, new TwoPhaseDelivery(pending, throttle), pending, metrics, clock);
    }

    /** A writer that inserts by itself. */
    public <T> BatchWriter<T> directWriter(RowEncoder<T> encoder, Batching batching, WriterInitContext context) {
        PersistentInserter inserter = inserter(context.metricGroup());
        PendingRows pending = PendingRows.open(SinkSubtask.of(sink, context));
        WriterMetrics metrics = new WriterMetrics(context.metricGroup(), pending, clock);
        return new BatchWriter<>(encoder, batching, new DirectDelivery(inserter, pending), pending, metrics, clock);
    }

    public ClickHouseCommitter committer(CommitterInitContext context) {
        PersistentInserter inserter = inserter(context.metricGroup());
        PendingRows pending = PendingRows.open(SinkSubtask.of(sink, context));
        PendingMetrics.register(context.metricGroup(), pending, clock);
        return new ClickHouseCommitter(inserter, pending);
    }

    private PersistentInserter inserter(MetricGroup metrics) {
        return new PersistentInserter(
                new ClickHouseInserter(connection), backoff, new InsertMetrics(metrics, clock), clock, pause);
    }
}
