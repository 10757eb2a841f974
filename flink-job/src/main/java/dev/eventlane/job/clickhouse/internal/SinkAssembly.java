package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.Batching;
import dev.eventlane.job.clickhouse.ConnectionOptions;
import dev.eventlane.job.clickhouse.RetryBackoff;
import dev.eventlane.job.clickhouse.RowEncoder;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.MetricGroup;

/** Puts the parts of a running sink together; decides nothing. */
@Internal
public final class SinkAssembly {

    private SinkAssembly() {}

    /** A writer that leaves inserting to the committer. */
    public static <T> BatchWriter<T> twoPhaseWriter(
            RowEncoder<T> encoder, Batching batching, WriterInitContext context) {
        return writer(encoder, batching, new TwoPhaseDelivery(), context);
    }

    /** A writer that inserts by itself. */
    public static <T> BatchWriter<T> directWriter(
            RowEncoder<T> encoder,
            Batching batching,
            ConnectionOptions connection,
            RetryBackoff backoff,
            WriterInitContext context) {
        Delivery delivery = new DirectDelivery(inserter(connection, backoff, context.metricGroup()));
        return writer(encoder, batching, delivery, context);
    }

    public static ClickHouseCommitter committer(
            ConnectionOptions connection, RetryBackoff backoff, CommitterInitContext context) {
        return new ClickHouseCommitter(inserter(connection, backoff, context.metricGroup()));
    }

    private static <T> BatchWriter<T> writer(
            RowEncoder<T> encoder, Batching batching, Delivery delivery, WriterInitContext context) {
        Clock clock = Clock.systemUTC();
        return new BatchWriter<>(encoder, batching, delivery, new WriterMetrics(context.metricGroup(), clock), clock);
    }

    private static PersistentInserter inserter(
            ConnectionOptions connection, RetryBackoff backoff, MetricGroup metrics) {
        Clock clock = Clock.systemUTC();
        return new PersistentInserter(
                new ClickHouseInserter(connection),
                backoff,
                new InsertMetrics(metrics, clock),
                clock,
                TimeUnit.MILLISECONDS::sleep);
    }
}
