package dev.eventlane.job.clickhouse;

import dev.eventlane.job.clickhouse.internal.InsertCommittable;
import dev.eventlane.job.clickhouse.internal.InsertCommittableSerializer;
import dev.eventlane.job.clickhouse.internal.SinkAssembly;
import java.util.UUID;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Writes rows to tables of ClickHouse so that each counts exactly once. How, and what the tables must be like, is said
 * in the description of this package.
 *
 * <pre>{@code
 * ClickHouseSink<Visit> sink = ClickHouseSink.<Visit>builder()
 *         .endpoint("http://localhost:8123")
 *         .database("web")
 *         .credentials("writer", password)
 *         .rowEncoder(new VisitEncoder())
 *         .build();
 * visits.sinkTo(sink).uid("clickhouse");
 * }</pre>
 *
 * <p>While ClickHouse is away the sink blocks its task, so the job's checkpoints do not complete either: give the job a
 * generous checkpoint timeout and number of tolerable checkpoint failures, and leave operator chaining on between writer
 * and committer.
 *
 * @param <T> the type of the elements
 */
@PublicEvolving
public final class ClickHouseSink<T>
        implements Sink<T>,
                SupportsCommitter<InsertCommittable>,
                SupportsPreCommitTopology<InsertCommittable, InsertCommittable> {

    private static final long serialVersionUID = 1L;

    private final ConnectionOptions connection;
    private final RowEncoder<T> encoder;
    private final Batching batching;
    private final DeliveryGuarantee guarantee;
    private final RetryBackoff backoff;
    private final long maxPendingBytes;

    /** Tells the sinks of a job apart where writer and committer meet. */
    private final UUID id = UUID.randomUUID();

    ClickHouseSink(
            ConnectionOptions connection,
            RowEncoder<T> encoder,
            Batching batching,
            DeliveryGuarantee guarantee,
            RetryBackoff backoff,
            long maxPendingBytes) {
        this.connection = connection;
        this.encoder = encoder;
        this.batching = batching;
        this.guarantee = guarantee;
        this.backoff = backoff;
        this.maxPendingBytes = maxPendingBytes;
    }

    public static <T> ClickHouseSinkBuilder<T> builder() {
        return new ClickHouseSinkBuilder<>();
    }

    @Override
    public CommittingSinkWriter<T, InsertCommittable> createWriter(WriterInitContext context) {
        return switch (guarantee) {
            case EXACTLY_ONCE -> assembly().twoPhaseWriter(encoder, batching, maxPendingBytes, context);
            case AT_LEAST_ONCE -> assembly().directWriter(encoder, batching, context);
            case NONE -> throw new IllegalStateException("The builder refuses the guarantee NONE");
        };
    }

    /** Also with AT_LEAST_ONCE, where it inserts what a savepoint of the other guarantee may hold. */
    @Override
    public DataStream<CommittableMessage<InsertCommittable>> addPreCommitTopology(
            DataStream<CommittableMessage<InsertCommittable>> frozen) {
        return assembly().addInserter(frozen);
    }

    @Override
    public SimpleVersionedSerializer<InsertCommittable> getWriteResultSerializer() {
        return new InsertCommittableSerializer();
    }

    /** Gets nothing from the operator before it; it inserts what a savepoint from the time before that operator holds. */
    @Override
    public Committer<InsertCommittable> createCommitter(CommitterInitContext context) {
        return assembly().committer(context);
    }

    private SinkAssembly assembly() {
        return new SinkAssembly(id, connection, backoff);
    }

    @Override
    public SimpleVersionedSerializer<InsertCommittable> getCommittableSerializer() {
        return new InsertCommittableSerializer();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ClickHouseSink[" + connection + ", " + batching + ", " + guarantee + ", " + backoff
                + ", maxPendingBytes=" + maxPendingBytes + "]";
    }
}
