package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.Batching;
import dev.eventlane.job.clickhouse.ConnectionOptions;
import dev.eventlane.job.clickhouse.RetryBackoff;
import dev.eventlane.job.clickhouse.RowEncoder;
import java.io.Serializable;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.InitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Puts the parts of a running sink together; decides nothing.
 *
 * @param sink random; the same for all parts of one sink, and for no other
 * @param connection where rows go
 * @param backoff between attempts
 */
@Internal
public record SinkAssembly(UUID sink, ConnectionOptions connection, RetryBackoff backoff) implements Serializable {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Pause PAUSE = TimeUnit.MILLISECONDS::sleep;
    private static final String INSERTER = "Inserter";

    /** A writer that leaves inserting to others. */
    public <T> BatchWriter<T> twoPhaseWriter(
            RowEncoder<T> encoder, Batching batching, long maxPendingBytes, WriterInitContext context) {
        PendingRows pending = PendingRows.open(subtask(context));
        WriterMetrics metrics = new WriterMetrics(context.metricGroup(), pending, CLOCK);
        Throttle throttle = new Throttle(pending, maxPendingBytes, metrics, CLOCK, PAUSE);
        return new BatchWriter<>(encoder, batching, new TwoPhaseDelivery(pending, throttle), pending, metrics, CLOCK);
    }

    /** A writer that inserts by itself. */
    public <T> BatchWriter<T> directWriter(RowEncoder<T> encoder, Batching batching, WriterInitContext context) {
        PendingRows pending = PendingRows.open(subtask(context));
        PersistentInserter inserter = inserter(pending, context.metricGroup());
        WriterMetrics metrics = new WriterMetrics(context.metricGroup(), pending, CLOCK);
        return new BatchWriter<>(encoder, batching, new DirectDelivery(inserter, pending), pending, metrics, CLOCK);
    }

    /** Puts the operator that inserts behind the writer. It has a uid if the sink has one: Flink demands both or none. */
    public DataStream<CommittableMessage<InsertCommittable>> addInserter(
            DataStream<CommittableMessage<InsertCommittable>> frozen) {
        SingleOutputStreamOperator<CommittableMessage<InsertCommittable>> inserter =
                frozen.transform(INSERTER, frozen.getType(), new BatchInsertOperator(this::committer));
        boolean sinkHasUid = frozen.getTransformation().getInputs().stream().anyMatch(input -> input.getUid() != null);
        return sinkHasUid ? inserter.uid(INSERTER) : inserter;
    }

    /** Flink's own, and the first part of a subtask that it makes: so it is the one that shows what is pending. */
    public ClickHouseCommitter committer(CommitterInitContext context) {
        ClickHouseCommitter committer = committer(context.getJobInfo(), context.getTaskInfo(), context.metricGroup());
        committer.showPending(context.metricGroup(), CLOCK);
        return committer;
    }

    ClickHouseCommitter committer(JobInfo job, TaskInfo task, MetricGroup metrics) {
        PendingRows pending = PendingRows.open(SinkSubtask.of(sink, job, task));
        return new ClickHouseCommitter(inserter(pending, metrics), pending);
    }

    private SinkSubtask subtask(InitContext context) {
        return SinkSubtask.of(sink, context.getJobInfo(), context.getTaskInfo());
    }

    private PersistentInserter inserter(PendingRows pending, MetricGroup metrics) {
        return new PersistentInserter(
                new ClickHouseInserter(connection), backoff, new InsertMetrics(metrics, CLOCK), pending, CLOCK, PAUSE);
    }
}
